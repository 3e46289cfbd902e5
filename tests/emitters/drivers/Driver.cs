using System;
using System.IO;
using Example.Records;

/// <summary>Reads each document named on standard input, and writes it to files in both syntaxes.</summary>
public static class Driver
{
    public static void Main(string[] arguments)
    {
        string path;
        for (var index = 0; (path = Console.In.ReadLine()) != null; index++)
        {
            var place = Path.Combine(arguments[0], index.ToString());
            try
            {
                var source = File.ReadAllBytes(path);
                var unknown = path.Contains("/keep/") ? UnknownCodes.Keep : UnknownCodes.Refuse;
                var record = path.EndsWith(".xml")
                    ? Documents.ReadXml<Structure>(source, unknown)
                    : Documents.ReadJson<Structure>(source, unknown);
                File.WriteAllText(place + ".json", Documents.WriteJson(record, unknown));
                File.WriteAllText(place + ".xml", Documents.WriteXml(record, unknown));
            }
            catch (RecordException error)
            {
                File.WriteAllText(place + ".txt", error.Message);
            }
        }
    }
}

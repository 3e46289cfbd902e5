using System;
using System.Xml;
using System.Xml.Schema;

/// <summary>Prints "PATH tab valid" or "PATH tab invalid" for each path on the standard input.</summary>
public class Validate
{
    public static void Main(string[] arguments)
    {
        var schemas = new XmlSchemaSet();
        schemas.Add(null, arguments[0]);
        schemas.Compile(); // throws at the first error
        for (string path = Console.ReadLine(); path != null; path = Console.ReadLine())
            Console.WriteLine(path + "\t" + (Accepts(schemas, path) ? "valid" : "invalid"));
    }

    private static bool Accepts(XmlSchemaSet schemas, string path)
    {
        bool valid = true;
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = schemas };
        // A root element that no schema declares is only a warning.
        settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings;
        settings.ValidationFlags &= ~XmlSchemaValidationFlags.AllowXmlAttributes; // such as xml:lang
        settings.ValidationEventHandler += (sender, problem) => valid = false;
        try
        {
            using (var reader = XmlReader.Create(path, settings))
                while (reader.Read()) { }
            return valid;
        }
        catch (XmlException)
        {
            return false;
        }
    }
}

using System;
using System.Collections.Generic;
using System.Text;
using System.Text.RegularExpressions;

namespace Swschema.Template
{
    /// <summary>Reads and writes records, in JSON and in XML.</summary>
    public static class Documents
    {
        /// <summary>The namespace of all elements.</summary>
        public const string Namespace = "@NAMESPACE@";

        /// <summary>The version of the specification that these classes are of.</summary>
        public const string SchemaVersion = "@VERSION@";

        private static readonly Regex Utf8 = Encodings("utf-?8|us-ascii|ascii");
        private static readonly Regex Utf16Little = Encodings("utf-16(?:le)?");
        private static readonly Regex Utf16Big = Encodings("utf-16(?:be)?");

        /// <summary>Reads a record from JSON in UTF-8.</summary>
        /// <typeparam name="T">The type that the record must have; Structure for any.</typeparam>
        /// <exception cref="RecordException">At the first thing that the schemas refuse.</exception>
        public static T ReadJson<T>(byte[] source, UnknownCodes unknown = UnknownCodes.Refuse)
            where T : Structure
        {
            var value = JsonText.Read(Decode(source, new UTF8Encoding(false, true))) as Dictionary<string, object>;
            if (value == null)
                throw new RecordException("", "an object is expected here");
            object found;
            if (value.TryGetValue("$schema", out found) && found is string)
                value.Remove("$schema"); // for editors
            value.TryGetValue("recordType", out found);
            return (T)TypeOf(found as string, Wanted(typeof(T))).Bind(value, "", unknown);
        }

        /// <summary>Reads a record from XML in UTF-8, or in UTF-16 with a byte-order mark.</summary>
        /// <typeparam name="T">The type that the record must have; Structure for any.</typeparam>
        /// <exception cref="RecordException">At the first thing that the schemas refuse; a DOCTYPE is never read.</exception>
        public static T ReadXml<T>(byte[] source, UnknownCodes unknown = UnknownCodes.Refuse)
            where T : Structure
        {
            var first = source.Length < 2 ? 0 : source[0] << 8 | source[1];
            if (first != 0xfffe && first != 0xfeff)
                return ReadXml<T>(Decode(source, new UTF8Encoding(false, true)), Utf8, unknown);
            var isBig = first == 0xfeff;
            var text = Decode(source, new UnicodeEncoding(isBig, false, true));
            return ReadXml<T>(text, isBig ? Utf16Big : Utf16Little, unknown);
        }

        private static T ReadXml<T>(string text, Regex encodings, UnknownCodes unknown) where T : Structure
        {
            return (T)XmlText.Read(text, encodings, Wanted(typeof(T)), unknown);
        }

        /// <summary>Writes a record as JSON, its members in the order of the specification.</summary>
        /// <exception cref="RecordException">At the first value that the schemas refuse.</exception>
        public static string WriteJson(Structure record, UnknownCodes unknown = UnknownCodes.Refuse)
        {
            return JsonText.Write(Checked(record, unknown));
        }

        /// <summary>Writes a record as XML in canonical form, which is to be saved as UTF-8.</summary>
        /// <exception cref="RecordException">At the first value that the schemas refuse.</exception>
        public static string WriteXml(Structure record, UnknownCodes unknown = UnknownCodes.Refuse)
        {
            return XmlText.Write(Checked(record, unknown));
        }

        internal static ObjectType TypeOf(string name, ObjectType wanted)
        {
            ObjectType found;
            if (name == null || !Tables.ByName.TryGetValue(name, out found))
                throw new RecordException("/recordType", "is no type of record of this specification");
            if (wanted != null && wanted != found)
                throw new RecordException("/recordType", "must be " + wanted.RecordType + " here");
            return found;
        }

        private static ObjectType Wanted(Type type)
        {
            ObjectType found;
            if (type == typeof(Structure))
                return null;
            if (!Tables.ByType.TryGetValue(type, out found))
                throw new ArgumentException(type.Name + " is no type of record");
            return found;
        }

        private static Structure Checked(Structure record, UnknownCodes unknown)
        {
            if (record.GetTable().RecordType == null)
                throw new ArgumentException(record + " is no record, but a part of one");
            return (Structure)record.GetTable().Bind(record, "", unknown);
        }

        private static Regex Encodings(string names)
        {
            return new Regex("^(?:" + names + @")\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        }

        private static string Decode(byte[] source, Encoding encoding)
        {
            try
            {
                var text = encoding.GetString(source);
                return text.Length > 0 && text[0] == '\ufeff' ? text.Substring(1) : text;
            }
            catch (ArgumentException)
            {
                throw new RecordException("", "is not well-formed " + encoding.WebName.ToUpperInvariant());
            }
        }
    }
}

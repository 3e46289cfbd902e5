using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Swschema.Template
{
    /// <summary>XML by the tables: no DOCTYPE, no entities, nothing from outside.</summary>
    internal sealed class XmlText
    {
        private const string Instance = "http://www.w3.org/2001/XMLSchema-instance";
        private static readonly Regex Declaration =
            new Regex("^<\\?xml\\s+version\\s*=\\s*[\"']([^\"']*)[\"'](?:\\s+encoding\\s*=\\s*[\"']([^\"']*)[\"'])?");
        private static readonly Regex Integer = new Regex(@"^(?:0|-?[1-9][0-9]*)\z");
        private static readonly char[] White = { ' ', '\t', '\n', '\r' };

        private readonly XmlReader reader;

        private XmlText(XmlReader reader)
        {
            this.reader = reader;
        }

        /// <summary>Reads a document; the pattern is of what it may declare as its encoding.</summary>
        internal static Structure Read(string text, Regex encodings, ObjectType wanted, UnknownCodes unknown)
        {
            CheckDeclaration(text, encodings);
            var settings = new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true
            };
            try
            {
                using (var reader = XmlReader.Create(new StringReader(text), settings))
                    return new XmlText(reader).Document(wanted, unknown);
            }
            catch (XmlException error)
            {
                // The library's message may quote the document.
                throw new RecordException(
                    "", "line " + error.LineNumber + " is not well-formed XML, or has a DOCTYPE");
            }
        }

        private static void CheckDeclaration(string text, Regex encodings)
        {
            var match = Declaration.Match(text);
            if (match.Success && match.Groups[1].Value != "1.0")
                throw new RecordException("", "only XML 1.0 is read");
            if (match.Groups[2].Success && !encodings.IsMatch(match.Groups[2].Value))
                throw new RecordException(
                    "", "declares an encoding that is not read: it must be UTF-8 or UTF-16");
        }

        private Structure Document(ObjectType wanted, UnknownCodes unknown)
        {
            reader.MoveToContent();
            if (reader.NodeType != XmlNodeType.Element || !IsOurs())
                throw new RecordException("", "the root element must be of " + Documents.Namespace);
            var type = Documents.TypeOf(reader.LocalName, wanted);
            var value = ReadObject(type, "", true);
            while (reader.Read())
                continue;
            return (Structure)type.Bind(value, "", unknown);
        }

        private bool IsOurs()
        {
            return reader.NamespaceURI == Documents.Namespace;
        }

        private Dictionary<string, object> ReadObject(ObjectType type, string pointer, bool isRoot)
        {
            var made = new Dictionary<string, object>();
            if (type.RecordType != null)
                made["recordType"] = type.RecordType;
            var depth = reader.Depth;
            var isEmpty = reader.IsEmptyElement;
            ReadAttributes(type, pointer, isRoot, made);
            var last = -1;
            while (!isEmpty && NextChild(depth, pointer))
            {
                var name = reader.LocalName;
                var place = ValueType.Below(pointer, name);
                var index = IsOurs() ? type.Place(name) : -1;
                if (index < 0 || type.Members[index].IsAttribute)
                    throw new RecordException(place, "is not a field of this record");
                if (made.ContainsKey(name))
                    throw new RecordException(place, "appears more than once");
                if (index < last)
                    throw new RecordException(place, "is out of order");
                last = index;
                made[name] = ReadMember(type.Members[index], place);
            }
            return made;
        }

        private void ReadAttributes(
            ObjectType type, string pointer, bool isRoot, IDictionary<string, object> made)
        {
            while (reader.MoveToNextAttribute())
            {
                var name = reader.LocalName;
                if (reader.NamespaceURI == "http://www.w3.org/2000/xmlns/")
                    continue;
                var isHint = name == "schemaLocation" || name == "noNamespaceSchemaLocation";
                if (isRoot && isHint && reader.NamespaceURI == Instance)
                    continue; // for editors
                var place = type == null || reader.NamespaceURI != "" ? -1 : type.Place(name);
                if (place < 0 || !type.Members[place].IsAttribute)
                    throw new RecordException(pointer, "has the attribute " + name + ", which is not allowed");
                made[name] = reader.Value;
            }
            reader.MoveToElement();
        }

        /// <summary>Goes on to the next element inside another, and returns whether there is one.</summary>
        private bool NextChild(int depth, string pointer)
        {
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.Element)
                    return true;
                if (reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth)
                    return false;
                if (reader.HasValue && reader.Value.Trim(White).Length > 0)
                    throw new RecordException(pointer, "has text where elements are expected");
            }
            return false;
        }

        private object ReadMember(Member member, string pointer)
        {
            if (member.Item == null)
                return ReadValue(member.Type, pointer);
            var depth = reader.Depth;
            var isEmpty = reader.IsEmptyElement;
            ReadAttributes(null, pointer, false, null);
            var made = new List<object>();
            while (!isEmpty && NextChild(depth, pointer))
            {
                if (!IsOurs() || reader.LocalName != member.Item)
                    throw new RecordException(pointer, "has an element other than " + member.Item);
                made.Add(ReadValue(member.Type, ValueType.Below(pointer, made.Count.ToString())));
            }
            return made;
        }

        private object ReadValue(ValueType type, string pointer)
        {
            var table = type as ObjectType;
            if (table != null)
                return ReadObject(table, pointer, false);
            var isEmpty = reader.IsEmptyElement;
            ReadAttributes(null, pointer, false, null);
            var text = new StringBuilder();
            while (!isEmpty && reader.Read() && reader.NodeType != XmlNodeType.EndElement)
            {
                if (reader.NodeType == XmlNodeType.Element)
                    throw new RecordException(pointer, "has elements where a plain value is expected");
                text.Append(reader.Value);
            }
            return ReadScalar(((ScalarType)type).Kind, text.ToString());
        }

        /// <summary>Returns what a text stands for; the text itself where it stands for nothing.</summary>
        private static object ReadScalar(Kind kind, string text)
        {
            if (kind == Kind.String)
                return text;
            var token = text.Trim(White);
            if (kind == Kind.Boolean && (token == "true" || token == "false"))
                return token == "true";
            if (kind == Kind.Integer && Integer.IsMatch(token))
                return new JsonNumber(token);
            return token;
        }

        internal static string Write(Structure record)
        {
            var made = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
            var name = record.GetTable().RecordType;
            WriteObject(name, name + " xmlns=\"" + Documents.Namespace + "\"", record, made);
            return made.Append('\n').ToString();
        }

        private static void WriteObject(string name, string start, Structure value, StringBuilder made)
        {
            made.Append('<').Append(start);
            foreach (var member in value.GetTable().Members)
            {
                var content = value.GetValue(member.Name);
                if (member.IsAttribute && content != null)
                {
                    made.Append(' ').Append(member.Name).Append("=\"");
                    var text = new StringBuilder();
                    Escape((string)content, text);
                    made.Append(text.Replace("\"", "&quot;")).Append('"');
                }
            }
            var end = made.Append('>').Length;
            foreach (var member in value.GetTable().Members)
            {
                var content = value.GetValue(member.Name);
                if (!member.IsAttribute && content != null)
                    WriteMember(member, content, made);
            }
            Close(name, end, made);
        }

        private static void WriteMember(Member member, object content, StringBuilder made)
        {
            if (member.Item == null)
            {
                WriteValue(member.Name, content, made);
                return;
            }
            var end = made.Append('<').Append(member.Name).Append('>').Length;
            foreach (var each in (IList)content)
                WriteValue(member.Item, each, made);
            Close(member.Name, end, made);
        }

        private static void WriteValue(string name, object content, StringBuilder made)
        {
            if (content is Structure)
            {
                WriteObject(name, name, (Structure)content, made);
                return;
            }
            var end = made.Append('<').Append(name).Append('>').Length;
            if (content is bool)
                made.Append((bool)content ? "true" : "false");
            else if (content is long)
                made.Append(((long)content).ToString(CultureInfo.InvariantCulture));
            else
                Escape((string)content, made);
            Close(name, end, made);
        }

        /// <summary>Ends the element whose content begins at an index.</summary>
        private static void Close(string name, int start, StringBuilder made)
        {
            if (made.Length == start)
                made.Insert(start - 1, '/');
            else
                made.Append("</").Append(name).Append('>');
        }

        private static void Escape(string text, StringBuilder made)
        {
            foreach (var each in text)
            {
                switch (each)
                {
                    case '&': made.Append("&amp;"); break;
                    case '<': made.Append("&lt;"); break;
                    case '>': made.Append("&gt;"); break;
                    case '\r': made.Append("&#13;"); break; // a bare one would come back as a line feed
                    default: made.Append(each); break;
                }
            }
        }
    }
}

using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Swschema.Template
{
    /// <summary>JSON, read strictly: a member that is there twice is refused, numbers keep their text.</summary>
    internal sealed class JsonText
    {
        private const int Deepest = 100;
        private static readonly Regex Number = new Regex(@"\G-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");
        private static readonly KeyValuePair<string, object>[] Words =
        {
            new KeyValuePair<string, object>("true", true),
            new KeyValuePair<string, object>("false", false),
            new KeyValuePair<string, object>("null", null)
        };

        private readonly string text;
        private int at;

        private JsonText(string text)
        {
            this.text = text;
        }

        internal static object Read(string text)
        {
            var parser = new JsonText(text);
            var value = parser.Value("", 0);
            parser.Skip();
            if (parser.at < text.Length)
                throw parser.Fail("there is more after the end of the document");
            return value;
        }

        private object Value(string pointer, int depth)
        {
            if (depth > Deepest)
                throw Fail("is nested too deeply");
            Skip();
            var first = at < text.Length ? text[at] : '\0';
            if (first == '{')
                return Object(pointer, depth);
            if (first == '[')
                return Array(pointer, depth);
            if (first == '"')
                return String();
            foreach (var word in Words)
            {
                if (string.CompareOrdinal(text, at, word.Key, 0, word.Key.Length) == 0)
                {
                    at += word.Key.Length;
                    return word.Value;
                }
            }
            var match = Number.Match(text, at);
            if (!match.Success)
                throw Fail("a value is expected");
            at += match.Length;
            return new JsonNumber(match.Value);
        }

        private Dictionary<string, object> Object(string pointer, int depth)
        {
            var made = new Dictionary<string, object>();
            at++;
            if (Take('}'))
                return made;
            do
            {
                Skip();
                var name = String();
                if (made.ContainsKey(name))
                    throw new RecordException(ValueType.Below(pointer, name), "appears more than once");
                if (!Take(':'))
                    throw Fail("\":\" is expected");
                made[name] = Value(ValueType.Below(pointer, name), depth + 1);
            }
            while (Take(','));
            if (!Take('}'))
                throw Fail("\",\" or \"}\" is expected");
            return made;
        }

        private List<object> Array(string pointer, int depth)
        {
            var made = new List<object>();
            at++;
            if (Take(']'))
                return made;
            do
                made.Add(Value(ValueType.Below(pointer, made.Count.ToString()), depth + 1));
            while (Take(','));
            if (!Take(']'))
                throw Fail("\",\" or \"]\" is expected");
            return made;
        }

        private string String()
        {
            if (at >= text.Length || text[at] != '"')
                throw Fail("a string is expected");
            var made = new StringBuilder();
            at++;
            while (true)
            {
                if (at >= text.Length || text[at] < ' ')
                    throw Fail("a string does not end");
                var each = text[at++];
                if (each == '"')
                    return made.ToString();
                made.Append(each == '\\' ? Escaped() : each);
            }
        }

        private char Escaped()
        {
            var each = at < text.Length ? text[at++] : '\0';
            var index = "\"\\/bfnrt".IndexOf(each);
            if (index >= 0)
                return "\"\\/\b\f\n\r\t"[index];
            int code = 0;
            var isHex = each == 'u' && at + 4 <= text.Length && int.TryParse(
                text.Substring(at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code);
            if (!isHex)
                throw Fail("an escape is unknown");
            at += 4;
            return (char)code;
        }

        private void Skip()
        {
            while (at < text.Length && " \t\n\r".IndexOf(text[at]) >= 0)
                at++;
        }

        private bool Take(char mark)
        {
            Skip();
            if (at >= text.Length || text[at] != mark)
                return false;
            at++;
            return true;
        }

        private RecordException Fail(string reason)
        {
            var line = 1;
            for (var index = 0; index < at && index < text.Length; index++)
                if (text[index] == '\n')
                    line++;
            return new RecordException("", "line " + line + " is not well-formed JSON: " + reason);
        }

        internal static string Write(Structure record)
        {
            var made = new StringBuilder();
            WriteValue(record, made);
            return made.ToString();
        }

        private static void WriteValue(object value, StringBuilder made)
        {
            if (value is Structure)
                WriteObject((Structure)value, made);
            else if (value is string)
                WriteString((string)value, made);
            else if (value is bool)
                made.Append((bool)value ? "true" : "false");
            else if (value is long)
                made.Append(((long)value).ToString(CultureInfo.InvariantCulture));
            else
                WriteArray((IList)value, made);
        }

        private static void WriteObject(Structure value, StringBuilder made)
        {
            var table = value.GetTable();
            var mark = '{';
            if (table.RecordType != null)
            {
                made.Append(mark).Append("\"recordType\":");
                WriteString(table.RecordType, made);
                mark = ',';
            }
            foreach (var member in table.Members)
            {
                var content = value.GetValue(member.Name);
                if (content == null)
                    continue;
                made.Append(mark);
                WriteString(member.Name, made);
                made.Append(':');
                WriteValue(content, made);
                mark = ',';
            }
            made.Append(mark == '{' ? "{}" : "}");
        }

        private static void WriteArray(IList items, StringBuilder made)
        {
            made.Append('[');
            for (var index = 0; index < items.Count; index++)
            {
                if (index > 0)
                    made.Append(',');
                WriteValue(items[index], made);
            }
            made.Append(']');
        }

        private static void WriteString(string value, StringBuilder made)
        {
            made.Append('"');
            foreach (var each in value)
            {
                var index = "\"\\\b\f\n\r\t".IndexOf(each);
                if (index >= 0)
                    made.Append('\\').Append("\"\\bfnrt"[index]);
                else if (each < ' ')
                    made.Append("\\u").Append(((int)each).ToString("x4", CultureInfo.InvariantCulture));
                else
                    made.Append(each);
            }
            made.Append('"');
        }
    }
}

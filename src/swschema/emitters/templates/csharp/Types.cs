using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Swschema.Template
{
    /// <summary>The type of a value: it checks what a document holds, and what is to be written.</summary>
    internal abstract class ValueType
    {
        internal readonly string Name;
        internal readonly Func<IList> MakeList;

        internal ValueType(string name, Func<IList> makeList)
        {
            Name = name;
            MakeList = makeList;
        }

        /// <summary>Returns a checked copy of a value.</summary>
        internal abstract object Bind(object value, string pointer, UnknownCodes unknown);

        internal static string Below(string pointer, string name)
        {
            return pointer + "/" + name.Replace("~", "~0").Replace("/", "~1");
        }
    }

    /// <summary>A member of an object type.</summary>
    internal sealed class Member
    {
        internal readonly string Name;
        internal readonly ValueType Type;
        internal readonly bool IsRequired;
        internal readonly bool IsAttribute;

        /// <summary>The name of each item's element, where the member is an array.</summary>
        internal readonly string Item;
        internal readonly int Least;

        internal Member(
            string name,
            ValueType type,
            bool required = false,
            bool attribute = false,
            string item = null,
            int least = 0)
        {
            Name = name;
            Type = type;
            IsRequired = required;
            IsAttribute = attribute;
            Item = item;
            Least = least;
        }

        internal object Bind(object value, string pointer, UnknownCodes unknown)
        {
            if (Item == null)
                return Type.Bind(value, pointer, unknown);
            var items = value as IList;
            if (items == null)
                throw new RecordException(pointer, "an array is expected here");
            if (items.Count < Least)
                throw new RecordException(pointer, "has fewer than " + Least + " items");
            var made = Type.MakeList();
            foreach (var each in items)
                made.Add(Type.Bind(each, ValueType.Below(pointer, made.Count.ToString()), unknown));
            return made;
        }
    }

    /// <summary>The type of an object, with its members in the order of the XML sequence.</summary>
    internal sealed class ObjectType : ValueType
    {
        internal readonly string RecordType;
        internal readonly Member[] Members;
        private readonly Func<Structure> make;
        private readonly Dictionary<string, int> places = new Dictionary<string, int>();

        internal ObjectType(
            string name, string recordType, Func<Structure> make, Func<IList> makeList, params Member[] members)
            : base(name, makeList)
        {
            RecordType = recordType;
            Members = members;
            this.make = make;
            foreach (var each in members)
                places.Add(each.Name, places.Count);
        }

        /// <summary>Returns the place of a member in the sequence, or -1.</summary>
        internal int Place(string member)
        {
            int found;
            return places.TryGetValue(member, out found) ? found : -1;
        }

        internal override object Bind(object value, string pointer, UnknownCodes unknown)
        {
            var structure = value as Structure;
            if (structure != null && structure.GetTable() != this)
                throw new RecordException(pointer, "must be a " + Name + " here");
            var given = structure != null
                ? structure.GetValues()
                : value as IReadOnlyDictionary<string, object>;
            if (given == null)
                throw new RecordException(pointer, "an object is expected here");
            if (structure == null && RecordType != null)
                CheckRecordType(given, pointer);
            foreach (var name in given.Keys)
                if (!places.ContainsKey(name) && !(RecordType != null && name == "recordType"))
                    throw new RecordException(Below(pointer, name), "is not a field of this record");
            return BindMembers(given, pointer, unknown);
        }

        private void CheckRecordType(IReadOnlyDictionary<string, object> given, string pointer)
        {
            object found;
            if (!given.TryGetValue("recordType", out found) || !RecordType.Equals(found))
                throw new RecordException(Below(pointer, "recordType"), "must be " + RecordType + " here");
        }

        private Structure BindMembers(
            IReadOnlyDictionary<string, object> given, string pointer, UnknownCodes unknown)
        {
            var made = make();
            foreach (var member in Members)
            {
                object value;
                var place = Below(pointer, member.Name);
                if (given.TryGetValue(member.Name, out value))
                    made.SetValue(member.Name, member.Bind(value, place, unknown));
                else if (member.IsRequired)
                    throw new RecordException(place, "is missing");
            }
            return made;
        }
    }

    internal enum Kind
    {
        String,

        /// <summary>A text around which XML Schema folds white space.</summary>
        Token,
        Integer,
        Boolean
    }

    /// <summary>A number as a document has it: a double would make a whole number of some that are none.</summary>
    internal sealed class JsonNumber
    {
        internal readonly string Text;

        internal JsonNumber(string text)
        {
            Text = text;
        }
    }

    /// <summary>The type of a text, a number, or true and false.</summary>
    internal sealed class ScalarType : ValueType
    {
        private static readonly Regex Unrepresentable = new Regex(
            "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])"
            + "|(?<![\ud800-\udbff])[\udc00-\udfff]");
        private static readonly Regex Number =
            new Regex(@"^(-?)(0|[1-9][0-9]*)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]{1,4}))?\z");
        private const long MostExact = (1L << 53) - 1;

        internal readonly Kind Kind;
        private readonly string pattern;
        private readonly long least;
        private readonly long most;
        private readonly bool isDay;
        private readonly HashSet<string> codes;
        private Regex compiled;

        internal ScalarType(
            string name,
            Kind kind,
            string pattern = null,
            long least = long.MinValue,
            long most = long.MaxValue,
            bool day = false,
            IEnumerable<CodeTitle> codes = null)
            : base(name, ListOf(kind))
        {
            Kind = kind;
            this.pattern = pattern;
            this.least = least;
            this.most = most;
            isDay = day;
            if (codes != null)
                this.codes = new HashSet<string>(codes.Select(each => each.Code));
        }

        private static Func<IList> ListOf(Kind kind)
        {
            if (kind == Kind.Integer)
                return () => new List<long>();
            if (kind == Kind.Boolean)
                return () => new List<bool>();
            return () => new List<string>();
        }

        internal override object Bind(object value, string pointer, UnknownCodes unknown)
        {
            if (Kind == Kind.Boolean)
            {
                if (value is bool)
                    return value;
                throw new RecordException(pointer, "true or false is expected here");
            }
            if (Kind == Kind.Integer)
                return BindInteger(value, pointer);
            var text = value as string;
            if (text == null)
                throw new RecordException(pointer, "a string is expected here");
            CheckText(text, pointer, unknown);
            return text;
        }

        private object BindInteger(object value, string pointer)
        {
            var written = value as JsonNumber;
            var number = written != null ? WholeNumber(written.Text) : value as long?;
            if (number == null || Math.Abs((decimal)number.Value) > MostExact)
                throw new RecordException(pointer, "a whole number is expected here");
            if (number < least || number > most)
                throw new RecordException(pointer, "must be from " + least + " to " + most);
            return number.Value;
        }

        /// <summary>Returns a number of JSON, judged by its text; null if it is not whole, or too large.</summary>
        private static long? WholeNumber(string text)
        {
            var match = Number.Match(text);
            if (!match.Success)
                return null;
            var fraction = match.Groups[3].Value;
            var digits = (match.Groups[2].Value + fraction).TrimStart('0');
            if (digits.Length == 0)
                return 0;
            var power = match.Groups[4].Success ? int.Parse(match.Groups[4].Value.TrimStart('+')) : 0;
            var zeros = power - fraction.Length;
            if (zeros > 16 || digits.Length <= -zeros)
                return null;
            if (zeros < 0)
            {
                if (digits.Substring(digits.Length + zeros).Trim('0').Length > 0)
                    return null;
                digits = digits.Substring(0, digits.Length + zeros);
            }
            else
            {
                digits += new string('0', zeros);
            }
            if (digits.Length > 16)
                return null;
            return long.Parse(match.Groups[1].Value + digits);
        }

        private void CheckText(string text, string pointer, UnknownCodes unknown)
        {
            if (Unrepresentable.IsMatch(text))
                throw new RecordException(pointer, "has a character that XML cannot represent");
            if (codes != null)
            {
                var isText = text.Length > 0 && text.Trim() == text;
                if (!codes.Contains(text) && !(unknown == UnknownCodes.Keep && isText))
                    throw new RecordException(pointer, "is not a code of its list");
                return;
            }
            var length = text.Length - text.Count(char.IsLowSurrogate);
            if (length < least)
                throw new RecordException(pointer, "is too short");
            if (length > most)
                throw new RecordException(pointer, "is longer than " + most + " characters");
            if (pattern != null && !Compiled().IsMatch(text))
                throw new RecordException(pointer, "has the wrong format");
            if (isDay && !IsCalendarDay(text))
                throw new RecordException(pointer, "is not a day of the calendar");
        }

        private Regex Compiled()
        {
            // $ would match before a line break at the end too.
            return compiled ?? (compiled = new Regex(
                pattern.Substring(0, pattern.Length - 1) + @"\z", RegexOptions.CultureInvariant));
        }

        private static bool IsCalendarDay(string text)
        {
            var parts = text.Substring(0, 10).Split('-').Select(int.Parse).ToArray();
            return parts[2] <= DateTime.DaysInMonth(parts[0], parts[1]);
        }
    }
}

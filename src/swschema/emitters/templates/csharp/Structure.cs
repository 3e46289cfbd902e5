using System;
using System.Collections.Generic;
using System.Globalization;

namespace Swschema.Template
{
    /// <summary>An object of a record. It is checked when it is read and when it is written.</summary>
    public abstract partial class Structure
    {
        private readonly Dictionary<string, object> values = new Dictionary<string, object>();
        private readonly ObjectType table;

        internal Structure(ObjectType table)
        {
            this.table = table;
        }

        /// <summary>Names the type alone: the values may be personal data.</summary>
        public sealed override string ToString()
        {
            return table.Name;
        }

        internal ObjectType GetTable()
        {
            return table;
        }

        internal IReadOnlyDictionary<string, object> GetValues()
        {
            return values;
        }

        internal object GetValue(string name)
        {
            object found;
            return values.TryGetValue(name, out found) ? found : null;
        }

        internal void SetValue(string name, object value)
        {
            if (value == null)
                values.Remove(name);
            else
                values[name] = value;
        }

        internal DateTime? GetDate(string name)
        {
            var text = (string)GetValue(name);
            if (text == null)
                return null;
            return DateTime.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        internal void SetDate(string name, DateTime? date)
        {
            SetValue(name, date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        internal DateTimeOffset? GetMoment(string name)
        {
            var text = (string)GetValue(name);
            if (text == null)
                return null;
            return DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.None);
        }

        internal void SetMoment(string name, DateTimeOffset? moment)
        {
            if (moment == null)
            {
                SetValue(name, null);
                return;
            }
            // .NET writes +00:00 for Z, and keeps a seventh decimal of a second.
            var exact = moment.Value.AddTicks(-(moment.Value.Ticks % 10));
            var text = exact.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFzzz", CultureInfo.InvariantCulture);
            SetValue(name, text.Replace("+00:00", "Z"));
        }

        internal decimal? GetAmount(string name)
        {
            var text = (string)GetValue(name);
            if (text == null)
                return null;
            return decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        }

        internal void SetAmount(string name, decimal? amount)
        {
            SetValue(name, amount?.ToString("0.############################", CultureInfo.InvariantCulture));
        }
    }
}

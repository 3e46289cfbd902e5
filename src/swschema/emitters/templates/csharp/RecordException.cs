using System;

namespace Swschema.Template
{
    /// <summary>A document, or a value, that is no record of this specification.</summary>
    public sealed class RecordException : Exception
    {
        internal RecordException(string pointer, string reason)
            : base(pointer.Length == 0 ? reason : pointer + ": " + reason)
        {
            Pointer = pointer;
        }

        /// <summary>Where the fault is: a JSON Pointer, empty for the whole document.</summary>
        public string Pointer { get; private set; }
    }
}

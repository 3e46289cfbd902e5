namespace Swschema.Template
{
    /// <summary>A code of a code list, with its titles.</summary>
    public sealed class CodeTitle
    {
        internal CodeTitle(string code, string title, string titleZh)
        {
            Code = code;
            Title = title;
            TitleZh = titleZh;
        }

        /// <summary>The code as it stands in a document.</summary>
        public string Code { get; private set; }

        /// <summary>What the code is called in English.</summary>
        public string Title { get; private set; }

        /// <summary>What the code is called in Chinese.</summary>
        public string TitleZh { get; private set; }
    }

    /// <summary>What is done with a code that is in no code list of this version.</summary>
    public enum UnknownCodes
    {
        /// <summary>The document is refused.</summary>
        Refuse,

        /// <summary>The text of the code is kept.</summary>
        Keep
    }
}

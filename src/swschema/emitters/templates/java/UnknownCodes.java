package swschema.template;

/** What a reader does with a code that is in no code list of this version. */
public enum UnknownCodes {
    /** It refuses the document. */
    REFUSE,
    /** It keeps the text of the code; the enumeration has {@code UNKNOWN} for it. */
    KEEP
}

package swschema.template;

/** A code of a code list, with its titles. */
public interface Code {
    /**
     * Returns the code.
     *
     * @return the code as it stands in a document; empty for a code that is not known
     */
    String getCode();

    /**
     * Returns what the code is called in English.
     *
     * @return the title
     */
    String getTitle();

    /**
     * Returns what the code is called in Chinese.
     *
     * @return the title
     */
    String getTitleZh();
}

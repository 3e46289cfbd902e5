package swschema.template;

/** A document, or a value, that is no record of this specification. */
public final class RecordException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String pointer;

    RecordException(String pointer, String reason) {
        super(pointer.isEmpty() ? reason : pointer + ": " + reason);
        this.pointer = pointer;
    }

    /**
     * Returns where the fault is.
     *
     * @return a JSON Pointer into the record, empty for the whole document
     */
    public String getPointer() {
        return pointer;
    }
}

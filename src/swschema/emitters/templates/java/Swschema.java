package swschema.template;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads and writes records, in JSON and in XML. */
public final class Swschema {
    /** The namespace of all elements. */
    public static final String NAMESPACE = "@NAMESPACE@";

    /** The version of the specification that these classes are of. */
    public static final String SCHEMA_VERSION = "@VERSION@";

    private static final Pattern UTF_8 = encodings("utf-?8|us-ascii|ascii");
    private static final Pattern UTF_16_LE = encodings("utf-16(le)?");
    private static final Pattern UTF_16_BE = encodings("utf-16(be)?");

    private Swschema() {}

    /**
     * Reads a record of any type from JSON.
     *
     * @param source the document in UTF-8
     * @return the record
     * @throws RecordException at the first thing that the schemas refuse
     */
    public static Structure readJson(byte[] source) {
        return readJson(source, Structure.class, UnknownCodes.REFUSE);
    }

    /**
     * Reads a record of a type from JSON.
     *
     * @param <T> the type
     * @param source the document in UTF-8
     * @param type the type that the record must have
     * @return the record
     * @throws RecordException at the first thing that the schemas refuse
     */
    public static <T extends Structure> T readJson(byte[] source, Class<T> type) {
        return readJson(source, type, UnknownCodes.REFUSE);
    }

    /**
     * Reads a record of a type from JSON.
     *
     * @param <T> the type
     * @param source the document in UTF-8
     * @param type the type that the record must have; {@code Structure} for any
     * @param unknown what to do with unknown codes
     * @return the record
     * @throws RecordException at the first thing that the schemas refuse
     */
    public static <T extends Structure> T readJson(
            byte[] source, Class<T> type, UnknownCodes unknown) {
        Object value = JsonSyntax.read(dropMark(decode(source, StandardCharsets.UTF_8)));
        if (!(value instanceof Map)) {
            throw new RecordException("", "an object is expected here");
        }
        Map<?, ?> members = (Map<?, ?>) value;
        if (members.get("$schema") instanceof String) {
            members.remove("$schema"); // for editors
        }
        Object name = members.get("recordType");
        return type.cast(typeOf(name, wanted(type)).bind(members, "", unknown));
    }

    /**
     * Reads a record of any type from XML.
     *
     * @param source the document in UTF-8, or in UTF-16 with a byte-order mark
     * @return the record
     * @throws RecordException at the first thing that the schemas refuse
     */
    public static Structure readXml(byte[] source) {
        return readXml(source, Structure.class, UnknownCodes.REFUSE);
    }

    /**
     * Reads a record of a type from XML.
     *
     * @param <T> the type
     * @param source the document in UTF-8, or in UTF-16 with a byte-order mark
     * @param type the type that the record must have
     * @return the record
     * @throws RecordException at the first thing that the schemas refuse
     */
    public static <T extends Structure> T readXml(byte[] source, Class<T> type) {
        return readXml(source, type, UnknownCodes.REFUSE);
    }

    /**
     * Reads a record of a type from XML. A DOCTYPE or an entity is never read.
     *
     * @param <T> the type
     * @param source the document in UTF-8, or in UTF-16 with a byte-order mark
     * @param type the type that the record must have; {@code Structure} for any
     * @param unknown what to do with unknown codes
     * @return the record
     * @throws RecordException at the first thing that the schemas refuse
     */
    public static <T extends Structure> T readXml(
            byte[] source, Class<T> type, UnknownCodes unknown) {
        int first = source.length < 2 ? 0 : (source[0] & 0xff) << 8 | source[1] & 0xff;
        boolean isLittle = first == 0xfffe;
        boolean isWide = isLittle || first == 0xfeff;
        Charset narrow = StandardCharsets.UTF_8;
        Charset wide = isLittle ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
        String text = dropMark(decode(source, isWide ? wide : narrow));
        Pattern encodings = isWide ? isLittle ? UTF_16_LE : UTF_16_BE : UTF_8;
        return type.cast(XmlReader.read(text, encodings, wanted(type), unknown));
    }

    /**
     * Writes a record as JSON, its members in the order of the specification.
     *
     * @param record the record
     * @return the document
     */
    public static String writeJson(Structure record) {
        check(record);
        return JsonSyntax.write(record);
    }

    /**
     * Writes a record as XML in canonical form.
     *
     * @param record the record
     * @return the document, which is to be saved as UTF-8
     */
    public static String writeXml(Structure record) {
        check(record);
        return XmlWriter.write(record);
    }

    static ObjectType typeOf(Object name, ObjectType wanted) {
        ObjectType found = name instanceof String ? Records.BY_NAME.get(name) : null;
        if (found == null) {
            throw new RecordException("/recordType", "is no type of record of this specification");
        }
        if (wanted != null && wanted != found) {
            throw new RecordException("/recordType", "must be " + wanted.recordType + " here");
        }
        return found;
    }

    private static ObjectType wanted(Class<? extends Structure> type) {
        if (type == Structure.class) {
            return null;
        }
        ObjectType found = Records.BY_CLASS.get(type);
        if (found == null) {
            throw new IllegalArgumentException(type.getSimpleName() + " is no type of record");
        }
        return found;
    }

    private static void check(Structure record) {
        if (record.type().recordType == null) {
            throw new IllegalArgumentException(record + " is no record, but a part of one");
        }
    }

    private static Pattern encodings(String names) {
        return Pattern.compile(names, Pattern.CASE_INSENSITIVE);
    }

    private static String dropMark(String text) {
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private static String decode(byte[] source, Charset charset) {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(source)).toString();
        } catch (CharacterCodingException error) {
            throw new RecordException("", "is not well-formed " + charset.name());
        }
    }
}

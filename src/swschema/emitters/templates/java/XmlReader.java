package swschema.template;

import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** XML by the tables: no DOCTYPE, no entities, nothing from outside. */
final class XmlReader {
    private static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
    private static final Set<String> HINTS = Set.of("schemaLocation", "noNamespaceSchemaLocation");
    private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,399}");
    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader reader;

    private XmlReader(XMLStreamReader reader) {
        this.reader = reader;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory made = XMLInputFactory.newDefaultFactory();
        made.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        made.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        made.setXMLResolver((publicId, systemId, base, namespace) -> new StringReader(""));
        return made;
    }

    /** Reads a document; {@code encodings} is what it may declare. */
    static Structure read(String text, Pattern encodings, ObjectType wanted, UnknownCodes unknown) {
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(text));
            try {
                return new XmlReader(reader).document(encodings, wanted, unknown);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException error) {
            // The library's message may quote the document.
            int line = error.getLocation() == null ? 1 : error.getLocation().getLineNumber();
            throw new RecordException("", "line " + line + " is not well-formed XML");
        }
    }

    private Structure document(Pattern encodings, ObjectType wanted, UnknownCodes unknown)
            throws XMLStreamException {
        String version = reader.getVersion();
        if (version != null && !version.equals("1.0")) {
            throw new RecordException("", "only XML 1.0 is read");
        }
        String declared = reader.getCharacterEncodingScheme();
        if (declared != null && !encodings.matcher(declared).matches()) {
            throw new RecordException(
                    "", "declares an encoding that is not read: it must be UTF-8 or UTF-16");
        }
        while (next() != XMLStreamConstants.START_ELEMENT) {
            continue; // comments and white space
        }
        if (!Swschema.NAMESPACE.equals(reader.getNamespaceURI())) {
            throw new RecordException("", "the root element must be of " + Swschema.NAMESPACE);
        }
        ObjectType type = Swschema.typeOf(reader.getLocalName(), wanted);
        Object value = structure(type, "", true);
        while (reader.hasNext()) {
            next();
        }
        return type.bind(value, "", unknown);
    }

    private int next() throws XMLStreamException {
        int event = reader.next();
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new RecordException("", "has a DOCTYPE or an entity, which is not read");
        }
        return event;
    }

    private Map<String, Object> structure(ObjectType type, String pointer, boolean isRoot)
            throws XMLStreamException {
        Map<String, Object> made = new LinkedHashMap<>();
        if (type.recordType != null) {
            made.put("recordType", type.recordType);
        }
        attributes(type, pointer, isRoot, made);
        int last = -1;
        while (nextChild(pointer)) {
            String name = reader.getLocalName();
            String place = Type.below(pointer, name);
            int index = isOurs() ? type.place(name) : -1;
            if (index < 0 || type.members.get(index).isAttribute) {
                throw new RecordException(place, "is not a field of this record");
            }
            if (made.containsKey(name)) {
                throw new RecordException(place, "appears more than once");
            }
            if (index < last) {
                throw new RecordException(place, "is out of order");
            }
            last = index;
            made.put(name, member(type.members.get(index), place));
        }
        return made;
    }

    private boolean isOurs() {
        return Swschema.NAMESPACE.equals(reader.getNamespaceURI());
    }

    private void attributes(ObjectType type, String pointer, boolean isRoot, Map<String, Object> made) {
        for (int index = 0; index < reader.getAttributeCount(); index++) {
            String namespace = reader.getAttributeNamespace(index);
            String name = reader.getAttributeLocalName(index);
            if (isRoot && INSTANCE.equals(namespace) && HINTS.contains(name)) {
                continue; // for editors
            }
            int place = type == null ? -1 : type.place(name);
            boolean isPlain = namespace == null || namespace.isEmpty();
            if (!isPlain || place < 0 || !type.members.get(place).isAttribute) {
                throw new RecordException(
                        pointer, "has the attribute " + name + ", which is not allowed");
            }
            made.put(name, reader.getAttributeValue(index));
        }
    }

    /** Goes on to the next element inside, and returns whether there is one. */
    private boolean nextChild(String pointer) throws XMLStreamException {
        while (true) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                return true;
            }
            if (event == XMLStreamConstants.END_ELEMENT) {
                return false;
            }
            boolean isText = event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA;
            if (isText && !trim(reader.getText()).isEmpty()) {
                throw new RecordException(pointer, "has text where elements are expected");
            }
        }
    }

    private Object member(Member member, String pointer) throws XMLStreamException {
        if (member.item == null) {
            return value(member.type, pointer);
        }
        attributes(null, pointer, false, Map.of());
        List<Object> made = new ArrayList<>();
        while (nextChild(pointer)) {
            if (!isOurs() || !reader.getLocalName().equals(member.item)) {
                throw new RecordException(pointer, "has an element other than " + member.item);
            }
            made.add(value(member.type, Type.below(pointer, "" + made.size())));
        }
        return made;
    }

    private Object value(Type type, String pointer) throws XMLStreamException {
        if (type instanceof ObjectType) {
            return structure((ObjectType) type, pointer, false);
        }
        attributes(null, pointer, false, Map.of());
        StringBuilder text = new StringBuilder();
        for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                throw new RecordException(pointer, "has elements where a plain value is expected");
            }
            if (event != XMLStreamConstants.COMMENT
                    && event != XMLStreamConstants.PROCESSING_INSTRUCTION) {
                text.append(reader.getText());
            }
        }
        return scalar(((ScalarType) type).kind, text.toString());
    }

    /** Returns what a text stands for; the text itself where it stands for nothing. */
    private static Object scalar(ScalarType.Kind kind, String text) {
        if (kind == ScalarType.Kind.STRING) {
            return text;
        }
        String token = trim(text);
        if (kind == ScalarType.Kind.BOOLEAN && (token.equals("true") || token.equals("false"))) {
            return token.equals("true");
        }
        if (kind == ScalarType.Kind.INTEGER && INTEGER.matcher(token).matches()) {
            return new BigDecimal(token);
        }
        return token;
    }

    private static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && " \t\n\r".indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && " \t\n\r".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(start, end);
    }
}

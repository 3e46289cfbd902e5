package swschema.template;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON, read strictly. */
final class JsonSyntax {
    private static final JsonFactory FACTORY =
            JsonFactory.builder().build().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    private static final int DEEPEST = 100;
    private static final int LONGEST_NUMBER = 1000;

    private JsonSyntax() {}

    static Object read(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            Object value = value(parser, 0);
            if (parser.nextToken() != null) {
                throw new RecordException("", "there is more after the end of the document");
            }
            return value;
        } catch (IOException error) {
            // The library's message quotes the document.
            throw new RecordException("", "is not well-formed JSON, or has a member twice");
        }
    }

    private static Object value(JsonParser parser, int depth) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new RecordException("", "is empty");
        }
        if (depth > DEEPEST) {
            throw new RecordException("", "is nested too deeply");
        }
        switch (token) {
            case START_OBJECT:
                return object(parser, depth);
            case START_ARRAY:
                return array(parser, depth);
            case VALUE_STRING:
                return parser.getText();
            case VALUE_TRUE:
                return true;
            case VALUE_FALSE:
                return false;
            case VALUE_NULL:
                return null;
            default:
                return number(parser.getText());
        }
    }

    private static BigDecimal number(String text) {
        if (text.length() > LONGEST_NUMBER) {
            throw new RecordException("", "has a number of too many digits");
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException error) { // an exponent beyond all bounds
            throw new RecordException("", "has a number that is too large or too small");
        }
    }

    private static Map<String, Object> object(JsonParser parser, int depth) throws IOException {
        Map<String, Object> made = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            made.put(name, value(parser, depth + 1));
        }
        return made;
    }

    private static List<Object> array(JsonParser parser, int depth) throws IOException {
        List<Object> made = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            made.add(value(parser, depth + 1));
        }
        return made;
    }

    static String write(Structure record) {
        StringWriter out = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(out)) {
            writeValue(record, generator);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
        return out.toString();
    }

    private static void writeValue(Object value, JsonGenerator out) throws IOException {
        if (value instanceof Structure) {
            out.writeStartObject();
            for (Map.Entry<String, Object> each : ((Structure) value).toMap().entrySet()) {
                out.writeFieldName(each.getKey());
                writeValue(each.getValue(), out);
            }
            out.writeEndObject();
        } else if (value instanceof List) {
            out.writeStartArray();
            for (Object each : (List<?>) value) {
                writeValue(each, out);
            }
            out.writeEndArray();
        } else if (value instanceof Long) {
            out.writeNumber((Long) value);
        } else if (value instanceof Boolean) {
            out.writeBoolean((Boolean) value);
        } else {
            out.writeString((String) value);
        }
    }
}

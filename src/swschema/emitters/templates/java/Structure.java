package swschema.template;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An object of a record: immutable, and valid by the schemas. */
public abstract class Structure {
    private final ObjectType type;
    private final Map<String, Object> values;

    Structure(ObjectType type, Map<String, Object> values) {
        this.type = type;
        this.values = values;
    }

    /**
     * Returns the members as JSON has them.
     *
     * @return texts, numbers, objects and lists by their names, in the order of the specification
     */
    @JsonValue
    public final Map<String, Object> toMap() {
        Map<String, Object> made = new LinkedHashMap<>();
        if (type.recordType != null) {
            made.put("recordType", type.recordType);
        }
        made.putAll(values);
        return made;
    }

    final ObjectType type() {
        return type;
    }

    final Object get(String name) {
        return values.get(name);
    }

    final String text(String name) {
        return (String) values.get(name);
    }

    final <T> T parse(String name, Function<String, T> parser) {
        String text = text(name);
        return text == null ? null : parser.apply(text);
    }

    @SuppressWarnings("unchecked")
    final <T> List<T> list(String name) {
        return (List<T>) values.get(name);
    }

    final <T> List<T> parseAll(String name, Function<String, T> parser) {
        List<String> texts = list(name);
        return texts == null ? null : map(texts, parser);
    }

    static <S, T> List<T> map(Collection<S> items, Function<S, T> mapping) {
        return items.stream().map(mapping).collect(Collectors.toUnmodifiableList());
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof Structure
                && type == ((Structure) other).type
                && values.equals(((Structure) other).values);
    }

    @Override
    public final int hashCode() {
        return values.hashCode();
    }

    /** Names the type alone: the values may be personal data. */
    @Override
    public final String toString() {
        return type.name;
    }

    /** The members that an object is to have. */
    abstract static class Parts {
        final Map<String, Object> values = new LinkedHashMap<>();

        final void put(String name, Object value) {
            if (value == null) {
                values.remove(name);
            } else {
                values.put(name, value);
            }
        }

        final <T> void put(String name, T value, Function<T, String> spelling) {
            put(name, value == null ? null : spelling.apply(value));
        }

        final <T> void putAll(String name, Collection<T> items, Function<T, String> spelling) {
            put(name, items == null ? null : map(items, spelling));
        }
    }
}

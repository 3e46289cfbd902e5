package swschema.template;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The type of a value: it checks what a document holds, and what is built. */
abstract class Type {
    final String name;

    Type(String name) {
        this.name = name;
    }

    /** Returns a checked value as its class has it. */
    abstract Object bind(Object value, String pointer, UnknownCodes unknown);

    static List<Object> bindItems(Member member, Object value, String pointer, UnknownCodes unknown) {
        if (!(value instanceof List)) {
            throw new RecordException(pointer, "an array is expected here");
        }
        List<?> items = (List<?>) value;
        if (items.size() < member.least) {
            throw new RecordException(pointer, "has fewer than " + member.least + " items");
        }
        return IntStream.range(0, items.size())
                .mapToObj(index -> member.type.bind(items.get(index), below(pointer, "" + index), unknown))
                .collect(Collectors.toUnmodifiableList());
    }

    static String below(String pointer, String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}

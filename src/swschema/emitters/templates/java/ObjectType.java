package swschema.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The type of an object, with its members in the order of the XML sequence. */
final class ObjectType extends Type {
    /** What XML says by the name of the element; null for a part of a record. */
    final String recordType;

    final List<Member> members;
    private final Function<Map<String, Object>, Structure> maker;
    private final Map<String, Integer> places = new LinkedHashMap<>();

    ObjectType(
            String name,
            String recordType,
            Function<Map<String, Object>, Structure> maker,
            Member... members) {
        super(name);
        this.recordType = recordType;
        this.maker = maker;
        this.members = List.of(members);
        for (Member member : members) {
            places.put(member.name, places.size());
        }
    }

    /** Returns the place of a member in the sequence, or -1. */
    int place(String member) {
        return places.getOrDefault(member, -1);
    }

    @Override
    Structure bind(Object value, String pointer, UnknownCodes unknown) {
        if (value instanceof Structure && ((Structure) value).type() == this) {
            return (Structure) value;
        }
        if (!(value instanceof Map)) {
            throw new RecordException(pointer, "an object is expected here");
        }
        Map<?, ?> given = (Map<?, ?>) value;
        if (recordType != null && !recordType.equals(given.get("recordType"))) {
            throw new RecordException(below(pointer, "recordType"), "must be " + recordType + " here");
        }
        for (Object name : given.keySet()) {
            boolean isType = recordType != null && "recordType".equals(name);
            if (!isType && !places.containsKey(name)) {
                throw new RecordException(
                        below(pointer, String.valueOf(name)), "is not a field of this record");
            }
        }
        return maker.apply(bindMembers(given, pointer, unknown));
    }

    private Map<String, Object> bindMembers(Map<?, ?> given, String pointer, UnknownCodes unknown) {
        Map<String, Object> made = new LinkedHashMap<>();
        for (Member member : members) {
            String place = below(pointer, member.name);
            if (given.containsKey(member.name)) {
                Object value = given.get(member.name);
                made.put(
                        member.name,
                        member.item == null
                                ? member.type.bind(value, place, unknown)
                                : bindItems(member, value, place, unknown));
            } else if (member.isRequired) {
                throw new RecordException(place, "is missing");
            }
        }
        return Collections.unmodifiableMap(made);
    }
}

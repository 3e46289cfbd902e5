package swschema.template;

/** A member of an object type. */
final class Member {
    final String name;
    final Type type;
    boolean isRequired;
    boolean isAttribute;
    /** The name of each item's element, where the member is an array. */
    String item;
    /** How many items there are at least. */
    int least;

    private Member(String name, Type type) {
        this.name = name;
        this.type = type;
    }

    static Member of(String name, Type type) {
        return new Member(name, type);
    }

    Member required() {
        isRequired = true;
        return this;
    }

    Member attribute() {
        isAttribute = true;
        return this;
    }

    Member items(String name, int least) {
        this.item = name;
        this.least = least;
        return this;
    }
}

"""Names that a generated name must not be: words of the languages, and what is there already."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


# Types of JavaScript that a program would miss, and those that the module has besides.
TYPESCRIPT_TYPES = words(
    "Array Boolean Date Error Map Number Object Promise RegExp Set String Symbol Text Uint8Array "
    "AnyRecord Attribute CodeTitle Element Json JsonNumber JsonParser Member Options Prefixes "
    "RecordError Records Scalar Structure XmlParser"
)
JAVA_WORDS = words(
    "abstract assert boolean break byte case catch char class const continue default do double "
    "else enum extends final finally float for goto if implements import instanceof int interface "
    "long native new package private protected public return short static strictfp super switch "
    "synchronized this throw throws transient try void volatile while true false null _"
)
# What a class or a builder has already.
JAVA_METHODS = words(
    "build builder clone equals finalize get getClass hashCode list map notify notifyAll of parse "
    "parseAll put putAll text toBuilder toMap toString type values wait"
)
# Classes of the package and of Java that a type must not hide.
JAVA_CLASSES = words(
    "BigDecimal Boolean Builder Class Code Integer JsonCreator JsonSyntax List LocalDate Long Map "
    "Member Object ObjectType OffsetDateTime Override RecordException Records ScalarType Scalars "
    "Spelling String Structure Swschema Type UnknownCodes XmlReader XmlWriter"
)

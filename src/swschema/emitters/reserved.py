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
CSHARP_WORDS = words(
    "abstract as base bool break byte case catch char checked class const continue decimal default "
    "delegate do double else enum event explicit extern false finally fixed float for foreach goto "
    "if implicit in int interface internal is lock long namespace new null object operator out "
    "override params private protected public readonly ref return sbyte sealed short sizeof "
    "stackalloc static string struct switch this throw true try typeof uint ulong unchecked unsafe "
    "ushort using virtual void volatile while"
)
CSHARP_MEMBERS = words(
    "Equals Finalize GetAmount GetDate GetHashCode GetMoment GetTable GetType GetValue GetValues "
    "MemberwiseClone ReferenceEquals SetAmount SetDate SetMoment SetValue Table ToString"
)
CSHARP_CODES = words("Equals GetHashCode GetType ReferenceEquals Titles ToString")
CSHARP_CLASSES = words(
    "CodeTitle DateTime DateTimeOffset Documents JsonNumber JsonText Kind List Member Obsolete "
    "ObjectType RecordException ScalarType Scalars Structure StructureConverter Tables Type "
    "UnknownCodes ValueType XmlText"
)
GO_WORDS = words(
    "break case chan const continue default defer else fallthrough for func go goto if import "
    "interface map package range return select struct switch type var main init"
)
GO_NAMES = words(
    "CodeTitle Namespace Options Ptr ReadJSON ReadXML Record RecordError SchemaVersion WriteJSON "
    "WriteXML"
)

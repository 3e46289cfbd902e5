"""The codes of structural problems, the same for JSON and XML."""

from __future__ import annotations

CODES = {
    "attribute": "An XML element has an attribute that the record has no place for.",
    "count": "An array has too few or too many items.",
    "doctype": "An XML document has a document type declaration.",
    "duplicate": "A member stands more than once.",
    "encoding": "The bytes are not in the encoding that they should be in.",
    "enum": "A value is none of the codes of its list.",
    "format": "A date, a time or a decimal is not spelled as its type asks.",
    "length": "A text is too short or too long.",
    "limit": "The document is larger or nests deeper than is taken in.",
    "missing": "A required member is not there.",
    "mixed": "An XML element has text between its elements, or elements in its text.",
    "order": "An XML element stands in another place than the sequence gives it.",
    "pattern": "A text is not spelled as its type asks.",
    "range": "A number is too small or too large.",
    "record": "The document does not say which record it is, or names one that does not exist.",
    "schema": "An engine refuses the document and nothing else explains it.",
    "syntax": "The document is not well-formed.",
    "type": "A value is of another kind than its place asks.",
    "unknown": "A member has no place in its record.",
    "version": "The document follows a version of the specification that is not known here.",
}

# What a value breaks first is what is told; the rest follows from it.
KEYWORDS = {
    "required": "missing",
    "additionalProperties": "unknown",
    "type": "type",
    "enum": "enum",
    "format": "format",
    "minLength": "length",
    "maxLength": "length",
    "pattern": "pattern",
    "minimum": "range",
    "maximum": "range",
    "minItems": "count",
    "maxItems": "count",
}
RANK = {keyword: rank for rank, keyword in enumerate(KEYWORDS)}

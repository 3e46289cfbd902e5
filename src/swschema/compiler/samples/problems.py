"""The invalid sample that stands for each structural code where it is explained."""

SYNTAXES = ("json", "xml")
SAMPLES = {
    "attribute": "registration/attribute-on-element",
    "count": "registration/count-no-contacts",
    "doctype": "registration/doctype-internal",
    "duplicate": "registration/duplicate-account-email",
    "encoding": "registration/encoding-gbk",
    "enum": "registration/enum-status-lower-case",
    "format": "registration/format-missing-offset",
    "length": "registration/length-legal-name-empty",
    "limit": "registration/limit-depth",
    "missing": "registration/missing-legal-name",
    "mixed": "registration/mixed-stray-text",
    "order": "registration/order-too-late",
    "pattern": "registration/pattern-credit-code-lower-case",
    "range": "registration/range-copies-negative",
    "record": "registration/record-unknown",
    "syntax": "registration/syntax-truncated",
    "type": "registration/type-copies-fraction",
    "unknown": "registration/unknown-misspelt-legal-name",
    "version": "registration/version-two",
}

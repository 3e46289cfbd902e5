"""The engine for use: jsonschema-rs for JSON, libxml2 for XML that need not be read.

XML that is read is decided on as the JSON value that it becomes: the reader refuses what only XML
can say, and the schemas of both say the same, so that libxml2 would decide alike, as tests show.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from swschema.convert.value import read_value
from swschema.errors import ConversionError
from swschema.schema import files
from swschema.schema.shapes import root
from swschema.schema.violation import Violation
from swschema.structure.long_lists import has_long_lists
from swschema.structure.stepwise import StepwiseValidator

if TYPE_CHECKING:
    import jsonschema_rs
    from lxml import etree

    from swschema.parse.document import Document

_LOCK = Lock()
# What says nothing of values.
ABOUT = {"title", "description", "$comment", "$id", "$schema", "$defs"}


@cache
def _validator(record: str) -> jsonschema_rs.Validator:
    return _compiled(_shortened(_inlined(files.record_schema(record))))


def _compiled(schema: dict[str, Any]) -> jsonschema_rs.Validator:
    import jsonschema_rs  # what the native core is sure of does without

    return jsonschema_rs.Draft202012Validator(
        schema,
        validate_formats=True,
        pattern_options=jsonschema_rs.RegexOptions(),  # linear time, whatever the input
        offline=True,
    )


def _inlined(bundle: Mapping[str, Any]) -> dict[str, Any]:
    """Return a bundle without references: following them takes as long as all other checks."""

    def inline(schema: Mapping[str, Any]) -> dict[str, Any]:
        if "$ref" in schema:
            return types[schema["$ref"].removeprefix("#/$defs/")]
        kept = {key: value for key, value in schema.items() if key not in ABOUT}
        if "properties" in kept:
            kept["properties"] = {key: inline(each) for key, each in kept["properties"].items()}
        if "items" in kept:
            kept["items"] = inline(kept["items"])
        return kept

    class Types(dict[str, dict[str, Any]]):
        def __missing__(self, name: str) -> dict[str, Any]:
            self[name] = inline(bundle["$defs"][name])
            return self[name]

    types = Types()
    return {"$schema": bundle["$schema"], **inline(bundle)}


def _shortened(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return a schema without what follows from the rest of it: enough for yes or no."""
    kept = dict(schema)
    if "enum" in kept:
        del kept["type"]
    if kept.get("minLength") == 1 and "pattern" in kept:  # no pattern matches an empty text
        del kept["minLength"]
    if "properties" in kept:
        kept["properties"] = {key: _shortened(each) for key, each in kept["properties"].items()}
    if "items" in kept:
        kept["items"] = _shortened(kept["items"])
    return kept


@cache
def _schema() -> etree.XMLSchema:
    from lxml import etree

    return etree.XMLSchema(etree.parse(files.xsd_path("swschema")))


# With all keywords, since it says what is wrong.
STEPWISE = StepwiseValidator(lambda bundle: _compiled(_inlined(bundle)))


class FastEngine:
    """Validates by jsonschema-rs and libxml2."""

    def accepts_json(self, record: str, value: Mapping[str, Any]) -> bool:
        """Return whether a value is a valid record."""
        return _validator(record).is_valid(value)

    def violations(self, record: str, value: Mapping[str, Any]) -> Iterator[Violation]:
        """Yield all violations of a value."""
        yield from STEPWISE.violations(root(record), value)

    def accepts_xml(self, document: Document, *, is_read: bool) -> bool:
        """Return whether an XML document is a valid record."""
        element = document.element
        if not is_read and element is not None and not has_long_lists(document):
            return _schema().validate(element)
        try:
            value = read_value(document)
        except ConversionError:
            return False
        return self.accepts_json(document.record_type, value)

    def xml_message(self, root: etree._Element) -> str:
        """Return libxml2's first message about an invalid element."""
        with _LOCK:  # the log belongs to the schema
            _schema().validate(root)
            log = _schema().error_log
            return log[0].type_name if len(log) else "invalid"

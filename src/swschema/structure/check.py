"""Whether the structure of a document is valid, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from swschema.convert.value import read_value
from swschema.errors import ConversionError
from swschema.parse.document import Document
from swschema.schema.shapes import root

if TYPE_CHECKING:
    from swschema.explain.finding import Finding
    from swschema.structure.engines import Engine
    from swschema.structure.violations import Diagnosis

# libxml2 notes the path of each mistake, and counts siblings for it: quadratic time in long lists.
LARGE = 100_000  # bytes of XML; what is smaller has no room for mistakes that would take long
LONG = 2_000  # children or attributes of one element; among fewer, no count takes long


def diagnose(document: Document, engine: Engine) -> Diagnosis | None:
    """Return what is wrong with a document's structure; None where it is valid.

    Raises:
        Refusal: if it nests deeper than the limit.
    """
    if is_valid(document, engine):
        return None
    # Only an invalid document pays for these modules.
    if document.element is None:
        from swschema.structure.diagnose_json import diagnose_json

        return diagnose_json(document, engine)
    from swschema.structure.diagnose_xml import diagnose_xml

    return diagnose_xml(document, engine)


def structure_findings(document: Document, diagnosis: Diagnosis) -> list[Finding]:
    """Return what is wrong with a document's structure in words."""
    from swschema.structure.messages import explain_violation

    record = root(document.record_type)
    return [explain_violation(each, diagnosis.value, record) for each in diagnosis.violations]


def is_valid(document: Document, engine: Engine) -> bool:
    """Return whether the structure of a document is valid."""
    if document.element is not None:
        return _is_valid_xml(document, engine)
    if document.repeats_names:
        return False
    try:
        return engine.accepts_json(document.record_type, document.value or {})
    except (ValueError, RecursionError):
        if document.data:
            raise
        return False  # a parsed object that has what JSON has nothing for


def _is_valid_xml(document: Document, engine: Engine) -> bool:
    from swschema.parse.xml import has_instance_attributes

    element = document.element
    assert element is not None  # noqa: S101 - XML has one
    if has_instance_attributes(document.data, element):
        return False
    # libxml2 does not stop at a mistake: where that may take long, the JSON value comes first.
    if _has_long_lists(document) and not _is_valid_as_json(document, engine):
        return False
    return engine.accepts_xml(element)


def _has_long_lists(document: Document) -> bool:
    if len(document.data) <= LARGE or document.element is None:
        return False
    return bool(document.element.xpath(f"boolean(//*[{LONG}] | //@*[{LONG}])"))


def _is_valid_as_json(document: Document, engine: Engine) -> bool:
    try:
        value = read_value(document)
    except ConversionError:
        return False
    return engine.accepts_json(document.record_type, value)

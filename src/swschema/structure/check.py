"""Whether the structure of a document is valid, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from swschema.parse.document import Document

if TYPE_CHECKING:
    from swschema.explain.finding import Finding
    from swschema.structure.engines import Engine
    from swschema.structure.violations import Diagnosis


def diagnose(document: Document, engine: Engine, *, is_read: bool) -> Diagnosis | None:
    """Return what is wrong with a document's structure; None where it is valid.

    Args:
        document: the document.
        engine: what decides.
        is_read: whether the JSON value of a valid document is needed afterwards.

    Raises:
        Refusal: if it nests deeper than the limit.
    """
    if is_valid(document, engine, is_read=is_read):
        return None
    # Only an invalid document pays for these modules.
    if document.element is None:
        from swschema.structure.diagnose_json import diagnose_json

        return diagnose_json(document, engine)
    from swschema.structure.diagnose_xml import diagnose_xml

    return diagnose_xml(document, engine)


def structure_findings(document: Document, diagnosis: Diagnosis) -> list[Finding]:
    """Return what is wrong with a document's structure in words."""
    from swschema.schema.shapes import root
    from swschema.structure.messages import explain_violation

    record = root(document.record_type)
    return [explain_violation(each, diagnosis.value, record) for each in diagnosis.violations]


def is_valid(document: Document, engine: Engine, *, is_read: bool) -> bool:
    """Return whether the structure of a document is valid; takes what `diagnose` does."""
    if document.is_judged:
        return True
    if document.element is not None:
        return _is_valid_xml(document, engine, is_read=is_read)
    if document.repeats_names:
        return False
    try:
        return engine.accepts_json(document.record_type, document.value or {})
    except (ValueError, RecursionError):
        if document.data:
            raise
        return False  # a parsed object that has what JSON has nothing for


def _is_valid_xml(document: Document, engine: Engine, *, is_read: bool) -> bool:
    from swschema.parse.xml import has_instance_attributes

    element = document.element
    assert element is not None  # noqa: S101 - XML has one
    if has_instance_attributes(document.data, element):
        return False
    return engine.accepts_xml(document, is_read=is_read)

"""The verdict on a document."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from swschema.errors import UnknownNameError
from swschema.languages import speaking, spoken
from swschema.problems import Language, Report
from swschema.sources.document import Document, name_of, open_source
from swschema.sources.json_text import repeats_names
from swschema.sources.limits import DEFAULT_LIMITS, Limits
from swschema.sources.record import Parsed, parse
from swschema.sources.refusal import Refusal

if TYPE_CHECKING:
    from lxml.etree import _Element

    from swschema.sources.document import Source
    from swschema.structure.engines import Engine

ENGINES = ("fast", "reference")
LARGE = 100_000  # bytes of XML; what is smaller has no room for mistakes that would take long


def validate(
    source: Source,
    *,
    name: str | None = None,
    engine: str = "fast",
    limits: Limits = DEFAULT_LIMITS,
    language: Language = "en",
) -> Report:
    """Return the verdict on one document, with a problem for each fault in it.

    Syntax and record type are found in the content.

    Args:
        source: bytes; text (a `str` is always a document, never a path); a path as
            `pathlib.Path`; an object parsed from JSON; an lxml element or tree; or a model of
            `swschema.models`.
        name: what to call the source in the report; by default its path or its kind.
        engine: "fast" (jsonschema-rs, libxml2) or "reference" (python-jsonschema, xmlschema;
            needs `swschema[reference]`).
        limits: bounds on size and depth; what goes beyond them is a problem.
        language: of the messages, "en" or "zh-Hans".

    Raises:
        SourceError: if the source cannot be read.
        UnknownNameError: if there is no such engine or language.
        MissingExtraError: if the engine's packages are not installed.
    """
    judge = _engine(engine)
    known_as = name or name_of(source)
    with speaking(language):
        try:
            return _judged(open_source(source, limits), known_as, judge, limits)
        except Refusal as refusal:
            found = (refusal.problem,)
            return Report(known_as, refusal.syntax, refusal.record, found, language)


@cache
def _engine(name: str) -> Engine:
    if name == "fast":
        from swschema.structure.fast import FastEngine

        return FastEngine()
    if name == "reference":
        from swschema.structure.reference import ReferenceEngine

        return ReferenceEngine()
    raise UnknownNameError("engine", name, ENGINES)


def _judged(document: Document, name: str, engine: Engine, limits: Limits) -> Report:
    parsed = parse(document)
    valid = _xml_valid if parsed.syntax == "xml" else _json_valid
    if valid(document, parsed, engine):
        return Report(name, parsed.syntax, parsed.record, language=spoken())
    from swschema.structure.telling import problems

    found = problems(document.data, parsed, engine, limits)
    return Report(name, parsed.syntax, parsed.record, found, spoken())


def _json_valid(document: Document, parsed: Parsed, engine: Engine) -> bool:
    value = parsed.value or {}
    if document.data and repeats_names(document.data, value):
        return False
    return engine.accepts_json(parsed.record, value)


def _xml_valid(document: Document, parsed: Parsed, engine: Engine) -> bool:
    from swschema.sources.xml_text import has_instance_attributes

    element = parsed.element
    assert element is not None  # noqa: S101 - XML has one
    if has_instance_attributes(document.data, element):
        return False
    large = len(document.data) > LARGE
    return (not large or _reads_valid(parsed.record, element, engine)) and engine.accepts_xml(
        element
    )


def _reads_valid(record: str, element: _Element, engine: Engine) -> bool:
    """Return whether an element is valid as JSON has it, which one mistake is enough to deny.

    libxml2 goes on past the first and notes the path of each, which takes it quadratic time.
    """
    from swschema.convert.reader import read_xml
    from swschema.errors import ConversionError
    from swschema.shapes import root

    try:
        value = read_xml(element, root(record))
    except ConversionError:
        return False
    return engine.accepts_json(record, value)

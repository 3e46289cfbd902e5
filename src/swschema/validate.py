"""The verdict on a document."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from orjson import JSONDecodeError, loads

from swschema.errors import UnknownNameError
from swschema.i18n import current_language, use_language
from swschema.limits import DEFAULT_LIMITS, Limits
from swschema.parse.document import Parsed, parse
from swschema.parse.json import repeats_names
from swschema.parse.refusal import Refusal
from swschema.parse.source import Document, name_of, open_source
from swschema.problems import Language, Problem, Report
from swschema.rules.problems import keeps_rules, rule_problems, value_of
from swschema.rules.settings import DEFAULT_SETTINGS, Settings
from swschema.schema.files import RECORDS

if TYPE_CHECKING:
    from lxml.etree import _Element

    from swschema.parse.source import Source
    from swschema.rules.batch import Batch
    from swschema.structure.engines import Engine

ENGINES = ("fast", "reference")
# libxml2 notes the path of each mistake, and counts siblings for it: quadratic time in long lists.
LARGE = 100_000  # bytes of XML; what is smaller has no room for mistakes that would take long
LONG = 2_000  # children or attributes of one element; among fewer, no count takes long


def validate(
    source: Source,
    *,
    name: str | None = None,
    engine: str = "fast",
    limits: Limits = DEFAULT_LIMITS,
    language: Language = "en",
    settings: Settings = DEFAULT_SETTINGS,
    batch: Batch | None = None,
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
        language: of the messages, "en" or "zh-Hans" (also as "zh" or "zh_CN").
        settings: which rules a record is held to once its structure is valid, and how.
        batch: the documents before this one, where several are judged in one go: some rules
            are about what they have in common.

    Raises:
        SourceError: if the source cannot be read, or the folder of attachments.
        UnknownNameError: if there is no such engine or language.
        MissingExtraError: if the engine's packages are not installed.
    """
    return examine(
        source,
        name=name,
        engine=engine,
        limits=limits,
        language=language,
        settings=settings,
        batch=batch,
    )[0]


def examine(
    source: Source,
    *,
    name: str | None = None,
    engine: str = "fast",
    limits: Limits = DEFAULT_LIMITS,
    language: Language = "en",
    settings: Settings = DEFAULT_SETTINGS,
    batch: Batch | None = None,
) -> tuple[Report, Parsed | None]:
    """Return the verdict that `validate` gives, and the document parsed, None where it cannot be.

    Takes and raises what `validate` does.
    """
    judge = _engine(engine)
    known_as = name or name_of(source)
    with use_language(language):
        try:
            document = open_source(source, limits)
            parsed = parse(document)
            return _judged(document, parsed, known_as, judge, limits, settings, batch), parsed
        except Refusal as refusal:
            found = (refusal.problem,)
            language = current_language()
            return Report(known_as, refusal.syntax, refusal.record, found, language), None


def accepting(
    *,
    engine: str = "fast",
    limits: Limits = DEFAULT_LIMITS,
    settings: Settings = DEFAULT_SETTINGS,
) -> Callable[[bytes], Parsed | None]:
    """Return what gives a document parsed if it surely has no problem, and else None.

    This is the shortest way to the verdict that nearly all documents get; of all others,
    `validate` tells. Where rules are asked, the value of XML is there too, as JSON has it.

    Takes and raises what `validate` does.
    """
    judge, most = _engine(engine), limits.max_bytes

    def by_structure(data: bytes) -> Parsed | None:
        if len(data) > most:
            return None
        return _json_accepted(data, judge) if data.startswith(b"{") else _accepted(data, judge)

    def by_rules(data: bytes) -> Parsed | None:
        parsed = by_structure(data)
        if parsed is None:
            return None
        value = value_of(parsed)
        if not keeps_rules(parsed.record, value, settings):
            return None
        return parsed if parsed.value is not None else parsed._replace(value=value)

    if settings.attachments is not None:
        return lambda _data: None
    return by_rules if settings.rules else by_structure


def _json_accepted(data: bytes, engine: Engine) -> Parsed | None:
    """Return JSON parsed, where it is so without a doubt: nothing is looked at twice."""
    try:
        value = loads(data)
    except JSONDecodeError:
        return None
    record = value.get("recordType")
    if type(record) is not str or record not in RECORDS:
        return None
    if repeats_names(data, value):
        return None
    return Parsed(record, "json", value) if engine.accepts_json(record, value) else None


def _accepted(data: bytes, engine: Engine) -> Parsed | None:
    document = Document(data)
    try:
        parsed = parse(document)
    except Refusal:
        return None
    valid = _xml_valid if parsed.syntax == "xml" else _json_valid
    return parsed if valid(document, parsed, engine) else None


@cache
def _engine(name: str) -> Engine:
    if name == "fast":
        from swschema.structure.fast import FastEngine

        return FastEngine()
    if name == "reference":
        from swschema.structure.reference import ReferenceEngine

        return ReferenceEngine()
    raise UnknownNameError("engine", name, ENGINES)


def _judged(
    document: Document,
    parsed: Parsed,
    name: str,
    engine: Engine,
    limits: Limits,
    settings: Settings,
    batch: Batch | None,
) -> Report:
    valid = _xml_valid if parsed.syntax == "xml" else _json_valid
    if valid(document, parsed, engine):
        return Report(
            name,
            parsed.syntax,
            parsed.record,
            rule_problems(document.data, name, parsed, settings, batch) if settings.rules else (),
            current_language(),
        )
    found = _problems(document.data, parsed, engine, limits)
    return Report(name, parsed.syntax, parsed.record, found, current_language())


def _problems(data: bytes, parsed: Parsed, engine: Engine, limits: Limits) -> tuple[Problem, ...]:
    """Return what is wrong with an invalid record; only such a one pays for the modules."""
    from swschema.schema.shapes import root

    record = root(parsed.record)
    if parsed.element is None:
        from swschema.structure.diagnose_json import json_problems

        return json_problems(data, parsed.value or {}, record, engine, limits)
    from swschema.structure.diagnose_xml import xml_problems

    return xml_problems(data, parsed.element, record, engine, limits)


def _json_valid(document: Document, parsed: Parsed, engine: Engine) -> bool:
    value = parsed.value or {}
    if document.data and repeats_names(document.data, value):
        return False
    return engine.accepts_json(parsed.record, value)


def _xml_valid(document: Document, parsed: Parsed, engine: Engine) -> bool:
    from swschema.parse.xml import has_instance_attributes

    element = parsed.element
    assert element is not None  # noqa: S101 - XML has one
    if has_instance_attributes(document.data, element):
        return False
    long = len(document.data) > LARGE and _has_long_lists(element)
    return (not long or _reads_valid(parsed.record, element, engine)) and engine.accepts_xml(
        element
    )


def _has_long_lists(element: _Element) -> bool:
    return bool(element.xpath(f"boolean(//*[{LONG}] | //@*[{LONG}])"))


def _reads_valid(record: str, element: _Element, engine: Engine) -> bool:
    """Return whether an element is valid as JSON has it, which one mistake is enough to deny.

    libxml2 goes on past the first.
    """
    from swschema.convert.xml_reader import read_xml
    from swschema.errors import ConversionError
    from swschema.schema.shapes import root

    try:
        value = read_xml(element, root(record))
    except ConversionError:
        return False
    return engine.accepts_json(record, value)

"""A document's problems with the rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from swschema.rules.evaluate import Breach, breaches, keeps
from swschema.rules.settings import Settings
from swschema.schema.shapes import root

if TYPE_CHECKING:
    from swschema.parse.document import Parsed
    from swschema.problems import Problem
    from swschema.rules.batch import Batch

CITING = ("dossier", "message")  # records that may hold one record that cites another


def rule_problems(
    data: bytes, name: str, parsed: Parsed, settings: Settings, batch: Batch | None = None
) -> tuple[Problem, ...]:
    """Return what a structurally valid record has against the rules, in the order of its text.

    Args:
        data: the text, or nothing where only a parsed object is known.
        name: what the document is called.
        parsed: what was parsed.
        settings: which rules it is held to, and how.
        batch: the documents before it, if it is one of several.

    Raises:
        SourceError: if the folder of attachments, or a file in it, cannot be read.
    """
    value = value_of(parsed)
    parameters = settings.all_parameters
    clean = keeps(parsed.record, value, parameters, settings.as_of)
    found: list[Breach] = []
    if parsed.record in CITING or batch is not None:
        found += _beside(name, parsed.record, value, batch)
    if not clean or settings.attachments is not None:
        from swschema.rules.builtin import attachments

        found += attachments(parsed.record, value, settings.attachments)
    if not clean:
        found += breaches(parsed.record, value, parameters, settings.as_of)
    if not found:
        return ()
    return tuple(_placed(data, parsed, value, found, settings))


def keeps_rules(record: str, value: Mapping[str, Any], settings: Settings) -> bool:
    """Return whether a structurally valid record surely has nothing against the rules.

    Neither other documents nor the files of attachments are looked at.

    Args:
        record: its record type.
        value: the record as JSON has it.
        settings: which rules it is held to, and how.
    """
    if not keeps(record, value, settings.all_parameters, settings.as_of):
        return False
    return next(_beside("", record, value, None), None) is None


def _placed(
    data: bytes,
    parsed: Parsed,
    value: Mapping[str, Any],
    found: list[Breach],
    settings: Settings,
) -> list[Problem]:
    from swschema.explain.locate import place_in_json, place_in_xml, present, values_at
    from swschema.rules.explain import tell

    record = root(parsed.record)
    told = tell(found, record, settings)
    if not data:
        return [problem for _path, problem in told]
    if parsed.element is not None:
        from swschema.schema.elements import Places

        places = Places(record)
        at = ((places.element_at(parsed.element, path), problem) for path, problem in told)
        return place_in_xml(data, parsed.element, places, record, at)
    text = data.decode()
    there = [(present(path, value), problem) for path, problem in told]
    tokens = values_at(text, {path for path, _problem in there})
    spots = ((tokens[path], tokens[path].value_at, problem) for path, problem in there)
    return place_in_json(text, record, spots)


def _beside(
    name: str, record: str, value: Mapping[str, Any], batch: Batch | None
) -> Iterator[Breach]:
    """Yield what rules find in what a record cites, and in the records before it."""
    if record in CITING:
        from swschema.rules.builtin import references

        yield from references(record, value)
    if batch is not None:
        yield from batch.take(name, record, value)


def value_of(parsed: Parsed) -> Mapping[str, Any]:
    """Return a parsed record as JSON has it."""
    if parsed.value is not None or parsed.element is None:
        return parsed.value or {}
    from swschema.convert.xml_reader import read_xml

    return read_xml(parsed.element, root(parsed.record))

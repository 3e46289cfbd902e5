"""Samples as texts with slots in them, in JSON and in XML alike."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import orjson
from lxml import etree

import swschema
from batch.slots import Make, Place, Slot, embedded, found, makers, ordered, persons

SAMPLES = Path(__file__).parent.parent.parent / "samples"
DAY = re.compile(r"(?<![0-9\-])[12][0-9]{3}-[01][0-9]-[0-3][0-9](?![0-9])")
# Divisions of Hangzhou; a record of one of them moves to another.
DIVISIONS = {
    "330102": "上城区",
    "330105": "拱墅区",
    "330106": "西湖区",
    "330108": "滨江区",
    "330109": "萧山区",
    "330110": "余杭区",
    "330113": "临平区",
    "330114": "钱塘区",
}
Verdict = frozenset[tuple[str, str]]  # the code and the pointer of each problem


@dataclass(frozen=True, slots=True)
class Text:
    """A text in pieces: every second one is a slot, the value of which comes from elsewhere."""

    pieces: tuple[bytes, ...]
    order: tuple[int, ...]

    def filled(self, values: Sequence[bytes]) -> bytes:
        pieces = list(self.pieces)
        pieces[1::2] = [values[place] for place in self.order]
        return b"".join(pieces)


@dataclass(frozen=True, slots=True)
class Template:
    """A record of which many can be made: the same in both syntaxes, on one line or more.

    Attributes:
        fixed: the kinds of slots that this record cannot have without breaking a rule.
    """

    json: Text
    xml: Text
    makers: tuple[Make, ...]
    fixed: tuple[str, ...]

    def filled(self, random: Random, number: int) -> tuple[bytes, bytes]:
        """Return the JSON and the XML of one record."""
        values = [b"%06d" % number]
        for make in self.makers:
            values.append(make(random, values))
        return self.json.filled(values), self.xml.filled(values)


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample in both syntaxes, without white space between its parts, and what is told of it."""

    name: str
    json: str
    xml: str
    verdict: Verdict

    @property
    def size(self) -> int:
        return len(self.json.encode())


@cache
def manifest() -> dict[str, Mapping[str, Any]]:
    """Return what `samples/manifest.json` tells of each sample, by its name and its level."""
    entries = orjson.loads((SAMPLES / "manifest.json").read_bytes())["samples"]
    return {entry["id"]: entry for entry in entries if len(entry["files"]) == 2}


@cache
def sample(name: str) -> Sample:
    """Return a sample by its name.

    Raises:
        ValueError: if it is no JSON, or has a name twice.
    """
    entry = manifest()[name]
    json, xml = ((SAMPLES / entry["files"][syntax]).read_bytes() for syntax in ("json", "xml"))
    told = frozenset((each["code"], each["pointer"]) for each in entry["problems"])
    record = etree.fromstring(xml, etree.XMLParser(remove_blank_text=True))
    bare = etree.tostring(record, encoding="unicode")
    return Sample(name, orjson.dumps(orjson.loads(json)).decode(), bare, told)


@cache
def template(name: str, variant: int) -> Template:
    """Return a template of a sample; variants differ in dates and divisions.

    Where a sample takes no other dates or divisions, its own stay; where a slot breaks it, that
    one is left out.
    """
    original = sample(name)
    random = Random(f"{name} {variant}")
    shift = 7 * random.randint(-8, 8) if variant else 0
    division = random.choice(sorted(DIVISIONS)) if variant else None
    for moved in (_moved(_shifted(original, shift), division), _shifted(original, shift)):
        slots = _slots(moved)
        made = _template(moved, slots, slots)
        if _fits(made, original):
            return made
    return _reduced(original)


def _reduced(original: Sample) -> Template:
    """Return the template of a sample as it is, without the kinds of slots that break it."""
    slots = _slots(original)
    made, kept = _template(original, slots, ()), set[str]()
    for kind in dict.fromkeys(slot.kind for slot in slots):
        some = [slot for slot in slots if slot.kind in {*kept, kind}]
        tried = _template(original, slots, some)
        if _fits(tried, original):
            made = tried
            kept.add(kind)
    return made


def _slots(original: Sample) -> list[Slot]:
    value = orjson.loads(original.json)
    places = found(original.json, "json", persons(value))
    fixed = {*embedded(value), *_blamed(value, original.verdict)}
    return ordered(place.slot for place in places if place.slot.text not in fixed)


def _blamed(value: Any, verdict: Verdict) -> Iterable[str]:
    """Yield the texts that are wrong: another in their place might be right."""
    for _, pointer in verdict:
        at = value
        for part in pointer.split("/")[1:]:
            at = at[int(part)] if isinstance(at, list) else at.get(part)
            if at is None:
                break
        yield str(at)


def _template(original: Sample, slots: Sequence[Slot], kept: Sequence[Slot]) -> Template:
    names = [slot.text for slot in slots if slot.kind == "person"]
    json, xml = (
        _text(text, found(text, syntax, names), kept)
        for syntax, text in (("json", original.json), ("xml", original.xml))
    )
    left_out = {slot.kind for slot in slots} - {slot.kind for slot in kept}
    return Template(json, xml, tuple(makers(kept)), tuple(sorted(left_out)))


def _text(text: str, places: Iterable[Place], kept: Sequence[Slot]) -> Text:
    numbers = {slot: number for number, slot in enumerate(kept, 1)}
    pieces, order, end = [], [], 0
    for place in places:
        if place.slot in numbers:
            pieces += [text[end : place.start].encode(), b""]
            order.append(numbers[place.slot])
            end = place.end
    return Text((*pieces, text[end:].encode()), tuple(order))


def _fits(made: Template, original: Sample) -> bool:
    """Return whether a record that is made has the problems of its sample, and no others."""
    random = Random(original.name)
    return all(
        verdict(text) == original.verdict
        for text in made.filled(random, random.randrange(1_000_000))
    )


def verdict(text: bytes) -> Verdict:
    """Return the codes and pointers of all problems of a record, warnings among them."""
    return frozenset((each.code, each.pointer) for each in swschema.validate(text).problems)


def _shifted(original: Sample, days: int) -> Sample:
    def later(day: re.Match[str]) -> str:
        try:
            return (date.fromisoformat(day[0]) + timedelta(days)).isoformat()
        except ValueError:  # a sample of what no calendar has
            return day[0]

    return _changed(original, lambda text: DAY.sub(later, text))


def _moved(original: Sample, division: str | None) -> Sample:
    """Return a sample whose first division is another."""
    first = min((each for each in DIVISIONS if each in original.json), default=None)
    if not (first and division):
        return original
    pairs = ((first, division), (DIVISIONS[first], DIVISIONS[division]))
    return _changed(original, lambda text: _replaced(text, pairs))


def _replaced(text: str, pairs: Iterable[tuple[str, str]]) -> str:
    for old, new in pairs:
        text = text.replace(old, new)
    return text


def _changed(original: Sample, change: Any) -> Sample:
    return Sample(original.name, change(original.json), change(original.xml), original.verdict)

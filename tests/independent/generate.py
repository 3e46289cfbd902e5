"""Cases by chance, the same for the same seed."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from independent import records, specification
from independent.blind import mutated
from independent.case import Case, Finding, NoTwinError
from independent.json_text import PLAIN as PLAIN_JSON
from independent.json_text import JsonStyle, write_json
from independent.mistakes import MISTAKES, nudge
from independent.one_sided import SPOILERS
from independent.specification import RECORDS, ObjectType, Scalar
from independent.xml_head import DISPUTED
from independent.xml_text import PLAIN as PLAIN_XML
from independent.xml_text import XmlStyle, write_xml

# How deep a document believes to be already: the deeper, the fewer optional members.
DEPTHS = (0, 2, 2, 4, 4, 8, 8, 8)
VALID, CHANCE = "valid", "chance"
CODES = tuple(sorted({*MISTAKES, *SPOILERS}))
MARKUP = (
    "<", ">", "&", "/", "=", '"', "'", "{", "}", "[", "]", ":", ",", "\\", "!", "?", "-", "]]>",
    "<!--", "-->", "<?x?>", "&amp;", "&#0;", "&#x85;", "&lt;", "&x;", "<![CDATA[", "\\u0000",
    "\\ud800", "\\n", "null", "true", "1", "0", "e", ".", " ", "\n", "\r", "\t", "\x00", "\x0b",
    "\x85", "\xa0", "\u2028", "\ufeff", "\ufffe", "字", "𠮷", "<a/>", "<a>", "</a>", "xmlns=''",
    " a='b'", "xml:", "xsi:", "Z", "+", "_",
)  # fmt: skip


def value_of(random: Random) -> tuple[ObjectType, dict[str, Any]]:
    """Return a random valid record of a random type."""
    record = specification.root(random.choice(RECORDS))
    return record, records.record(record, random, depth=random.choice(DEPTHS))


def valid(random: Random) -> Case:
    """Return a valid document: plain, in another spelling, or with a value at an edge."""
    record, value = value_of(random)
    topic = random.choice(("plain", "another spelling", "another encoding", "value at the edge"))
    if topic == "another encoding":
        return _encoded(record, value, random)
    if topic == "plain":
        return _case(VALID, topic, record, value, [])
    if topic == "value at the edge":
        changed = copy.deepcopy(value)
        if not nudge(changed, record, random):
            return _case(VALID, topic, record, changed, [])
    return _case(VALID, "another spelling", record, value, [], random=random)


ENCODINGS = ("GB18030", "GBK", "GB2312", "UTF-16", "UTF-16LE", "UTF-16BE", "US-ASCII")


def _encoded(record: ObjectType, value: dict[str, Any], random: Random) -> Case:
    """Write the XML in an encoding that it declares; JSON has one only."""
    name = random.choice(ENCODINGS)
    head, _, body = write_xml(value, record).decode().partition("\n")
    head = head.replace("UTF-8", random.choice((name, name.lower())))
    if name.startswith("GB"):  # what their editions differ about is refused
        body = "".join(f"&#{ord(each)};" if each in DISPUTED else each for each in body)
    wide = {"UTF-16LE": b"\xff\xfe", "UTF-16BE": b"\xfe\xff"}
    mark = wide[name] if name in wide and random.random() < 0.5 else b""
    xml = mark + f"{head}\n{body}".encode(name, "xmlcharrefreplace")
    json = write_json(value)
    return Case(VALID, "another encoding", str(record.record_type), json, xml, True, ())


def mutant(code: str, random: Random) -> Case:
    """Return a document with one mistake of a code."""
    makers: dict[str, Any] = {**MISTAKES.get(code, {}), **SPOILERS.get(code, {})}
    while True:
        topic = random.choice(list(makers))
        record, value = value_of(random)
        if topic in MISTAKES.get(code, {}):
            found = makers[topic](value, record, random)
            if found is not None:
                style = random if random.random() < 0.3 else None
                return _case(code, topic, record, value, found, random=style)
            continue
        spoilt = makers[topic](write_json(value), write_xml(value, record), record, random)
        if spoilt is not None:
            (json, xml), found = spoilt
            return Case(code, topic, str(record.record_type), json, xml, False, tuple(found))


def by_chance(random: Random) -> Case:
    """Return a document that was changed anyhow, and may be valid still."""
    return random.choice((_nudged, _edited_json, _edited_xml))(random)


def _nudged(random: Random) -> Case:
    record, value = value_of(random)
    found = nudge(value, record, random)
    return _case(CHANCE, "one value moved", record, value, found)


def _edited_json(random: Random) -> Case:
    record, value = value_of(random)
    text = write_json(value, JsonStyle(random)).decode()
    return Case(
        CHANCE, "JSON text", str(record.record_type), _edited(text, random), None, None, None
    )


def _edited_xml(random: Random) -> Case:
    record, value = value_of(random)
    text = write_xml(value, record, XmlStyle.by_chance(random)).decode()
    return Case(
        CHANCE, "XML text", str(record.record_type), None, _edited(text, random), None, None
    )


def _edited(text: str, random: Random) -> bytes:
    """Return a text after one edit of a few characters."""
    at = random.randrange(len(text))
    end = min(len(text), at + random.choice((1, 1, 2, 5)))
    span = text[at:end]
    other = random.randrange(len(text))
    edits: tuple[Callable[[], str], ...] = (
        lambda: text[:at] + text[end:],
        lambda: text[:at] + random.choice(MARKUP) + text[at:],
        lambda: text[:at] + random.choice(MARKUP) + text[end:],
        lambda: text[:at] + span + text[at:],
        lambda: text[:other] + span + text[other:],
        lambda: text[:at] + span[::-1] + text[end:],
        lambda: text[:at] + span.swapcase() + text[end:],
    )
    return random.choice(edits)().encode()


def _case(
    kind: str,
    topic: str,
    record: ObjectType,
    value: dict[str, Any],
    findings: list[Finding],
    *,
    random: Random | None = None,
) -> Case:
    json, xml = _texts(record, value, random)
    name = str(record.record_type)
    return Case(kind, topic, name, json, xml, not findings, tuple(sorted(findings)))


def _texts(
    record: ObjectType, value: dict[str, Any], random: Random | None = None
) -> tuple[bytes, bytes | None]:
    json = write_json(value, JsonStyle(random) if random else PLAIN_JSON)
    try:
        return json, write_xml(value, record, XmlStyle.by_chance(random) if random else PLAIN_XML)
    except NoTwinError:
        return json, None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cases there are of each sort.

    Attributes:
        valid: valid documents.
        mutants: documents with one mistake that is known.
        mutated: documents that were changed without knowing what a change means.
        chances: documents with a value at an edge or with a few characters changed.
    """

    valid: int = 0
    mutants: int = 0
    mutated: int = 0
    chances: int = 0

    @property
    def documents(self) -> int:
        return self.valid + self.mutants + self.mutated + self.chances


def cases(seed: str, counts: Counts) -> Iterator[Case]:
    """Yield cases: valid ones, mutants of every code in turn, and what chance makes."""
    random = Random(seed)
    for _ in range(counts.valid):
        yield valid(random)
    for number in range(counts.mutants):
        yield mutant(CODES[number % len(CODES)], random)
    for _ in range(counts.mutated):
        yield mutated(random)
    for _ in range(counts.chances):
        yield by_chance(random)


def longest() -> Iterator[Case]:
    """Yield documents with the longest text that there may be, and with one too long."""
    random = Random("longest")
    record = specification.root("interview")
    value = records.record(record, random, depth=8)
    attachment = specification.named("Attachment")
    assert isinstance(attachment, ObjectType)
    content = attachment.by_name["content"].shape
    assert isinstance(content, Scalar)
    most = content.limits["maxLength"]
    for length, found in ((most, []), (most + 4, [("length", "/minutes/content")])):
        minutes = records.record(attachment, random, depth=8) | {"content": "A" * length}
        whole = _ordered(value | {"minutes": _ordered(minutes, attachment)}, record)
        yield _case("length" if found else VALID, "longest text", record, whole, found)


def _ordered(value: dict[str, Any], record: ObjectType) -> dict[str, Any]:
    names = ["recordType", *(member.name for member in record.members)]
    return {name: value[name] for name in names if name in value}

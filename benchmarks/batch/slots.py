"""What differs from record to record: which places in a text, and what is put there.

All that is made is as synthetic as the samples: credit codes with DEM in them, births of the 19th
century, hosts of example.com, numbers of one range of telephones.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from swschema.rules.functions import organization_code_of

Make = Callable[[Random, Sequence[bytes]], bytes]  # with the values of the slots before it

# By kind; each spans the same text in JSON and in XML, and none of it is escaped in either.
KINDS = {
    "sha256": r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])",
    "uuid": r"[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}",
    "credit": r"(?<![0-9A-Z])91[0-9]{6}MA(?=..?DEM)[0-9A-Z]{8}(?![0-9A-Z])",
    "organization": r"(?<![A-Z])MA(?=..?DEM)[0-9A-Z]{7}(?![0-9A-Z])",
    "resident": r"(?<![0-9])[1-8][0-9]{5}18[0-9]{9}[0-9X](?![0-9X])",
    "mobile": r"(?<=\+86)13800[0-9]{6}(?![0-9])",
    "number": r"(?<=HZSW-[A-Z]-[0-9]{4}-)[0-9]{6}(?![0-9])",
    "receipt": r"(?<=(?:GJ|HG|SW)-[0-9]{4}-[0-9]{2}-)[0-9]{4}(?![0-9])",
    "host": r"(?<![0-9a-z])[0-9a-z]+(?=\.example\.)",
}
# What is nothing but digits is told by the name before it.
NAMED = {"amount": r"[0-9]+(?:\.[0-9]+)?", "sizeBytes": "[0-9]+"}
BEFORE = {
    "json": '(?<="{name}":){text}(?=[,}}])|(?<="{name}":"){text}(?=")',
    "xml": "(?<=<{name}>){text}(?=<)",
}
# The parts of the samples' names of enterprises by which one differs from another.
STEMS = (
    "XX",
    "钱塘优选",
    "拾光",
    "云栖",
    "万物",
    "捷运",
    "小仓",
    "老字号",
    "海桥",
    "云集市",
    "速通",
    "付网络",
)
# Where a person's name stands as all of a text.
PERSONS = ("name", "signatoryName", "acceptedBy", "responsiblePerson", "legalRepresentativeName")
CHINESE_NAME = re.compile("[\u4e00-\u9fff]{2,4}").fullmatch

FAMILIES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘"
GIVEN = "安博晨丹恩方桂涵嘉可岚明宁鹏清荣思彤维晓雅泽志舟子若予墨言禾知行初夏秋冬乐其北南青竹松"
GIVEN_NAMES = [(one + two).encode() for one in GIVEN for two in GIVEN]
FIRST = "星远清朝晴新白金银翠碧瑞祥福锦秀灵凌华景嘉宏恒泰永兴盛和美真"
SECOND = "河山溪阳云海月桥田泉峰岭川湖林舟帆港源谷石松竹梅兰荷原野庭园"
CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # the characters of GB 32100-2015, by value
CODE_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
ORGANIZATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
RESIDENT_WEIGHTS = tuple(pow(2, 17 - place, 11) for place in range(17))


@dataclass(frozen=True, slots=True)
class Slot:
    """A text of a sample that differs from record to record, wherever it stands in one."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a slot stands in a text."""

    start: int
    end: int
    slot: Slot


def embedded(value: Any) -> Iterator[str]:
    """Yield the digests and sizes of content that a record holds itself: they have to fit it."""
    if isinstance(value, dict):
        if "content" in value:
            yield from (str(value[name]) for name in ("sha256", "sizeBytes") if name in value)
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from embedded(each)


def persons(value: Any, name: str = "") -> Iterator[str]:
    """Yield the Chinese names of persons in a record."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from persons(each, key)
    elif isinstance(value, list):
        for each in value:
            yield from persons(each, name)
    elif name in PERSONS and CHINESE_NAME(str(value)):
        yield value


def found(text: str, syntax: str, names: Iterable[str]) -> list[Place]:
    """Return the places of all slots in a text, in order; of two that overlap, the first."""
    places = [
        Place(match.start(), match.end(), Slot(kind, match[0]))
        for kind, finder in _finders(syntax, frozenset(names)).items()
        for match in finder.finditer(text)
    ]
    kept, end = [], 0
    for place in sorted(places, key=lambda place: (place.start, -place.end)):
        if place.start >= end:
            kept.append(place)
            end = place.end
    return kept


@cache
def _finders(syntax: str, names: frozenset[str]) -> dict[str, re.Pattern[str]]:
    named = {
        name: BEFORE[syntax].format(name=name, text=f"(?:{text})") for name, text in NAMED.items()
    }
    literals = {"person": names, "stem": STEMS}
    longest_first = {
        kind: "|".join(map(re.escape, sorted(each, key=lambda text: (-len(text), text))))
        for kind, each in literals.items()
        if each
    }
    every = {**KINDS, **named, **longest_first}
    return {kind: re.compile(text) for kind, text in every.items()}


def makers(slots: Sequence[Slot]) -> list[Make]:
    """Return what makes a value for each slot; values of one kind differ within a record.

    The first value in the record is its number, so slots count from 1.
    """
    found: list[Make] = []
    for place, slot in enumerate(slots):
        before = [each.kind for each in slots[:place]].count(slot.kind)
        inner = Slot("organization", organization_code_of(slot.text))
        if slot.kind == "credit" and inner in slots[:place]:
            found.append(_credit(slot.text[:8], slots.index(inner) + 1))
        elif slot.kind == "credit":
            found.append(_fixed(slot.text.encode()))
        elif slot.kind == "number" and before == 0:
            found.append(lambda _, values: values[0])
        else:
            found.append(MAKERS[slot.kind](slot.text, before))
    return found


def ordered(found: Iterable[Slot]) -> list[Slot]:
    """Return slots without repetition, an organization code before the credit codes with it."""
    slots = dict.fromkeys(found)
    needed = [
        Slot("organization", organization_code_of(each.text))
        for each in slots
        if each.kind == "credit"
    ]
    return list(dict.fromkeys([*needed, *slots]))


def _fixed(text: bytes) -> Make:
    return lambda *_: text


def _credit(region: str, organization: int) -> Make:
    start = sum(
        CODE.index(each) * weight for each, weight in zip(region, CODE_WEIGHTS[:8], strict=True)
    )
    weights, values = CODE_WEIGHTS[8:], bytes.maketrans(CODE.encode(), bytes(range(31)))
    head = region.encode()

    def make(_: Random, made: Sequence[bytes]) -> bytes:
        code = made[organization]
        total = start + sum(map(int.__mul__, code.translate(values), weights))
        return b"%b%b%c" % (head, code, ord(CODE[-total % 31]))

    return make


def _organization(_: str, before: int) -> Make:
    values = bytes.maketrans(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", bytes(range(36)))
    # One whose check would be X, for ten, is passed over for another.
    last = CODE[before % 31]

    def make(random: Random, _: Sequence[bytes]) -> bytes:
        drawn = int(random.random() * 961)
        code = f"MA{CODE[drawn // 31]}{CODE[drawn % 31]}DEM{last}".encode()
        total = sum(map(int.__mul__, code.translate(values), ORGANIZATION_WEIGHTS))
        return code + b"0X987654321"[total % 11 : total % 11 + 1]

    return make


def _resident(text: str, before: int) -> Make:
    def make(random: Random, _: Sequence[bytes]) -> bytes:
        drawn = int(random.random() * 20 * 12 * 28 * 10)
        drawn, serial = divmod(drawn, 10)
        drawn, day = divmod(drawn, 28)
        year, month = divmod(drawn, 12)
        number = f"{text[:6]}{1880 + year}{month + 1:02}{day + 1:02}{serial}{before:02}".encode()
        total = sum(map(int.__mul__, number, RESIDENT_WEIGHTS)) - 48 * RESIDENT_SUM
        return number + b"10X98765432"[total % 11 : total % 11 + 1]

    return make


RESIDENT_SUM = sum(RESIDENT_WEIGHTS)


def _person(_: str, before: int) -> Make:
    families, given = [each.encode() for each in FAMILIES[before % 12 :: 12]], GIVEN_NAMES

    def make(random: Random, _: Sequence[bytes]) -> bytes:
        draw = random.random
        return families[int(draw() * len(families))] + given[int(draw() * len(given))]

    return make


def _stem(_: str, before: int) -> Make:
    stems = [(one + two).encode() for one in FIRST[before % 4 :: 4] for two in SECOND]
    return lambda random, _: stems[int(random.random() * len(stems))]


def _host(_: str, before: int) -> Make:
    return lambda random, _: b"shop%d%05d" % (before, random.random() * 100_000)


def _mobile(_: str, before: int) -> Make:
    return lambda random, _: b"138001%03d%02d" % (random.random() * 1000, before)


def _amount(text: str, _: int) -> Make:
    # As many digits as the sample has, so that a pattern which fits the one fits the other.
    whole, point, rest = text.partition(".")
    least, tail = 10 ** (len(whole) - 1), f"{point}{rest}".encode()
    return lambda random, _: b"%d%b" % (least + int(random.random() * 9 * least), tail)


MAKERS: dict[str, Callable[[str, int], Make]] = {
    "sha256": lambda *_: lambda random, _: random.randbytes(32).hex().encode(),
    "uuid": lambda *_: lambda random, _: _uuid(random.randbytes(16).hex().encode()),
    "organization": _organization,
    "resident": _resident,
    "mobile": _mobile,
    "number": lambda *_: lambda random, _: b"%06d" % (random.random() * 1_000_000),
    "receipt": lambda *_: lambda random, _: b"%04d" % (random.random() * 10_000),
    "host": _host,
    "amount": _amount,
    "sizeBytes": _amount,
    "person": _person,
    "stem": _stem,
}


def _uuid(digits: bytes) -> bytes:
    parts = (digits[:8], digits[8:12], b"5" + digits[13:16], b"8" + digits[17:20], digits[20:])
    return b"-".join(parts)

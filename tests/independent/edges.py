"""Texts and numbers at the edges of their types, where engines part ways."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from random import Random
from typing import Any

from independent.case import Raw
from independent.specification import Kind, Scalar

MOST = 4000  # longer texts are made on purpose only
# What engines take for white space, for a line end, for a digit, for a letter, or for nothing.
STRANGE = (
    " ", "\t", "\n", "\r", "\r\n", "\v", "\f", "\x00", "\x1b", "\x1c", "\x1f", "\x7f", "\x80",
    "\x85", "\x9f", "\xa0", "\xad", "\u0301", "\u0660", "\u180e", "\u1680", "\u2003", "\u200b",
    "\u200e", "\u2028", "\u2029", "\u202e", "\u2060", "\u3000", "\ud7ff", "\ue000", "\ufdd0",
    "\ufeff", "\ufffc", "\ufffd", "\ufffe", "\uffff", "１", "Ａ", "ſ", "K", "ı", "İ", "ß", "é",
    "字", "𠮷", "😀", "\U0001fffe", "\U0010ffff", "<", "&", "]]>", "\\", '"', "'", "/", "%", "$",
    "0", "O", "a", "-", "_", "+", ".", "=", "^", "{", "|", "~", "&#10;", "<b/>", "<!--",
)  # fmt: skip
FILLERS = ("字", "𠮷", "a", "A", "0", "\U0010ffff", "é")
DAYS = (
    "2024-02-29", "2023-02-29", "2024-02-30", "1900-02-29", "2000-02-29", "2100-02-29",
    "1000-01-01", "0999-12-31", "2999-12-31", "3000-01-01", "0000-01-01", "-2024-01-01",
    "12024-01-01", "2024-00-10", "2024-13-01", "2024-04-31", "2024-06-31", "2024-12-32",
    "2024-01-00", "1582-10-10", "2024-1-1", "24-01-01", "2024-W01-1", "2024-001", "20240101",
    "2024/01/01", "2024-01-01Z", "2024-01-01+08:00", "2024-01", "01-02-2024",
)  # fmt: skip
TIMES = (
    "T00:00:00Z", "T23:59:59+08:00", "T24:00:00Z", "T24:00:01Z", "T23:59:60Z", "T23:60:00Z",
    "T25:00:00Z", "T12:00:00", "T12:00Z", "T12:00:00z", "t12:00:00Z", " 12:00:00Z", "T12:00:00.Z",
    "T12:00:00.1Z", "T12:00:00.123456Z", "T12:00:00.1234567Z", "T12:00:00,5Z", "T12:00:00+14:00",
    "T12:00:00-14:00", "T12:00:00+14:01", "T12:00:00+13:59", "T12:00:00+13:60", "T12:00:00-00:00",
    "T12:00:00+00:00", "T12:00:00+0800", "T12:00:00+08", "T12:00:00 Z", "T12:00:00UTC", "",
    "T12:00:00+24:00", "T12:00:00.000000-13:59", "T1:00:00Z", "T12:00:00ZZ", "T00:00:00+14:00",
)  # fmt: skip
DECIMALS = (
    "0", "0.0", "0.0000", "-0", "1", "-1", "+1", "01", "00.5", ".5", "5.", "0.0001", "0.00001",
    "1.0000", "1.2345", "1.23456", "9999999999999999.9999", "10000000000000000", "1e3", "1E3",
    "INF", "NaN", "-INF", "1,5", "1 000", "1_000", "0x10", "１.５", "½", "1.50", "0.1000", "",
)  # fmt: skip
SCHEMA_VERSIONS = ("2.0", "1", "1.", "1.00", "1.01", "1.999", "1.1000", "v1.0", "01.0", "0.9", "")
NUMBERS = (
    -1, 0, 1, 9999, 10000, 2**31, 2**53 - 1, 2**53, 2**53 + 1, 2**63, 2**64, 10**30, -(2**53),
    1.5, -0.5, 1e-7, 0.1, 1e21,
)  # fmt: skip
SPELLED = (
    "85.0", "1e2", "-0", "1E0", "1.0e1", "100e-2", "10e-1", "9007199254740991.0",
    "9007199254740992.0", "9007199254740993.0", "1e16", "1e308", "1.00000000000000000001",
    "0.1e1", "1e-1", "99e0", "-0.0", "8.5e1", "3.00000000000000000000", "9007199254740990.5",
    "9007199254740991.00000000000000000001", "9007199254740992.5", "0.99999999999999999",
    "0.9999999999999999", "1e-400", "-1e-400", "0e-400", "0.0e400", "90071992547409905e-1",
    "1000000000000000000000e-21", "1000000000000000000001e-21",
)  # fmt: skip
# No float holds these, and some parsers refuse them; XML has no exponents.
HUGE = {
    "1e400": f"1{'0' * 400}",
    "-1E+309": f"-1{'0' * 309}",
    "9" * 350: "9" * 350,
    "9" * 500: "9" * 500,
    f"-{'9' * 5000}": f"-{'9' * 5000}",
}
WORDS = (
    "abc",
    "",
    "１２",
    "٣",
    "1 2",
    "0x1F",
    "1,000",
    "007",
    "+5",
    "True",
    "TRUE",
    "yes",
    "1.0.0",
)

Edges = Callable[[Scalar, Any, Random], Iterator[Any]]


def edge(scalar: Scalar, value: Any, random: Random) -> Any:
    """Return a value near a valid one of a type, on this side of the edge or on the other."""
    makers = EDGES[scalar.kind]
    if scalar.kind in (Kind.STRING, Kind.TOKEN) and not isinstance(value, str):
        value = ""  # it was spoilt before
    if scalar.codes:
        makers = (_codes, _strange)
    elif scalar.format:
        makers = (_moments if scalar.format.startswith("date") else _decimals, _strange)
    elif scalar.name == "SchemaVersion":
        makers = (_versions, _strange)
    return random.choice(list(random.choice(makers)(scalar, value, random)) or [value])


def _strange(_scalar: Scalar, value: str, random: Random) -> Iterator[str]:
    strange = random.choice(STRANGE)
    at = random.randint(0, len(value))
    yield value + strange
    yield strange + value
    yield value[:at] + strange + value[at:]
    yield value[:at] + strange + value[at + 1 :]
    yield value[:at] + value[at + 1 :]
    yield strange
    yield ""
    yield value.swapcase()


def _lengths(scalar: Scalar, value: str, random: Random) -> Iterator[str]:
    high = scalar.limits.get("maxLength", MOST + 1)
    if high > MOST:
        yield from _strange(scalar, value, random)
        return
    filler = random.choice(FILLERS)
    for length in (high, high + 1, high - 1, 2 * high):
        yield (value + filler * length)[:length]
        yield filler * length
        yield (filler * length)[: length - 1] + random.choice("\U0010ffff𠮷 ")


def _codes(_scalar: Scalar, value: str, _random: Random) -> Iterator[str]:
    yield from (value.lower(), value.title(), value[:-1], f"{value}S", f" {value}", f"{value} ")
    yield from ("", "OTHER", "NONE", "0", "null", value.replace("_", "-"), f"{value} {value}")


def _moments(scalar: Scalar, value: str, random: Random) -> Iterator[str]:
    day, time = random.choice(DAYS), random.choice(TIMES)
    if scalar.format == "date":
        yield from (day, f"{value}{time}", value.replace("-", ""), "")
        return
    yield from (f"{day}{value[10:]}", f"{value[:10]}{time}", f"{value[:10]}{time}", value[:10])


def _decimals(_scalar: Scalar, _value: str, _random: Random) -> Iterator[str]:
    yield from DECIMALS


def _versions(_scalar: Scalar, _value: str, _random: Random) -> Iterator[str]:
    yield from SCHEMA_VERSIONS


def _integers(scalar: Scalar, _value: int, random: Random) -> Iterator[Any]:
    yield from NUMBERS
    low, high = scalar.limits["minimum"], scalar.limits["maximum"]
    yield from (low, high, low - 1, high + 1, random.randint(low, high))


def _spelled(_scalar: Scalar, _value: int, _random: Random) -> Iterator[Any]:
    for spelled in SPELLED:
        number = Decimal(spelled)
        is_whole = number == number.to_integral_value()
        yield Raw(spelled, str(int(number)) if is_whole else spelled)
    for spelled, digits in HUGE.items():
        yield Raw(spelled, digits)


def _no_integers(_scalar: Scalar, value: int, _random: Random) -> Iterator[Any]:
    yield from (*WORDS, True, False, None, [], [value], {}, {"a": value}, str(value))


def _no_booleans(_scalar: Scalar, value: bool, _random: Random) -> Iterator[Any]:
    yield from (*WORDS, 0, 1, 1.0, None, [], {"a": value}, str(value).lower(), "1", "0")


EDGES: dict[Kind, tuple[Edges, ...]] = {
    Kind.STRING: (_strange, _strange, _lengths),
    Kind.TOKEN: (_strange,),
    Kind.INTEGER: (_integers, _spelled, _no_integers),
    Kind.BOOLEAN: (_no_booleans,),
}

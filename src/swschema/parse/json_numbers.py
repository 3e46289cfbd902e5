"""Numbers of a JSON text that a float would change: they are judged by their text, as in XML.

A float makes a whole number of 9007199254740990.5, and none can be as large as 1e400. Such numbers
are replaced, before the text is parsed, by others on which every schema gives the same verdict.
"""

from __future__ import annotations

import math
import re

STRING = r'[^"\\]*+(?>\\.[^"\\]*+)*+'
# Of these, 17 have room for a fraction that a float drops; fewer never have (2^53 has 16 digits).
LONG = b"0" * 17
# And this is the end of one that is as small as 1e-400.
SMALL = b"0e-000"
ALIKE = bytes.maketrans(b"123456789.E", b"0000000000e")
RUN = re.compile(rb"0+e?")
MOST_LOOKS = 10_000  # at digits; a text with more is looked at as a whole
# What may be such a number, after all that is none.
CHANGED = re.compile(
    rf'(?>[^"0-9-]++|"{STRING}"|-?[0-9.]{{1,16}}+(?![0-9.eE+-])|-(?![0-9]))*+'
    rf"(-?[0-9][-+.0-9Ee]*+)".encode()
)
NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(?:\.([0-9]+))?(?:[Ee]([+-]?)0*([0-9]+))?\Z")
HUGE, BROKEN = b"1e308", b"0.5"  # a whole number beyond all bounds; one that is not whole


def may_round(data: bytes) -> bool:
    """Return whether a JSON text may have a number that only a float makes whole.

    It is asked of many texts, so that it is quick, and may be wrong where it says yes.
    """
    alike = data.translate(ALIKE)
    looks = 0
    for mark in (SMALL, LONG):
        at = alike.find(mark)
        while at >= 0:
            looks += 1
            match = RUN.match(alike, at)
            assert match is not None  # noqa: S101 - the marks begin with digits
            is_broken = match[0].endswith(b"e") or b"." in data[at : match.end()]
            if looks > MOST_LOOKS or (is_broken and _is_number(alike, at)):
                return True
            at = alike.find(mark, match.end())
    return False


def _is_number(alike: bytes, at: int) -> bool:
    """Return whether digits are not part of a word, such as an identifier: then none is before."""
    before = alike[max(0, at - 400) : at].rstrip(b"0").removesuffix(b"-")[-1:]
    return before in b":[, \t\r\n"


def hold_numbers(data: bytes) -> bytes:
    """Return a JSON text in which each number that a float would change is another, as long."""
    held = bytearray(data)
    at = 0
    # No search, which would take a broken end from anywhere.
    while match := CHANGED.match(data, at):
        at = match.end()
        if other := _find_other(match[1].decode()):
            start = match.start(1)
            held[start:at] = other.ljust(at - start)  # all places stay
    return bytes(held)


def _find_other(number: str) -> bytes:
    """Return the number to write in place of one; nothing where that can stay."""
    match = NUMBER.match(number)
    if match is None:
        return b""
    value = float(number)
    if math.isinf(value):
        return HUGE if number[0] != "-" else b"-" + HUGE
    return BROKEN if value.is_integer() and not _is_whole(match) else b""


def _is_whole(number: re.Match[str]) -> bool:
    """Return whether a number is whole by its text."""
    whole, fraction, sign, exponent = number.groups("")
    digits = (whole + fraction).rstrip("0")
    if not digits:
        return True
    # No text has as many digits as the exponent that is cut here.
    shift = int(exponent[:12] or 0) * (-1 if sign == "-" else 1)
    return len(digits) <= len(whole) + shift

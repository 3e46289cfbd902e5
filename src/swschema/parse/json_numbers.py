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
ALIKE = bytes.maketrans(b"123456789.E", b"0000000000e")
RUN = re.compile(rb"[0-9.]+[eE]?")
# What may be such a number, after all that is none.
CHANGED = re.compile(
    rf'(?>[^"0-9-]++|"{STRING}"|-?[0-9.]{{1,16}}+(?![0-9.eE+-])|-(?![0-9]))*+'
    rf"(-?[0-9][-+.0-9Ee]*+)".encode()
)
NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(?:\.([0-9]+))?(?:[Ee]([+-]?)0*([0-9]+))?\Z")
HUGE, BROKEN = b"1e308", b"0.5"  # a whole number beyond all bounds; one that is not whole


def may_round(data: bytes) -> bool:
    """Return whether a JSON text may have a number that only a float makes whole.

    It is asked of nearly every text, so that it is quick, and may be wrong where it says yes.
    """
    alike = data.translate(ALIKE)
    if b"0e-000" in alike:  # as small as 1e-400
        return True
    at = alike.find(LONG)
    while at >= 0:
        match = RUN.match(data, at)
        assert match is not None  # noqa: S101 - digits begin there
        if b"." in match[0] or match[0][-1:] in b"eE":
            return True
        at = alike.find(LONG, match.end())
    return False


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

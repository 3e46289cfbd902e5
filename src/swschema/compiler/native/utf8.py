"""Sets of characters as the bytes of UTF-8."""

from __future__ import annotations

from collections.abc import Iterator

from swschema.compiler.schema.characters import LAST, CharacterSet

ByteRange = tuple[int, int]
Bytes = tuple[ByteRange, ...]  # of one character, one range for each byte
# The last code point of each length, and surrogates, which UTF-8 does not have.
LENGTHS = ((0, 0x7F), (0x80, 0x7FF), (0x800, 0xD7FF), (0xE000, 0xFFFF), (0x10000, LAST))
SIX_BITS = 6


def list_bytes(characters: CharacterSet) -> tuple[Bytes, ...]:
    """Return sequences of byte ranges that match the UTF-8 of a set's characters, and no other."""
    ranges = _complement(characters.ranges) if characters.negated else iter(characters.ranges)
    return tuple(
        sequence
        for low, high in ranges
        for first, last in LENGTHS
        if max(low, first) <= min(high, last)
        for sequence in _split(max(low, first), min(high, last))
    )


def _complement(ranges: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, int]]:
    start = 0
    for low, high in sorted(ranges):
        if start < low:
            yield start, low - 1
        start = max(start, high + 1)
    if start <= LAST:
        yield start, LAST


def _split(low: int, high: int) -> Iterator[Bytes]:
    """Yield the sequences of a range whose characters take the same number of bytes."""
    for trailing in range(1, len(chr(low).encode())):
        mask = (1 << SIX_BITS * trailing) - 1
        if low & ~mask == high & ~mask:
            continue
        if low & mask:
            yield from _split(low, low | mask)
            yield from _split((low | mask) + 1, high)
            return
        if high & mask != mask:
            yield from _split(low, (high & ~mask) - 1)
            yield from _split(high & ~mask, high)
            return
    yield tuple(zip(chr(low).encode(), chr(high).encode(), strict=True))

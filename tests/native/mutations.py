"""Valid records in JSON, changed in their bytes: quick, and knowing nothing of what they mean."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from random import Random

from conftest import SAMPLES

TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[^\s{}\[\]:,"]+|[{}\[\]:,]', re.DOTALL)
STRING = re.compile(rb'"(?:[^"\\]|\\.)*"')
NUMBER = re.compile(rb"(?<=[:,\[ ])[0-9]+(?=[,\]} \n])")
NUMBERS = (
    b"0", b"1", b"-0", b"-1", b"00", b"01", b"99", b"100", b"9999", b"10000", b"1.0", b"1e1",
    b"9007199254740991", b"9007199254740992", b"9007199254740993", b"99999999999999999", b"1.",
    b"1E+1", b"+1", b".5", b"0x1", b"1 ", b"1_0", b"true", b'"1"', b"18446744073709551617",
)  # fmt: skip
PIECES = (
    b'"', b"\\", b"\\u0041", b"\\ud800", b"\\ud842\\udfb7", b"\\u0000", b"\\n", b"\\/", b"\\x",
    b"\x00", b"\x1f", b"\x7f", b"\x80", b"\xc0\x80", b"\xed\xa0\x80", b"\xef\xbf\xbe", b"\xff",
    b"\xf4\x90\x80\x80", b"\xe3\x80\x80", b"\xc2\xa0", "字".encode(), "𠮷".encode(), b" ", b"\n",
    b"\t", b"\r", b",", b":", b"{", b"}", b"[", b"]", b"{}", b"[]", b"null", b"true", b"false",
    b"0", b"-0", b"01", b"1.0", b"1e0", b"9007199254740993", b"-1", b"10000", b'""', b'" "',
    b'"$schema":"a",', b'"recordType":"message",', b"/**/", b"'", b"NaN", b"e", b".", b"-", b"9",
    b'"2023-02-29"', b'"2024-02-29"', b'"2024-04-31T00:00:00Z"', b"\xef\xbb\xbf", b"Z", b"+00:00",
)  # fmt: skip


def read_samples() -> list[bytes]:
    """Return the valid samples: as they are, on one line, and with all characters escaped."""
    made = []
    for path in sorted(SAMPLES.glob("valid/**/*.json")):
        data = path.read_bytes()
        if len(data) < 40_000:
            value = json.loads(data)
            compact = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
            made += [data, compact, json.dumps(value).encode()]
    return made


def mutate(samples: Sequence[bytes], random: Random, count: int) -> Iterator[bytes]:
    """Yield so many changed samples, each changed in one to three places."""
    tokens = [TOKEN.findall(sample) for sample in samples]
    for _ in range(count):
        number = random.randrange(len(samples))
        data = samples[number]
        for _change in range(random.choice((1, 1, 1, 2, 3))):
            data = random.choice(CHANGES)(data, tokens[number], random)
        yield data


def _flip(data: bytes, _tokens: Sequence[bytes], random: Random) -> bytes:
    at = random.randrange(len(data) or 1)
    return data[:at] + bytes((random.randrange(256),)) + data[at + 1 :]


def _insert(data: bytes, _tokens: Sequence[bytes], random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + random.choice(PIECES) + data[at:]


def _remove(data: bytes, _tokens: Sequence[bytes], random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + data[at + random.choice((1, 1, 2, 4, 30)) :]


def _repeat(data: bytes, _tokens: Sequence[bytes], random: Random) -> bytes:
    at, length = random.randrange(len(data) + 1), random.choice((1, 2, 10, 60, 400))
    return data[: at + length] + data[at:]


def _cut(data: bytes, _tokens: Sequence[bytes], random: Random) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _swap(data: bytes, tokens: Sequence[bytes], random: Random) -> bytes:
    """Put one token of the sample, or a piece, in the place of another."""
    old, new = random.choice(tokens), random.choice((random.choice(tokens), random.choice(PIECES)))
    parts = data.split(old)
    if len(parts) < 2:
        return data
    at = random.randrange(1, len(parts))
    return old.join(parts[:at]) + new + old.join(parts[at:])


def _in_string(data: bytes, tokens: Sequence[bytes], random: Random) -> bytes:
    """Change a string inside: where most of what is invalid is, and most that is unusual."""
    old = random.choice(tokens)
    if len(old) < 3 or not STRING.fullmatch(old):
        return data
    at = random.randrange(1, len(old))
    new = random.choice(
        (
            old[:at] + random.choice(PIECES) + old[at:],
            old[:at] + old[at + 1 :],
            old[:at] + old[1:at] * random.choice((1, 2, 40)) + old[at:],
            b'"' + b"".join(b"\\u%04x" % each for each in old[1:-1] if each < 128) + b'"',
        )
    )
    start = data.find(old)
    return data[:start] + new + data[start + len(old) :] if start >= 0 else data


def _respell(data: bytes, _tokens: Sequence[bytes], random: Random) -> bytes:
    """Put another number in the place of one."""
    found = [*NUMBER.finditer(data)]
    if not found:
        return data
    match = random.choice(found)
    return data[: match.start()] + random.choice(NUMBERS) + data[match.end() :]


Change = Callable[[bytes, Sequence[bytes], Random], bytes]
CHANGES: tuple[Change, ...] = (
    _flip, _insert, _insert, _remove, _repeat, _cut, _swap, _swap, _in_string, _in_string,
    _in_string, _respell,
)  # fmt: skip

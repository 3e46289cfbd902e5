"""Large records and long streams: bounded, flat in memory and linear in time."""

from __future__ import annotations

import io
import time
import tracemalloc
from collections.abc import Callable

import pytest

import swschema
from streams.streamed import Slow, cut, records_of, violations
from swschema.limits import Limits
from swschema.streams import Form, read_chunks, read_records
from swschema.streams.reader import Reader

LIMITS = Limits(max_bytes=1000)
LONG = b'{"a":"' + b"x" * 5000 + b'"}'
LONG_XML = b"<materials>" + b"x" * 5000 + b"</materials>"


def problems(data: bytes) -> list[str]:
    return [problem.code for problem in swschema.validate(data, limits=LIMITS).problems]


@pytest.mark.parametrize("block", [1, 64, 1000, 4000, 100_000])
def test_long_line_is_one_record_and_ndjson_goes_on_behind_it(block: int) -> None:
    data = b'{"a":1}\n' + LONG + b'\n\n{"b":2}\n'
    found = cut(data, "ndjson", block=block, limits=LIMITS)
    first, long, last = records_of(found)
    assert problems(long.data) == ["limit"]
    assert (first.data, last.data) == (b'{"a":1}', b'{"b":2}')
    assert (last.number, last.offset, last.line) == (3, data.index(b'{"b"'), 4)
    assert sum(chunk.size for chunk in found) == len(data)
    assert not violations(found)


def test_long_line_at_the_end_is_one_record() -> None:
    found = cut(b"{}\n" + LONG, "ndjson", block=64, limits=LIMITS)
    assert [problems(entry.data)[0] == "limit" for entry in records_of(found)] == [False, True]


@pytest.mark.parametrize("block", [1, 64, 1000, 4000])
@pytest.mark.parametrize(
    ("data", "form"),
    [
        (b'[{"a":1},' + LONG + b',{"b":2}]', "array"),
        (b"<a><materials/>" + LONG_XML + b"<materials/></a>", "xml"),
    ],
)
def test_array_and_xml_tell_that_they_stop_at_a_long_record(
    data: bytes, form: Form, block: int
) -> None:
    found = cut(data, form, block=block, limits=LIMITS)
    _first, long = records_of(found)
    assert problems(long.data) == ["limit"]
    assert len(long.data) == LIMITS.max_bytes + 1
    assert violations(found) == ["lost"]


class Endless:
    """A file of so many bytes that is nowhere as a whole."""

    def __init__(self, before: bytes, piece: bytes, after: bytes, size: int) -> None:
        block = piece * (65536 // len(piece))
        self._blocks = iter([before, *[block] * (size // len(block)), after])
        self._held = b""

    def read(self, size: int, /) -> bytes:
        while len(self._held) < size and (block := next(self._blocks, b"")):
            self._held += block
        given, self._held = self._held[:size], self._held[size:]
        return given


@pytest.mark.parametrize(
    ("form", "before", "piece", "after"),
    [
        ("ndjson", b"", b'{"a":"%b"}\n' % (b"x" * 2000), b""),
        ("array", b"[", b'{"a":"%b"},' % (b"x" * 2000), b"1]"),
        ("xml", b"<a>", b"<x>%b</x>\n" % (b"<y>x</y>" * 250), b"</a>"),
    ],
)
def test_memory_is_flat_over_a_long_stream(
    form: Form, before: bytes, piece: bytes, after: bytes
) -> None:
    stream = Endless(before, piece, after, 60_000_000)
    tracemalloc.start()
    start, _peak = tracemalloc.get_traced_memory()
    count = sum(1 for _entry in read_records(stream, form=form))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count >= 60_000_000 // len(piece) * 0.99
    assert peak - start < 24_000_000


def repeated(piece: bytes, size: int) -> bytes:
    return piece * (size // len(piece))


HOSTILE: dict[str, tuple[Form, Callable[[int], bytes]]] = {
    "a line": ("ndjson", lambda n: b'{"a":"' + repeated(b"x", n) + b'"}'),
    "a string in an array": ("array", lambda n: b'[{"a":"' + repeated(b"x", n) + b'"}]'),
    "a string without end": ("array", lambda n: b'[{"a":"' + repeated(b"x", n)),
    "escapes without end": ("array", lambda n: b'["' + repeated(b'\\"', n)),
    "strings": ("array", lambda n: b'[["' + repeated(b'x","', n) + b'"]]'),
    "brackets": ("array", lambda n: b"[" + repeated(b"[", n)),
    "objects": ("array", lambda n: b"[" + repeated(b'{"a":', n // 10)),
    "commas": ("array", lambda n: b"[" + repeated(b",", n) + b"]"),
    "faults": ("array", lambda n: b"[" + repeated(b"1 1,,", n // 20) + b"]"),
    "children": ("xml", lambda n: b"<a><b>" + repeated(b"<b/><b></b>", n // 4) + b"</b></a>"),
    "depth": ("xml", lambda n: b"<a>" + repeated(b"<b>", n // 10) + repeated(b"</b>", n // 8)),
    "tags without end": ("xml", lambda n: b"<a><b>" + repeated(b"<b ", n)),
    "attributes without end": ("xml", lambda n: b"<a><b>" + repeated(b"<b '\"", n)),
    "comments without end": ("xml", lambda n: b"<a><b>" + repeated(b"<!--", n)),
    "instructions without end": ("xml", lambda n: b"<a>" + repeated(b"<?", n)),
    "names": ("xml", lambda n: b"<a>" + b"".join(b"<a%d/>" % i for i in range(n // 20)) + b"</a>"),
    "end tags": ("xml", lambda n: b"<a>" + repeated(b"</b>", n // 10)),
    "roots": ("xml", lambda n: repeated(b"<a></a>", n // 10)),
    "comments": (
        "xml",
        lambda n: b"<a>" + repeated(b"<b><!-- <b> --></b>", n) + b"</a>",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_the_size_alone(name: str) -> None:
    form, make = HOSTILE[name]
    spent = []
    for size in (1 << 18, 1 << 20):
        stream = Slow(make(size), 4096)
        start = time.process_time()
        for chunk in read_chunks(Reader(stream, "stream"), form=form):
            assert chunk.size >= 0
        spent.append(time.process_time() - start)
    # Four times as much takes four times as long; were it quadratic, it took 16 times as long.
    assert spent[1] < max(9 * spent[0], 0.5)


def test_document_is_read_no_further_than_the_limit() -> None:
    (chunk,) = read_chunks(Reader(io.BytesIO(b"{" * 5000), "a"), limits=LIMITS)
    assert chunk.size == LIMITS.max_bytes + 1

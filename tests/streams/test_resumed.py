"""A stream is gone on in wherever a chunk has ended, and chunks are split into records."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate
from pathlib import Path

import pytest

from streams.streamed import BLOCKS, cut, records_of, violations
from swschema.streams import Chunk, Form, read_chunks
from swschema.streams.reader import Reader
from swschema.streams.split import Start

XML = (
    "<?xml version='1.0' encoding='{0}'?>\r\n<all xmlns='urn:a' n='税'> <!-- > -->\r\n"
    "<materials>税</materials>\r\n<materials><materials/>\r</materials>stray<x/>"
    "</wrong>\n<materials/></all><b>\n<materials a='>'/></b>"
)
DOCUMENTS = (
    b"<?xml version='1.0'?><materials/>\n<materials>1</materials>"
    b"<?xml version='1.1'?> <x:materials/>"
)
STREAMS: dict[str, tuple[bytes, Form]] = {
    "ndjson": (b'{"a":1}\r\n\n{"b":\n \n{"c":"\xe7\xa8\x8e"}', "ndjson"),
    "marked": (b'\xef\xbb\xbf{"a":1}\n{"b":2}\n', "ndjson"),
    "array": (b' [ {"a":[1,"]"]} , 2,,\n 3 "x" ,,, {} }, [[]],] ', "array"),
    "trail": (b"[1,2] 3", "array"),
    "xml": (XML.format("UTF-8").encode(), "xml"),
    "documents": (DOCUMENTS, "xml"),
    "gbk": (XML.format("GBK").encode("gbk"), "xml"),
    "utf-16": (XML.format("UTF-16").encode("utf-16"), "xml"),
    "lost": (b"<all><materials/>\n<materials></all>", "xml"),
}


def seen(found: list[Chunk]) -> list[tuple[int, bytes, int]]:
    return [(each.offset, each.data, each.inserted) for each in records_of(found)]


@pytest.mark.parametrize("block", BLOCKS[:-1])
@pytest.mark.parametrize("name", STREAMS)
def test_rest_is_the_same_from_every_chunk_on(name: str, block: int) -> None:
    data, form = STREAMS[name]
    found = cut(data, form, block=block)
    assert len(found) > 1 or block > 3
    for number, chunk in enumerate(found[:-1], 1):
        start = Start(chunk.offset + chunk.size, chunk.after)
        rest = cut(data, form, block=block + 1, start=start)
        assert seen(rest) == seen(found[number:])
        assert violations(rest) == violations(found[number:])


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize("name", STREAMS)
def test_pieces_of_a_chunk_are_its_text_and_one_record_each(name: str, block: int) -> None:
    data, form = STREAMS[name]
    for chunk in cut(data, form, block=block):
        parts = list(chunk.split())
        assert b"".join(part.read() for part in parts) == chunk.read()
        assert sum(part.size for part in parts) == chunk.size
        assert [part.offset for part in parts] == [
            *accumulate([part.size for part in parts[:-1]], initial=chunk.offset)
        ]
        assert [len(records_of([part])) <= 1 for part in parts] == [True] * len(parts)
        assert seen(parts) == seen([chunk])
        assert [part.violation for part in parts] == [None] * (len(parts) - 1) + [chunk.violation]
        assert parts[-1].after == chunk.after


@pytest.mark.parametrize("name", STREAMS)
def test_pieces_of_a_chunk_are_where_one_can_go_on(name: str) -> None:
    data, form = STREAMS[name]
    found = cut(data, form, block=1000)
    for number, chunk in enumerate(found):
        parts = list(chunk.split())
        for index, part in enumerate(parts[:-1], 1):
            start = Start(part.offset + part.size, part.after)
            rest = [*parts[index:], *found[number + 1 :]]
            assert seen(cut(data, form, start=start)) == seen(rest)


def test_chunk_of_a_file_is_split_without_its_path(tmp_path: Path) -> None:
    path = tmp_path / "a.ndjson"
    path.write_bytes(b"{}\n{}\n")
    with path.open("rb", buffering=0) as file:
        (chunk,) = read_chunks(Reader(file, str(path), path=path))
    assert chunk.text is None
    assert [part.text for part in chunk.split()] == [b"{}\n", b"{}\n"]


def test_file_that_has_become_shorter_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.ndjson"
    path.write_bytes(b"{}\n")
    chunk = replace(cut(b"{}\n{}\n", "ndjson", block=1000)[0], text=None, path=path)
    with pytest.raises(OSError, match="shorter"):
        chunk.read()

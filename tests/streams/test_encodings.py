"""XML streams in other encodings have the same records, at places of the original file."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

import swschema
from conftest import MALFORMED
from streams.streamed import BLOCKS, cut, records_of, texts, violations
from swschema.errors import SourceError
from swschema.streams import read_records

RECORDS = ["<materials>税务 — 总局 &amp; é·</materials>", "<materials\n a='国'/>", "<x>𠀀€</x>"]
UTF_8 = [each.encode() for each in RECORDS]
PLAIN = [each for each in RECORDS if "𠀀" not in each]  # what GBK has too
BOM_8, BOM_LE, BOM_BE = codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE


def stream(made: list[str], declared: str = "") -> str:
    head = f"<?xml version='1.0' encoding='{declared}'?>\n" if declared else ""
    return f"{head}<所有 n='税'>\r\n" + "\n ".join(made) + "</所有>\n"


CASES = [
    (b"", "gb18030", "GB18030", RECORDS),
    (b"", "gbk", "GBK", PLAIN),
    (b"", "utf-8", "UTF-8", RECORDS),
    (BOM_8, "utf-8", "", RECORDS),
    (BOM_LE, "utf-16-le", "", RECORDS),
    (BOM_BE, "utf-16-be", "UTF-16", RECORDS),
    (b"", "utf-16-le", "UTF-16", RECORDS),
    (b"", "utf-16-be", "", RECORDS),
]
IDS = ["gb18030", "gbk", "utf-8", "mark", "le-mark", "be-mark", "le", "be"]


def written(case: tuple[bytes, str, str, list[str]]) -> tuple[bytes, str, list[str]]:
    mark, encoding, declared, made = case
    made = [each.replace("é·", "") if encoding == "gbk" else each for each in made]
    return mark + stream(made, declared).encode(encoding), encoding, made


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_records_are_those_of_utf_8(case: tuple[bytes, str, str, list[str]], block: int) -> None:
    data, _encoding, made = written(case)
    found = cut(data, block=block)
    assert [entry.data.decode() for entry in records_of(found)] == made
    assert sum(chunk.size for chunk in found) == len(data)
    assert not violations(found)


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_offsets_are_bytes_of_the_file(case: tuple[bytes, str, str, list[str]]) -> None:
    data, encoding, made = written(case)
    for entry, record in zip(records_of(cut(data, block=64)), made, strict=True):
        assert data[entry.offset :].decode(encoding).startswith(record)


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_lines_and_columns_are_characters(case: tuple[bytes, str, str, list[str]]) -> None:
    data, encoding, made = written(case)
    text = data.decode(encoding).removeprefix("\ufeff")
    for entry, record in zip(records_of(cut(data, block=64)), made, strict=True):
        at = text.index(record)
        assert entry.line == text.count("\n", 0, at) + 1
        assert entry.column == at - text.rfind("\n", 0, at)


def test_path_is_read_again_in_its_encoding(tmp_path: Path) -> None:
    path = tmp_path / "all.xml"
    path.write_bytes(stream(RECORDS, "GB18030").encode("gb18030"))
    assert [entry.data.decode() for entry in read_records(path)] == RECORDS


@pytest.mark.parametrize("block", BLOCKS)
def test_marks_between_documents_are_passed_over(block: int) -> None:
    data = BOM_8 + UTF_8[0] + b"\n" + BOM_8 + b"<?xml version='1.0'?>" + UTF_8[1] + BOM_8
    found = cut(data, "xml", block=block)
    assert [entry.data for entry in records_of(found)] == [
        UTF_8[0],
        b"<?xml version='1.0'?>" + UTF_8[1],
    ]


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize(("data", "form"), [(b'{"a":1}\n{}', "ndjson"), (b'[{"a":1},{}]', "array")])
def test_mark_before_json_is_that_of_the_stream(data: bytes, form: str, block: int) -> None:
    plain = records_of(cut(data, form, block=block))  # type: ignore[arg-type]
    marked = records_of(cut(BOM_8 + data, form, block=block))  # type: ignore[arg-type]
    assert [each.data for each in marked] == [each.data for each in plain]
    assert [each.offset - 3 for each in marked] == [each.offset for each in plain]
    assert [each.column for each in marked] == [each.column for each in plain]


def test_documents_one_after_another_have_each_its_encoding() -> None:
    made = [f"<?xml version='1.0' encoding='{name}'?><materials>税</materials>" for name in "ab"]
    first = made[0].replace("'a'", "'GBK'").encode("gbk")
    second = made[1].replace("'b'", "'UTF-8'").encode()
    for block in BLOCKS:
        assert texts(first + b"\n" + second, "xml", block=block) == [first, second]


def test_utf_16_documents_one_after_another_declare_nothing_false() -> None:
    made = "<?xml version='1.0' encoding='UTF-16'?><materials/>"
    found = texts(BOM_LE + (made * 2).encode("utf-16-le"), "xml")
    assert found == [b"<?xml version='1.0'?><materials/>"] * 2


@pytest.mark.parametrize(
    ("encoding", "declared", "bad"),
    [
        ("gb18030", "GB18030", b"\xff"),
        ("gb18030", "GB18030", b"\x81\x30"),
        ("gbk", "GBK", b"\xff\xff"),
        ("gbk", "GBK", b"\x80"),
        ("utf-16-le", "", b"\x00\xd8"),
        ("utf-16-be", "", b"\xdc\x80"),
    ],
)
def test_bytes_that_fit_no_encoding_are_malformed_and_move_nothing(
    encoding: str, declared: str, bad: bytes
) -> None:
    head, tail = (
        part.encode(encoding) for part in stream(["<x>a|b</x>", PLAIN[1]], declared).split("|")
    )
    mark = BOM_LE if encoding == "utf-16-le" else BOM_BE if encoding == "utf-16-be" else b""
    data = mark + head + bad + tail
    for block in BLOCKS:
        first, second = records_of(cut(data, "xml", block=block))
        assert swschema.validate(first.data).problems[0].code in MALFORMED
        assert data[second.offset :].decode(encoding).startswith(PLAIN[1])


def test_half_a_character_at_the_end_is_told() -> None:
    data = BOM_LE + stream(RECORDS).encode("utf-16-le") + b"x"
    found = records_of(cut(data))
    assert [entry.data for entry in found[:3]] == UTF_8
    assert len(found) == 4


@pytest.mark.parametrize("declared", ["klingon", "rot13", "UTF-7", "UTF-16", "hz", "big5"])
def test_encoding_that_no_stream_is_read_in_is_told(declared: str) -> None:
    with pytest.raises(SourceError) as raised:
        cut(stream(["<materials/>"], declared).encode())
    assert raised.value.name == "stream"


def test_mark_that_contradicts_the_declaration_is_told() -> None:
    with pytest.raises(SourceError, match="declared encoding is not"):
        cut(BOM_8 + stream(["<materials/>"], "GBK").encode())


def test_decoders_give_back_what_they_took() -> None:
    pairs = [bytes((one, two)) for one in range(0x81, 0xFF) for two in range(0x40, 0xFF)]
    for encoding in ("gb18030", "gbk", "gb2312"):
        for pair in pairs:
            text = pair.decode(encoding, "surrogateescape")
            assert len(text.encode(encoding, "surrogateescape")) == 2

"""A malformed record is one malformed record; where a stream cannot be gone on in, it says so."""

from __future__ import annotations

import pytest

import swschema
from conftest import MALFORMED, SAMPLES
from streams.streamed import BLOCKS, cut, records_of, texts, violations
from swschema.streams import Form

JSON = (SAMPLES / "valid/registration/hangzhou-xx-account-opened.json").read_bytes()
XML = swschema.to_xml(JSON).partition(b"?>")[2].strip()
LINE = swschema.to_json(JSON)
ROOT = b"<all>", b"</all>"
HALF = len(LINE) // 2


def codes(data: bytes) -> set[str]:
    return {problem.code for problem in swschema.validate(data).problems}


def verdicts(data: bytes, form: Form | None = None) -> list[bool]:
    """Return which records of a stream are well-formed."""
    return [not codes(text) & MALFORMED for text in texts(data, form, block=1000)]


@pytest.mark.parametrize(
    "bad", [LINE[:HALF], b"{", b"}", b"]", b'"', b"junk", b"{" + LINE, b"\xff", b"[1,"]
)
def test_malformed_line_of_ndjson_is_one_record(bad: bytes) -> None:
    data = b"\n".join([LINE, bad, LINE, LINE])
    assert verdicts(data, "ndjson") == [True, False, True, True]


@pytest.mark.parametrize(
    "bad",
    [
        LINE.replace(b":", b" : junk ", 1),
        LINE.replace(b",", b",,", 1),
        LINE.replace(b'"', b'"\xff', 1),
        LINE.replace(b"}", b"]", 1),
        b"junk",
        b'junk"y"',
        b'"x"y',
        b"}}",
        b'{"a" 1}',
    ],
)
def test_malformed_value_of_an_array_is_one_record(bad: bytes) -> None:
    found = cut(b"[" + b",\n".join([LINE, bad, LINE, LINE]) + b"]", "array", block=1000)
    malformed = [bool(codes(entry.data) & MALFORMED) for entry in records_of(found)]
    assert malformed == [False, True, False, False]
    assert not violations(found)


@pytest.mark.parametrize(
    "bad",
    [
        XML.replace(b">", b">a & b", 1),
        XML.replace(b"<registration ", b'<registration a="1" a="2" ', 1),
        XML.replace(b">", b">\x01", 1),
        XML.replace(b">", b">\xff", 1),
        XML.replace(b">", b"><!x>", 1),
        XML.replace(b">", b"><open>", 1),
        XML.replace(b">", b"></close>", 1),
        XML.replace(b">", b" < >", 1),
        XML.replace(b"</registration>", b"</registration x>"),
        b"<registration a='<registration>'></registration>",
        b"text",
        b"&amp;",
        b"< registration/>",
        b"<",
        b"<>",
        b"<![CDATA[<registration/>]]>",
        b"<!ELEMENT registration>",
        b"<registration a=b/>",
    ],
)
@pytest.mark.parametrize("between", [b"\n", b""])
def test_malformed_element_is_one_record(bad: bytes, between: bytes) -> None:
    data = between.join([ROOT[0], XML, bad, XML, XML, ROOT[1]])
    assert verdicts(data) == [True, False, True, True]
    assert not violations(cut(data, block=1000))


def test_stray_text_at_the_end_is_one_record() -> None:
    found = cut(b"".join([ROOT[0], XML, ROOT[1], b" text "]))
    assert [entry.data for entry in records_of(found)] == [XML, b"text "]
    assert not violations(found)


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize(
    ("data", "form"),
    [
        (b'[1,{"a":"2},3]', "array"),
        (b'[1,"2,3]', "array"),
        (b"<a><materials/><materials><b></a>", "xml"),
        (b"<a><materials/><materials><!-- </materials></a>", "xml"),
        (b"<a><materials/><materials><![CDATA[ </materials></a>", "xml"),
        (b"<a><materials/><materials><? </materials></a>", "xml"),
        (b'<a><materials/><materials a="/><materials/></a>', "xml"),
        (b"<a><materials/><materials", "xml"),
        (b"<a><materials/><!-- </a>", "xml"),
    ],
)
def test_what_nests_wrong_is_told_to_be_lost_and_not_dropped(
    data: bytes, form: Form, block: int
) -> None:
    found = cut(data, form, block=block)
    first, last = records_of(found)
    assert violations(found) == ["lost"]
    assert first.offset + len(first.data) <= last.offset
    assert last.offset + len(last.data) == len(data) == sum(chunk.size for chunk in found)
    assert codes(last.data)


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize(
    ("data", "expected", "count"),
    [
        (b"[1 2]", ["comma"], 2),
        (b"[{}{}]", ["comma"], 2),
        (b"[{}[]]", ["comma"], 2),
        (b"[1,,2]", ["comma"], 2),
        (b"[1 , \n,,2,,3]", ["comma", "comma"], 3),
        (b"[,1]", ["comma"], 1),
        (b"[1,]", ["comma"], 1),
        (b"[1,,]", ["comma"], 1),
        (b"[,]", ["comma"], 0),
        (b'[1,{"a":[2,3},4]', ["end"], 2),
        (b"[1,{,3]", ["end"], 2),
        (b"[1", ["lost"], 1),
        (b"[{}", ["end"], 1),
        (b"[{},", ["end"], 1),
        (b"[", ["end"], 0),
        (b"", ["end"], 0),
        (b" \n", ["end"], 0),
        (b"[] x", ["trail"], 0),
        (b"[{}]]", ["trail"], 1),
        (b"[{}],{}", ["trail"], 1),
        (b"[]", [], 0),
        (b" [ ] ", [], 0),
        (b"\xef\xbb\xbf[{}]", [], 1),
    ],
)
def test_violation_of_an_array(data: bytes, expected: list[str], count: int, block: int) -> None:
    found = cut(data, "array", block=block)
    assert violations(found) == expected
    assert len(records_of(found)) == count


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize(
    ("data", "expected", "count"),
    [
        (b"<a><materials/>", ["end"], 1),
        (b"<a><materials/></b>", ["name", "end"], 1),
        (b"<a><materials/></b></a>", ["name"], 1),
        (b"<a><materials/></a", ["name"], 1),
        (b"<a><materials/></a</a>", ["name"], 1),
        (b"<materials/></a>", ["name"], 1),
        (b"<a></a></a>", ["name"], 0),
        (b"<a></a>", [], 0),
        (b"<a/>", [], 0),
        (b"", [], 0),
        (b" \n", [], 0),
    ],
)
def test_violation_of_xml(data: bytes, expected: list[str], count: int, block: int) -> None:
    found = cut(data, "xml", block=block)
    assert violations(found) == expected
    assert len(records_of(found)) == count


@pytest.mark.parametrize("data", [b"", b"\n", b" \r\n\t\n", b"\xef\xbb\xbf"])
def test_ndjson_of_blanks_has_no_record(data: bytes) -> None:
    found = cut(data, "ndjson")
    assert records_of(found) == []
    assert not violations(found)


@pytest.mark.parametrize("data", [b"", b" \n"])
def test_empty_file_is_one_document(data: bytes) -> None:
    assert texts(data) == [data]
    assert codes(data)


def test_document_type_before_a_stream_makes_it_a_document_that_is_refused() -> None:
    data = b"<!DOCTYPE a><a>" + XML + b"</a>"
    assert texts(data) == [data]
    assert codes(data) == {"doctype"}


def test_document_type_in_a_stream_ends_it_and_is_told() -> None:
    found = cut(b"<a>" + XML + b"</a><!DOCTYPE a><a>" + XML + b"</a>", block=1000)
    assert [codes(entry.data) for entry in records_of(found)][1:] == [{"doctype"}]
    assert violations(found) == ["lost"]


@pytest.mark.parametrize("block", BLOCKS)
def test_what_is_no_array_is_lost_as_a_whole(block: int) -> None:
    found = cut(b'{"a":1}', "array", block=block)
    assert violations(found) == ["lost"]
    assert len(records_of(found)) == 1


def test_two_line_ends_in_one_are_counted_once_over_a_block() -> None:
    for block in BLOCKS:
        found = records_of(cut(b"<a>\r\n\r\n<materials/>\r\r\n<materials/></a>", block=block))
        assert [entry.line for entry in found] == [3, 5]

"""Every form is cut into the records that it was made of, however it is read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import orjson
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from streams.streamed import BLOCKS, Slow, cut, joined, naive_places, records_of, violations
from swschema.streams import Form, read_records, split

SPECIAL = st.sampled_from(
    ['"', "\\", '\\"', "{", "}", "[", "]", "]]>", ",", "税务", "𠀀", "\r\n", "<!--", "</materials>"]
)
BLANKS = st.sampled_from([b"", b" ", b"\n", b"\r\n", b"\t\n  ", b"\r"])
BLOCK = st.sampled_from(BLOCKS)
# What XML can carry: neither control characters nor lone surrogates.
CHARACTERS = st.characters(
    min_codepoint=0x20, exclude_categories=["Cs"], exclude_characters="\x7f￾￿"
)
TEXT = st.lists(SPECIAL | st.text(CHARACTERS, max_size=4), max_size=4).map("".join)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
OBJECTS = st.lists(st.dictionaries(TEXT, VALUES, max_size=4), min_size=1, max_size=5)


def pretty(value: Any) -> bytes:
    return json.dumps(value, indent=2, ensure_ascii=False).encode()


def element(name: str, attribute: str, content: str) -> str:
    return f"<{name} note={quoteattr(attribute)}\n>{content}</{name} >"


HIDDEN = TEXT.map(lambda text: text.replace("-", "").replace("?>", "").replace("]]>", "")).flatmap(
    lambda text: st.sampled_from([f"<!--{text}-->", f"<![CDATA[{text}]]>", f"<?note {text}?>"])
)
CONTENT = st.recursive(
    TEXT.map(escape) | HIDDEN | st.sampled_from(["<material/>", "<materials />", "<materialsX/>"]),
    lambda inner: (
        st.builds(element, st.sampled_from(["materials", "material", "x:materials"]), TEXT, inner)
        | st.lists(inner, max_size=4).map("".join)
    ),
    max_leaves=10,
)
ELEMENTS = st.lists(
    st.builds(element, st.just("materials"), TEXT, CONTENT).map(
        lambda text: text.replace("<materials", '<materials xmlns:x="urn:x"', 1).encode()
    )
    | st.just(b"<materials/>"),
    min_size=1,
    max_size=4,
)


def holds(data: bytes, made: list[bytes], form: Form, block: int) -> None:
    """Assert that a stream is cut into these records at the right places."""
    found = cut(data, form, block=block)
    cuttings = records_of(found)
    assert [entry.data for entry in cuttings] == made
    assert [entry.number for entry in cuttings] == list(range(1, len(made) + 1))
    places = [(entry.offset, entry.line, entry.column) for entry in cuttings]
    assert places == naive_places(data, made, xml=form == "xml")
    assert sum(chunk.size for chunk in found) == len(data)
    assert not violations(found)


@settings(deadline=None, max_examples=40)
@given(OBJECTS, BLANKS, BLOCK)
def test_ndjson_is_cut_into_its_lines(values: list[Any], blanks: bytes, block: int) -> None:
    made = [orjson.dumps(value) for value in values]
    between = [b"\n", b"\n" + blanks + b"\n"]
    holds(joined(made, b"", between, b"\n"), made, "ndjson", block)


@settings(deadline=None, max_examples=40)
@given(OBJECTS, BLANKS, BLOCK, st.sampled_from([orjson.dumps, pretty]))
def test_array_is_cut_into_its_values(
    values: list[Any], blanks: bytes, block: int, dumps: Any
) -> None:
    made = [dumps(value) for value in values]
    between = [b",", blanks + b"," + blanks]
    data = joined(made, blanks + b"[" + blanks, between, blanks + b"]" + blanks)
    assert orjson.loads(data) == values
    holds(data, made, "array", block)


@settings(deadline=None, max_examples=40)
@given(st.lists(VALUES, max_size=6), BLOCK)
def test_values_of_an_array_need_not_be_objects(values: list[Any], block: int) -> None:
    data = orjson.dumps(values)
    found = cut(data, "array", block=block)
    assert [orjson.loads(entry.data) for entry in records_of(found)] == values
    assert not violations(found)


@settings(deadline=None, max_examples=40)
@given(ELEMENTS, BLANKS, BLOCK, st.sampled_from([b"", b"<!-- <materials> ' -->", b"<?a > ?>"]))
def test_xml_under_one_root_is_cut_into_its_children(
    made: list[bytes], blanks: bytes, block: int, passed: bytes
) -> None:
    between = [b"", blanks + passed + blanks]
    before = b"<?xml version='1.0'?>" + blanks + passed + b'<all\n note="<>">' + blanks
    data = joined(made, before, between, blanks + b"</all >" + passed)
    holds(data, made, "xml", block)


@settings(deadline=None, max_examples=40)
@given(ELEMENTS, BLANKS, BLOCK)
def test_xml_documents_one_after_another_are_cut_at_their_declarations(
    roots: list[bytes], blanks: bytes, block: int
) -> None:
    heads = [b"", b'<?xml version="1.0"?>', b'<?xml version="1.0"?>\n<!-- > -->\n<?a b?>']
    made = [heads[number % 3] + root for number, root in enumerate(roots)]
    between = [blanks, blanks + b"<!-- <?xml version --><?xml-x y?>" + blanks]
    holds(joined(made, blanks, between, blanks), made, "xml", block)


@settings(deadline=None, max_examples=40)
@given(ELEMENTS, BLOCK)
def test_xml_records_are_well_formed_as_they_were(made: list[bytes], block: int) -> None:
    found = records_of(cut(b"<all>" + b"\n".join(made) + b"</all>", block=block))
    canonical = [etree.tostring(etree.fromstring(entry.data), method="c14n") for entry in found]
    assert canonical == [etree.tostring(etree.fromstring(each), method="c14n") for each in made]


def test_deep_nesting_in_the_own_name_is_one_record() -> None:
    made = b"<materials>" * 50 + b"<!-- <materials> -->" + b"</materials>" * 50
    assert [entry.data for entry in records_of(cut(b"<a>" + made * 2 + b"</a>"))] == [made] * 2


def test_deep_nesting_in_an_array_is_one_record() -> None:
    made = b'{"a":' * 40 + b'["}"]' + b"}" * 40
    assert [entry.data for entry in records_of(cut(b"[" + made + b"," + made + b"]"))] == [made] * 2


def test_comment_with_a_start_tag_hides_no_record() -> None:
    made = b"<materials><!-- <materials> --></materials>"
    found = cut(b"<a>" + made * 3 + b"</a>", block=1000)
    assert [entry.data for entry in records_of(found)] == [made] * 3
    assert not violations(found)


def test_children_of_another_name_are_records_too() -> None:
    found = records_of(cut(b"<all><materials/><other><materials/></other></all>"))
    assert [entry.data for entry in found] == [
        b"<materials/>",
        b"<other><materials/></other>",
    ]


def test_roots_follow_each_other() -> None:
    data = b"<a><materials>1</materials></a><b/><c>\n<materials>2</materials></c><materials/>"
    found = cut(data)
    assert [entry.data for entry in records_of(found)] == [
        b"<materials>1</materials>",
        b"<materials>2</materials>",
        b"<materials/>",
    ]
    assert not violations(found)


def test_path_gives_the_records_of_the_open_file(tmp_path: Path) -> None:
    data = b'{"a":1}\r\n\n {"b":"\xe7\xa8\x8e"}\n{"c":3}'
    path = tmp_path / "stream.ndjson"
    path.write_bytes(data)
    there = [
        (each.number, each.offset, each.line, each.column, each.data) for each in read_records(path)
    ]
    assert there == [
        (each.number, each.offset, each.line, each.column, each.data)
        for each in read_records(Slow(data), form="ndjson")
    ]


def test_form_is_told_before_much_has_come() -> None:
    class Stalled(Slow):
        def read(self, size: int, /) -> bytes:
            if found := super().read(size):
                return found
            raise AssertionError("nothing more may be waited for")

    lines = b'{"a":1}\n' * (split.FIRST // 8 + 1)
    assert next(read_records(Stalled(lines, 1000))).data == b'{"a":1}'

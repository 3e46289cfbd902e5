"""What exceeds a bound is refused at its place; what only looks like it is not."""

from __future__ import annotations

import json
from typing import Any

import pytest

import swschema
from conftest import SAMPLES
from swschema.limits import Limits
from swschema.parse.bounds import LONGEST_TEXT
from swschema.rules.settings import STRUCTURE

SMALL = SAMPLES / "valid/registration/hangzhou-xx-account-opened"
VALUE: dict[str, Any] = json.loads(SMALL.with_suffix(".json").read_bytes())
JSON = json.dumps(VALUE, ensure_ascii=False)
XML = SMALL.with_suffix(".xml").read_text(encoding="utf-8")
LONG = "a" * (LONGEST_TEXT + 1)
END = "</registration>"
MANY = " ".join(f'a{each}=""' for each in range(257))


def codes(source: str | bytes, **limits: int) -> set[str]:
    report = swschema.validate(source, limits=Limits(**limits), settings=STRUCTURE)
    return {each.code for each in report.problems}


def with_text(text: str) -> str:
    return json.dumps(VALUE | {"accountEmail": text}, ensure_ascii=False)


TOO_LONG = [
    with_text(LONG),
    with_text("字" * (LONGEST_TEXT // 3 + 1)),
    with_text('"' * (LONGEST_TEXT // 2 + 1)),
    JSON[:-1] + f', "{LONG}": 1}}',
    JSON[:-1] + f', "k": {"9" * (LONGEST_TEXT + 3)}}}',
    JSON[:-1] + f', "content": "{LONG}é"}}',
    XML.replace("SELF", LONG),
    XML.replace("SELF", LONG[: LONGEST_TEXT // 2] + "<!--x-->" + LONG[: LONGEST_TEXT // 2 + 1]),
    XML.replace("SELF", f"<![CDATA[{LONG}]]>"),
    XML.replace("SELF", " " * (LONGEST_TEXT + 1)),
    XML.replace(END, f"<!--{LONG}-->{END}"),
    XML.replace(END, f'<a b="{LONG}"/>{END}'),
    XML.replace(END, f"<content>{LONG}é</content>{END}"),
    XML.replace(END, f"<a {MANY}/>{' ' * 70_000}{END}"),
]
# What is not, though it is long.
MAY_BE_LONG = [
    JSON[:-1] + " " * 100_000 + "}",
    JSON[:-1] + f', "content": "{LONG}"}}',
    JSON[:-1] + f', "content" :\n"{LONG.replace("a", "+/")}"}}',
    XML.replace(END, "\n" * 100_000 + END),
    XML.replace(END, f"<content>{LONG}</content>{END}"),
    XML.replace(END, f"<!-- x --><content>{LONG}</content>{END}"),
    XML.replace(END, f'<p:content xmlns:p="urn:x">{LONG}</p:content>{END}'),
    XML.replace("<status>", "<!-- -->" * 20_000 + "<status>"),
]


@pytest.mark.parametrize("source", TOO_LONG, ids=lambda source: source[-40:])
def test_what_is_too_long_is_refused(source: str) -> None:
    assert codes(source) == {"limit"}


@pytest.mark.parametrize("source", MAY_BE_LONG, ids=lambda source: source[-40:])
def test_blanks_and_content_may_be_long(source: str) -> None:
    assert codes(source) <= {"unknown"}


@pytest.mark.parametrize("start", ["<!--", "<?", "<![CDATA["])
def test_markup_without_an_end_ends_the_look(start: str) -> None:
    """Each would be searched for an end in all that follows: here, for minutes."""
    assert codes("<a>" + f"{start} >" * 50_000) == {"unclosed-markup"}


@pytest.mark.parametrize("name", ["x-unknown", "undefined", "rot13", "idna", "utf-7"])
def test_place_is_told_whatever_encoding_is_declared(name: str) -> None:
    source = f'<?xml version="1.0" encoding="{name}"?>\n<a>é{LONG}</a>'.encode()
    (problem,) = swschema.validate(source).problems
    assert (problem.code, problem.line, problem.column) == ("limit", 2, 4)


def test_xml_in_utf_16_is_bounded_too() -> None:
    text = XML.replace('encoding="UTF-8"', 'encoding="UTF-16"')
    assert codes(text.encode("utf-16")) == set()
    assert codes(text.replace("SELF", LONG).encode("utf-16")) == {"limit"}


def test_values_are_counted_in_both_syntaxes() -> None:
    surplus = 500
    listed = JSON[:-1] + f', "k": [{",".join(["0"] * surplus)}]}}'
    elements = XML.replace(END, "<k/>" * surplus + END)
    instructions = XML.replace(END, "<?k?>" * surplus + END)
    for source in (listed, elements, instructions):
        assert codes(source, max_values=surplus) == {"limit"}
        assert codes(source, max_values=surplus + 100) <= {"unknown"}


def test_commas_in_a_text_are_no_values() -> None:
    assert codes(with_text("," * 300), max_values=200) == {"length"}


def test_end_tags_in_a_comment_hide_no_elements() -> None:
    source = XML.replace(END, f"<!--{'</k>' * 600}-->{'<k/>' * 600}{END}")
    assert codes(source, max_values=500) == {"limit"}


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ('{\n "字": "' + "a" * 70_000 + '"}', (2, 7)),
        ("<字>\r\n<b/>字<c>" + "a" * 70_000 + "</c></字>", (2, 9)),
    ],
    ids=["json", "xml"],
)
def test_place_is_that_of_what_is_too_long(source: str, place: tuple[int, int]) -> None:
    (problem,) = swschema.validate(source).problems
    assert (problem.line, problem.column) == place
    assert problem.code == "limit"


def test_size_is_bounded_beside_the_content() -> None:
    shown = [{"content": "A" * 1_000_000}] * 20
    source = json.dumps(VALUE | {"k": shown})
    assert codes(source) == {"unknown"}
    assert codes(source.replace('"content"', '"c0ntent"')) == {"limit"}
    texts = json.dumps(VALUE | {"k": ["a" * 60_000] * 300})
    (problem,) = swschema.validate(texts).problems
    assert "larger than 16,777,216 bytes without the content" in problem.message
    assert codes(texts, max_bytes=128 * 2**20) == {"unknown"}


def test_converters_keep_to_the_bounds() -> None:
    for convert in (swschema.to_json, swschema.to_xml):
        for source in (with_text(LONG), XML.replace("SELF", LONG)):
            with pytest.raises(swschema.SwschemaError, match="longer than 65,536 bytes"):
                convert(source)


def decided(count: int) -> dict[str, Any]:
    """Return a record with so many decisions."""
    decision = {"authority": "SINGLE_WINDOW", "windowCode": "SINGLE_WINDOW",
                "decisionOutcome": "APPROVED", "decidedBy": "A", "reasonCodes": [],
                "decidedAt": "2024-03-06T10:00:00+08:00"}  # fmt: skip
    return VALUE | {"decisions": [decision] * count}


def test_a_list_too_long_for_the_rules_is_beyond_the_limit() -> None:
    for count, expected in ((250, False), (251, True)):
        value = decided(count)
        for source in (value, json.dumps(value), swschema.to_xml(value)):
            found = swschema.validate(source).problems
            limits = [each.pointer for each in found if each.code == "limit"]
            assert limits == (["/decisions"] if expected else [])

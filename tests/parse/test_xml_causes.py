"""A mistake in any place of any valid record has its cause, at the place of the mistake.

Where a text can be explained in two ways, the tests say which explanation has precedence:

- a text that ends with the root element alone open has no end tag, and is not cut;
- an end tag with the name of an element that is open shows that the ones inside it have none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

import pytest
from lxml import etree

import swschema
from conftest import SAMPLES, walk
from swschema.parse.xml import find_position

TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z0-9]+)(?P<attributes>[^<>]*?)(?P<empty>/?)>")
HAN = re.compile("[\u4e00-\u9fff]")
PLACES = 1  # of each kind, in each sample
Mistake = tuple[int, int, str, int]  # from, to, what is there instead, where the mistake is then


@dataclass(frozen=True)
class Element:
    name: str
    start: re.Match[str]
    end: re.Match[str]  # the same match for an empty element


def elements(text: str) -> list[Element]:
    """Return the elements of a text, each behind those in it."""
    found: list[Element] = []
    stack: list[re.Match[str]] = []
    for tag in TAG.finditer(text):
        if tag["empty"]:
            found.append(Element(tag["name"], tag, tag))
        elif tag["end"]:
            found.append(Element(tag["name"], stack.pop(), tag))
        else:
            stack.append(tag)
    return found


def whole(text: str) -> Iterator[Element]:
    """Yield the elements that are not empty."""
    return (each for each in elements(text) if each.start is not each.end)


def inside(text: str) -> Iterator[int]:
    """Yield offsets between two letters in texts."""
    for each in whole(text):
        content = text[each.start.end() : each.end.start()]
        if re.search(r"[<;]", content):  # a tag, or the end of an entity
            continue
        for at in range(each.start.end() + 1, each.end.start()):
            if text[at - 1].isalnum() and text[at].isalnum():
                yield at


def values(text: str) -> Iterator[str]:
    """Yield the texts of elements without children."""
    for each in whole(text):
        content = text[each.start.end() : each.end.start()]
        if "<" not in content:
            yield content


def attributes(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the start and end of each value of the root element, with its quotes; and the value."""
    root = TAG.search(text)
    assert root
    for value in re.finditer(r'"([^"]*)"', root["attributes"]):
        start = root.start("attributes") + value.start()
        yield start, start + len(value.group()), value[1]


def end_tag_removed(text: str) -> Iterator[Mistake]:
    for each in whole(text):
        yield *each.end.span(), "", each.start.start()


def end_tag_renamed(text: str) -> Iterator[Mistake]:
    for each in whole(text):
        at = each.end.start()
        for name in (f"{each.name}x", each.name.swapcase(), "名称", f"sw{each.name}"):
            yield *each.end.span(), f"</{name}>", at


def inserted(*written: str) -> Callable[[str], Iterator[Mistake]]:
    def insert(text: str) -> Iterator[Mistake]:
        for at in inside(text):
            for each in written:
                yield at, at, each, at + len(each) - len(each.lstrip(" "))

    return insert


def unquoted(text: str) -> Iterator[Mistake]:
    for start, end, value in attributes(text):
        yield start, end, value, start


def typographic_quotes(text: str) -> Iterator[Mistake]:
    for start, end, value in attributes(text):
        for opening, closing in ("“”", "‘’", "＂＂"):
            yield start, end, f"{opening}{value}{closing}", start
    *_others, (start, end, value) = attributes(text)
    yield start, end, f'"{value}”', end - 1


def closing_quote_removed(text: str) -> Iterator[Mistake]:
    for start, end, _value in attributes(text):
        yield end - 1, end, "", start


def value_removed(text: str) -> Iterator[Mistake]:
    for start, end, _value in attributes(text):
        yield start - 1, end, "", start - 1


def full_width(text: str) -> Iterator[Mistake]:
    for each in elements(text):
        opening, closing = each.start, each.end
        yield opening.end() - 1, opening.end(), "＞", opening.end() - 1
        yield closing.end() - 1, closing.end(), "＞", closing.end() - 1
        if closing is not opening:  # an empty element would be text, which is well-formed
            yield opening.start(), opening.start() + 1, "＜", opening.start()
            yield closing.start(), closing.start() + 1, "＜", closing.start()
            yield closing.start() + 1, closing.start() + 2, "／", closing.start() + 1


def bracket_removed(text: str) -> Iterator[Mistake]:
    for each in elements(text):
        for tag in (each.start, each.end):
            if re.match(r"[A-Za-z0-9\s]", text[tag.end() : tag.end() + 1]):
                yield tag.end() - 1, tag.end(), "", tag.start()


def unended(text: str) -> Iterator[Mistake]:
    for each in whole(text):
        for written in ("<!-- note ", "<![CDATA[note", "<?note "):
            yield each.start.end(), each.start.end(), written, each.start.end()


def twice(text: str) -> Iterator[Mistake]:
    yield len(text), len(text), text, len(text)
    yield len(text), len(text), "\n<registration/>", len(text) + 1


def text_before_start(text: str) -> Iterator[Mistake]:
    for written in (" ", "\n\n", "\t", "note: "):
        yield 0, 0, written, 0
    root = text.index("<", 1)
    yield root, root, "note ", root


def text_after_end(text: str) -> Iterator[Mistake]:
    for written in ("x", "</registration>", "&amp;", "]"):
        yield len(text), len(text), f"\n{written}", len(text) + 1


def undeclared_prefix(text: str) -> Iterator[Mistake]:
    for each in elements(text):
        yield each.start.start() + 1, each.start.start() + 1, "x:", each.start.start()
        at = each.start.end("name")
        yield at, at, ' x:note="1"', at + 1


def duplicate_attribute(text: str) -> Iterator[Mistake]:
    for each in elements(text):
        at = each.start.end("attributes")
        yield at, at, ' a="1" b="2" a="3"', at + len(' a="1" b="2" ')


def truncated(text: str) -> Iterator[Mistake]:
    root = TAG.search(text)
    assert root
    for each in elements(text):
        if each.start is root:
            continue
        for at in (each.start.end() - 1, each.start.end(), each.end.start() + 1):
            if at > root.end() and not (each.start is each.end and at == each.start.end()):
                yield at, len(text), "", at


def web_page(text: str) -> Iterator[Mistake]:
    for page in ("<!DOCTYPE html>\n<html></html>", "<html><br></html>", "<!doctype html><p>"):
        yield 0, len(text), page, 0


MISTAKES: dict[str, tuple[str, Callable[[str], Iterator[Mistake]]]] = {
    "end tag removed": ("unclosed-element", end_tag_removed),
    "end tag renamed": ("tag-mismatch", end_tag_renamed),
    "ampersand": ("unescaped", inserted("&", " & ", "&&", "&amp ", "&#x;")),
    "angle bracket": ("unescaped", inserted("<", " < ", "<<", "<other, ", "]]>")),
    "quotes removed": ("unquoted", unquoted),
    "typographic quotes": ("typographic-quotes", typographic_quotes),
    "closing quote removed": ("unclosed-string", closing_quote_removed),
    "value removed": ("missing-value", value_removed),
    "full-width": ("full-width", full_width),
    "end of a tag removed": ("unclosed-markup", bracket_removed),
    "comment that does not end": ("unclosed-markup", unended),
    "twice": ("several-documents", twice),
    "text before": ("text-before-start", text_before_start),
    "text behind": ("text-after-end", text_after_end),
    "prefix": ("undeclared-prefix", undeclared_prefix),
    "attribute twice": ("duplicate-attribute", duplicate_attribute),
    "entity": ("undefined-entity", inserted("&nbsp;", "&mdash;", "&note;")),
    "control character": (
        "control-character",
        inserted("\x01", "\x1f", "&#1;", "&#xFFFF;", "\x0b"),
    ),
    "cut": ("truncated", truncated),
    "web page": ("html", web_page),
}


@pytest.mark.parametrize("sample", walk("valid"))
def test_mistake_has_its_cause_at_its_place(sample: str) -> None:
    text = (SAMPLES / f"{sample}.xml").read_text(encoding="utf-8").rstrip()
    for kind, (code, mistakes) in MISTAKES.items():
        every = list(mistakes(text))
        for start, end, written, at in Random(f"{sample} {kind}").sample(
            every, min(PLACES, len(every))
        ):
            changed = text[:start] + written + text[end:]
            (problem,) = swschema.validate(changed).problems
            found = problem.code, problem.line, problem.column
            around = f"{kind}: {changed[max(at - 60, 0) : at]}⏵{changed[at : at + 60]}"
            assert found == (code, *find_position(changed, at)), around
            assert problem.remedy
            words = f"{problem.message}{problem.excerpt}{problem.remedy}"
            assert [each for each in values(text) if len(each) > 4 and each in words] == []


@pytest.mark.parametrize("sample", walk("valid"))
def test_mismatch_names_the_line_of_the_start_tag(sample: str) -> None:
    text = (SAMPLES / f"{sample}.xml").read_text(encoding="utf-8")
    found = list(whole(text))
    for each in Random(sample).sample(found, min(5, len(found))):
        start, end = each.end.span()
        (problem,) = swschema.validate(f"{text[:start]}</{each.name}x>{text[end:]}").problems
        line = find_position(text, each.start.start())[0]
        assert problem.message.endswith(f"the start tag <{each.name}> in line {line}")


@pytest.mark.parametrize("sample", walk("valid")[::4])
def test_mistake_on_a_single_line_has_its_cause(sample: str) -> None:
    root = etree.fromstring((SAMPLES / f"{sample}.xml").read_bytes())
    for element in root.iter():
        if len(element):
            element.text = None
        element.tail = None
    text = etree.tostring(root, encoding="unicode")
    for code, mistakes in MISTAKES.values():
        if mistakes in (text_before_start, closing_quote_removed, bracket_removed):
            continue  # they need a declaration, a line break or white space
        every = list(mistakes(text))
        for start, end, written, _at in Random(sample).sample(every, min(PLACES, len(every))):
            changed = text[:start] + written + text[end:]
            (problem,) = swschema.validate(changed, language="zh-Hans").problems
            assert HAN.search(problem.message)
            assert HAN.search(problem.remedy)
            assert problem.code == code, f"{changed[max(start - 60, 0) : start]}⏵{changed[start:]}"

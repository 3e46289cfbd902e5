"""A mistake in any place of any valid record has its cause, at the place of the mistake.

Where a text can be explained in two ways, the tests say which explanation has precedence:

- a text that ends behind a value with one bracket open has an unclosed bracket, not a cut;
- which bracket that is, is read off the indentation; without any, it is the one that the grammar
  leaves open;
- a line break in a text, behind which the next line begins like JSON, is a missing quotation mark.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from random import Random

import pytest

import swschema
from conftest import SAMPLES, walk
from swschema.parse.position import find_text_position

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')
HAN = re.compile("[\u4e00-\u9fff]")
PLACES = 1  # of each kind, in each sample
Mistake = tuple[int, int, str, int]  # from, to, what is there instead, where the mistake is then


@dataclass(frozen=True)
class Token:
    kind: str  # "name", "text", "scalar" or the mark
    start: int
    end: int


@lru_cache(maxsize=4)
def tokens(text: str) -> list[Token]:
    found: list[Token] = []
    for match in TOKEN.finditer(text):
        token = match.group()
        kind = token if token in "{}[],:" else "text" if token.startswith('"') else "scalar"
        if kind == ":":
            found[-1] = Token("name", found[-1].start, found[-1].end)
        found.append(Token(kind, *match.span()))
    return found


def opened_by(text: str) -> Iterator[tuple[Token, Token]]:
    """Yield each closing bracket with the one that opens it."""
    stack = []
    for token in tokens(text):
        if token.kind in "{[":
            stack.append(token)
        elif token.kind in "}]":
            yield token, stack.pop()


def strings(text: str, kinds: tuple[str, ...] = ("name", "text")) -> Iterator[tuple[int, int, str]]:
    for token in tokens(text):
        if token.kind in kinds:
            yield token.start, token.end, text[token.start + 1 : token.end - 1]


def inside(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield offsets in texts, between two letters, with what is before and behind them."""
    for start, end, content in strings(text, ("text",)):
        if "\\" in content:
            continue
        for at in range(start + 2, end - 1):
            if text[at - 1].isalnum() and text[at].isalnum():
                yield at, text[start + 1 : at], text[at : end - 1]


def trailing_comma(text: str) -> Iterator[Mistake]:
    every = tokens(text)
    for before, token in pairwise(every):
        if token.kind in "}]" and before.kind not in "{[":
            yield before.end, before.end, ",", before.end


def single_quotes(text: str) -> Iterator[Mistake]:
    for start, end, content in strings(text):
        yield start, end, f"'{content}'", start


def typographic_quotes(text: str) -> Iterator[Mistake]:
    for start, end, content in strings(text):
        for opening, closing in ("“”", "‘’", "＂＂"):
            yield start, end, f"{opening}{content}{closing}", start
        yield start, end, f'"{content}”', end - 1


FULL_WIDTH = dict(zip("{}[],:", "｛｝［］，：", strict=True))


def full_width(text: str) -> Iterator[Mistake]:
    for token in tokens(text):
        if token.kind in FULL_WIDTH:
            yield token.start, token.end, FULL_WIDTH[token.kind], token.start
            yield token.start, token.start, "\u3000", token.start


def comment(text: str) -> Iterator[Mistake]:
    for token in tokens(text):
        for written in (" // note\n", " /* note */", " # note\n"):
            yield token.end, token.end, written, token.end + 1


def unclosed_bracket(text: str) -> Iterator[Mistake]:
    for closing, opening in opened_by(text):
        yield closing.start, closing.end, "", opening.start


def other_bracket(text: str) -> Iterator[Mistake]:
    for closing, opening in opened_by(text):
        yield closing.start, closing.end, "]" if closing.kind == "}" else "}", opening.start


def unclosed_string(text: str) -> Iterator[Mistake]:
    for start, end, _content in strings(text):
        yield end - 1, end, "", start


def removed(kind: str) -> Callable[[str], Iterator[Mistake]]:
    def remove(text: str) -> Iterator[Mistake]:
        every = tokens(text)
        for before, token in pairwise(every):
            if token.kind == kind:
                yield token.start, token.end, "", before.end

    return remove


def unquoted(text: str) -> Iterator[Mistake]:
    for start, end, content in strings(text):
        if content and content[0].isalpha():
            yield start, end, content, start


def value(*written: str) -> Callable[[str], Iterator[Mistake]]:
    def replace(text: str) -> Iterator[Mistake]:
        for token in tokens(text):
            if token.kind in ("text", "scalar"):
                for each in written:
                    yield token.start, token.end, each, token.start

    return replace


def missing_value(text: str) -> Iterator[Mistake]:
    every = tokens(text)
    for before, token in pairwise(every):
        if before.kind == ":" and token.kind in ("text", "scalar"):
            yield token.start, token.end, "", before.end
        if before.kind == ",":
            yield token.start, token.start, ",", token.start


def control_character(text: str) -> Iterator[Mistake]:
    for at, _before, _after in inside(text):
        for written in ("\n", "\r\n", "\t", "\x01"):
            yield at, at, written, at


def escape(text: str) -> Iterator[Mistake]:
    for at, _before, _after in inside(text):
        for written in (r"\d", r"\x41", r"\u12G4", r"\ud800 ", r"\udc00"):
            yield at, at, written, at


def unescaped(text: str) -> Iterator[Mistake]:
    for at, _before, _after in inside(text):
        yield at, at, '"', at


def several_documents(text: str) -> Iterator[Mistake]:
    end = len(text)
    yield end, end, text, end
    yield end, end, f",{text}", end


def text_after_end(text: str) -> Iterator[Mistake]:
    for written in "}])x1":
        yield len(text), len(text), written, len(text)


def truncated(text: str) -> Iterator[Mistake]:
    depth = 0
    for token in tokens(text):
        depth += (token.kind in "{[") - (token.kind in "}]")
        if depth > 1:
            yield token.end, len(text), "", token.end
        if token.kind in ("name", ",", ":"):
            yield token.end, len(text), "", token.end
        if token.kind in ("name", "text") and text[token.end - 2] not in "}]":
            yield token.end - 1, len(text), "", token.end - 1


MISTAKES: dict[str, tuple[str, Callable[[str], Iterator[Mistake]]]] = {
    "trailing comma": ("trailing-comma", trailing_comma),
    "single quotes": ("single-quotes", single_quotes),
    "typographic quotes": ("typographic-quotes", typographic_quotes),
    "full-width": ("full-width", full_width),
    "comment": ("comment", comment),
    "bracket removed": ("unclosed-bracket", unclosed_bracket),
    "bracket of the other kind": ("unclosed-bracket", other_bracket),
    "closing quote removed": ("unclosed-string", unclosed_string),
    "comma removed": ("missing-comma", removed(",")),
    "colon removed": ("missing-colon", removed(":")),
    "quotes removed": ("unquoted", unquoted),
    "NaN": ("not-a-number", value("NaN", "Infinity", "-Infinity", "nan", "+inf")),
    "number": ("number", value("03", "+1", ".5", "1.", "-.5", "0x1F", "1_000", "1e", "00.5")),
    "Python": ("literal", value("True", "False", "None", "NULL", "undefined")),
    "value removed": ("missing-value", missing_value),
    "control character": ("control-character", control_character),
    "escape": ("escape", escape),
    "quote in a text": ("unescaped", unescaped),
    "twice": ("several-documents", several_documents),
    "surplus": ("text-after-end", text_after_end),
    "cut": ("truncated", truncated),
}


@pytest.mark.parametrize("sample", walk("valid"))
def test_mistake_has_its_cause_at_its_place(sample: str) -> None:
    text = (SAMPLES / f"{sample}.json").read_text(encoding="utf-8").rstrip()
    for kind, (code, mistakes) in MISTAKES.items():
        every = list(mistakes(text))
        for start, end, written, at in Random(f"{sample} {kind}").sample(
            every, min(PLACES, len(every))
        ):
            changed = text[:start] + written + text[end:]
            (problem,) = swschema.validate(changed).problems
            place = find_text_position(changed, at)
            found = problem.code, problem.line, problem.column
            assert found == (code, *place), (
                f"{kind}: {changed[max(at - 60, 0) : at]}⏵{changed[at : at + 60]}"
            )
            assert problem.remedy
            words = f"{problem.message}{problem.excerpt}{problem.remedy}"
            values = [each for *_, each in strings(text, ("text",)) if len(each) > 4]
            assert [each for each in values if each in words] == []


@pytest.mark.parametrize("sample", walk("valid")[::4])
def test_mistake_on_a_single_line_has_its_cause(sample: str) -> None:
    value = json.loads((SAMPLES / f"{sample}.json").read_bytes())
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for kind, (code, mistakes) in MISTAKES.items():
        if mistakes is control_character:
            continue  # what begins a line, as by indentation, is another on a single line
        every = list(mistakes(text))
        for start, end, written, _at in Random(f"{sample} {kind}").sample(
            every, min(PLACES, len(every))
        ):
            changed = text[:start] + written + text[end:]
            (problem,) = swschema.validate(changed, language="zh-Hans").problems
            assert HAN.search(problem.message)
            assert HAN.search(problem.remedy)
            assert problem.code == code, (
                f"{kind}: {changed[max(start - 60, 0) : start]}⏵{changed[start:][:60]}"
            )
            assert problem.line in (1, 2)

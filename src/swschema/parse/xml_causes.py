"""The cause for which a text is not well-formed XML: the first mistake in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from swschema.i18n import _
from swschema.parse.cause import FULL_WIDTH, MOST_STEPS, Cause, full_width_mark, truncated
from swschema.parse.xml_content import broken_text, html_page, is_blank
from swschema.parse.xml_markup import (
    ATTRIBUTE,
    CONTROL,
    DECLARATION,
    DECLARATION_START,
    END_TAG,
    LEAVES,
    NAME,
    START_TAG,
    is_known,
)
from swschema.parse.xml_tags import (
    broken_end_tag,
    broken_start_tag,
    unclosed_markup,
    unescaped,
    unknown_xml_cause,
)

TAG_NAME = re.compile(NAME)
SPANS = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>"}


@dataclass(slots=True)
class _Reading:
    """How far a text has been read.

    Attributes:
        text: the text.
        at: offset of what comes next.
        open: names and offsets of the elements that are open, the outermost first.
        prefixes: how often each prefix is declared by elements that are open.
        declared: the prefixes that each open element declares.
        has_root: whether the root element has begun.
    """

    text: str
    at: int = 0
    open: list[tuple[str, int]] = field(default_factory=list)
    prefixes: Counter[str] = field(default_factory=Counter)
    declared: list[list[str]] = field(default_factory=list)
    has_root: bool = False


def find_xml_cause(text: str) -> Cause | None:
    """Return the first mistake for which a text is not well-formed; None if none is known."""
    if cause := html_page(text):
        return cause
    reading = _Reading(text)
    for _step in range(MOST_STEPS):
        if reading.open:
            leaves = LEAVES.match(text, reading.at)
            reading.at = leaves.end() if leaves else reading.at
        less = text.find("<", reading.at)
        end = len(text) if less < 0 else less
        if cause := _text_cause(reading, end):
            return cause
        if less < 0:
            return _end_cause(reading)
        reading.at = less
        if cause := _markup_cause(reading):
            return cause
    return None


def _text_cause(reading: _Reading, end: int) -> Cause | None:
    """Explain text that has a mistake, or stands outside the root element."""
    text, at = reading.text, reading.at
    if reading.open or is_blank(text, at, end):
        return broken_text(text, at, end)
    start = end - len(text[at:end].lstrip(" \t\r\n"))
    if text[start] in FULL_WIDTH:
        return full_width_mark(text, start)
    if CONTROL.match(text, start):
        return broken_text(text, start, end)
    if reading.has_root:
        message = _("there is text after the end of the document")
        return Cause("text-after-end", start, message, _("remove everything after the end"))
    return text_before_start(start)


def text_before_start(at: int) -> Cause:
    """Return the cause of something before the document at an offset."""
    message = _("there is something before the start of the document")
    remedy = _("remove everything before it, and blank lines before <?xml")
    return Cause("text-before-start", at, message, remedy)


def _markup_cause(reading: _Reading) -> Cause | None:
    """Step over markup, or explain what is wrong with it."""
    text, at = reading.text, reading.at
    if DECLARATION_START.match(text, at):
        return _declaration(reading)
    for start, step in STEPS.items():
        if text.startswith(start, at):
            return step(reading)
    if TAG_NAME.match(text, at + 1):
        return _start_tag(reading)
    if at + 1 == len(text):
        return truncated(text, _("the document ends in the middle of a tag"))
    if text[at + 1] in FULL_WIDTH:
        return full_width_mark(text, at + 1)
    if text[at + 1] == "!":
        return unknown_xml_cause(at)
    return unescaped(text, at)


def _declaration(reading: _Reading) -> Cause | None:
    text, at = reading.text, reading.at
    if at and reading.has_root:
        return _second_document(at)
    if at:
        return text_before_start(0)
    match = DECLARATION.match(text)
    if not match:
        return broken_start_tag(text, at, len("<?xml"))
    reading.at = match.end()
    return None


def _second_document(at: int) -> Cause:
    message = _("a second document begins here; an XML file contains one")
    return Cause("several-documents", at, message, _("save each document in a file of its own"))


def _span(reading: _Reading) -> Cause | None:
    """Step over a comment, a CDATA section or a processing instruction."""
    text, at = reading.text, reading.at
    start = next(start for start in SPANS if text.startswith(start, at))
    end = text.find(SPANS[start], at + len(start))
    if start == "<!--":
        dashes = text.find("--", at + len(start))
        if end > dashes >= 0:
            return unknown_xml_cause(dashes)
    if end < 0:
        return unclosed_markup(at)
    reading.at = end + len(SPANS[start])
    control = CONTROL.search(text, at, end)
    return broken_text(text, control.start(), end) if control else None


def _start_tag(reading: _Reading) -> Cause | None:
    text, at = reading.text, reading.at
    if reading.has_root and not reading.open:
        return _second_document(at)
    match = START_TAG.match(text, at)
    if match is None:
        name = TAG_NAME.match(text, at + 1)
        return broken_start_tag(text, at, name.end() if name else at + 1)
    reading.has_root = True
    reading.at = match.end()
    names = [each["name"] for each in ATTRIBUTE.finditer(text, *match.span("attributes"))]
    own = [name[6:] for name in names if name.startswith("xmlns:")]
    reading.prefixes.update(own)
    cause = _name_cause(reading, match)
    if match["empty"]:
        reading.prefixes.subtract(own)
    else:
        reading.open.append((match["name"], at))
        reading.declared.append(own)
    return cause


def _name_cause(reading: _Reading, tag: re.Match[str]) -> Cause | None:
    """Explain an undeclared prefix, an attribute that appears twice, or a wrong value."""
    if not _is_declared(reading, tag["name"]):
        return _undeclared(tag.start())
    seen: set[str] = set()
    for each in ATTRIBUTE.finditer(reading.text, *tag.span("attributes")):
        name, at = each["name"], each.start("name")
        if name in seen:
            message = _("this attribute appears twice in its element")
            return Cause("duplicate-attribute", at, message, _("remove one of the two"))
        seen.add(name)
        if not _is_declared(reading, name):
            return _undeclared(at)
        if cause := broken_text(reading.text, *each.span("value"), is_value=True):
            return cause
    return None


def _is_declared(reading: _Reading, name: str) -> bool:
    prefix, colon, _local = name.partition(":")
    return not colon or prefix in ("xml", "xmlns") or reading.prefixes[prefix] > 0


def _undeclared(at: int) -> Cause:
    message = _("the prefix of this name is not declared")
    remedy = _("remove the prefix, or declare it with an xmlns attribute")
    return Cause("undeclared-prefix", at, message, remedy)


def _end_tag(reading: _Reading) -> Cause | None:
    text, at = reading.text, reading.at
    match = END_TAG.match(text, at)
    if match is None:
        return broken_end_tag(text, at)
    if not reading.open:
        message = _("there is an end tag after the end of the document")
        return Cause("text-after-end", at, message, _("remove everything after the end"))
    name, start = reading.open.pop()
    reading.prefixes.subtract(reading.declared.pop())
    reading.at = match.end()
    return None if name == match["name"] else _mismatch(reading, name, start, match)


def _mismatch(reading: _Reading, name: str, start: int, tag: re.Match[str]) -> Cause:
    """Explain an end tag that is not that of the last element that is open."""
    text = reading.text
    if cause := _full_width_tag(text, start, tag.start(), (f"/{name}", tag["name"])):
        return cause
    if tag["name"] in (each for each, _at in reading.open):
        return _unclosed_element(name, start)
    message = _("this end tag does not match the start tag in line {line}")
    if is_known(name):
        message = _("this end tag does not match the start tag <{name}> in line {line}")
    values = {"name": name, "line": count_xml_line(text, start)}
    remedy = _("write the same name in both tags, in the same upper and lower case")
    return Cause("tag-mismatch", tag.start(), message.format(**values), remedy)


def _full_width_tag(text: str, start: int, end: int, names: tuple[str, str]) -> Cause | None:
    """Explain a tag that begins with a full-width mark, which is text to a parser."""
    at = text.find("＜", start, end)
    while at >= 0:
        if text.startswith(names, at + 1):
            return full_width_mark(text, at)
        at = text.find("＜", at + 1, end)
    return None


def _unclosed_element(name: str, at: int) -> Cause:
    message, remedy = _("the element that begins here has no end tag"), _("write its end tag")
    if is_known(name):
        message = _("the element <{name}> that begins here has no end tag").format(name=name)
        remedy = _("write </{name}> where the element ends").format(name=name)
    return Cause("unclosed-element", at, message, remedy)


def _end_cause(reading: _Reading) -> Cause | None:
    """Explain a text that ends in an element, or without one."""
    text = reading.text
    if not reading.open:
        if reading.has_root:
            return None
        return truncated(text, _("the document ends before its root element"))
    name, start = reading.open[-1]
    if cause := _full_width_tag(text, start, len(text), (f"/{name}", f"/{name}")):
        return cause
    if len(reading.open) == 1:
        return _unclosed_element(name, start)
    message = _("the document ends before the element in line {line} is closed")
    return truncated(text, message.format(line=count_xml_line(text, start)))


def count_xml_line(text: str, at: int) -> int:
    """Return the line, from 1, of an offset, where a line ends as XML has it."""
    breaks = text.count("\n", 0, at) + text.count("\r", 0, at) - text.count("\r\n", 0, at)
    return breaks + 1


STEPS: dict[str, Callable[[_Reading], Cause | None]] = {
    **dict.fromkeys(SPANS, _span),
    "</": _end_tag,
}

"""The cause for which a text is not well-formed XML: the first mistake in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from swschema.i18n import _
from swschema.parse.cause import (
    FULL_WIDTH,
    MOST_STEPS,
    Cause,
    explain_full_width_mark,
    explain_truncation,
)
from swschema.parse.xml_content import explain_text, find_web_page, is_blank
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
    explain_end_tag,
    explain_open_markup,
    explain_start_tag,
    explain_unescaped,
    explain_unknown_xml,
)

TAG_NAME = re.compile(NAME)
SPANS = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>"}


@dataclass(slots=True)
class _Reader:
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
    if cause := find_web_page(text):
        return cause
    reader = _Reader(text)
    for _step in range(MOST_STEPS):
        if reader.open:
            leaves = LEAVES.match(text, reader.at)
            reader.at = leaves.end() if leaves else reader.at
        less = text.find("<", reader.at)
        end = len(text) if less < 0 else less
        if cause := _explain_text(reader, end):
            return cause
        if less < 0:
            return _explain_end(reader)
        reader.at = less
        if cause := _read_markup(reader):
            return cause
    return None


def _explain_text(reader: _Reader, end: int) -> Cause | None:
    """Explain text that has a mistake, or stands outside the root element."""
    text, at = reader.text, reader.at
    if reader.open or is_blank(text, at, end):
        return explain_text(text, at, end)
    start = end - len(text[at:end].lstrip(" \t\r\n"))
    if text[start] in FULL_WIDTH:
        return explain_full_width_mark(text, start)
    if CONTROL.match(text, start):
        return explain_text(text, start, end)
    if reader.has_root:
        message = _("there is text after the end of the document")
        return Cause("text-after-end", start, message, _("remove everything after the end"))
    return _explain_text_before_start(start)


def _explain_text_before_start(at: int) -> Cause:
    """Return the cause of something before the document at an offset."""
    message = _("there is something before the start of the document")
    remedy = _("remove everything before it, and blank lines before <?xml")
    return Cause("text-before-start", at, message, remedy)


def _read_markup(reader: _Reader) -> Cause | None:
    """Step over markup, or explain what is wrong with it."""
    text, at = reader.text, reader.at
    if DECLARATION_START.match(text, at):
        return _read_declaration(reader)
    for start, step in STEPS.items():
        if text.startswith(start, at):
            return step(reader)
    if TAG_NAME.match(text, at + 1):
        return _read_start_tag(reader)
    if at + 1 == len(text):
        return explain_truncation(text, _("the document ends in the middle of a tag"))
    if text[at + 1] in FULL_WIDTH:
        return explain_full_width_mark(text, at + 1)
    if text[at + 1] == "!":
        return explain_unknown_xml(at)
    return explain_unescaped(text, at)


def _read_declaration(reader: _Reader) -> Cause | None:
    text, at = reader.text, reader.at
    if at and reader.has_root:
        return _explain_second_document(at)
    if at:
        return _explain_text_before_start(0)
    match = DECLARATION.match(text)
    if not match:
        return explain_start_tag(text, at, len("<?xml"))
    reader.at = match.end()
    return None


def _explain_second_document(at: int) -> Cause:
    message = _("a second document begins here; an XML file contains one")
    return Cause("several-documents", at, message, _("save each document in a file of its own"))


def _read_span(reader: _Reader) -> Cause | None:
    """Step over a comment, a CDATA section or a processing instruction."""
    text, at = reader.text, reader.at
    start = next(start for start in SPANS if text.startswith(start, at))
    end = text.find(SPANS[start], at + len(start))
    if start == "<!--":
        dashes = text.find("--", at + len(start))
        if end > dashes >= 0:
            return explain_unknown_xml(dashes)
    if end < 0:
        return explain_open_markup(at)
    reader.at = end + len(SPANS[start])
    control = CONTROL.search(text, at, end)
    return explain_text(text, control.start(), end) if control else None


def _read_start_tag(reader: _Reader) -> Cause | None:
    text, at = reader.text, reader.at
    if reader.has_root and not reader.open:
        return _explain_second_document(at)
    match = START_TAG.match(text, at)
    if match is None:
        name = TAG_NAME.match(text, at + 1)
        return explain_start_tag(text, at, name.end() if name else at + 1)
    reader.has_root = True
    reader.at = match.end()
    names = [each["name"] for each in ATTRIBUTE.finditer(text, *match.span("attributes"))]
    own = [name[6:] for name in names if name.startswith("xmlns:")]
    reader.prefixes.update(own)
    cause = _explain_attributes(reader, match)
    if match["empty"]:
        reader.prefixes.subtract(own)
    else:
        reader.open.append((match["name"], at))
        reader.declared.append(own)
    return cause


def _explain_attributes(reader: _Reader, tag: re.Match[str]) -> Cause | None:
    """Explain an undeclared prefix, an attribute that appears twice, or a wrong value."""
    if not _is_declared(reader, tag["name"]):
        return _explain_prefix(tag.start())
    seen: set[str] = set()
    for each in ATTRIBUTE.finditer(reader.text, *tag.span("attributes")):
        name, at = each["name"], each.start("name")
        if name in seen:
            message = _("this attribute appears twice in its element")
            return Cause("duplicate-attribute", at, message, _("remove one of the two"))
        seen.add(name)
        if not _is_declared(reader, name):
            return _explain_prefix(at)
        if cause := explain_text(reader.text, *each.span("value"), is_value=True):
            return cause
    return None


def _is_declared(reader: _Reader, name: str) -> bool:
    prefix, colon, _local = name.partition(":")
    return not colon or prefix in ("xml", "xmlns") or reader.prefixes[prefix] > 0


def _explain_prefix(at: int) -> Cause:
    message = _("the prefix of this name is not declared")
    remedy = _("remove the prefix, or declare it with an xmlns attribute")
    return Cause("undeclared-prefix", at, message, remedy)


def _read_end_tag(reader: _Reader) -> Cause | None:
    text, at = reader.text, reader.at
    match = END_TAG.match(text, at)
    if match is None:
        return explain_end_tag(text, at)
    if not reader.open:
        message = _("there is an end tag after the end of the document")
        return Cause("text-after-end", at, message, _("remove everything after the end"))
    name, start = reader.open.pop()
    reader.prefixes.subtract(reader.declared.pop())
    reader.at = match.end()
    return None if name == match["name"] else _explain_mismatch(reader, name, start, match)


def _explain_mismatch(reader: _Reader, name: str, start: int, tag: re.Match[str]) -> Cause:
    """Explain an end tag that is not that of the last element that is open."""
    text = reader.text
    if cause := _find_full_width_tag(text, start, tag.start(), (f"/{name}", tag["name"])):
        return cause
    if tag["name"] in (each for each, _at in reader.open):
        return _explain_open_element(name, start)
    message = _("this end tag does not match the start tag in line {line}")
    if is_known(name):
        message = _("this end tag does not match the start tag <{name}> in line {line}")
    values = {"name": name, "line": count_xml_line(text, start)}
    remedy = _("write the same name in both tags, in the same upper and lower case")
    return Cause("tag-mismatch", tag.start(), message.format(**values), remedy)


def _find_full_width_tag(text: str, start: int, end: int, names: tuple[str, str]) -> Cause | None:
    """Explain a tag that begins with a full-width mark, which is text to a parser."""
    at = text.find("＜", start, end)
    while at >= 0:
        if text.startswith(names, at + 1):
            return explain_full_width_mark(text, at)
        at = text.find("＜", at + 1, end)
    return None


def _explain_open_element(name: str, at: int) -> Cause:
    message, remedy = _("the element that begins here has no end tag"), _("write its end tag")
    if is_known(name):
        message = _("the element <{name}> that begins here has no end tag").format(name=name)
        remedy = _("write </{name}> where the element ends").format(name=name)
    return Cause("unclosed-element", at, message, remedy)


def _explain_end(reader: _Reader) -> Cause | None:
    """Explain a text that ends in an element, or without one."""
    text = reader.text
    if not reader.open:
        if reader.has_root:
            return None
        return explain_truncation(text, _("the document ends before its root element"))
    name, start = reader.open[-1]
    if cause := _find_full_width_tag(text, start, len(text), (f"/{name}", f"/{name}")):
        return cause
    if len(reader.open) == 1:
        return _explain_open_element(name, start)
    message = _("the document ends before the element in line {line} is closed")
    return explain_truncation(text, message.format(line=count_xml_line(text, start)))


def count_xml_line(text: str, at: int) -> int:
    """Return the line, from 1, of an offset, where a line ends as XML has it."""
    breaks = text.count("\n", 0, at) + text.count("\r", 0, at) - text.count("\r\n", 0, at)
    return breaks + 1


STEPS: dict[str, Callable[[_Reader], Cause | None]] = {
    **dict.fromkeys(SPANS, _read_span),
    "</": _read_end_tag,
}

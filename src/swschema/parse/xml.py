"""XML text: parsed without a network or entities, and read for places."""

from __future__ import annotations

import re
import threading
from collections.abc import Collection
from functools import cache

from lxml import etree

from swschema.i18n import _
from swschema.limits import Limits
from swschema.parse.cause import MOST_BYTES
from swschema.parse.position import Position
from swschema.parse.refusal import Refusal, refuse
from swschema.parse.xml_causes import find_xml_cause
from swschema.parse.xml_content import find_web_page
from swschema.parse.xml_declaration import (
    ENCODING,
    PLAIN,
    check_declaration,
    check_end,
    decode,
    explain_encoding,
)
from swschema.parse.xml_tags import explain_unknown_xml
from swschema.schema.elements import INSTANCE

BEFORE_DOCTYPE = re.compile(r"\ufeff?(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
# Names that XML Schema instances have in ASCII stand in these as they are.
ASCII_BASED = {b"utf-8", b"us-ascii", b"gbk", b"gb2312", b"gb18030", b"iso-8859-1"}
LINE_END = re.compile(r"\r\n?|\n")
# What is no start tag comes first, as it may have the look of one inside.
MARKUP = re.compile(
    r"""<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|</[^>]*>|(<(?:[^"'>]|"[^"]*"|'[^']*')*>)""",
    re.DOTALL,
)
CODES: dict[int, str] = {
    etree.ErrorTypes.ERR_RESOURCE_LIMIT: "limit",
    etree.ErrorTypes.ERR_ENTITY_LOOP: "limit",
    etree.ErrorTypes.ERR_NAME_TOO_LONG: "limit",
    etree.ErrorTypes.ERR_INVALID_ENCODING: "encoding",
    etree.ErrorTypes.ERR_UNKNOWN_ENCODING: "encoding",
    etree.ErrorTypes.ERR_UNSUPPORTED_ENCODING: "encoding",
    etree.ErrorTypes.I18N_CONV_FAILED: "encoding",
}
_local = threading.local()


def parse_xml(data: bytes) -> etree._Element:
    """Return the root element of an XML document.

    Nothing outside the bytes is read: no DTD, no entity, no inclusion. Comments and processing
    instructions are passed over.

    Raises:
        Refusal: for what is not well-formed, has a document type declaration, or goes beyond
            the parser's own bounds.
    """
    check_declaration(data)
    try:
        root = etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as error:
        # Whatever else is wrong, such as entities without end, comes after the declaration.
        _refuse_doctype(data)
        check_end(data, error.position[0])
        raise _diagnose(data, error) from None
    if root.getroottree().docinfo.internalDTD is not None:
        _refuse_doctype(data)
    return root


def _refuse_doctype(data: bytes) -> None:
    """Check that a text has no document type declaration where one may stand.

    Raises:
        Refusal: if it has.
    """
    text = decode(data)
    before = BEFORE_DOCTYPE.match(text)
    at = before.end() if before else 0
    if text.startswith("<!DOCTYPE", at):
        ends = [match.end() for match in LINE_END.finditer(text, 0, at)]
        place = len(ends) + 1, at - (ends[-1] if ends else 0) + 1
        if page := find_web_page(text):
            raise _refuse(page.code, page.message, page.remedy, place)
        message = _("a document type declaration (<!DOCTYPE …>) is not allowed")
        remedy = _("remove everything from <!DOCTYPE to the > that closes it")
        raise _refuse("doctype", message, remedy, place)


def _parser() -> etree.XMLParser:
    """Return this thread's parser."""
    if not hasattr(_local, "parser"):
        _local.parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
    parser: etree.XMLParser = _local.parser
    return parser


def _diagnose(data: bytes, error: etree.XMLSyntaxError) -> Refusal:
    # libxml2 ends with a piece of the text, which may be anyone's, or with the place, or names its
    # own options.
    reason = str(error.msg).partition("\n")[0]
    for end in (", line ", ", use XML", ", try"):
        reason = reason.partition(end)[0].rstrip()
    code = "limit" if "too big" in reason else CODES.get(int(error.code), "syntax")
    line, column = error.position
    place = line or None, column or None
    if code == "limit":
        message = _("the document exceeds a limit of the XML parser: {reason}")
        return _refuse("limit", message.format(reason=_bound(reason)), "", place)
    if code == "encoding":
        message, remedy = explain_encoding(data, is_unknown="nsupported" in reason)
        return _refuse("encoding", message, remedy, place)
    text = decode(data)
    if len(data) <= MOST_BYTES and (cause := find_xml_cause(text)):
        return _refuse(cause.code, cause.message, cause.remedy, find_position(text, cause.at))
    unknown = explain_unknown_xml(0)
    return _refuse(unknown.code, unknown.message, unknown.remedy, place)


def _refuse(code: str, message: str, remedy: str, place: tuple[int | None, int | None]) -> Refusal:
    line, column = place
    return refuse(code, message, syntax="xml", line=line, column=column, remedy=remedy)


def find_position(text: str, at: int) -> Position:
    """Return the position of an offset in an XML text."""
    last = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at))
    return Position(_line_ends(text, 0, at) + 1, at - last)


def _bound(reason: str) -> str:
    """Return which of its bounds libxml2 means; what it says if that is not known."""
    long = _("a text, a comment, or a tag with its attributes is longer than 10,000,000 bytes")
    bounds = {
        "Name too long": _("a name is longer than 50,000 bytes"),
        "depth": _("elements are nested deeper than 256 levels"),
    }
    bounds |= dict.fromkeys(("Buffer size", "Text node too long", "too big"), long)
    return next((words for key, words in bounds.items() if key in reason), reason)


def has_instance_attributes(data: bytes, root: etree._Element) -> bool:
    """Return whether a document has attributes of XML Schema instances, but for its root's hints.

    XML Schema lets `xsi:type` and `xsi:nil` through; JSON has nothing for them.
    """
    if (
        _is_ascii_based(data)
        and b"XMLSchema-instance" not in data
        and not (
            b"&" in data and b"&#" in data  # its name may be written in character references
        )
    ):
        return False
    return bool(_instance_attributes()(root))


@cache
def _instance_attributes() -> etree.XPath:
    is_hint = "local-name() = 'schemaLocation' or local-name() = 'noNamespaceSchemaLocation'"
    path = f"/*/@xsi:*[not({is_hint})] or /*/descendant::*/@xsi:*"
    return etree.XPath(path, namespaces={"xsi": INSTANCE})


def _is_ascii_based(data: bytes) -> bool:
    if PLAIN.match(data):
        return True
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<", b"\x4c\x6f")):
        return False
    declared = ENCODING.match(data)
    return declared is None or declared[1].lower() in ASCII_BASED


def check_depth(root: etree._Element, limits: Limits) -> None:
    """Check that elements do not nest deeper than the limit.

    Raises:
        Refusal: if they do.
    """
    too_deep = _deeper(limits.max_depth)(root)
    if isinstance(too_deep, list) and too_deep:
        line = getattr(too_deep[0], "sourceline", None)
        message = _("the document is nested deeper than {limit}").format(limit=limits.max_depth)
        raise refuse("limit", message, syntax="xml", line=line, column=None)


@cache
def _deeper(depth: int) -> etree.XPath:
    return etree.XPath("/*" * (depth + 1))


def element_positions(data: bytes, wanted: Collection[int]) -> dict[int, Position]:
    """Return the positions of elements' start tags.

    Args:
        data: a well-formed document.
        wanted: indices of elements in document order, the root being 0.
    """
    text = decode(data)
    tags = (match.start() for match in MARKUP.finditer(text) if match[1])
    positions: dict[int, Position] = {}
    line, start, counted = 1, 0, 0  # the line that the text has come to, its start, up to where
    for index, at in enumerate(tags):
        if index in wanted:
            line += _line_ends(text, counted, at)
            last = max(text.rfind("\n", counted, at), text.rfind("\r", counted, at))
            start, counted = (start if last < 0 else last + 1), at
            positions[index] = Position(line, at - start + 1)
            if len(positions) == len(wanted):  # a large text is read no further than it must be
                break
    return positions


def _line_ends(text: str, start: int, end: int) -> int:
    """Return how many lines end in a part of a text, by a line feed, a carriage return or both."""
    feeds, returns = text.count("\n", start, end), text.count("\r", start, end)
    return feeds + returns - text.count("\r\n", start, end)

"""XML text: parsed without a network or entities, and read for places."""

from __future__ import annotations

import re
import threading
from collections.abc import Collection, Iterator
from xml.parsers import expat

from lxml import etree

from swschema.languages import _
from swschema.sources.limits import Limits
from swschema.sources.refusal import Refusal, refuse

Place = tuple[int, int]

INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"
ENCODING = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
BEFORE_DOCTYPE = re.compile(r"\ufeff?(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
BOMS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
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
    try:
        root = etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as error:
        raise _diagnosed(error) from None
    if root.getroottree().docinfo.internalDTD is not None:
        line, column = _doctype_place(decode(data))
        raise refuse(
            "doctype",
            _("a document type declaration (<!DOCTYPE …>) is not allowed: remove it"),
            syntax="xml",
            line=line,
            column=column,
        )
    return root


def _doctype_place(text: str) -> Place:
    """Return line and column of the declaration; only comments and instructions go before it."""
    before = BEFORE_DOCTYPE.match(text)
    at = before.end() if before else 0
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


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


def _diagnosed(error: etree.XMLSyntaxError) -> Refusal:
    code = CODES.get(int(error.code), "syntax")
    # libxml2 ends with the place, and names its own options.
    reason = str(error.msg).partition(", line ")[0].partition(", use XML")[0].partition(", try")[0]
    line, column = error.position
    said = {
        "limit": _("the document goes beyond the XML parser's bounds: {reason}"),
        "encoding": _("the bytes do not fit the encoding, UTF-8 where none is declared: {reason}"),
        "syntax": _("this is not well-formed XML: {reason}"),
    }
    message = said[code].format(reason=reason)
    return refuse(code, message, syntax="xml", line=line or None, column=column or None)


def has_instance_attributes(data: bytes, root: etree._Element) -> bool:
    """Return whether an element has an attribute of XML Schema instances, but for location hints.

    XML Schema lets `xsi:type` and `xsi:nil` through; JSON has nothing for them.
    """
    ascii_based = not data.startswith((b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<", b"\x4c\x6f"))
    if (
        ascii_based
        and b"XMLSchema-instance" not in data
        and not (
            b"&" in data and b"&#" in data  # its name may be written in character references
        )
    ):
        return False
    hints = {f"{INSTANCE}schemaLocation", f"{INSTANCE}noNamespaceSchemaLocation"}
    return any(
        str(name).startswith(INSTANCE) and name not in hints
        for element in root.iter(etree.Element)
        for name in element.attrib
    )


def check_depth(root: etree._Element, limits: Limits) -> None:
    """Check that elements do not nest deeper than the limit.

    Raises:
        Refusal: if they do.
    """
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > limits.max_depth:
            line = getattr(element, "sourceline", None)
            message = _("the document nests deeper than {limit}").format(limit=limits.max_depth)
            raise refuse("limit", message, syntax="xml", line=line, column=None)


def element_places(data: bytes, wanted: Collection[int]) -> dict[int, Place]:
    """Return line and column, from 1, of elements' start tags.

    Args:
        data: a well-formed document.
        wanted: indices of elements in document order, the root being 0.
    """
    return {index: place for index, place in enumerate(_start_tags(data)) if index in wanted}


def _start_tags(data: bytes) -> Iterator[Place]:
    places: list[Place] = []
    parser = expat.ParserCreate("utf-8")

    def note(_name: str, _attributes: dict[str, str]) -> None:
        places.append((parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))

    parser.StartElementHandler = note
    # Expat reads few encodings; Python reads them all.
    parser.Parse(decode(data).encode(), True)
    yield from places


def decode(data: bytes) -> str:
    """Return the text of a well-formed XML document by its byte-order mark or declaration."""
    for mark, encoding in BOMS.items():
        if data.startswith(mark):
            return data.decode(encoding)
    if data.startswith((b"<\x00", b"\x00<")):
        return data.decode("utf-16-le" if data[1] == 0 else "utf-16-be")
    declared = ENCODING.match(data)
    return data.decode(declared[1].decode() if declared else "utf-8")

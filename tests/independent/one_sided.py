"""Mistakes in the text of a document, most of which one syntax alone can make."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import orjson
from lxml import etree

from independent.case import Finding
from independent.places import path_of, shape_of
from independent.sites import sites
from independent.specification import NAMESPACE, ObjectType, pointer

Texts = tuple[bytes | None, bytes | None]
# Takes the two plain texts and returns them with a mistake, and the findings, None where the
# specification leaves them to the engines; None for all where there is no place for it.
Spoiler = Callable[[bytes, bytes, ObjectType, Random], tuple[Texts, list[Finding] | None] | None]
XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'


def _cut(
    json: bytes, xml: bytes, _record: ObjectType, random: Random
) -> tuple[Texts, list[Finding]]:
    texts = (json.decode().rstrip()[:-1], xml.decode().rstrip()[:-1])
    share = random.random()
    one, other = (text[: max(40, int(len(text) * share))].encode() for text in texts)
    return (one, other), [("syntax", "")]


def _broken(
    json: bytes, xml: bytes, _record: ObjectType, random: Random
) -> tuple[Texts, list[Finding]]:
    """Remove a mark from where it surely is markup."""
    in_json = random.choice([json.index(b"{"), json.index(b":"), json.index(b'"'), len(json) - 1])
    in_xml = random.choice([xml.index(b">"), xml.rindex(b"<"), xml.rindex(b"/"), xml.rindex(b">")])
    return (_without(json, in_json), _without(xml, in_xml)), [("syntax", "")]


def _without(text: bytes, at: int) -> bytes:
    return text[:at] + text[at + 1 :]


def _surplus(
    json: bytes, xml: bytes, _record: ObjectType, random: Random
) -> tuple[Texts, list[Finding]]:
    one, other = random.choice(((b"}", b"</a>"), (b"{}", b"<a/>"), (b"x", b"x"), (b",", b"<")))
    return (json + one, xml + other), [("syntax", "")]


INVALID_BYTES = (
    b"\xff", b"\xfe", b"\x80", b"\xc3", b"\xc0\xaf", b"\xed\xa0\x80", b"\xed\xb0\x80",
    b"\xf4\x90\x80\x80", b"\xf5\x80\x80\x80", b"\xe4\xb8", b"\xd6\xd0", b"\xe0\x80\xaf",
)  # fmt: skip


def _bytes(
    json: bytes, xml: bytes, _record: ObjectType, random: Random
) -> tuple[Texts, list[Finding]]:
    """Put bytes that are no UTF-8 into the text of a member."""
    wrong = random.choice(INVALID_BYTES)
    at_json, at_xml = json.index(b'":"', json.index(b"schemaVersion") + 15), xml.rindex(b"</")
    at_xml = xml.rindex(b">", 0, at_xml) + 1
    texts = json[: at_json + 3] + wrong + json[at_json + 3 :], xml[:at_xml] + wrong + xml[at_xml:]
    return texts, [("encoding", "")]


def _marked(
    json: bytes, _xml: bytes, _record: ObjectType, random: Random
) -> tuple[Texts, list[Finding]]:
    encoding = random.choice(("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"))
    second = "\ufeff" if encoding == "utf-8-sig" else ""  # which may have one
    return ((second + json.decode()).encode(encoding), None), [("encoding", "")]


def _other_mark(
    _json: bytes, xml: bytes, _record: ObjectType, random: Random
) -> tuple[Texts, list[Finding]]:
    """Put a byte-order mark before a declaration of another encoding."""
    encoding, name = random.choice(
        (
            ("utf-8-sig", "GBK"),
            ("utf-8-sig", "ISO-8859-1"),
            ("utf-8-sig", "UTF-16"),
            ("utf-16", "UTF-8"),
            ("utf-16", "GB18030"),
            ("utf-16-le", "UTF-8"),
            ("utf-16-be", "GBK"),
            ("utf-8", "UTF-16"),
        )
    )
    text = xml.decode().replace("UTF-8", name, 1)
    return (None, text.encode(encoding)), [("encoding", "")]


def _other_version(
    _json: bytes, xml: bytes, _record: ObjectType, random: Random
) -> tuple[Texts, list[Finding]]:
    version = random.choice(("1.1", "1.2", "1.00", "1.10", "2.0", "0.9"))
    text = xml.decode().replace('version="1.0"', f'version="{version}"', 1)
    encoding = random.choice(("utf-8", "utf-8-sig"))
    return (None, text.encode(encoding)), [("syntax", "")]


def _doctype(
    _json: bytes, xml: bytes, record: ObjectType, random: Random
) -> tuple[Texts, list[Finding]]:
    name = record.record_type
    declared = random.choice(
        (
            f"<!DOCTYPE {name}>",
            f"<!DOCTYPE {name} []>",
            f'<!DOCTYPE {name} [<!ENTITY a "b">]>',
            f"<!DOCTYPE {name} [<!ELEMENT {name} ANY>]>",
            f'<!DOCTYPE {name} [<!ATTLIST {name} schemaVersion CDATA "1.0">]>',
            f'<!DOCTYPE {name} SYSTEM "missing.dtd">',
        )
    )
    head, _, body = xml.decode().partition("\n")
    return (None, f"{head}\n{declared}\n{body}".encode()), [("doctype", "")]


def _elements(xml: bytes) -> tuple[etree._Element, list[etree._Element]]:
    top = etree.fromstring(xml)
    return top, list(top.iter(etree.Element))


def _written(top: etree._Element) -> bytes:
    return etree.tostring(top, encoding="UTF-8", xml_declaration=True)


ATTRIBUTES = (
    ("a", ""), ("schemaVersion2", "1.0"), ("{urn:x}a", "b"), ("recordType", "registration"),
    ("{http://www.w3.org/XML/1998/namespace}lang", "zh"),
    ("{http://www.w3.org/XML/1998/namespace}space", "preserve"),
    ("{http://www.w3.org/2001/XMLSchema-instance}nil", "false"),
    ("{http://www.w3.org/2001/XMLSchema-instance}nil", "true"),
    (f"{{{NAMESPACE}}}schemaVersion", "1.0"),
)  # fmt: skip


def _attribute(
    _json: bytes, xml: bytes, record: ObjectType, random: Random
) -> tuple[Texts, list[Finding]]:
    top, elements = _elements(xml)
    element = random.choice(elements)
    element.set(*random.choice(ATTRIBUTES))
    return (None, _written(top)), [("attribute", pointer(path_of(element, record)))]


def _typed(
    _json: bytes, xml: bytes, record: ObjectType, random: Random
) -> tuple[Texts, list[Finding]]:
    """Name an element's type by xsi:type, be it its own."""
    top, elements = _elements(xml)
    name = random.choice((record.name, "Text60", "xs:string", "Identifier"))
    element = top if name == record.name else random.choice(elements)
    element.set("{http://www.w3.org/2001/XMLSchema-instance}type", name)
    return (None, _written(top)), [("attribute", pointer(path_of(element, record)))]


def _location(
    _json: bytes, xml: bytes, record: ObjectType, random: Random
) -> tuple[Texts, list[Finding]] | None:
    """Say the location of a schema to editors, and not at the root."""
    top, elements = _elements(xml)
    if len(elements) < 2:
        return None
    element = random.choice(elements[1:])
    name = random.choice(("schemaLocation", "noNamespaceSchemaLocation"))
    element.set(f"{{http://www.w3.org/2001/XMLSchema-instance}}{name}", f"{NAMESPACE} a.xsd")
    return (None, _written(top)), [("attribute", pointer(path_of(element, record)))]


def _schema(
    json: bytes, _xml: bytes, record: ObjectType, random: Random
) -> tuple[Texts, list[Finding]] | None:
    """Name a schema to editors in a part, or in the root by what is no text."""
    value = orjson.loads(json)
    parts = [site for site in sites(value, record) if site.record]
    hint: Any = random.choice((1, None, [], {}, ["a"], True, 0.5))
    if not parts or random.random() < 0.5:
        return (orjson.dumps({"$schema": hint, **value}), None), [("unknown", "/$schema")]
    part = random.choice(parts)
    part.value["$schema"] = random.choice((hint, "registration.bundle.json"))
    return (orjson.dumps(value), None), [("unknown", pointer((*part.path, "$schema")))]


def _mixed(
    _json: bytes, xml: bytes, record: ObjectType, random: Random
) -> tuple[Texts, list[Finding]] | None:
    top, elements = _elements(xml)
    parents = [each for each in elements if len(each)]
    if not parents:
        return None
    parent = random.choice(parents)
    stray = random.choice(("a", " 字 ", "\xa0", "\u3000", ".", "0", "\u200b", "\x85"))
    place = random.choice([parent, *parent])
    if place is parent:
        parent.text = stray
    else:
        place.tail = stray
    return (None, _written(top)), [("mixed", pointer(path_of(parent, record)))]


def _order(
    _json: bytes, xml: bytes, record: ObjectType, random: Random
) -> tuple[Texts, list[Finding]] | None:
    top, elements = _elements(xml)
    pairs = [
        (each, after)
        for each in elements
        if (after := each.getnext()) is not None and after.tag != each.tag
    ]
    if not pairs:
        return None
    element, after = random.choice(pairs)
    path = path_of(element, record)
    if random.random() < 0.5:
        after.addnext(element)
    else:
        parent = element.getparent()
        assert parent is not None
        parent.append(element)
    return (None, _written(top)), [("order", pointer(path))]


def _foreign(
    _json: bytes, xml: bytes, record: ObjectType, random: Random
) -> tuple[Texts, list[Finding]]:
    """Add an element of another namespace, or of none."""
    top, elements = _elements(xml)
    parent = random.choice([each for each in elements if len(each)] or [top])
    name = random.choice(("a", "status", "legalName"))
    space = random.choice(("urn:x", "", f"{NAMESPACE}/"))
    parent.insert(random.randint(0, len(parent)), etree.Comment("here"))  # lxml has no xmlns=""
    added = f'<{name} xmlns="{space}"/>'.encode()
    return (None, _written(top).replace(b"<!--here-->", added)), _strangers(name, parent, record)


def _strangers(name: str, parent: etree._Element, record: ObjectType) -> list[Finding]:
    path = path_of(parent, record)
    # In an array, what is no item has no name in JSON: the array is told.
    inner = (name,) if isinstance(shape_of(parent, record), ObjectType) else ()
    return [("unknown", pointer((*path, *inner)))]


def _namespace(
    _json: bytes, xml: bytes, _record: ObjectType, random: Random
) -> tuple[Texts, list[Finding]]:
    old = f'"{NAMESPACE}"'.encode()
    new = random.choice((b'""', b'"urn:x"', b'"https://w3id.org/swschema/v2"', old[:-1] + b'/"'))
    return (None, xml.replace(old, new, 1)), [("version", "/schemaVersion")]


SPOILERS: dict[str, dict[str, Spoiler]] = {
    "attribute": {"stranger": _attribute, "xsi:type": _typed, "location in a part": _location},
    "doctype": {"declaration": _doctype},
    "encoding": {"no UTF-8": _bytes, "byte-order mark": _marked, "another mark": _other_mark},
    "mixed": {"text between elements": _mixed},
    "order": {"element moved": _order},
    "syntax": {
        "cut off": _cut,
        "a mark missing": _broken,
        "a mark too much": _surplus,
        "another version": _other_version,
    },
    "unknown": {"foreign element": _foreign, "schema in a part": _schema},
    "version": {"another namespace": _namespace},
}

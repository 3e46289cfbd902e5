"""Changes of an XML tree, made without knowing what it means: by any number, of any kind."""

from __future__ import annotations

import copy
from collections.abc import Callable
from random import Random

from lxml import etree

from independent.edges import STRANGE
from independent.places import clark
from independent.specification import NAMESPACE, WHITE

Change = Callable[[etree._Element, etree._Element, Random], None]
NAMES = ("status", "note", "id", "备注", "legalName", "attachment", "item", "Status", "a.b", "x")
TEXTS = ("", " ", "0", "-1", "1", "9999", "10000", "true", "TRUE", "1.0", "2018-03-05", "NONE",
         "字", "2018-03-05T09:12:04+08:00", "2018-02-30", "9007199254740993", "\u3000",
         "a\nb")  # fmt: skip
NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
ATTRIBUTES = ("id", "schemaVersion", "recordType", NIL)


def mutate_xml(data: bytes, random: Random, count: int) -> bytes:
    """Return an XML text after some changes."""
    parser = etree.XMLParser(remove_blank_text=True, resolve_entities=False)
    top = etree.fromstring(data, parser)
    for _ in range(count):
        element = random.choice(list(top.iter(etree.Element)))
        random.choice(CHANGES)(top, element, random)
    return etree.tostring(top, encoding="UTF-8", xml_declaration=True)


def _other(top: etree._Element, random: Random) -> etree._Element:
    return random.choice(list(top.iter(etree.Element)))


def _remove(_top: etree._Element, element: etree._Element, _random: Random) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _repeat(_top: etree._Element, element: etree._Element, random: Random) -> None:
    parent = element.getparent()
    if parent is not None:
        at = parent.index(element) + 1 if random.random() < 0.8 else random.randint(0, len(parent))
        parent.insert(at, copy.deepcopy(element))


def _move(top: etree._Element, element: etree._Element, random: Random) -> None:
    place = _other(top, random)
    if element.getparent() is not None and element not in (place, *place.iterancestors()):
        place.insert(random.randint(0, len(place)), element)


def _copy(top: etree._Element, element: etree._Element, random: Random) -> None:
    element.insert(random.randint(0, len(element)), copy.deepcopy(_other(top, random)))


def _swap(_top: etree._Element, element: etree._Element, _random: Random) -> None:
    after = element.getnext()
    if after is not None:
        after.addnext(element)


def _rename(top: etree._Element, element: etree._Element, random: Random) -> None:
    name = etree.QName(element).localname
    other = etree.QName(_other(top, random)).localname
    element.tag = clark(random.choice((*NAMES, other, other, name.swapcase(), name + "s")))


def _foreign(_top: etree._Element, element: etree._Element, random: Random) -> None:
    name = etree.QName(element).localname
    element.tag = f"{{{random.choice(('urn:x', NAMESPACE + '/'))}}}{name}"


def _rewrite(top: etree._Element, element: etree._Element, random: Random) -> None:
    """Give an element that has text another one."""
    leaves = [each for each in top.iter(etree.Element) if not len(each)] or [element]
    leaf = element if not len(element) else random.choice(leaves)
    text = leaf.text or ""
    at = random.randint(0, len(text))
    strange = random.choice([each for each in STRANGE if _is_allowed(each)])
    other = random.choice(leaves).text or ""
    leaf.text = random.choice(
        (
            random.choice(TEXTS),
            other,
            text[:at] + strange + text[at:],
            text[:at] + text[at + 1 :],
            f"{random.choice(WHITE)}{text}{random.choice(WHITE)}",
            text + text,
            text.swapcase(),
        )
    )


def _is_allowed(text: str) -> bool:
    return all(each in "\t\n\r" or " " <= each <= "\ufffd" or each > "\uffff" for each in text)


def _stray(_top: etree._Element, element: etree._Element, random: Random) -> None:
    if element.getparent() is not None:
        element.tail = random.choice(("a", "字", "\u3000", "\xa0", " ", "\n"))


def _attribute(_top: etree._Element, element: etree._Element, random: Random) -> None:
    element.set(random.choice(ATTRIBUTES), random.choice(TEXTS))


def _detach(top: etree._Element, _element: etree._Element, random: Random) -> None:
    for name in random.sample(list(top.attrib), min(1, len(top.attrib))):
        del top.attrib[name]


def _empty(_top: etree._Element, element: etree._Element, _random: Random) -> None:
    del element[:]
    element.text = None


def _wrap(_top: etree._Element, element: etree._Element, random: Random) -> None:
    parent = element.getparent()
    if parent is not None:
        wrapper = etree.Element(random.choice((str(element.tag), clark(random.choice(NAMES)))))
        parent.replace(element, wrapper)
        wrapper.append(element)


def _unwrap(_top: etree._Element, element: etree._Element, _random: Random) -> None:
    parent = element.getparent()
    if parent is not None and len(element):
        for child in list(element):
            element.addprevious(child)
        parent.remove(element)


def _decorate(_top: etree._Element, element: etree._Element, random: Random) -> None:
    """Add what means nothing."""
    added = random.choice((etree.Comment("注"), etree.PI("pi", "data")))
    element.insert(random.randint(0, len(element)), added)


CHANGES: tuple[Change, ...] = (
    _remove, _remove, _repeat, _move, _copy, _swap, _rename, _foreign, _rewrite, _rewrite, _rewrite,
    _rewrite, _stray, _attribute, _detach, _empty, _wrap, _unwrap, _decorate,
)  # fmt: skip

"""XML texts that say what a JSON value says, right or wrong, in any spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from independent.case import NoTwinError, Raw, all_of
from independent.specification import NAMESPACE, Kind, Member, ObjectType, Scalar, Shape

WHITE = " \t\n\r"
GAPS = ("", "", "", " ", "\n  ", "\t", "\r\n", "<!-- 注 -->", "<?pi some data?>", " <!----> ")
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
NAME = re.compile(r"[A-Za-z_\u4e00-\u9fa5][-A-Za-z0-9._\u4e00-\u9fa5]*\Z")
INTEGER = re.compile(r"(?:0|-?[1-9][0-9]*)\Z")
HINT = (
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    f'xsi:schemaLocation="{NAMESPACE} swschema.xsd"'
)
HEADS = (
    "",
    '<?xml version="1.0"?>',
    "<?xml version='1.0' encoding='utf-8' standalone='yes'?>\n",
    '<?xml version="1.0" encoding="UTF-8" standalone="no" ?>\r\n<!-- 注 -->',
    "\ufeff",
    '\ufeff<?xml version="1.0" encoding="UTF-8"?>\n<?pi?>\n',
)
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


@dataclass(frozen=True, slots=True)
class XmlStyle:
    """How a text is spelled: plainly, or by chance."""

    random: Random | None = None
    prefix: str = field(default="")

    @classmethod
    def by_chance(cls, random: Random) -> XmlStyle:
        return cls(random, random.choice(("", "", "sw:", "规范:")))

    def chance(self, share: float) -> bool:
        return self.random is not None and self.random.random() < share

    def gap(self) -> str:
        return self.random.choice(GAPS) if self.random else ""

    def space(self) -> str:
        return self.random.choice(("", "", " ", "\n", "\t ", "&#13;")) if self.random else ""

    def head(self) -> str:
        return self.random.choice(HEADS) if self.random else HEAD

    def text(self, value: str) -> str:
        """Return a text as character data."""
        _check(value)
        if not self.chance(0.3):
            return "".join(_escaped(each) for each in value)
        return "".join(self._character(each) for each in value)

    def _character(self, character: str) -> str:
        assert self.random
        chosen = self.random.random()
        if chosen < 0.1:
            return f"&#{ord(character)};"
        if chosen < 0.2:
            return f"&#x{ord(character):X};"
        if chosen < 0.25 and character not in "\r":
            return f"<![CDATA[{character}]]>"
        if chosen < 0.28:
            return f"<!-- - -->{_escaped(character)}"
        if chosen < 0.3:
            return f"{_escaped(character)}<?pi ?>"
        return _escaped(character)

    def attribute(self, value: str) -> str:
        _check(value)
        quote = "'" if self.chance(0.5) else '"'
        spelled = {"'": "&apos;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;"}
        return f"{quote}{''.join(spelled.get(c) or _escaped(c) for c in value)}{quote}"


PLAIN = XmlStyle()


def _check(value: str) -> None:
    if FORBIDDEN.search(value):
        raise NoTwinError


def _escaped(character: str) -> str:
    return {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}.get(character, character)


def write_xml(value: dict[str, Any], record: ObjectType, style: XmlStyle = PLAIN) -> bytes:
    """Return the XML that says what a value says.

    Raises:
        NoTwinError: where XML cannot say a part of it.
    """
    name = value.get("recordType")
    if not isinstance(name, str) or not NAME.match(name):
        raise NoTwinError
    top = "".join(_record(name, value, record, style))
    return f"{style.head()}{top}{style.gap()}\n".encode()


def _record(name: str, value: dict[str, Any], record: ObjectType, style: XmlStyle) -> Iterator[str]:
    """Yield the element of a record that is a document, with its namespace."""
    declared = f"xmlns:{style.prefix[:-1]}" if style.prefix else "xmlns"
    attributes = [f'{declared}="{NAMESPACE}"', *([HINT] if style.chance(0.2) else [])]
    yield from _tagged(name, attributes, value, record, style=style)


def _tagged(
    name: str, attributes: list[str], value: dict[str, Any], record: ObjectType, *, style: XmlStyle
) -> Iterator[str]:
    own = dict(value)
    attributes += [
        f"{member.name}={style.attribute(_string(own.pop(member.name)))}"
        for member in record.members
        if member.attribute and member.name in own
    ]
    if record.record_type:
        own.pop("recordType", None)
    tag = f"{style.prefix}{name}"
    content = "".join(_children(own, record, style))
    yield _element(tag, " ".join([tag, *attributes]), content, style)


def _element(tag: str, opening: str, content: str, style: XmlStyle) -> str:
    if not content and not style.chance(0.3):
        return f"<{opening}/>"
    return f"<{opening}{' ' if style.chance(0.1) else ''}>{content}</{tag}>"


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise NoTwinError
    return value


def _children(value: dict[str, Any], record: ObjectType | None, style: XmlStyle) -> Iterator[str]:
    for name, each in _in_order(value, record):
        if not NAME.match(name):
            raise NoTwinError
        member = record.by_name.get(name) if record else None
        for one in all_of(each):
            yield style.gap()
            yield from _member(name, one, member, style)
    if value:
        yield style.gap()


def _in_order(value: dict[str, Any], record: ObjectType | None) -> list[tuple[str, Any]]:
    """Return the members in the order of the schema; unknown ones stay behind those before them."""
    if record is None:
        return [*value.items()]
    places = {member.name: place for place, member in enumerate(record.members)}
    last, ranked = -1, []
    for name, each in value.items():
        last = places.get(name, last)
        ranked.append((last, name, each))
    return [(name, each) for _, name, each in sorted(ranked, key=lambda found: found[0])]


def _member(name: str, value: Any, member: Member | None, style: XmlStyle) -> Iterator[str]:
    tag = f"{style.prefix}{name}"
    if member is None or member.item is None:
        yield from _content(name, value, member.shape if member else None, style)
    elif isinstance(value, list):
        items = [f"{style.gap()}{''.join(_content(member.item, each, member.shape, style))}"
                 for each in value]  # fmt: skip
        yield _element(tag, tag, "".join(items) + (style.gap() if items else ""), style)
    elif isinstance(value, str) and value.strip(WHITE):
        yield _element(tag, tag, style.text(value), style)
    else:
        raise NoTwinError


def _content(name: str, value: Any, shape: Shape | None, style: XmlStyle) -> Iterator[str]:
    tag = f"{style.prefix}{name}"
    if isinstance(value, dict):
        if isinstance(shape, ObjectType):
            nested = value.get("recordType", shape.record_type)
            if nested != shape.record_type or (shape.record_type and "recordType" not in value):
                raise NoTwinError
            yield from _tagged(name, [], value, shape, style=style)
            return
        if shape is not None and not value:
            raise NoTwinError
        yield _element(tag, tag, "".join(_children(value, None, style)), style)
        return
    if isinstance(shape, ObjectType) and not (isinstance(value, str) and value.strip(WHITE)):
        raise NoTwinError
    yield _element(tag, tag, _scalar(value, shape, style), style)


def _scalar(value: Any, shape: Shape | None, style: XmlStyle) -> str:
    kind = shape.kind if isinstance(shape, Scalar) else Kind.STRING
    if isinstance(value, Raw):
        if value.xml is None or (shape is not None and kind not in (Kind.INTEGER, Kind.BOOLEAN)):
            raise NoTwinError  # a number is no text
        return value.xml
    if isinstance(value, str):
        if kind is Kind.INTEGER and INTEGER.match(value.strip(WHITE)):
            raise NoTwinError
        if kind is Kind.BOOLEAN and value.strip(WHITE) in ("true", "false"):
            raise NoTwinError
        if kind is not Kind.STRING and value.strip(WHITE) != value:
            raise NoTwinError
        text = style.text(value)
        return text if kind is Kind.STRING else f"{style.space()}{text}{style.space()}"
    if shape is not None and kind not in (Kind.INTEGER, Kind.BOOLEAN):
        raise NoTwinError  # any text is a text in XML
    return f"{style.space()}{_number(value)}{style.space()}"


def _number(value: Any) -> str:
    if value is None or isinstance(value, list):
        raise NoTwinError
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)

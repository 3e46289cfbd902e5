"""JSON values to XML: a writer for each type, made once, that appends pieces of text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from typing import Any

from swschema.errors import ConversionError
from swschema.i18n import _
from swschema.schema.files import NAMESPACE
from swschema.schema.paths import pointer
from swschema.schema.shapes import MOST_EXACT, Kind, Member, ObjectType, Scalar

# Writes a value's content. The flag says that no text in the document needs a look: see `plain`.
Writer = Callable[[Any, list[str], bool], None]

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
WHITE = " \t\n\r"
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
SPECIAL = re.compile("[&<>\r\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]").search
# A bare carriage return would come back as a line feed.
ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
ATTRIBUTE_ESCAPES = {**ESCAPES, ord('"'): "&quot;", ord("\t"): "&#9;", ord("\n"): "&#10;"}


def write_xml(
    value: Mapping[str, Any], record: ObjectType, *, indent: bool = False, plain: bool = False
) -> str:
    """Return a record as XML in canonical form.

    Args:
        value: the record as JSON has it; it need not be valid, but every part of it must have
            a place in XML.
        record: its shape.
        indent: whether to put each element on a line of its own, two spaces deeper.
        plain: that no text in the value has a character which XML escapes or forbids, so that
            none is looked for.

    Raises:
        ConversionError: at the first value that would not come back from the XML.
    """
    return "".join(_document(value, record, indent=indent, plain=plain))


def encode_xml(
    value: Mapping[str, Any], record: ObjectType, *, indent: bool = False, plain: bool = False
) -> tuple[bytes, int]:
    """Return what `write_xml` does in UTF-8, and the size of the largest text or tag in it.

    It is never one text, which could be four times as large. Takes and raises what `write_xml`
    does.
    """
    document = _document(value, record, indent=indent, plain=plain)
    pieces = [piece.encode() for piece in document]
    return b"".join(pieces), len(max(pieces, key=len))


def _document(
    value: Mapping[str, Any], record: ObjectType, *, indent: bool, plain: bool
) -> Iterator[str]:
    """Return the pieces of a document."""
    name = record.record_type
    out = [f'<{name} xmlns="{NAMESPACE}">']
    _object_writer(record)(value, out, plain)
    _close(out, 1, f"</{name}>")
    pieces = _indented(out) if indent else out
    return chain([DECLARATION, "" if indent else "\n"], pieces, ["\n"])


def is_plain(data: bytes) -> bool:
    """Return whether a JSON text surely has no character that XML escapes or forbids."""
    if b"&" in data or b"<" in data or b">" in data:
        return False
    if b"\\" in data and any(escape in data for escape in (b"\\u", b"\\r", b"\\b", b"\\f")):
        return False
    return b"\xef\xbf\xbe" not in data and b"\xef\xbf\xbf" not in data


def _close(out: list[str], start: int, closed: str) -> None:
    """End the element whose content begins at an index; it is empty where there is none."""
    if len(out) == start:
        out[-1] = out[-1][:-1] + "/>"
    else:
        out.append(closed)


def _indented(pieces: Iterable[str]) -> Iterator[str]:
    depth = 0
    before = ""
    for piece in pieces:
        if piece[0] != "<":  # text begins with no tag: its own is escaped
            yield piece
        elif piece[1] == "/":
            depth -= 1
            yield piece if before[0] != "<" else f"\n{'  ' * depth}{piece}"
        else:
            yield f"\n{'  ' * depth}{piece}"
            depth += piece[-2] != "/"
        before = piece


@cache
def _object_writer(record: ObjectType) -> Writer:
    """Make the writer of a record's members; the tag that opens it is the last piece so far."""
    table = {
        member.name: (member.index, f"<{member.name}>", f"</{member.name}>", _member_writer(member))
        for member in record.members
    }

    def write(value: Any, out: list[str], plain: bool) -> None:
        if not isinstance(value, dict):
            raise ConversionError("", _("an object is expected here"))
        start, last, opening = len(out), -1, out[-1]
        for name, content in value.items():
            entry = table.get(name)
            if entry is None:
                _check_unknown(name, content, record)
                continue
            index, opened, closed, write_content = entry
            if index < last:  # in another order than the sequence
                out[start - 1 :] = [opening]
                write(_sorted(value, record), out, plain)
                return
            last = index
            try:
                if write_content is not None:
                    write_content(content, out, plain)
                elif not content:
                    _string(content, plain)
                    out.append(f"<{name}/>")
                else:
                    out.append(opened)
                    out.append(
                        content if plain and type(content) is str else _string(content, plain)
                    )
                    out.append(closed)
            except ConversionError as error:
                raise error.inside(name) from None
        if record.record_type and "recordType" not in value:
            raise ConversionError(pointer(("recordType",)), _("is missing; XML needs it"))

    return write


def _check_unknown(name: str, content: Any, record: ObjectType) -> None:
    if name != "recordType" or record.record_type is None:
        raise ConversionError(pointer((name,)), _("is not a field of this record"))
    if content != record.record_type:
        raise ConversionError(
            pointer((name,)), _("must be {name} here").format(name=record.record_type)
        )


def _sorted(value: Mapping[str, Any], record: ObjectType) -> dict[str, Any]:
    order = {member.name: member.index for member in record.members}
    return dict(sorted(value.items(), key=lambda item: order.get(item[0], -1)))


def _member_writer(member: Member) -> Writer | None:
    """Make the writer of a member with its tags, or None for a plain string."""
    if member.attribute:
        return _attribute_writer(member.name)
    if member.item is not None:
        return _array_writer(member.name, member.item, member.shape)
    if isinstance(member.shape, Scalar) and member.shape.kind is Kind.STRING:
        return None
    return _element_writer(member.name, member.shape)


def _attribute_writer(name: str) -> Writer:
    def write(content: Any, out: list[str], _plain: bool) -> None:
        text = _checked(content).translate(ATTRIBUTE_ESCAPES)
        out[-1] = f'{out[-1][:-1]} {name}="{text}">'

    return write


def _array_writer(name: str, item: str, shape: ObjectType | Scalar) -> Writer:
    write_item = _element_writer(item, shape)
    opened, closed = f"<{name}>", f"</{name}>"

    def write(content: Any, out: list[str], plain: bool) -> None:
        if not isinstance(content, list):
            raise ConversionError("", _("an array is expected here"))
        out.append(opened)
        start = len(out)
        for index, each in enumerate(content):
            try:
                write_item(each, out, plain)
            except ConversionError as error:
                raise error.inside(index) from None
        _close(out, start, closed)

    return write


def _element_writer(name: str, shape: ObjectType | Scalar) -> Writer:
    opened, closed = f"<{name}>", f"</{name}>"
    if isinstance(shape, Scalar):
        spell = SPELL[shape.kind]

        def write_scalar(content: Any, out: list[str], plain: bool) -> None:
            text = spell(content, plain)
            out.extend((opened, text, closed) if text else (f"<{name}/>",))

        return write_scalar
    write_members = _object_writer(shape)

    def write(content: Any, out: list[str], plain: bool) -> None:
        out.append(opened)
        start = len(out)
        write_members(content, out, plain)
        _close(out, start, closed)

    return write


def _checked(value: Any) -> str:
    if type(value) is not str:
        raise ConversionError("", _("a string is expected here"))
    if match := FORBIDDEN.search(value):
        character = f"U+{ord(match.group()):04X}"
        raise ConversionError(
            "", _("has the character {name}, which XML cannot represent").format(name=character)
        )
    return value


def _string(value: Any, plain: bool) -> str:
    if type(value) is str and (plain or not SPECIAL(value)):
        return value
    return _checked(value).translate(ESCAPES)


def _token(value: Any, plain: bool) -> str:
    text = _string(value, plain)
    if text.strip(WHITE) != text:  # XML Schema folds white space around these
        raise ConversionError("", _("has white space around it, which XML would drop"))
    return text


def _integer(value: Any, _plain: bool) -> str:
    if type(value) is float and value.is_integer():
        value = int(value)
    if type(value) is not int:
        raise ConversionError("", _("a whole number is expected here"))
    if abs(value) > MOST_EXACT:
        raise ConversionError("", _("is too large to be represented exactly"))
    return str(value)


def _boolean(value: Any, _plain: bool) -> str:
    if type(value) is not bool:
        raise ConversionError("", _("true or false is expected here"))
    return "true" if value else "false"


SPELL: dict[Kind, Callable[[Any, bool], str]] = {
    Kind.STRING: _string,
    Kind.TOKEN: _token,
    Kind.INTEGER: _integer,
    Kind.BOOLEAN: _boolean,
}

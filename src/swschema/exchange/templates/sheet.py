"""The sheet beside a template in JSON: all members and what they mean, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from swschema.exchange.templates.member_texts import (
    member_description,
    member_need,
    member_title,
    value_meaning,
)
from swschema.lifecycle.status import BilingualText
from swschema.schema.shapes import Member, ObjectType

COLUMNS = ("字段 / Field", "名称 / Title", "填报 / Filled in", "取值 / Value", "含义 / Meaning")


def write_sheet(whole: ObjectType) -> bytes:
    """Return the sheet of a record type.

    Args:
        whole: the type of the record.
    """
    title = _title_of(whole)
    lines = [f"# {title.zh} / {title.en}", *_write_object(whole, "", set())]
    return ("\n".join(lines) + "\n").encode()


def _write_object(shape: ObjectType, place: str, written: set[str]) -> Iterator[str]:
    """Yield the table of an object, then those of the objects in it, each type once.

    Args:
        shape: the type of the object.
        place: where it is, with `*` for the items of lists; "" for the record.
        written: the types that have a table already.
    """
    written.add(shape.name)
    if place:
        title = _title_of(shape)
        yield from ("", f"## {title.zh} / {title.en}: `{place}`")
    yield from ("", _row(COLUMNS), _row(["---"] * len(COLUMNS)))
    yield from (_row(_cells(member)) for member in shape.members)
    for member in shape.members:
        if isinstance(member.shape, ObjectType) and member.shape.name not in written:
            inside = f"{place}/{member.name}" + ("/*" if member.item else "")
            yield from _write_object(member.shape, inside, written)


def _cells(member: Member) -> Iterator[str]:
    title, need, meaning = member_title(member), member_need(member), member_description(member)
    yield f"`{member.name}`"
    yield f"{title.zh} / {title.en}"
    yield f"{need.zh} / {need.en}"
    values = value_meaning(member)
    yield "[ ]: " * bool(member.item) + "<br>".join(map(_escape, values))
    yield f"{_escape(meaning.zh)}<br>{_escape(meaning.en)}"


def _title_of(shape: ObjectType) -> BilingualText:
    return BilingualText(shape.schema["title"], shape.schema["x-zh"]["title"])


def _escape(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return escaped.replace("|", "\\|").replace("_", "\\_").replace("*", "\\*")


def _row(cells: Iterator[str] | tuple[str, ...] | list[str]) -> str:
    return "| " + " | ".join(cells) + " |"

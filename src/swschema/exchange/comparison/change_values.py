"""The values of changes as lines that people read: each text and number, with what it is called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from swschema.exchange.comparison.changes import Change
from swschema.exchange.comparison.item_labels import label_item, label_member, label_value
from swschema.i18n import _, current_language
from swschema.schema.paths import parse_pointer, trace_path
from swschema.schema.shapes import Member, ObjectType, Scalar, root

LONGEST = 500  # characters of a text that are shown
KINDS = ("changed", "added", "removed", "moved")
STEP = " › "


@dataclass(frozen=True, slots=True)
class ValueLine:
    """A text or number in a value, or what others that follow are in.

    Attributes:
        depth: how deep in the value it is, from 0.
        label: what it is called, in the language in use; "" for the value itself.
        text: the text, a code with what it means; None for an object or a list, whose lines follow.
    """

    depth: int
    label: str
    text: str | None


def list_lines(value: Any, change: Change, record_type: str) -> list[ValueLine]:
    """Return the lines of the earlier or the present value of a change.

    Args:
        value: the value; None for none.
        change: the change.
        record_type: the type of the record that it is in.
    """
    if value is None:
        return []
    traced = trace_path(root(record_type), parse_pointer(change.pointer))
    return [*_walk(value, traced.member, "", 0)]


def order_labels(change: Change) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what a change is of, in the language in use and in the other one."""
    is_english = current_language() == "en"
    return (change.label, change.label_zh) if is_english else (change.label_zh, change.label)


def kind_title(kind: str) -> str:
    """Return what a kind of change is called."""
    titles = {
        "added": _("added"),
        "removed": _("removed"),
        "changed": _("changed"),
        "moved": _("moved"),
    }
    return titles[kind]


def _walk(value: Any, member: Member | None, label: str, depth: int) -> Iterator[ValueLine]:
    shape = None if member is None else member.shape
    parts = [*_parts(value, member, shape)]
    if not parts:
        is_list = isinstance(value, list)
        yield ValueLine(depth, label, _("(empty list)") if is_list else _show(value, member))
        return
    if label:
        yield ValueLine(depth, label, None)
    for name, each, inside in parts:
        yield from _walk(each, inside, name, depth + bool(label))


def _parts(
    value: Any, member: Member | None, shape: ObjectType | Scalar | None
) -> Iterator[tuple[str, Any, Member | None]]:
    """Yield the members of an object or the items of a list, with what they are called."""
    if isinstance(value, Mapping) and isinstance(shape, ObjectType):
        for name, each in sorted(value.items(), key=lambda item: _place(shape, item[0])):
            yield _choose(label_member(shape, name)), each, shape.by_name.get(name)
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield _choose(label_item(each, shape, index)) if shape else "", each, member


def _place(shape: ObjectType, name: str) -> int:
    member = shape.by_name.get(name)
    return -1 if member is None else member.index


def _show(value: Any, member: Member | None) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    text = str(value)
    scalar = None if member is None else member.shape
    if member is not None and isinstance(scalar, Scalar) and text in scalar.codes:
        title = _choose(label_value(member, text))
        return text if title == text else f"{title} ({text})"
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _choose(labels: tuple[str, str]) -> str:
    return labels[0] if current_language() == "en" else labels[1]

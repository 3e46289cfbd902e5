"""Views: what one window needs of a record, and nothing else.

The schemas say of each member which windows use it (`x-audience`). Materials go to the windows that
they state (`targetWindows`), submissions to their own window, topics of an interview to the
authority that raised them; and an attachment goes where something refers to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from swschema.digest import digest
from swschema.errors import ExchangeError, UnknownNameError
from swschema.exchange.records import read_record, refuse_invalid
from swschema.exchange.windows import STANDS_FOR, WINDOWS, is_used_by
from swschema.i18n import _
from swschema.rules.batch import IDS
from swschema.schema.files import draft_name
from swschema.schema.shapes import Member, ObjectType, root

if TYPE_CHECKING:
    from swschema.exchange.records import RecordInput

SINGLE = "SINGLE_WINDOW"
ATTACHMENTS = "attachments"
REFERENCES = ("attachmentId", "attachmentIds")  # to attachments
# What of an entry of a list says which windows it is for, by the type of the entry.
DESTINED = {
    "Material": "targetWindows",
    "Submission": "windowCode",
    "TopicDiscussion": "authority",
}


@refuse_invalid
def make_view(record: RecordInput, *, window: str, name: str = "") -> dict[str, Any]:
    """Return what a window needs of a record, as the draft of such a record.

    Its `viewOf` states the identifier and the digest of the whole record, and the window. Members
    that the window does not use are left out, and so are objects in which nothing is left.

    Args:
        record: a structurally valid registration, materials or interview record.
        window: a code of `window`.
        name: what to call the record in errors.

    Raises:
        UnknownNameError: if there is no such window.
        RecordTypeError: if it is another record.
        ExchangeError: if it is a view itself, or has nothing for the window.
    """
    if window not in WINDOWS:
        raise UnknownNameError(_("window"), window, WINDOWS)
    value = read_record(record, *IDS, name=name)
    record_type = str(value["recordType"])
    if "viewOf" in value:
        reason = _("is a view itself: views are made of the whole record")
        raise ExchangeError(name, "/viewOf", reason)
    _require_part(value, window, name)
    view = _select_object(root(record_type), value, window)
    _leave_out_attachments(view)
    source = {
        "recordId": value[IDS[record_type]],
        "sha256": digest(value),
        "windowCode": window,
    }
    return _place_source(record_type, view, source)


def _require_part(record: Mapping[str, Any], window: str, name: str) -> None:
    """Raise an error where a window has no part in a record."""
    if window == SINGLE or record["recordType"] == "registration":
        return
    if record["recordType"] == "materials":
        concerned = {each["windowCode"] for each in record["submissions"]}
    else:
        concerned = {*record["authorities"]}
    if window not in concerned:
        reason = _("has nothing for the window {window}").format(window=window)
        raise ExchangeError(name, "", reason)


def _select_object(shape: ObjectType, value: Mapping[str, Any], window: str) -> dict[str, Any]:
    selected = {}
    for member in shape.members:
        if member.name in value and is_used_by(member, window):
            kept = _select_value(member, value[member.name], window)
            if kept is not None:
                selected[member.name] = kept
    return selected


def _select_value(member: Member, value: Any, window: str) -> Any:
    """Return what a window uses of a value; None for an object in which nothing is left."""
    if not isinstance(member.shape, ObjectType):
        return value
    if member.item is None:
        return _select_object(member.shape, value, window) or None
    shape = member.shape
    entries = (each for each in value if _is_destined(shape, each, window))
    return [kept for each in entries if (kept := _select_object(shape, each, window))]


def _is_destined(shape: ObjectType, entry: Mapping[str, Any], window: str) -> bool:
    """Return whether an entry of a list is for a window; the single window is shown all."""
    if window == SINGLE or shape.name not in DESTINED:
        return True
    stated = entry[DESTINED[shape.name]]
    windows = stated if isinstance(stated, list) else [stated]
    return not STANDS_FOR[window].isdisjoint(windows)


def _leave_out_attachments(view: dict[str, Any]) -> None:
    """Leave out of a view the attachments to which nothing in it refers."""
    holder = view.get("application", view)
    if ATTACHMENTS in holder:
        used = {*_list_references(view)}
        kept = [each for each in holder[ATTACHMENTS] if each["attachmentId"] in used]
        holder[ATTACHMENTS] = kept


def _list_references(value: Any) -> Iterator[str]:
    """Yield the identifiers of the attachments that a part of a record refers to."""
    if isinstance(value, list):
        for each in value:
            yield from _list_references(each)
    elif isinstance(value, Mapping):
        for name, inside in value.items():
            if name in REFERENCES:
                yield from [inside] if isinstance(inside, str) else inside
            elif name != ATTACHMENTS:
                yield from _list_references(inside)


def _place_source(
    record_type: str, view: Mapping[str, Any], source: Mapping[str, Any]
) -> dict[str, Any]:
    """Return a view with its source in the place that the schema has for it."""
    whole = {**view, "viewOf": source}
    names = [member.name for member in root(record_type).members]
    ordered = {name: whole[name] for name in names if name in whole}
    return {"recordType": draft_name(record_type), **ordered}

"""Facts that somebody types, put into a draft by their places."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import orjson

from swschema.convert.documents import to_json
from swschema.errors import ConversionError, ExchangeError
from swschema.exchange.records import read_record, refuse_invalid
from swschema.explain.suggest import find_member, suggest_name
from swschema.i18n import _
from swschema.schema import labels
from swschema.schema.paths import Path, parse_pointer, pointer
from swschema.schema.shapes import Kind, Member, ObjectType, Scalar, root

if TYPE_CHECKING:
    from swschema.exchange.records import RecordInput

END = "-"  # the place behind the last item of a list, as JSON Pointer (RFC 6901) has it


@refuse_invalid
def set_facts(draft: RecordInput, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return a draft with facts at their places; its members are in the order of the schema.

    Objects and lists on the way are made. What is there is replaced.

    Args:
        draft: a structurally valid record or draft.
        facts: values by JSON Pointer (RFC 6901), where `-` stands for a new item of a list. A text
            stands for a number or for true and false too, where one is due.

    Raises:
        ExchangeError: at a place that the record does not have, or a value that is no text, number
            or yes and no where one is due.
    """
    value = copy.deepcopy(dict(read_record(draft)))
    shape = root(str(value["recordType"]))
    for place, fact in facts.items():
        _Setter(place).set(value, shape, _parse(place), fact)
    try:
        ordered: dict[str, Any] = orjson.loads(to_json(value))
    except ConversionError as error:
        raise ExchangeError("", error.pointer, error.reason) from None
    return ordered


def read_facts(source: bytes, name: str) -> dict[str, Any]:
    """Return facts from the text of a JSON object with values by JSON Pointer.

    Args:
        source: the text, in UTF-8.
        name: what to call it in errors.

    Raises:
        ExchangeError: if it is no JSON, or no object.
    """
    try:
        facts = orjson.loads(source.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError:
        raise ExchangeError(name, "", _("is not JSON in UTF-8")) from None
    if not isinstance(facts, dict):
        reason = _("is not a JSON object with values by JSON Pointer")
        raise ExchangeError(name, "", reason)
    return facts


def _parse(place: str) -> Path:
    if not place.startswith("/"):
        reason = _("is no JSON Pointer: it begins with / and names each member on the way")
        raise ExchangeError("", place, reason)
    return parse_pointer(place)


class _Setter:
    """Sets one fact, and names its place where that is not possible."""

    def __init__(self, place: str) -> None:
        self.place = place

    def set(self, value: dict[str, Any], shape: ObjectType, path: Path, fact: Any) -> None:
        """Set a fact at a path in an object."""
        member = self._find_member(shape, path[0])
        rest = path[1:]
        if not rest:
            value[member.name] = self._convert(member, fact, is_list=member.item is not None)
        elif member.item is not None:
            items = value.setdefault(member.name, [])
            self._set_item(items, member, rest, fact)
        elif isinstance(member.shape, ObjectType):
            self.set(value.setdefault(member.name, {}), member.shape, rest, fact)
        else:
            raise self._error(_("this place is within a value that has no members"))

    def _set_item(self, items: list[Any], member: Member, path: Path, fact: Any) -> None:
        index = len(items) if path[0] == END else path[0]
        if not isinstance(index, int) or index > len(items):
            reason = _("items in the list: {count}; name one from 0, or - for a new one")
            raise self._error(reason.format(count=len(items)))
        if len(path) == 1:
            items[index : index + 1] = [self._convert(member, fact, is_list=False)]
            return
        if not isinstance(member.shape, ObjectType):
            raise self._error(_("this place is within a value that has no members"))
        if index == len(items):
            items.append({})
        self.set(items[index], member.shape, path[1:], fact)

    def _find_member(self, shape: ObjectType, name: str | int) -> Member:
        member = shape.by_name.get(str(name))
        if member is None:
            reason = _("there is no such place in the record: {type} has no {name}")
            title = labels.title(shape.schema)
            words = reason.format(type=title, name=repr(str(name)[:40]))
            meant = find_member(str(name), shape, shape.by_name)
            if meant:
                words = _("{reason}; {advice}").format(reason=words, advice=suggest_name(meant))
            raise self._error(words)
        return member

    def _convert(self, member: Member, fact: Any, *, is_list: bool) -> Any:
        """Return a fact as JSON has it at its place."""
        if is_list:
            if isinstance(fact, list):
                return [self._convert(member, each, is_list=False) for each in fact]
            raise self._error(_("a list is due here: give one, or name an item"))
        if isinstance(member.shape, ObjectType):
            if isinstance(fact, dict):
                return fact
            raise self._error(_("an object is due here: give one, or name a member of it"))
        if isinstance(fact, dict | list) or fact is None:
            raise self._error(_("a single value is due here"))
        return _read_scalar(member.shape, fact)

    def _error(self, reason: str) -> ExchangeError:
        return ExchangeError("", pointer(parse_pointer(self.place)), reason)


def _read_scalar(shape: Scalar, fact: Any) -> Any:
    """Return the number or truth value that a text stands for; other values as they are."""
    if not isinstance(fact, str) or shape.kind not in (Kind.BOOLEAN, Kind.INTEGER):
        return fact
    if shape.kind is Kind.BOOLEAN:
        return {"true": True, "false": False}.get(fact, fact)
    return int(fact) if fact.isascii() and fact.isdigit() and len(fact) < 16 else fact

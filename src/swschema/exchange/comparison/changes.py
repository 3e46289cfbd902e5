"""Two records compared member by member, and things in lists by what identifies them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from swschema.errors import ExchangeError
from swschema.exchange.comparison.item_labels import Labels, label_item, label_member
from swschema.exchange.comparison.list_matches import find_moved, match_items
from swschema.exchange.comparison.masks import Masks, enter_member, has_private, make_masks
from swschema.exchange.records import read_record, refuse_invalid
from swschema.i18n import _
from swschema.schema.files import whole_name
from swschema.schema.paths import Path, pointer
from swschema.schema.shapes import ObjectType, Scalar, root

if TYPE_CHECKING:
    from swschema.exchange.records import RecordInput

ChangeKind = Literal["added", "removed", "changed", "moved"]
Operation = dict[str, Any]
LONGEST = 2_000  # items of a list whose places are told one by one


@dataclass(frozen=True, slots=True)
class Change:
    """One thing in which a record differs from an earlier one.

    Attributes:
        kind: whether a member or an item was added, removed or changed, or an item moved in its
            list.
        pointer: JSON Pointer to it in the record; of what was removed, in the earlier one.
        old_pointer: JSON Pointer to it in the earlier record; None for what was added.
        label: what it is called in English, from the outermost part of the record inwards.
        label_zh: the same in Chinese.
        before: the earlier value, with what is private masked; None for what was added or moved.
        after: the value, likewise; None for what was removed or moved.
    """

    kind: ChangeKind
    pointer: str
    old_pointer: str | None
    label: tuple[str, ...]
    label_zh: tuple[str, ...]
    before: Any = None
    after: Any = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is different between two records.

    Attributes:
        record_type: the type of the record that the earlier one is compared with.
        changes: the changes, in the order of the schema.
        patch: a JSON Patch (RFC 6902) that makes the earlier record this one; it has values as
            they are, private ones too.
        is_private: whether the patch has values that are private.
    """

    record_type: str
    changes: tuple[Change, ...]
    patch: tuple[Operation, ...]
    is_private: bool


@refuse_invalid
def compare_records(
    before: RecordInput, after: RecordInput, *, show_personal: bool = False
) -> Comparison:
    """Return what is different between two records.

    Things in lists, such as attachments, people and decisions, are recognised by what identifies
    them, wherever they stand; a draft is compared with its record.

    Args:
        before: the earlier record, structurally valid.
        after: the record, likewise.
        show_personal: whether changes have values that are personal or confidential.

    Raises:
        ExchangeError: if they are of different types.
    """
    values = read_record(before), read_record(after)
    types = values[0]["recordType"], values[1]["recordType"]
    if whole_name(types[0]) != whole_name(types[1]):
        reason = _("the records are of different types: {before} and {after}")
        raise ExchangeError("", "/recordType", reason.format(before=types[0], after=types[1]))
    shapes = root(types[0]), root(types[1])
    masks = None if show_personal else make_masks(*zip(values, shapes, strict=True))
    comparing = _Comparing(masks)
    comparing.compare(_Pair((), (), ((), ()), shapes[1], False), *values)
    private = comparing.is_private
    return Comparison(types[1], tuple(comparing.changes), tuple(comparing.patch), private)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Where two values are, which are one thing.

    Attributes:
        old: the path in the earlier record.
        new: the path in the record, which it also has while the patch is applied.
        labels: what it is called, in English and in Chinese.
        shape: the type of the value, or of the items of a list.
        private: whether it is in something private.
    """

    old: Path
    new: Path
    labels: tuple[tuple[str, ...], tuple[str, ...]]
    shape: ObjectType | Scalar
    private: bool

    def member(self, name: str) -> _Pair:
        """Return where two members of the same name are."""
        shape, private = enter_member(self.shape, name, private=self.private)
        labels = self._inside(label_member(self.shape, name))
        return _Pair((*self.old, name), (*self.new, name), labels, shape, private)

    def item(self, old: int | None, new: int | None, value: Any) -> _Pair:
        """Return where two items of two lists are; an index is None for none."""
        texts = label_item(value, self.shape, (old or 0) if new is None else new)
        return _Pair(
            self.old if old is None else (*self.old, old),
            self.new if new is None else (*self.new, new),
            self._inside(texts),
            self.shape,
            self.private,
        )

    def _inside(self, texts: Labels) -> tuple[tuple[str, ...], tuple[str, ...]]:
        english, chinese = self.labels
        return (*english, texts[0]), (*chinese, texts[1])


@dataclass(slots=True)
class _Comparing:
    """The differences found so far."""

    masks: Masks | None  # None to mask nothing
    changes: list[Change] = field(default_factory=list)
    patch: list[Operation] = field(default_factory=list)
    is_private: bool = False

    def compare(self, at: _Pair, before: Any, after: Any) -> None:
        """Add what is different between two values."""
        if before == after:
            return
        if isinstance(before, Mapping) and isinstance(after, Mapping):
            self._compare_members(at, before, after)
        elif isinstance(before, list) and isinstance(after, list):
            self._compare_items(at, before, after)
        else:
            self._note("changed", at, before, after)
            self._operate("replace", at, value=after)

    def _compare_members(
        self, at: _Pair, before: Mapping[str, Any], after: Mapping[str, Any]
    ) -> None:
        assert isinstance(at.shape, ObjectType)  # noqa: S101 - the records are valid
        order = {name: index for index, name in enumerate(("recordType", *at.shape.by_name))}
        for name in sorted({*before, *after}, key=lambda each: order.get(each, -1)):
            there = at.member(name)
            if name not in after:
                self._note("removed", there, before[name])
                self._operate("remove", there)
            elif name not in before:
                self._note("added", there, after=after[name])
                self._operate("add", there, value=after[name])
            else:
                self.compare(there, before[name], after[name])

    def _compare_items(self, at: _Pair, before: list[Any], after: list[Any]) -> None:
        found = match_items(before, after, at.shape)
        kept = [index for index in found if index is not None]
        if max(len(before), len(after)) > LONGEST and kept != sorted(kept):
            self._note("changed", at, before, after)
            self._operate("replace", at, value=after)
            return
        for index in sorted({*range(len(before))} - {*kept}, reverse=True):
            self._operate("remove", at.item(None, index, before[index]))
        for index in sorted({*range(len(before))} - {*kept}):
            self._note("removed", at.item(index, None, before[index]), before[index])
        current: list[int | None] = [*sorted(kept)]
        moved = find_moved(found)
        for index, old in enumerate(found):
            self._place(at, index, old, after[index], current)
            if old is None:
                self._note("added", at.item(None, index, after[index]), after=after[index])
                continue
            there = at.item(old, index, after[index])
            if index in moved:
                self._note("moved", there)
            self.compare(there, before[old], after[index])

    def _place(
        self, at: _Pair, index: int, old: int | None, value: Any, current: list[int | None]
    ) -> None:
        """Bring an item of a list to its place, before which all items are in theirs."""
        there = at.item(old, index, value)
        if old is None:
            self._operate("add", there, value=value)
            current.insert(index, None)
        elif current[index] != old:
            place = current.index(old, index)
            self._operate("move", there, **{"from": pointer((*at.new, place))})
            current.insert(index, current.pop(place))

    def _operate(self, operation: str, at: _Pair, **members: Any) -> None:
        # RFC 6902 has "from" before "path".
        source = {"from": members.pop("from")} if "from" in members else {}
        self.patch.append({"op": operation, **source, "path": pointer(at.new), **members})
        if "value" in members:
            self.is_private |= has_private(members["value"], at.shape, private=at.private)

    def _note(self, kind: ChangeKind, at: _Pair, before: Any = None, after: Any = None) -> None:
        labels = at.labels
        if self.masks is not None:
            before = self.masks.mask_value(before, at.shape, private=at.private)
            after = self.masks.mask_value(after, at.shape, private=at.private)
            english, chinese = (tuple(map(self.masks.mask_text, each)) for each in labels)
            labels = english, chinese
        there = pointer(at.old if kind == "removed" else at.new)
        earlier = None if kind == "added" else pointer(at.old)
        self.changes.append(Change(kind, there, earlier, *labels, before, after))

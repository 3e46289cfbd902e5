"""Values in which what is private is masked: where it stands, and where others quote it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from swschema.explain.excerpts import MASK
from swschema.schema.shapes import ObjectType, Scalar

Shape = ObjectType | Scalar
SHORTEST, LONGEST = 2, 200  # characters of a text that is masked wherever it is quoted


def enter_member(shape: Shape, name: str, *, private: bool) -> tuple[Shape, bool]:
    """Return the type of a member, and whether it is private.

    Args:
        shape: the type of the object.
        name: the member's name.
        private: whether the object is private.
    """
    member = shape.by_name.get(name) if isinstance(shape, ObjectType) else None
    if member is None:  # recordType
        return shape, private
    return member.shape, private or "x-privacy" in member.schema


def has_private(value: Any, shape: Shape, *, private: bool) -> bool:
    """Return whether there is something private in a value.

    Args:
        value: a valid value.
        shape: its type, or that of its items.
        private: whether it is in something private.
    """
    return any(hidden for _text, _shape, hidden in _walk(value, shape, private=private))


@dataclass(frozen=True, slots=True)
class Masks:
    """What masks values.

    Attributes:
        quoted: what is private wherever it stands, such as a person's name in the name of a file;
            None for nothing.
    """

    quoted: re.Pattern[str] | None

    def mask_value(self, value: Any, shape: Shape, *, private: bool) -> Any:
        """Return a value in which what is private is masked; objects and lists stay.

        Args:
            value: a valid value, or None.
            shape: its type, or that of its items.
            private: whether it is in something private.
        """
        if isinstance(value, list):
            return [self.mask_value(each, shape, private=private) for each in value]
        if isinstance(value, Mapping):
            return {
                name: self.mask_value(each, inner, private=hidden)
                for name, each in value.items()
                for inner, hidden in [enter_member(shape, name, private=private)]
            }
        if private and value is not None:
            return MASK
        return self.mask_text(value) if isinstance(value, str) else value

    def mask_text(self, text: str) -> str:
        """Return a text in which what is private is masked where the text quotes it."""
        return text if self.quoted is None else self.quoted.sub(MASK, text)


def make_masks(*records: tuple[Mapping[str, Any], ObjectType]) -> Masks:
    """Return what masks the values of records, and what is private in them wherever it is quoted.

    A text that stands as a whole where it is not private, such as the name of the enterprise that
    is the owner of a seal too, is not masked elsewhere.

    Args:
        records: valid records, each with its type.
    """
    private: set[str] = set()
    open_: set[str] = set()
    for value, shape in records:
        for text, found, hidden in _walk(value, shape, private=False):
            if not isinstance(text, str) or not SHORTEST <= len(text) <= LONGEST:
                continue
            if not hidden:
                open_.add(text)
            elif isinstance(found, Scalar) and not found.codes and found.format is None:
                private.add(text)
    texts = sorted(private - open_, key=len, reverse=True)
    return Masks(re.compile("|".join(map(re.escape, texts))) if texts else None)


def _walk(value: Any, shape: Shape, *, private: bool) -> Iterator[tuple[Any, Shape, bool]]:
    """Yield the texts and numbers in a value, with their types and whether they are private."""
    if isinstance(value, list):
        for each in value:
            yield from _walk(each, shape, private=private)
    elif isinstance(value, Mapping):
        for name, each in value.items():
            inner, hidden = enter_member(shape, name, private=private)
            yield from _walk(each, inner, private=hidden)
    else:
        yield value, shape, private

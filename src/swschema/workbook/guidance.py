"""What a workbook tells the people who fill it in, beside the labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import Enum

from swschema.problems import Language
from swschema.workbook.layout import Names, SheetField, SheetLayout


class Need(Enum):
    """Whether a field is to be filled in."""

    REQUIRED = "required"
    WITHIN = "within"  # required where anything around it is filled in
    OPTIONAL = "optional"
    ASSIGNED = "assigned"  # by an authority or its system


@dataclass(frozen=True, slots=True)
class Guidance:
    """What a workbook tells.

    Attributes:
        languages: of labels and explanations; the first one names sheets.
        day: the day on which codes have to be in force to be offered, such as 2018-03-26.
        needs: what is to be filled in by paths with `*` for indices, where that is not what the
            schema says.
        examples: examples by the same paths, as cells show them.
        case: what the workbook is for, such as a kind of enterprise; empty for any.
        blank_lines: how many entries of lists that others refer to have a number already.
        whole: whether all sheets are there, used or not, of a record that others are in, too.
    """

    languages: tuple[Language, ...] = ("en",)
    day: str = field(default_factory=lambda: today())
    needs: Mapping[Names, Need] = field(default_factory=dict)
    examples: Mapping[Names, str] = field(default_factory=dict)
    case: str = ""
    blank_lines: int = 30
    whole: bool = False

    def need_of(self, sheet: SheetLayout, each: SheetField) -> Need:
        """Return whether a field of a sheet is to be filled in."""
        found = self.needs.get((*sheet.path, *each.path))
        if found is not None:
            return found
        if each.member is None or not each.member.required:
            return Need.OPTIONAL
        return Need.REQUIRED if each.required else Need.WITHIN


def today() -> str:
    """Return the day of today where the records are from, in China."""
    return (datetime.now(UTC) + timedelta(hours=8)).date().isoformat()

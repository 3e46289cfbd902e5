"""A trail as it is written: its facts, its windows and its calendar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from swschema.compiler.samples.trails.enterprise import Enterprise, Json

UNIFIED = "UNIFIED_CUSTOMS"
TWO = ("NATIONAL_INSPECTION", "CUSTOMS")
OFFICERS = {
    "SINGLE_WINDOW": "SW0107",
    "NATIONAL_INSPECTION": "GJ0021",
    "CUSTOMS": "HG2928009",
    UNIFIED: "HG2928101",
}
INTERVIEWERS = {"NATIONAL_INSPECTION": "裴知远", "CUSTOMS": "顾行舟", UNIFIED: "顾行舟"}


@dataclass(slots=True)
class Trail:
    """What the source says of one trail, and how far it has come.

    Attributes:
        number: its number among the trails, from 1.
        written: the trail as it is written.
        source: the whole source.
        table: the table of kinds of enterprise.
        agency: the agency that acts for enterprises, and its representative.
        day: the day that it has come to.
    """

    number: int
    written: Json
    source: Json
    table: Json
    agency: Mapping[str, Json]
    day: date = field(init=False)

    def __post_init__(self) -> None:
        """Begin on the first day."""
        self.day = self.written["start"]

    @property
    def kinds(self) -> list[str]:
        """Return the kinds of the enterprise."""
        return list(self.written["kinds"])

    @property
    def kind(self) -> Json:
        """Return what is said of its kinds: of the first, and what others add."""
        found: Json = {}
        for name in reversed(self.kinds):
            found |= self.source["kinds"][name]
        return found

    @property
    def enterprise(self) -> Enterprise:
        """Return the enterprise."""
        return Enterprise(self.number, self.written["enterprise"], self.kind)

    @property
    def short(self) -> str:
        """Return the short name of the enterprise."""
        return str(self.written["enterprise"]["short"])

    @property
    def is_agency(self) -> bool:
        """Return whether an agency acts for the enterprise."""
        return bool(self.written["mode"] == "AGENCY")

    @property
    def windows(self) -> tuple[str, ...]:
        """Return the windows for paper materials, which are also the authorities."""
        return (UNIFIED,) if self.written["windows"] == "unified" else TWO

    @property
    def year(self) -> int:
        """Return the year in which it begins, which identifiers contain."""
        return int(self.written["start"].year)

    def has(self, event: str) -> bool:
        """Return whether something happens on the way."""
        return event in self.written.get("events", ())

    def identifier(self, letter: str, *more: str) -> str:
        """Return the identifier of a record."""
        return "-".join([f"HZSW-{letter}-{self.year}-{700 + self.number:06}", *more])

    def column(self, name: str) -> list[str]:
        """Return what the table of kinds has in a column, however sure."""
        cells = [self.table["kinds"][kind].get(name, {}) for kind in self.kinds]
        found = [each for cell in cells for entries in cell.values() for each in entries]
        return list(dict.fromkeys(found))

    def pass_days(self, count: int) -> str:
        """Go on by some days, over a week-end; return the day."""
        self.day += timedelta(days=count)
        while self.day.weekday() > 4:
            self.day += timedelta(days=1)
        return self.today

    @property
    def today(self) -> str:
        """Return the day as YYYY-MM-DD."""
        return self.day.isoformat()

    def at(self, time: str) -> str:
        """Return a moment of the day, in China."""
        return f"{self.today}T{time}+08:00"

    def later(self, count: int) -> str:
        """Return a day that is so many days from the day, before it if negative."""
        return (self.day + timedelta(days=count)).isoformat()

    def text(self, text: str) -> str:
        """Return a text of the source with what it leaves open filled in."""
        number = f"{self.number:03}"
        return text.format(short=self.short, goods=self.kind["goods"], number=number)

    def decision(self, window: str, outcome: str, time: str, text: str, **more: Any) -> Json:
        """Return the decision of a window on this day."""
        return {
            "authority": window,
            "windowCode": window,
            "decisionOutcome": outcome,
            "reasonText": text,
            "decidedBy": OFFICERS[window],
            "decidedAt": self.at(time),
            **more,
        }

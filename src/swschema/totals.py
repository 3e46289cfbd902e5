"""What a run over many records has found, counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

from swschema.problems import Report

Group = Literal["record", "sender", "division"]
GROUPS: tuple[Group, ...] = ("record", "sender", "division")
Facts = tuple[str, str, str]  # the member of each group that a record belongs to
UNKNOWN = ""  # of what is not known
MOST = 10_000  # members of a group that are counted one by one
OTHERS = "*"  # all that came later


@dataclass(slots=True)
class RecordCounts:
    """Records of one kind, counted by their verdicts.

    Attributes:
        records: all of them.
        invalid: those that have an error.
        warned: those that have a warning and no error.
    """

    records: int = 0
    invalid: int = 0
    warned: int = 0

    def count(self, *, invalid: int = 0, warned: int = 0, records: int = 1) -> None:
        """Count some records in."""
        self.records += records
        self.invalid += invalid
        self.warned += warned


@dataclass(slots=True)
class CodeCounts:
    """Problems of one code and severity.

    Attributes:
        problems: all of them.
        records: the records that have one at least.
    """

    problems: int = 0
    records: int = 0


@dataclass(slots=True)
class Totals:
    """The counts of a run.

    Attributes:
        all: all records.
        unreadable: files that could not be read.
        faults: faults of streams themselves, between records.
        bytes: of all that was read, uncompressed.
        groups: the records by record type, sender and administrative division.
        codes: the problems by severity and code.
    """

    all: RecordCounts = field(default_factory=RecordCounts)
    unreadable: int = 0
    faults: int = 0
    bytes: int = 0
    groups: dict[Group, dict[str, RecordCounts]] = field(
        default_factory=lambda: {group: {} for group in GROUPS}
    )
    codes: dict[tuple[str, str], CodeCounts] = field(default_factory=dict)

    def count(self, report: Report, facts: Facts) -> None:
        """Count in a record that has problems.

        Args:
            report: the verdict on it.
            facts: which member of each group it belongs to.
        """
        invalid, warned = not report.valid, report.warned
        self.all.count(invalid=invalid, warned=warned)
        for group, member in zip(GROUPS, facts, strict=True):
            self._share(group, member).count(invalid=invalid, warned=warned)
        self.find(report)

    def recount(self, before: Report | None, after: Report, facts: Facts) -> None:
        """Count a record as another verdict has it, which was counted before.

        Args:
            before: the first verdict; None if there was no problem.
            after: the verdict now; it has a problem.
            facts: which member of each group the record belongs to.
        """
        invalid = (not after.valid) - (before is not None and not before.valid)
        warned = after.warned - (before is not None and before.warned)
        for share in (self.all, *map(self._share, GROUPS, facts)):
            share.count(records=0, invalid=invalid, warned=warned)
        known = before.problems if before else ()
        more = tuple(problem for problem in after.problems if problem not in known)
        self.find(replace(after, problems=more))

    def find(self, report: Report) -> None:
        """Count the problems of a record in."""
        had = set()
        for problem in report.problems:
            key = (problem.severity, problem.code)
            found = self.codes.setdefault(key, CodeCounts())
            found.problems += 1
            found.records += key not in had
            had.add(key)

    def clean(self, facts: Facts, records: int = 1) -> None:
        """Count in records without any problem, which belong to the same groups."""
        for share in (self.all, *map(self._share, GROUPS, facts)):
            share.records += records

    def add(self, other: Totals) -> None:
        """Count in what another part of the run has found."""
        _add(self.all, other.all)
        self.unreadable += other.unreadable
        self.faults += other.faults
        self.bytes += other.bytes
        for group, members in other.groups.items():
            for name, share in members.items():
                _add(self._share(group, name), share)
        for key, found in other.codes.items():
            own = self.codes.setdefault(key, CodeCounts())
            own.problems += found.problems
            own.records += found.records

    def _share(self, group: Group, name: str) -> RecordCounts:
        members = self.groups[group]
        found = members.get(name)
        if found is None:
            if len(members) >= MOST:
                name = OTHERS
            found = members.setdefault(name, RecordCounts())
        return found

    def to_plain(self) -> dict[str, Any]:
        """Return the counts as JSON can carry them; see `from_plain`."""
        plain = asdict(self)
        plain["codes"] = [[*key, each.problems, each.records] for key, each in self.codes.items()]
        return plain


def from_plain(plain: Mapping[str, Any]) -> Totals:
    """Return the counts that `Totals.to_plain` has put down."""
    groups: dict[Group, dict[str, RecordCounts]] = {
        group: {name: RecordCounts(**share) for name, share in plain["groups"][group].items()}
        for group in GROUPS
    }
    codes = {(severity, code): CodeCounts(*counts) for severity, code, *counts in plain["codes"]}
    counts = {name: plain[name] for name in ("unreadable", "faults", "bytes")}
    return Totals(RecordCounts(**plain["all"]), groups=groups, codes=codes, **counts)


def rank_groups(members: Mapping[str, RecordCounts]) -> Iterator[tuple[str, RecordCounts]]:
    """Yield the members of a group: most invalid records first, then most records."""
    yield from sorted(
        members.items(), key=lambda item: (-item[1].invalid, -item[1].records, item[0])
    )


def _add(own: RecordCounts, other: RecordCounts) -> None:
    own.count(invalid=other.invalid, warned=other.warned, records=other.records)

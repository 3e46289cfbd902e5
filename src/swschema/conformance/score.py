"""How many of a validator's answers are right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from swschema.conformance.answers import Answer, ReportedProblem
from swschema.conformance.kit import Case, is_rule
from swschema.problems import Syntax

ASPECTS = ("code", "pointer", "line")


@dataclass(frozen=True, slots=True)
class Ratio:
    """So many right out of so many."""

    right: int
    total: int


@dataclass(frozen=True, slots=True)
class Score:
    """What a validator's answers are worth.

    Attributes:
        verdicts: right verdicts, over all.
        by_group: the same by record type and syntax.
        aspects: by "code", "pointer" and "line", the invalid files in which the problems reported
            agree with those expected; only aspects that the validator reports.
        wrong: the cases with a wrong verdict.
    """

    verdicts: Ratio
    by_group: Mapping[tuple[str, Syntax], Ratio]
    aspects: Mapping[str, Ratio]
    wrong: tuple[Case, ...]

    @property
    def perfect(self) -> bool:
        """Whether every verdict is right."""
        return not self.wrong


def score(cases: Sequence[Case], answers: Mapping[Path, Answer]) -> Score:
    """Return the score of the answers to all cases."""
    wrong = tuple(case for case in cases if answers[case.path].valid != case.valid)
    totals = Counter((case.record, case.syntax) for case in cases)
    misses = Counter((case.record, case.syntax) for case in wrong)
    aspects = {aspect: _aspect(aspect, cases, answers) for aspect in ASPECTS}
    return Score(
        verdicts=Ratio(len(cases) - len(wrong), len(cases)),
        by_group={group: Ratio(total - misses[group], total) for group, total in totals.items()},
        aspects={aspect: count for aspect, count in aspects.items() if count is not None},
        wrong=wrong,
    )


def _is_general(case: Case, problems: Sequence[ReportedProblem]) -> bool:
    """Return whether a validator reports the general code of a parser's error, at any line."""
    expected = [each.general for each in case.problems]
    return None not in expected and [each.code for each in problems] == expected


def _aspect(aspect: str, cases: Iterable[Case], answers: Mapping[Path, Answer]) -> Ratio | None:
    """Return for how many invalid files one aspect is right, None if it is never reported."""
    right = total = reported = 0
    for case in cases:
        if case.valid:
            continue
        expected = [getattr(each, aspect) for each in case.problems]
        if None in expected:  # no line is promised
            continue
        problems = [
            each
            for each in answers[case.path].problems or ()
            if case.level == "rules" or not is_rule(each.code)
        ]
        found = [getattr(each, aspect) for each in problems]
        reported += any(each is not None for each in found)
        right += Counter(found) == Counter(expected) or (
            aspect != "pointer" and _is_general(case, problems)
        )
        total += 1
    return Ratio(right, total) if reported else None

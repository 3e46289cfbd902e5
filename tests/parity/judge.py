"""Whether all agree on a document, and what is amiss where they do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import swschema
from conftest import GENERAL
from parity.case import Case, Finding
from parity.engines import Engine
from swschema.explain.codes import problem_codes
from swschema.problems import Syntax
from swschema.rules.settings import STRUCTURE

OURS = "swschema"
CONVERTERS = (swschema.to_json, swschema.to_xml)
SYNTAXES: tuple[Syntax, ...] = ("json", "xml")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A case that not all see alike.

    Attributes:
        case: the case.
        reason: who says what.
    """

    case: Case
    reason: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What was said of a case.

    Attributes:
        case: the case.
        verdicts: by engine; swschema's stand under its name and the syntax.
        reports: our findings by syntax, sorted.
        broken: the rules that sound parts of an invalid document break, by syntax, sorted.
    """

    case: Case
    verdicts: dict[str, bool]
    reports: dict[Syntax, tuple[Finding, ...]]
    broken: dict[Syntax, tuple[Finding, ...]]

    @property
    def right(self) -> bool:
        """The right verdict: the generator's, or where chance decides that of most engines."""
        if self.case.valid is not None:
            return self.case.valid
        return sum(self.verdicts.values()) * 2 > len(self.verdicts)


def text(case: Case, syntax: Syntax) -> bytes | None:
    """Return the text of a case in one syntax."""
    return case.json if syntax == "json" else case.xml


def report(data: bytes) -> tuple[Finding, ...]:
    """Return what swschema finds, sorted; a traceback is a finding that no case expects.

    A parser's error has its general code: which cause it has is tested in `tests/parse`.
    """
    try:
        found = swschema.validate(data, settings=STRUCTURE).problems
    except Exception as error:
        return ((f"traceback: {error!r}", ""),)
    return tuple(sorted((GENERAL.get(each.code, each.code), each.pointer) for each in found))


def broken_rules(data: bytes) -> tuple[Finding, ...]:
    """Return the rules that swschema finds broken, and `!` where one is about an unsound place."""
    try:
        problems = swschema.validate(data).problems
    except Exception as error:
        return ((f"traceback: {error!r}", ""),)
    unsound = [each.pointer for each in problems if each.code in problem_codes()]
    return tuple(
        sorted(
            (f"{each.code}{'!' * _leads_into(each, unsound)}", each.pointer)
            for each in problems
            if each.code not in problem_codes()
        )
    )


def _leads_into(problem: swschema.Problem, places: Iterable[str]) -> bool:
    """Return whether a problem is at or in one of some places, or relates to one."""
    return any(
        f"{at}/".startswith(f"{place}/")
        for at in (problem.pointer, *problem.related)
        for place in places
    )


def judge(cases: Sequence[Case], engines: Iterable[Engine]) -> list[Judged]:
    """Put cases to the engines that read them, and to swschema."""
    judged = [Judged(case, {}, {}, {}) for case in cases]
    for each in judged:
        for syntax in SYNTAXES:
            data = text(each.case, syntax)
            if data is not None:
                each.reports[syntax] = report(data)
                each.verdicts[f"{OURS}, {syntax}"] = not each.reports[syntax]
                each.broken[syntax] = broken_rules(data) if each.reports[syntax] else ()
    for engine in engines:
        asked = [
            (each, data) for each in judged if (data := text(each.case, engine.syntax)) is not None
        ]
        verdicts = engine.accepts([(each.case.record, data) for each, data in asked])
        for (each, _data), verdict in zip(asked, verdicts, strict=True):
            each.verdicts[engine.name] = verdict
    return judged


def _converts_alike(case: Case) -> bool:
    """Return whether both texts of a valid case convert to the same, each way."""
    assert case.json is not None
    assert case.xml is not None
    return all(convert(case.json) == convert(case.xml) for convert in CONVERTERS)


def disagreements(judged: Judged) -> Iterator[Disagreement]:
    """Yield what is amiss with a case."""
    case, right = judged.case, judged.right
    wrong = sorted(name for name, said in judged.verdicts.items() if said is not right)
    if wrong:
        should = "valid" if right else "invalid"
        yield Disagreement(case, f"{', '.join(wrong)} should find it {should}")
    reports, broken = list(judged.reports.values()), list(judged.broken.values())
    for report in [*reports, *broken]:
        if any(code.startswith("traceback") for code, _pointer in report):
            yield Disagreement(case, f"swschema fails: {report}")
        if any(code.endswith("!") for code, _pointer in report):
            yield Disagreement(case, f"a rule is about an unsound place: {report}")
    if len(set(broken)) > 1:
        yield Disagreement(case, f"the rules differ: {judged.broken}")
    if len(set(reports)) > 1:
        yield Disagreement(case, f"the reports differ: {judged.reports}")
    elif case.json and case.xml and right and not _converts_alike(case):
        yield Disagreement(case, "the two texts do not convert to the same")
    elif case.findings is not None and case.findings not in reports:
        yield Disagreement(case, f"the report should be {case.findings}, and is {reports[0]}")

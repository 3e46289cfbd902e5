"""Whether all agree on a document, and what is amiss where they do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import swschema
from conftest import AS_OF, GENERAL
from independent.case import Case, Finding, NoTwinError
from independent.comparison import is_same, value_of
from parity.engines import LIBRARY, OURS, Engine
from parity.processes import Library
from swschema.explain.codes import problem_codes
from swschema.problems import Syntax
from swschema.rules.settings import STRUCTURE

CONVERTERS = (swschema.to_json, swschema.to_xml, swschema.digest)
SYNTAXES: tuple[Syntax, ...] = ("json", "xml")
SETTINGS = swschema.Settings(as_of=AS_OF)
# Whose verdict is the right one where chance decides: they read the published files alone.
ORACLES = ("jsonschema-rs", "libxml2")


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
        verdicts: by engine, ours included; None where the specification refuses the document
            whatever the schemas say.
        reports: our findings on the structure by engine and syntax, sorted.
        broken: our findings on the rules by engine and syntax, with their messages, sorted.
    """

    case: Case
    verdicts: dict[str, bool | None] = field(default_factory=dict)
    reports: dict[str, tuple[Finding, ...]] = field(default_factory=dict)
    broken: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)

    @property
    def right(self) -> bool:
        """The right verdict: the generator's, or where chance decides that of the oracle."""
        if self.case.valid is not None:
            return self.case.valid
        return all(self.verdicts[name] for name in ORACLES if name in self.verdicts)


def text(case: Case, syntax: Syntax) -> bytes | None:
    """Return the text of a case in one syntax."""
    return case.json if syntax == "json" else case.xml


def _is_structural(problem: swschema.Problem) -> bool:
    """Return whether a problem is one of the structure; what a draft lacks is for the rules."""
    return problem.severity == "error" and (
        problem.code in _codes() or problem.code.startswith("traceback")
    )


@cache
def _codes() -> frozenset[str]:
    return frozenset(problem_codes())


def problems(
    data: bytes, engine: str = "fast", *, rules: bool = False
) -> Sequence[swschema.Problem]:
    """Return what swschema finds; a traceback is a problem that no case expects."""
    settings = SETTINGS if rules else STRUCTURE
    try:
        return swschema.validate(data, engine=engine, settings=settings).problems
    except Exception as error:
        return (swschema.Problem(f"traceback: {error!r}", ""),)


def structure(found: Iterable[swschema.Problem]) -> tuple[Finding, ...]:
    """Return the problems of the structure, sorted.

    A parser's error has its general code: which cause it has is tested in `tests/parse`.
    """
    own = (each for each in found if _is_structural(each))
    return tuple(sorted((GENERAL.get(each.code, each.code), each.pointer) for each in own))


def report(data: bytes) -> tuple[Finding, ...]:
    """Return what swschema finds wrong with the structure of a document."""
    return structure(problems(data))


def broken_rules(found: Sequence[swschema.Problem]) -> tuple[tuple[str, ...], ...]:
    """Return the rules among problems, sorted; `!` where one is about an unsound place."""
    unsound = [each.pointer for each in found if _is_structural(each)]
    return tuple(
        sorted(
            (f"{each.code}{'!' * _leads_into(each, unsound)}", each.pointer, each.message)
            for each in found
            if not _is_structural(each)
        )
    )


def _leads_into(problem: swschema.Problem, places: Iterable[str]) -> bool:
    """Return whether a problem is at or in one of some places, or relates to one."""
    return any(
        f"{at}/".startswith(f"{place}/")
        for at in (problem.pointer, *problem.related)
        for place in places
    )


def judge(
    cases: Sequence[Case],
    engines: Iterable[Engine],
    *,
    thorough: bool = True,
    library: Library | None = None,
) -> list[Judged]:
    """Put cases to the engines that read them, and to swschema.

    Args:
        cases: the cases.
        engines: other people's engines.
        thorough: whether the reference engine and the rules are asked too, which takes long.
        library: swschema for JavaScript, where it is asked.
    """
    judged = [Judged(case) for case in cases]
    for engine in engines:
        asked = [
            (each, data) for each in judged if (data := text(each.case, engine.syntax)) is not None
        ]
        verdicts = engine.accepts([(each.case.record, data) for each, data in asked])
        for (each, _data), verdict in zip(asked, verdicts, strict=True):
            each.verdicts[engine.name] = verdict
    for each in judged:
        for (engine_name, syntax), name in OURS.items():
            data = text(each.case, syntax)
            if data is None or (engine_name == "reference" and not thorough):
                continue
            found = problems(data, engine_name, rules=thorough and engine_name == "fast")
            each.reports[name] = structure(found)
            each.verdicts[name] = not each.reports[name]
            if engine_name == "fast":
                each.broken[name] = broken_rules(found)
    if library:
        _ask_library(judged, library, rules=thorough)
    return judged


def _ask_library(judged: Iterable[Judged], library: Library, *, rules: bool) -> None:
    """Put cases to swschema for JavaScript."""
    for syntax, name in LIBRARY.items():
        asked = [(each, data) for each in judged if (data := text(each.case, syntax)) is not None]
        reports = library.report([data for _each, data in asked], rules=rules, as_of=AS_OF)
        for (each, _data), found in zip(asked, reports, strict=True):
            problems = tuple(
                swschema.Problem(
                    one["code"],
                    one["message"],
                    one["pointer"],
                    severity=one["severity"],
                    related=tuple(one["related"]),
                )
                for one in found["problems"]
            )
            each.reports[name] = structure(problems)
            each.verdicts[name] = not each.reports[name]
            each.broken[name] = broken_rules(problems)


def disagreements(judged: Judged) -> Iterator[Disagreement]:
    """Yield what is amiss with a case."""
    for reason in (*_verdicts(judged), *_reports(judged), *_rules(judged), *_values(judged)):
        yield Disagreement(judged.case, reason)


def _verdicts(judged: Judged) -> Iterator[str]:
    right = judged.right
    wrong = sorted(
        name for name, said in judged.verdicts.items() if said is not right and said is not None
    )
    if wrong:
        yield f"{', '.join(wrong)} should find it {'valid' if right else 'invalid'}"
    if right and None in judged.verdicts.values():
        yield "it should not be refused"


def _reports(judged: Judged) -> Iterator[str]:
    reports = [*judged.reports.values()]
    for each in reports:
        if any(code.startswith("traceback") for code, _pointer in each):
            yield f"swschema fails: {each}"
    if len(set(reports)) > 1:
        yield f"the reports differ: {judged.reports}"
    elif judged.case.findings is not None and judged.case.findings not in reports:
        yield f"the report should be {judged.case.findings}, and is {reports[0]}"


def _rules(judged: Judged) -> Iterator[str]:
    for each in judged.broken.values():
        if any(code.endswith("!") for code, *_rest in each):
            yield f"a rule is about an unsound place: {each}"
    if len(set(judged.broken.values())) > 1:
        yield f"the rules differ: {judged.broken}"


def _values(judged: Judged) -> Iterator[str]:
    """Compare the values of a valid document: as it is, in both syntaxes, and converted."""
    texts = [data for syntax in SYNTAXES if (data := text(judged.case, syntax)) is not None]
    if not judged.right or any(judged.reports.values()):
        return
    try:
        first, *others = map(value_of, texts)
    except (NoTwinError, ValueError) as error:
        yield f"the oracle cannot read it: {error!r}"
        return
    if not all(is_same(first, each) for each in others):
        yield "the oracle reads different values"
    results = [[convert(each) for convert in CONVERTERS] for each in texts]
    if any(each != results[0] for each in results):
        yield "the two texts do not convert to the same"
    yield from _converted(first, results[0])


def _converted(value: Any, results: Sequence[Any]) -> Iterator[str]:
    for name, result in zip(("JSON", "XML"), results, strict=False):
        try:
            if not is_same(value_of(result), value):
                yield f"converted to {name}, it has another value"
        except (NoTwinError, ValueError) as error:
            yield f"converted to {name}, the oracle cannot read it: {error!r}"

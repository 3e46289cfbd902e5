"""The status of a registration by its records, and what comes next.

The rules of the life cycle are in `schemas/v1/life-cycle.yaml`; their expressions are generated
from there as plain Python.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from swschema.convert.value import read_value
from swschema.errors import RecordTypeError
from swschema.i18n import find_language, use_language
from swschema.lifecycle.items import find_window, list_items
from swschema.lifecycle.path import Transition, trace_steps
from swschema.lifecycle.status import (
    BilingualText,
    Deadline,
    FollowUp,
    RegistrationStatus,
    WindowStatus,
)
from swschema.lifecycle.table import SINGLE, UNIFIED, evaluate, life_cycle, take_parameters
from swschema.limits import DEFAULT_LIMITS, Limits
from swschema.parse.source import source_name
from swschema.problems import Language, Problem
from swschema.rules import v1_life_cycle as compiled
from swschema.rules.dates import today_in_china
from swschema.rules.problems import rule_problems
from swschema.rules.settings import DEFAULT_SETTINGS, Settings
from swschema.schema.codes import check_date
from swschema.validate import parse_valid

if TYPE_CHECKING:
    from swschema.parse.source_type import Source

NOTHING_YET = "NOT_SUBMITTED"
EVALUATED = ("registration", "dossier")  # record types that have a status
STATUS_RULE = "ST01"  # a status must match the progress


def status(
    source: Source,
    *,
    as_of: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    language: Language = "en",
    settings: Settings = DEFAULT_SETTINGS,
) -> RegistrationStatus:
    """Return the status of a registration, what it needs next, and what is wrong with it.

    Of a dossier, all records in it are evaluated (see `swschema.assemble`). For a registration
    alone, the status that it states is used where only other records could show the progress.

    Args:
        source: what `swschema.validate` takes: a dossier or a registration.
        as_of: the day, as YYYY-MM-DD, from which deadlines are counted; by default today in China.
        limits: bounds on size and depth.
        language: of the errors' messages.
        settings: how the rules are applied, of which the errors come.

    Raises:
        SourceError: if the source cannot be read.
        InvalidDocumentError: if its structure is not valid; it has the report.
        RecordTypeError: if it is another record.
        DateError: if `as_of` is not a date.
    """
    if as_of is not None:
        check_date(as_of)
    document = parse_valid(source, limits=limits, language=language)
    name = source_name(source)
    if document.record_type not in EVALUATED:
        raise RecordTypeError(name, document.record_type, EVALUATED)
    with use_language(find_language(language)):
        problems = rule_problems(document, name, settings) if settings.rules else ()
    evaluated = evaluate_status(read_value(document), as_of=as_of, settings=settings)
    return replace(evaluated, errors=select_errors(problems))


def select_errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the errors among problems, but for a status that does not match the progress."""
    return tuple(
        problem
        for problem in problems
        if problem.severity == "error" and problem.code != STATUS_RULE
    )


def evaluate_status(
    value: Mapping[str, Any], *, as_of: str | None = None, settings: Settings = DEFAULT_SETTINGS
) -> RegistrationStatus:
    """Return the status of a registration.

    Args:
        value: a structurally valid dossier, or a registration alone, as JSON has it.
        as_of: the day, as YYYY-MM-DD, from which deadlines are counted; by default today in China.
        settings: how the rules are applied, of which what is needed takes its parameters.
    """
    return _Records.of(value, settings).evaluate_status(as_of or today_in_china())


@dataclass(frozen=True, slots=True)
class _Records:
    """The records of one registration, and what is known of them.

    Attributes:
        alone: whether there is the registration only, and nothing is known of other records.
        known: the records and the facts of them, by the names that expressions have for them.
    """

    alone: bool
    known: Mapping[str, Any]

    @classmethod
    def of(cls, value: Mapping[str, Any], settings: Settings) -> _Records:
        alone = value["recordType"] == "registration"
        dossier = {"registration": value} if alone else value
        known = {
            "this": dossier["registration"],
            "dossier": dossier,
            "params": take_parameters(settings),
        }
        return cls(alone, _with_facts(known, ("registration", "dossier")))

    def evaluate_status(self, as_of: str) -> RegistrationStatus:
        registration = self.known["this"]
        transitions = [*self._transitions()]
        reached = [each.to for each in transitions if each.happened][-1]
        stated = registration["status"]
        way, agrees = trace_steps(transitions, reached, stated)
        state = stated if agrees else reached
        # Where the status is all that is known, what other records lack is not known.
        blind = self.alone and state != reached
        application = registration.get("application")
        return RegistrationStatus(
            registration["registrationId"],
            application["enterprise"]["legalName"] if application else None,
            stated,
            reached,
            agrees,
            tuple(way),
            tuple(self._windows(blind)),
            tuple(dict.fromkeys(list_items(self.known, state, blind=blind))),
            tuple(self._follow_ups()),
            tuple(self._deadlines(state, as_of)),
            as_of,
        )

    def _evaluate(self, expression: compiled.Expression | None, otherwise: Any = None) -> Any:
        return otherwise if expression is None else evaluate(expression, self.known)

    def _transitions(self) -> Iterator[Transition]:
        for each, (evidence, days) in zip(
            life_cycle()["transitions"], compiled.TRANSITIONS, strict=True
        ):
            shown = evidence is not None and not (self.alone and each["in"] == "dossier")
            yield Transition(
                tuple(each.get("from", ())),
                each["to"],
                BilingualText(**each["trigger"]),
                shown,
                shown and self._evaluate(evidence),
                tuple(_days(self._evaluate(days, ()))) if shown else (),
            )

    def _windows(self, blind: bool) -> Iterator[WindowStatus]:
        found = {
            each["window"]: self._at_window(each, expression)
            for each, expression in zip(life_cycle()["statuses"], compiled.STATUSES, strict=True)
            if "window" in each and not (blind and each["in"] != "registration")
        }
        yield from (
            WindowStatus(window, state)
            for window, state in found.items()
            if window == SINGLE or (window == UNIFIED) == self.known["unified"]
        )

    def _at_window(
        self, status: Mapping[str, Any], expression: Sequence[compiled.Expression]
    ) -> str:
        """Return how far a window has come, by the latest record that has anything for it."""
        if status["in"] == "registration":
            return _last(status, expression, self.known) or NOTHING_YET
        for record in reversed(self.known["current"]):
            known = _with_facts({"this": record}, (status["in"],))
            state = _last(status, expression, known) or str(record[status["member"]])
            if state != NOTHING_YET:
                return state
        return NOTHING_YET

    def _follow_ups(self) -> Iterator[FollowUp]:
        for talk in self.known["talks"]:
            for topic in talk["topics"]:
                if topic["followUpRequired"] and "followUpClosedOn" not in topic:
                    yield FollowUp(topic["topicCode"], topic["authority"], topic.get("followUpDue"))

    def _deadlines(self, state: str, as_of: str) -> list[Deadline]:
        found = [
            (each, Deadline(BilingualText(**each["words"]), find_window(self.known, each), day))
            for each, days in zip(life_cycle()["deadlines"], compiled.DEADLINES, strict=True)
            if state in each["states"]
            for day in _days(self._evaluate(days))
        ]
        sure = [deadline for each, deadline in found if "within" not in each]
        last = max((each.day for each in sure), default="")
        near = [
            deadline
            for each, deadline in found
            if "within" in each
            and (deadline.day <= last or deadline.days_left(as_of) <= each["within"])
        ]
        return sorted(dict.fromkeys([*sure, *near]), key=lambda each: each.day)


def derive_status(record: Mapping[str, Any], member: str) -> str | None:
    """Return what the rest of a record shows for one of its statuses; None where that is nothing.

    Args:
        record: a record in which nothing but statuses is missing, as JSON has it.
        member: the name of the status.
    """
    name = str(record["recordType"])
    for each, expressions in zip(life_cycle()["statuses"], compiled.STATUSES, strict=True):
        if each["in"] == name and each.get("member") == member:
            return _last(each, expressions, _with_facts({"this": record}, (name,)))
    return None


def _with_facts(known: Mapping[str, Any], records: tuple[str, ...]) -> dict[str, Any]:
    """Return what is known of records with the facts of it, of which some name earlier ones."""
    found = {**known}
    for record, name, expression in compiled.FACTS:
        if record in records:
            found[name] = evaluate(expression, found)
    return found


def _last(
    status: Mapping[str, Any], expression: Sequence[compiled.Expression], known: Mapping[str, Any]
) -> str | None:
    """Return the last state that there is evidence for; None where there is for none."""
    found = [
        str(each["code"])
        for each, one in zip(status["states"], expression, strict=True)
        if evaluate(one, known)
    ]
    return found[-1] if found else None


def _days(found: Any) -> Iterator[str]:
    """Yield the days in a list of them, or of such lists; '' is none."""
    for each in found:
        if not isinstance(each, str):
            yield from _days(each)
        elif each:
            yield each

"""What a draft still lacks to become the record, and who has to provide it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from swschema.convert.value import read_value
from swschema.errors import ExchangeError, RecordTypeError
from swschema.explain.finding import Finding
from swschema.i18n import _, find_language, use_language
from swschema.lifecycle.status import BilingualText
from swschema.limits import DEFAULT_LIMITS, Limits
from swschema.parse.source import source_name
from swschema.problems import Language, Problem
from swschema.rules.drafts import find_in_draft
from swschema.rules.problems import rule_problems
from swschema.rules.settings import DEFAULT_SETTINGS, Settings
from swschema.schema.files import DRAFTS, whole_name
from swschema.schema.paths import Path, find_value, pointer, trace_path
from swschema.schema.shapes import ObjectType, root
from swschema.validate import parse_valid

if TYPE_CHECKING:
    from swschema.parse.document import Document
    from swschema.parse.source_type import Source

# What a power of attorney has to cover, for the agent to fill in the record.
SCOPES = {"registration": "ONLINE_REGISTRATION"}


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """Something that a draft lacks, or that is filled in, but wrong.

    Attributes:
        state: `missing`, `wrong` where it is filled in, or `recommended` where the record may lack
            it.
        code: `missing` or `count`, or the id of the rule that requires it.
        pointer: JSON Pointer to where it should be.
        field: the titles of the fields on the way there.
        words: what is missing or wrong.
        actor: who has to provide it: ENTERPRISE, its AGENT, or an AUTHORITY or its system.
    """

    state: Literal["missing", "wrong", "recommended"]
    code: str
    pointer: str
    field: BilingualText
    words: BilingualText
    actor: str


@dataclass(frozen=True, slots=True)
class Checklist:
    """What a draft lacks to become the record.

    Attributes:
        record: the record type that it is to become.
        identifier: its identifier.
        legal_name: the enterprise's, once it is filled in.
        items: what it lacks, in the order of the form.
        errors: what is wrong with what is filled in.
    """

    record: str
    identifier: str
    legal_name: str | None
    items: tuple[ChecklistItem, ...]
    errors: tuple[Problem, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing is missing or wrong; what is only recommended may be missing."""
        return not self.errors and all(item.state == "recommended" for item in self.items)


def checklist(
    source: Source,
    *,
    limits: Limits = DEFAULT_LIMITS,
    language: Language = "en",
    settings: Settings = DEFAULT_SETTINGS,
) -> Checklist:
    """Return what a draft lacks to become the record, and who has to provide it.

    Args:
        source: what `swschema.validate` takes: a draft.
        limits: bounds on size and depth.
        language: of the errors' messages.
        settings: how the rules are applied.

    Raises:
        SourceError: if the source cannot be read.
        InvalidDocumentError: if its structure is not valid; it has the report.
        RecordTypeError: if it is no draft.
        ExchangeError: if it is a view.
    """
    document = parse_valid(source, limits=limits, language=language)
    if document.record_type not in DRAFTS:
        raise RecordTypeError(source_name(source), document.record_type, DRAFTS)
    with use_language(find_language(language)):
        return make_checklist(document, source_name(source), settings)


def make_checklist(document: Document, name: str, settings: Settings) -> Checklist:
    """Return what `checklist` does.

    Args:
        document: a draft whose structure is valid.
        name: what it is called.
        settings: how the rules are applied.

    Raises:
        ExchangeError: if it is a view.
    """
    value, record = read_value(document), whole_name(document.record_type)
    if "viewOf" in value:
        raise ExchangeError(name, "/viewOf", _("is a view, in which nothing is filled in"))
    problems = rule_problems(document, name, settings)
    shape = root(record)
    found = {}
    for language in ("en", "zh-Hans"):
        with use_language(language):
            findings = find_in_draft(document.record_type, value, settings)
            found[language] = [*findings.doubtful, *findings.missing]
    pairs = sorted(
        zip(found["en"], found["zh-Hans"], strict=True),
        key=lambda pair: _place(pair[0].path, shape),
    )
    return Checklist(
        record,
        str(value[f"{record}Id"]),
        _legal_name(value),
        tuple(_item(english, chinese, value, shape) for english, chinese in pairs),
        tuple(problem for problem in problems if problem.severity == "error"),
    )


def _legal_name(value: Mapping[str, Any]) -> str | None:
    for path in (("application", "enterprise", "legalName"), ("applicant", "legalName")):
        if name := find_value(value, path):
            return str(name)
    return None


def _item(
    english: Finding, chinese: Finding, value: Mapping[str, Any], shape: ObjectType
) -> ChecklistItem:
    path = english.path
    return ChecklistItem(
        _state(english),
        english.code,
        pointer(path),
        _field(path, shape),
        BilingualText(english.message, chinese.message),
        _actor(path, value, shape),
    )


def _state(finding: Finding) -> Literal["missing", "wrong", "recommended"]:
    if finding.severity == "warning":
        return "wrong"
    return "recommended" if finding.usual == "warning" else "missing"


def _place(path: Path, shape: ObjectType) -> tuple[int, ...]:
    """Return the place of a value in the order of the form."""
    numbers = []
    for end, part in enumerate(path, 1):
        member = trace_path(shape, path[:end]).member
        numbers.append(part if isinstance(part, int) else member.index if member else 0)
    return tuple(numbers)


def _field(path: Path, shape: ObjectType) -> BilingualText:
    titles: list[tuple[str, str]] = []
    for end, part in enumerate(path, 1):
        if isinstance(part, int):
            english, chinese = titles.pop()
            titles.append((f"{english} {part + 1}", f"{chinese}{part + 1}"))
        elif member := trace_path(shape, path[:end]).member:
            titles.append((member.schema["title"], member.schema["x-zh"]["title"]))
    english, chinese = (" › ".join(each) for each in zip(*titles, strict=True))
    return BilingualText(english, chinese)


def _actor(path: Path, value: Mapping[str, Any], shape: ObjectType) -> str:
    members = (trace_path(shape, path[:end]).member for end in range(1, len(path) + 1))
    if any(each and "assigned" in each.schema["x-stage"] for each in members):
        return "AUTHORITY"
    return "AGENT" if _is_by_agent(value, str(shape.record_type)) else "ENTERPRISE"


def _is_by_agent(value: Mapping[str, Any], record: str) -> bool:
    """Return whether an agent acts for the enterprise at this stage."""
    if record != "registration":
        return "agent" in value
    scope = find_value(value, ("application", "entrustment", "scope"))
    is_covered = not scope or SCOPES[record] in scope
    return value.get("applicantMode") == "AGENCY" and is_covered

"""What a draft still lacks, and what is wrong with what is there already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from swschema.attachments import check_attachment, find_attachments, find_owner
from swschema.explain.finding import Finding
from swschema.rules.attachment_contents import explain_contents
from swschema.rules.dates import today_in_china
from swschema.rules.evaluate import RuleViolation
from swschema.rules.explain import explain_violations
from swschema.rules.interpret import Interpretation, interpret_date, interpret_rules
from swschema.rules.partial import mark_unsound, open_draft
from swschema.rules.settings import Settings
from swschema.schema.files import DRAFTS, whole_name
from swschema.schema.paths import Path, find_value, trace_path
from swschema.schema.shapes import Member, ObjectType, Scalar, root
from swschema.schema.violation import Violation
from swschema.structure.messages import explain_violation

# What a draft is there to fill in, though the record may lack it.
NEEDED: Mapping[str, tuple[str, ...]] = {"registration": ("accountActivatedAt", "application")}
# What follows from the rest once nothing else is missing: `swschema.complete` fills it in.
DERIVED: Mapping[str, tuple[str, ...]] = {
    "registration": ("status",),
    "materials": ("inspectionStatus", "customsStatus", "status"),
    "interview": ("status",),
}
# Rules that blame a value which is mended by what is added elsewhere, such as an attachment.
MENDED_ELSEWHERE = {"AG06", "MT08", "PE02", "PE03", "PE04"}
DERIVED_RULES = {"ST01", "ST04"}  # which status a draft may have is what DR01 says


@dataclass(frozen=True, slots=True)
class DraftFindings:
    """What there is to say of a draft.

    Attributes:
        broken: the rules that it breaks, whatever will be filled in.
        doubtful: the rules that a value breaks which is filled in, unless something is added that
            explains it, such as a check waiver.
        missing: what it lacks to become the record, in the order of the form; `usual` of what is
            only recommended is `warning`.
        complete: whether all rules were evaluated; a draft can be too large for that.
    """

    broken: list[Finding]
    doubtful: list[Finding]
    missing: list[Finding]
    complete: bool


def find_in_draft(
    record: str, value: Mapping[str, Any], settings: Settings, violations: Iterable[Violation] = ()
) -> DraftFindings:
    """Return what a draft breaks of the rules of its record, and what it lacks.

    A rule is broken if what is there decides it: nothing that is absent or may be added counts. A
    rule that is broken only as long as nothing is added states something that is missing; the date
    of the draft, or else the day of checking, tells which rules are in force.

    Args:
        record: the record type of the draft.
        value: the draft as JSON has it.
        settings: which rules it is held to, and how.
        violations: all violations of its own structure.
    """
    if "viewOf" in value:
        return _find_in_view(record, value, settings, violations)
    name = whole_name(record)
    whole, value, unsound = root(name), {**value, "recordType": name}, [*violations]
    lacking = [*list_missing(whole, value)]
    missing = _explain_missing(lacking, value, whole)
    surely = interpret_draft(record, value, settings, unsound)
    filled = mark_draft(record, value, unsound)
    so_far = interpret_rules(
        name, filled, settings.all_parameters, settings.as_of,
        undated_on=_date_draft(record, mark_unsound(value, unsound), settings),
    )  # fmt: skip
    known = {*map(_key, surely.violations)}
    added = [each for each in _select(so_far.violations) if _key(each) not in known]
    findings = explain_violations(added, settings)
    doubtful = [each for each in findings if _is_doubtful(each, value)]
    places = {each.path: _is_single(each.path, whole) for each in missing}
    missing += [
        _require(each)
        for each in findings
        if each not in doubtful and _is_to_do(each, value, places)
    ]
    doubtful = [replace(each, severity="warning", usual="error") for each in doubtful]
    broken = explain_violations(surely.violations, settings)
    return DraftFindings(broken, doubtful, missing, surely.complete and so_far.complete)


def mark_draft(record: str, value: Mapping[str, Any], violations: Iterable[Violation] = ()) -> Any:
    """Return a draft as `interpret_rules` takes it: the lists of objects that it lacks are empty.

    Takes what `interpret_draft` takes; whatever else the draft lacks is not known.
    """
    whole = root(whole_name(record))
    lacking = list_missing(whole, value)
    return mark_unsound(_fill_lists(value, whole), [*violations, *_unknown(lacking, whole)])


def _find_in_view(
    record: str, value: Mapping[str, Any], settings: Settings, violations: Iterable[Violation]
) -> DraftFindings:
    found = interpret_draft(record, value, settings, violations)
    return DraftFindings(explain_violations(found.violations, settings), [], [], found.complete)


def _date_draft(record: str, value: Any, settings: Settings) -> str:
    found = interpret_date(record, value)
    return found if isinstance(found, str) and found else settings.as_of or today_in_china()


def interpret_draft(
    record: str, value: Mapping[str, Any], settings: Settings, violations: Iterable[Violation] = ()
) -> Interpretation:
    """Return the rules of the record that a draft breaks, whatever will be filled in.

    Takes what `find_in_draft` takes.
    """
    name = whole_name(record)
    opened = open_draft({**value, "recordType": name}, violations)
    found = interpret_rules(name, opened, settings.all_parameters, settings.as_of)
    return replace(found, violations=tuple(_select(found.violations)))


def find_in_drafts(
    record: str, value: Mapping[str, Any], settings: Settings, violations: Iterable[Violation] = ()
) -> Iterator[RuleViolation]:
    """Yield what `interpret_draft` finds in a draft, or in the draft that a message carries.

    Args:
        record: the record type.
        value: the record as JSON has it.
        settings: which rules it is held to, and how.
        violations: all violations of its structure.
    """
    if record in DRAFTS:
        yield from interpret_draft(record, value, settings, violations).violations
    elif record == "message":
        unsound = [*violations]
        for name in DRAFTS:
            inside = value.get(name)
            if isinstance(inside, dict):
                own = [replace(e, path=e.path[1:]) for e in unsound if e.path[:1] == (name,)]
                for found in interpret_draft(name, inside, settings, own).violations:
                    yield replace(found, path=(name, *found.path), fix=())


def find_in_attachments(
    record: str, value: Mapping[str, Any], settings: Settings
) -> Iterator[RuleViolation]:
    """Yield where attachments of a draft differ from their content, as far as they state it.

    Args:
        record: the record type of the draft.
        value: the draft as JSON has it.
        settings: which rules it is held to, and how.

    Raises:
        SourceError: if the folder of attachments, or a file in it, cannot be read.
    """
    for path, attachment in find_attachments(value, root(whole_name(record))):
        if attachment.keys() >= {"fileName", "sizeBytes", "sha256"}:
            folder, owner = settings.attachments, find_owner(value, path)
            yield from explain_contents(check_attachment(path, attachment, folder, owner=owner))


def derived_members(record: str, value: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the members of a draft that follow from the rest once nothing else is missing."""
    if record == "materials" and "supersedes" in value:
        return ("status",)  # what the windows have decided on before is not in it
    return DERIVED.get(record, ())


def list_missing(shape: ObjectType, value: Any) -> Iterator[Violation]:
    """Yield what an object lacks of what its type requires, in the order of the form.

    What lacks altogether is one violation; of the parts that a draft is there to fill in, each is.

    Args:
        shape: the type of the whole record, or of a part of it.
        value: the object.
    """
    record = str(shape.record_type)
    needed, derived = NEEDED.get(record, ()), derived_members(record, value)
    for member in shape.members:
        inside = value.get(member.name)
        if inside is None and member.name in needed and isinstance(member.shape, ObjectType):
            inside = {}  # each of its parts is missing
        if inside is None:
            if member.name in needed or (member.required and member.name not in derived):
                yield Violation((member.name,), keyword="required", code="missing")
        else:
            yield from _list_inside(member, inside)


def _list_inside(member: Member, inside: Any) -> Iterator[Violation]:
    least = member.schema.get("minItems", 0)
    if member.item is not None and len(inside) < least:
        yield Violation((member.name,), keyword="minItems", limit=least, code="count")
    if isinstance(member.shape, Scalar):
        return
    items = [((), inside)] if member.item is None else [((i,), e) for i, e in enumerate(inside)]
    for index, each in items:
        for found in list_missing(member.shape, each):
            yield replace(found, path=(member.name, *index, *found.path))


def _fill_lists(value: Any, shape: ObjectType) -> Any:
    """Return an object with empty lists of objects where it lacks them: there are none so far."""
    needed = NEEDED.get(str(shape.record_type), ())
    made = dict(value)
    for member in shape.members:
        inner = member.shape
        if isinstance(inner, Scalar):
            continue
        inside = made.get(member.name)
        if member.item is not None:
            if member.required or inside is not None:
                made[member.name] = [_fill_lists(each, inner) for each in inside or ()]
        elif inside is not None or member.name in needed:
            made[member.name] = _fill_lists(inside or {}, inner)
    return made


def _unknown(lacking: Iterable[Violation], whole: ObjectType) -> Iterator[Violation]:
    """Yield the violations at values that are not known of a draft with its lists filled up."""
    for violation in lacking:
        member = trace_path(whole, violation.path).member
        is_filled = member and member.item is not None and isinstance(member.shape, ObjectType)
        if violation.keyword == "required" and not is_filled:
            yield violation


def _explain_missing(
    lacking: Iterable[Violation], value: Mapping[str, Any], whole: ObjectType
) -> list[Finding]:
    findings = (explain_violation(violation, value, whole) for violation in lacking)
    return [replace(finding, severity="todo") for finding in findings]


def _is_doubtful(finding: Finding, value: Mapping[str, Any]) -> bool:
    """Return whether what breaks a rule is a value that is filled in."""
    is_error = finding.severity == "error" and finding.code not in MENDED_ELSEWHERE
    return is_error and _is_filled(finding, value)


def _is_to_do(finding: Finding, value: Mapping[str, Any], missing: Mapping[Path, bool]) -> bool:
    """Return whether what breaks a rule is to be added.

    What is a warning in a record concerns no value that is there, and none that is missing anyway.
    What a rule says of one single value that is missing, such as that no attachment has it as its
    identifier, says no more than that.

    Args:
        finding: what breaks a rule.
        value: the draft.
        missing: the places of what the form requires, and whether each is one single value.
    """
    if missing.get(finding.path):
        return False
    is_concerned = finding.path not in missing and not _is_filled(finding, value)
    return finding.severity == "error" or is_concerned


def _is_single(path: Path, whole: ObjectType) -> bool:
    member = trace_path(whole, path).member
    return member is not None and member.item is None and isinstance(member.shape, Scalar)


def _is_filled(finding: Finding, value: Mapping[str, Any]) -> bool:
    blamed = find_value(value, finding.path)
    return blamed is not None and not isinstance(blamed, Mapping | list)


def _require(finding: Finding) -> Finding:
    """Return a rule that is broken as long as nothing is added as something that is missing.

    What is a warning in a record is only recommended in its draft: it may never be added.
    """
    is_recommended = finding.severity == "warning"
    return replace(finding, severity="todo", usual="warning" if is_recommended else None)


def _select(violations: Iterable[RuleViolation]) -> list[RuleViolation]:
    return [each for each in violations if each.rule not in DERIVED_RULES]


def _key(violation: RuleViolation) -> tuple[str, int, Path]:
    return violation.rule, violation.check, violation.path

"""What rules say of a record with structural problems: what its sound parts decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from swschema.attachments import check_attachment, find_attachments, find_owner
from swschema.explain.finding import Finding
from swschema.explain.locate import locate_findings
from swschema.i18n import _
from swschema.parse.document import Document
from swschema.problems import Problem
from swschema.rules.attachment_contents import explain_contents
from swschema.rules.cited_digests import CITING, compare_citations, find_dossier
from swschema.rules.drafts import find_in_drafts
from swschema.rules.evaluate import RuleViolation
from swschema.rules.explain import explain_violations
from swschema.rules.interpret import MOST_WORK, interpret_rules
from swschema.rules.partial import is_inside, mark_unsound
from swschema.rules.settings import Settings
from swschema.rules.signed_digest import find_digest_violations, find_payload
from swschema.rules.unknown import UNKNOWN, OpenObject
from swschema.schema.paths import Path, find_value, parse_pointer
from swschema.schema.shapes import root
from swschema.schema.violation import Violation
from swschema.structure.check import structure_findings
from swschema.structure.violations import Diagnosis


def unsound_problems(
    document: Document, diagnosis: Diagnosis, settings: Settings
) -> tuple[Problem, ...]:
    """Return the problems of a record with an invalid structure, in the order of its text.

    There are no more than its limits allow, those of the structure first, and then one that says
    that there are others, or that not all rules were evaluated.

    Args:
        document: the record.
        diagnosis: what is wrong with its structure.
        settings: which rules it is held to, and how.

    Raises:
        SourceError: if the folder of attachments, or a file in it, cannot be read.
    """
    findings, most = structure_findings(document, diagnosis), document.limits.max_problems
    complete, others = True, not diagnosis.complete
    if settings.rules and diagnosis.complete:
        decided, complete = find_decided(
            document.record_type, diagnosis.value, diagnosis.violations, settings
        )
        others = len(findings) + len(decided) > most
        decided = decided[: most - len(findings)]
        if document.workbook is not None:
            decided = _find_culprits(document.record_type, diagnosis, decided, settings)
        findings += decided
    problems = locate_findings(document, findings)[:most]
    if others:
        message = _("there are more problems than {limit}; the others are not listed")
        return (*problems, Problem("limit", message.format(limit=f"{most:,}")))
    if complete:
        return tuple(problems)
    message = _("the record is too large for all rules to be checked while it has other problems")
    return (*problems, Problem("limit", message))


def _find_culprits(
    record: str, diagnosis: Diagnosis, findings: Iterable[Finding], settings: Settings
) -> list[Finding]:
    from swschema.rules.culprits import find_culprits

    marked = mark_unsound(diagnosis.value, diagnosis.violations)
    return find_culprits(record, marked, findings, settings)


def find_decided(
    record: str, value: Mapping[str, Any], violations: Iterable[Violation], settings: Settings
) -> tuple[list[Finding], bool]:
    """Return the rules that a record breaks whatever its unsound parts are meant to be.

    None is about a place with a structural problem, or a part of one. Digests and contents are
    compared where all that they are of is sound; other documents are not looked at, since a
    record is counted among them only when its structure is valid.

    Args:
        record: the record type.
        value: the record as JSON has it.
        violations: all violations of its structure.
        settings: which rules it is held to, and how.

    Returns:
        The findings, and whether all rules were evaluated: the record can be too large for that.
    """
    violations = [*violations]
    marked = mark_unsound(value, violations)
    if marked is UNKNOWN:
        return [], True
    parameters = settings.all_parameters
    interpreted = interpret_rules(record, marked, parameters, settings.as_of, most_work=MOST_WORK)
    broken = [*_find_in_code(record, value, marked, settings), *interpreted.violations]
    broken += find_in_drafts(record, value, settings, violations)
    places = frozenset(each.path for each in violations)
    return _outside(explain_violations(broken, settings), places), interpreted.complete


def _outside(findings: Iterable[Finding], places: frozenset[Path]) -> list[Finding]:
    """Return the findings that are outside of some places, without what they say of these."""
    return [_without(each, places) for each in findings if not is_inside(each.path, places)]


def _without(finding: Finding, places: frozenset[Path]) -> Finding:
    related = tuple(at for at in finding.related if not is_inside(at, places))
    changes = (parse_pointer(each["path"]) for each in finding.fix)
    fix = () if any(is_inside(at, places) for at in changes) else finding.fix
    return replace(finding, related=related, fix=fix)


def _find_in_code(
    record: str, value: Mapping[str, Any], marked: Any, settings: Settings
) -> Iterator[RuleViolation]:
    """Yield what the checks that are made in code find in the sound parts."""
    for dossier, path in find_dossier(record, marked):
        yield from _find_citations(dossier, find_value(value, path), path)
    if record == "message" and _is_payload_sound(marked, value):
        yield from find_digest_violations(value)
    folder = settings.attachments
    for path, attachment in find_attachments(marked, root(record)):
        if attachment is find_value(value, path):
            yield from explain_contents(
                check_attachment(path, attachment, folder, owner=find_owner(value, path))
            )


def _is_payload_sound(marked: Any, value: Mapping[str, Any]) -> bool:
    """Return whether the record in a message, its signature and its type have no problems."""
    if isinstance(marked, OpenObject) or marked.get("payloadType", UNKNOWN) is UNKNOWN:
        return False
    payload, signature = find_payload(marked), marked.get("signature")
    own = find_payload(value)
    return payload is own and signature is value.get("signature")


def _find_citations(dossier: Any, value: Any, path: Path) -> Iterator[RuleViolation]:
    """Yield what `find_citation_violations` does, as far as what cites and what is cited is sound.

    Args:
        dossier: the dossier with what is not known of it.
        value: the dossier as it is.
        path: its path.
    """
    if dossier is UNKNOWN:
        return
    registration = _if_sound(dossier, value, "registration")
    rounds = _if_sound(dossier, value, "materialsRounds")
    citing = []
    for name in CITING:
        items = dossier.get(name, ())
        for index, each in enumerate(() if items is UNKNOWN else items):
            if each is not UNKNOWN:
                own = value[name][index]
                found = {
                    key: _if_sound(each, own, key) for key in ("registrationRef", "materialsRef")
                }
                known = {key: ref for key, ref in found.items() if ref is not None}
                citing.append(((*path, name, index), known))
    yield from compare_citations(registration, rounds or (), citing)


def _if_sound(marked: Any, value: Any, name: str) -> Any:
    """Return a member that has no problem in it, None where there is none."""
    found = marked.get(name)
    return found if found is value.get(name) else None

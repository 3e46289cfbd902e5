"""A document's problems with the rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from swschema.convert.value import read_value
from swschema.rules.evaluate import RuleViolation, evaluate_rules, passes_rules
from swschema.rules.long_lists import find_long_lists, has_long_lists
from swschema.rules.settings import Settings
from swschema.schema.files import DRAFTS, whole_name

if TYPE_CHECKING:
    from swschema.parse.document import Document
    from swschema.problems import Problem
    from swschema.rules.batch import Batch

CITING = ("dossier", "message")  # records that may hold one record that cites another


def rule_problems(
    document: Document, name: str, settings: Settings, batch: Batch | None = None
) -> tuple[Problem, ...]:
    """Return what a structurally valid record has against the rules, in the order of its text.

    Args:
        document: the record; where only the parsed object is known, its problems have no place.
        name: what the document is called.
        settings: which rules it is held to, and how.
        batch: the documents before it, if it is one of several.

    Raises:
        SourceError: if the folder of attachments, or a file in it, cannot be read.
    """
    record, value = document.record_type, read_value(document)
    if has_long_lists(value):
        from swschema.explain.locate import locate_findings

        return tuple(locate_findings(document, find_long_lists(value)))
    if record in DRAFTS:
        return _draft_problems(document, value, settings)
    parameters = settings.all_parameters
    clean = passes_rules(record, value, parameters, settings.as_of)
    violations: list[RuleViolation] = []
    if record in CITING or batch is not None:
        violations += _across_records(name, record, value, settings, batch)
    if not clean or settings.attachments is not None:
        from swschema.rules.attachment_contents import find_attachment_violations

        violations += find_attachment_violations(record, value, settings.attachments)
    if not clean:
        violations += evaluate_rules(record, value, parameters, settings.as_of)
    if not violations:
        return ()
    from swschema.explain.locate import locate_findings
    from swschema.rules.explain import explain_violations

    findings = explain_violations(violations, settings)
    if document.workbook is not None:
        from swschema.rules.culprits import find_culprits

        findings = find_culprits(record, value, findings, settings)
    return tuple(locate_findings(document, findings))


def passes_all_rules(record: str, value: Mapping[str, Any], settings: Settings) -> bool:
    """Return whether a structurally valid record surely has nothing against the rules.

    Neither other documents nor the files of attachments are looked at.

    Args:
        record: its record type.
        value: the record as JSON has it.
        settings: which rules it is held to, and how.
    """
    if record in DRAFTS or has_long_lists(value):  # hardly any draft lacks nothing
        return False
    if not passes_rules(record, value, settings.all_parameters, settings.as_of):
        return False
    return next(_across_records("", record, value, settings, None), None) is None


def _draft_problems(
    document: Document, value: Mapping[str, Any], settings: Settings
) -> tuple[Problem, ...]:
    """Return what a structurally valid draft breaks, and what it still lacks."""
    from swschema.explain.locate import locate_findings
    from swschema.rules.drafts import find_in_attachments, find_in_draft
    from swschema.rules.explain import explain_violations

    record = document.record_type
    own = [
        *find_in_attachments(record, value, settings),
        *evaluate_rules(record, value, settings.all_parameters, settings.as_of),
    ]
    found = find_in_draft(record, value, settings)
    surely = [*explain_violations(own, settings), *found.broken]
    findings = [*surely, *found.doubtful, *found.missing]
    if document.workbook is not None:
        from swschema.rules.culprits import find_culprits
        from swschema.rules.drafts import mark_draft

        findings = find_culprits(whole_name(record), mark_draft(record, value), findings, settings)
    return tuple(locate_findings(document, findings))


def _across_records(
    name: str, record: str, value: Mapping[str, Any], settings: Settings, batch: Batch | None
) -> Iterator[RuleViolation]:
    """Yield what rules find in what a record cites or signs, and in the records before it."""
    if record in CITING:
        from swschema.rules.cited_digests import find_citation_violations

        yield from find_citation_violations(record, value)
    if record == "message":
        from swschema.rules.signed_digest import find_digest_violations

        yield from find_digest_violations(value)
        if not value.keys().isdisjoint(DRAFTS):
            from swschema.rules.drafts import find_in_drafts

            yield from find_in_drafts(record, value, settings)
    if batch is not None:
        from swschema.rules.batch import add_record

        yield from add_record(batch, name, record, value)

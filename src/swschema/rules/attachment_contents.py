"""Attachments compared with their content, which no expression can do: rule MT09."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path as FilePath
from typing import Any

from swschema.attachments import AttachmentViolation, check_attachments
from swschema.i18n import _
from swschema.rules.evaluate import RuleViolation
from swschema.schema.shapes import root

RULE = "MT09"


def find_attachment_violations(
    record: str, value: Mapping[str, Any], folder: FilePath | None
) -> Iterator[RuleViolation]:
    """Yield where the content of attachments differs from what the record states (rule MT09).

    Args:
        record: the record type.
        value: a structurally valid record, as JSON has it.
        folder: the folder with their files; None where only content in the record is available.

    Raises:
        SourceError: if the folder does not exist, or a file in it cannot be read.
    """
    yield from explain_contents(check_attachments(value, root(record), folder=folder))


def explain_contents(violations: Iterable[AttachmentViolation]) -> Iterator[RuleViolation]:
    """Yield the violations of the rule, from those of attachments in the order of the record."""
    for violation in violations:
        message, remedy = _explain(violation)
        yield RuleViolation(RULE, 0, violation.path, message=message, remedy=remedy)


def _explain(violation: AttachmentViolation) -> tuple[str, str]:
    """Return the message and, where it is not that of the rule, the remedy."""
    match violation.kind:
        case "size":
            words = _("The size (sizeBytes) is {expected}, but the content has {actual} bytes")
            expected, actual = f"{violation.expected:,}", f"{violation.actual:,}"
            return words.format(expected=expected, actual=actual), ""
        case "digest":
            return _("The SHA-256 digest (sha256) is not that of the content"), ""
    return (
        _("The folder of attachments has no file with this name (fileName)"),
        _("Put the file into the folder of attachments, or correct its name (fileName)."),
    )

"""What is wrong with a record, in one form for all engines and both syntaxes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from swschema.problems import Operation, Severity
from swschema.schema.paths import Path


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong at one place of a record, in words; its place in the text is still to be found.

    Attributes:
        code: the code of a structural problem, or the id of a rule.
        path: names and indices from the root; of what is missing, to where it should be.
        message: what is wrong, in the language in use; it never quotes the value.
        remedy: how to fix it, in the language in use; empty where there is no advice.
        severity: an error makes the document invalid, a warning does not; what is still to do is
            missing from a draft.
        usual: the severity in the rulebook, where a configuration has changed it; in a draft, where
            it has another one: what is recommended to do is a warning in the record, and what is
            filled in, but wrong, an error.
        related: the paths of other values that the rule concerns.
        fix: what a program can do to fix it: operations of a JSON Patch (RFC 6902).
        token: the XML element, or the token of the JSON text, that a reader has reported; None
            where the path alone says which.
        check: of a rule, the number of its check and the path of the value that was checked.
        culprit: where it is mended, if that is known more closely than the path says.
    """

    code: str
    path: Path
    message: str
    remedy: str = ""
    severity: Severity = "error"
    usual: Severity | None = None
    related: tuple[Path, ...] = ()
    fix: tuple[Operation, ...] = ()
    token: Any = None
    check: tuple[int, Path] | None = None
    culprit: Path | None = None

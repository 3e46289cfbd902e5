"""What is wrong with a document, in one form for JSON and XML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]
Syntax = Literal["json", "xml"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in a document: what it is and where it stands.

    Attributes:
        code: the kind of fault, the same for JSON and XML; see `swschema.structure.codes`.
        message: what is wrong and how to mend it; it never quotes the value.
        pointer: JSON Pointer (RFC 6901) into the record, "" for the whole of it. A missing
            member is pointed to where it should be.
        xpath: XPath 1.0 to the same place in the record's XML; its prefix `sw` stands for the
            namespace of the specification.
        line: line in the source, from 1; None where the source has no lines.
        column: column in that line, from 1, in characters.
        severity: an error makes the document invalid, a warning does not.
    """

    code: str
    message: str
    pointer: str = ""
    xpath: str = ""
    line: int | None = None
    column: int | None = None
    severity: Severity = "error"


@dataclass(frozen=True, slots=True)
class Report:
    """The verdict on one document and the problems it rests on.

    Attributes:
        name: the source as the caller named it: a path, or a word such as "bytes".
        syntax: the syntax found in the content; None where it is neither JSON nor XML, or
            where a parsed object was given.
        record: the record type found in the content, such as "registration"; None if unknown.
        problems: in the order of the document.
    """

    name: str
    syntax: Syntax | None
    record: str | None
    problems: tuple[Problem, ...] = ()

    @property
    def valid(self) -> bool:
        """Whether the document has no errors; warnings do not count."""
        return all(problem.severity != "error" for problem in self.problems)

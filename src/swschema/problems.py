"""What is wrong with a document, in one form for JSON and XML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]
Syntax = Literal["json", "xml"]
Language = Literal["en", "zh-Hans"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in a document: what it is, where it stands and how to mend it.

    Attributes:
        code: the kind of fault, the same for JSON and XML: one of `swschema.explain.codes`,
            such as `missing`, or the id of a rule, such as `MT02`.
        message: what is wrong, in the language asked for; it never quotes the value.
        pointer: JSON Pointer (RFC 6901) into the record, "" for the whole of it. A missing
            member is pointed to where it should be.
        xpath: XPath 1.0 to the same place in the record's XML; its prefix `sw` stands for the
            namespace of the specification.
        line: line in the source, from 1; None where the source has no lines.
        column: column in that line, from 1, in characters.
        excerpt: the member or element at that place, on one line and cut short; what is
            personal or unknown in it is masked. Empty where there is no source.
        remedy: how to mend it, in the language asked for; empty where there is no advice.
        severity: an error makes the document invalid, a warning does not.
        related: JSON Pointers to other places that a rule blames.
        usual: the severity that the rulebook gives the rule, where a configuration has changed it.
    """

    code: str
    message: str
    pointer: str = ""
    xpath: str = ""
    line: int | None = None
    column: int | None = None
    excerpt: str = ""
    remedy: str = ""
    severity: Severity = "error"
    related: tuple[str, ...] = ()
    usual: Severity | None = None

    @property
    def help(self) -> str:
        """Return the address under which the specification explains this kind of problem."""
        kind = "rules" if self.code.isupper() else "problems"
        return f"https://w3id.org/swschema/v1/{kind}/{self.code}"


@dataclass(frozen=True, slots=True)
class Report:
    """The verdict on one document and the problems it rests on.

    Attributes:
        name: the source as the caller named it: a path, or a word such as "bytes".
        syntax: the syntax found in the content; None where it is neither JSON nor XML, or
            where a parsed object was given.
        record: the record type found in the content, such as "registration"; None if unknown.
        problems: in the order of the document.
        language: the language of the messages.
        number: which record of a stream it is, from 1; None where the source is one document.
        offset: where the record begins, in bytes of the uncompressed stream, from 0.
    """

    name: str
    syntax: Syntax | None
    record: str | None
    problems: tuple[Problem, ...] = ()
    language: Language = "en"
    number: int | None = None
    offset: int | None = None

    @property
    def valid(self) -> bool:
        """Whether the document has no errors; warnings do not count."""
        return all(problem.severity != "error" for problem in self.problems)

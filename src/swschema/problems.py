"""What is wrong with a document, in one form for JSON and XML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal

from swschema.json_text import render_json
from swschema.surrogates import replace_surrogates

Severity = Literal["error", "warning", "todo"]
Syntax = Literal["json", "xml", "xlsx"]
Language = Literal["en", "zh-Hans"]
Operation = Mapping[str, Any]  # of a JSON Patch: `op`, `path` and, but to remove, `value` or `from`


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem in a document: what is wrong, where, and how to fix it.

    Attributes:
        code: the kind of problem, the same for JSON and XML: the code of a structural problem,
            such as `missing`, or the id of a rule, such as `MT02`.
        message: what is wrong, in the language of the report; it never quotes the value.
        pointer: JSON Pointer (RFC 6901) into the record, "" for the whole of it; for a missing
            member, to where it should be.
        xpath: XPath 1.0 to the same place in the record's XML; its prefix `sw` stands for the
            namespace of the specification.
        line: line in the source, from 1; None where the source has no lines.
        column: column in that line, from 1, in characters.
        cell: in a workbook, the cell of that place as spreadsheets call it, such as `Contacts!D7`;
            for what is missing, the cell to write it in. None in other documents.
        excerpt: the member or element at that place, on one line and cut short; personal and
            unknown data in it are masked. Empty where there is no source.
        remedy: how to fix it, in the language of the report; empty where there is no advice.
        severity: an error makes the document invalid, a warning does not; what is still to do is
            missing from a draft.
        related: JSON Pointers to other places that the rule concerns.
        usual: the severity in the rulebook, where a configuration has changed it; in a draft, where
            it has another one: what is recommended to do is a warning in the record, and what is
            filled in, but wrong, an error.
        fix: what a program can do to fix it: operations of a JSON Patch (RFC 6902) on the record as
            JSON has it; empty where only a person can know.
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
    fix: tuple[Operation, ...] = ()
    cell: str | None = None

    @property
    def help(self) -> str:
        """Return the address under which the specification explains this kind of problem."""
        kind = "rules" if self.code.isupper() else "problems"
        return f"https://w3id.org/swschema/v1/{kind}/{self.code}"

    def to_dict(self) -> dict[str, Any]:
        """Return the problem as the report format `json` has it: its attributes and `help`.

        All of it can be written as JSON: half of a surrogate pair, which UTF-8 cannot represent,
        is replaced.
        """
        return {**_members(self), "help": self.help}

    def to_json(self, *, indent: bool = False) -> bytes:
        """Return what `to_dict` gives as JSON, in UTF-8.

        Args:
            indent: whether to put each member on a line of its own.
        """
        return _write_json(self.to_dict(), indent=indent)


@dataclass(frozen=True, slots=True)
class Report:
    """The verdict on one document, and the problems found in it.

    Attributes:
        name: the source as the caller named it: a path, or a word such as "bytes".
        syntax: the syntax, detected from the content; None where it is none of the three, or
            where a parsed object was given.
        record: the record type, detected from the content, such as "registration"; None if
            unknown.
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

    @property
    def warned(self) -> bool:
        """Whether the document has warnings and no errors."""
        return self.valid and any(problem.severity == "warning" for problem in self.problems)

    def to_dict(self) -> dict[str, Any]:
        """Return the report as the report format `json` has it: its attributes and `valid`.

        All of it can be written as JSON, as with `Problem.to_dict`.
        """
        problems = [problem.to_dict() for problem in self.problems]
        return {"valid": self.valid, **_members(self), "problems": problems}

    def to_json(self, *, indent: bool = False) -> bytes:
        """Return what `to_dict` gives as JSON, in UTF-8.

        Args:
            indent: whether to put each member on a line of its own.
        """
        return _write_json(self.to_dict(), indent=indent)


def _members(value: Problem | Report) -> dict[str, Any]:
    """Return the attributes of a value, their texts in what UTF-8 can represent."""
    return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return replace_surrogates(value)
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    return list(map(_plain, value)) if isinstance(value, tuple | list) else value


def _write_json(value: dict[str, Any], *, indent: bool) -> bytes:
    return render_json(value, indent=indent)

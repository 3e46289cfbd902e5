"""The samples of the manifest with their expected results."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import orjson

from swschema.errors import SourceError
from swschema.i18n import _
from swschema.problems import Syntax

Level = Literal["structure", "rules"]
RULE = re.compile("[A-Z]{2}[0-9]{2}")  # what a code of a rule looks like


@dataclass(frozen=True, slots=True)
class Expected:
    """One problem that a validator must find.

    Attributes:
        code: the kind of problem.
        pointer: JSON Pointer to its place.
        line: its line, from 1; None where none is promised.
        general: the code that a validator may report instead, where parsers differ; None if none.
    """

    code: str
    pointer: str
    line: int | None
    general: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One file of a sample.

    Attributes:
        sample: the sample's id.
        record: the record type that it is about.
        level: "structure" or "rules": what a validator must check for the right verdict.
        syntax: the syntax of the file.
        path: the file.
        valid: the right verdict.
        problems: what is wrong with it, in no order; without the rules that sound parts of a record
            with an invalid structure break, which not every validator reports.
        description: what the sample shows, by language ("en", "zh").
    """

    sample: str
    record: str
    level: Level
    syntax: Syntax
    path: Path
    valid: bool
    problems: tuple[Expected, ...]
    description: Mapping[str, str]


def is_rule(code: str | None) -> bool:
    """Return whether a code is the id of a rule."""
    return code is not None and RULE.fullmatch(code) is not None


def cases(folder: Path, syntax: Syntax | None = None, level: Level = "structure") -> list[Case]:
    """Return the files of the kit in a folder.

    Args:
        folder: the folder, with its manifest.
        syntax: the only syntax, or None for both.
        level: "structure" leaves out the samples that only a rule makes wrong.

    Raises:
        SourceError: if the folder has no manifest that can be read, or lacks a file of it.
    """
    path = folder / "manifest.json"
    try:
        samples = orjson.loads(path.read_bytes())["samples"]
        found = [
            case
            for each in samples
            if level == "rules" or each["level"] == "structure"
            for case in _cases(each, folder, syntax)
        ]
    except OSError as error:
        raise SourceError.from_os(path, error) from error
    except (orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise SourceError(str(path), _("is not a manifest of samples")) from error
    for case in found:
        if not case.path.is_file():
            reason = _("is not there: `swschema build` writes it, in a checkout")
            raise SourceError(str(case.path), reason)
    return found


def checking_day(folder: Path) -> str:
    """Return the day of checking for the samples in a folder with a manifest, as YYYY-MM-DD."""
    return str(orjson.loads((folder / "manifest.json").read_bytes())["asOf"])


def _cases(sample: Mapping[str, Any], folder: Path, syntax: Syntax | None) -> Iterator[Case]:
    for kind, file in sample["files"].items():
        if syntax in (None, kind):
            yield Case(
                sample=sample["id"],
                record=sample["record"],
                level=sample["level"],
                syntax=kind,
                path=folder / file,
                valid=sample["valid"],
                problems=tuple(
                    Expected(
                        each["code"],
                        each["pointer"],
                        each["lines"].get(kind),
                        each.get("general"),
                    )
                    for each in sample["problems"]
                    if sample["level"] == "rules" or not is_rule(each["code"])
                ),
                description=sample["description"],
            )

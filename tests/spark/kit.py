"""The samples as rows, and the local verdict in the form that Spark has it."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

from conftest import SAMPLES
from swschema import Problem, Report, validate
from swschema.json_text import render_json
from swschema.surrogates import replace_surrogates

MEMBERS = [*(each.name for each in fields(Problem)), "help"]
FOLDERS = ("valid", "variants", "invalid", "rules")


@cache
def documents() -> tuple[Path, ...]:
    """Return all samples in both syntaxes, found by walking."""
    found = sorted(
        path
        for folder in FOLDERS
        for path in (SAMPLES / folder).rglob("*")
        if path.suffix in {".json", ".xml"}
    )
    return tuple(found)


def few() -> tuple[Path, ...]:
    """Return some of them, of all kinds."""
    return documents()[::9]


def text(path: Path) -> str | None:
    """Return the text of a sample; None where it is in another encoding than UTF-8."""
    try:
        return path.read_bytes().decode()
    except UnicodeDecodeError:
        return None


@cache
def local(path: Path) -> Report:
    """Return the local verdict on a sample, in English."""
    return validate(path)


def plain(report: Report) -> dict[str, Any]:
    """Return a local report as a row of Spark has it, in plain Python."""
    return {
        "valid": report.valid,
        "record": report.record,
        "syntax": report.syntax,
        "problems": [
            {name: _plain(getattr(problem, name)) for name in MEMBERS if name != "fix"}
            | {"fix": render_json(problem.to_dict()["fix"]).decode()}
            for problem in report.problems
        ],
    }


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [*map(replace_surrogates, value)]
    return replace_surrogates(value) if isinstance(value, str) else value

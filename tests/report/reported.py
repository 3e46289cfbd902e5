"""Reports to render, and what is to be found again in each format."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import swschema
from conftest import ROOT, SAMPLES
from swschema.problems import Language, Problem, Report, Syntax
from swschema.report import renderer

# Markup, commands, formulas, terminal escapes, line breaks, right-to-left, half a character.
NASTY = "=cmd|' /C calc'!A0 <b a='1'>&amp;\"50%,::x\r\n\x1b[31m\u202e\x00\ud800]]>.json"
HARMLESS = NASTY.replace("\r", "␍").replace("\n", "␊").replace("\x1b", "␛").replace("\x00", "␀")
HARMLESS = HARMLESS.replace("\u202e", "\ufffd").replace("\ud800", "\ufffd")

WARNING = Problem("format", "is odd", "/a", "/sw:a", 3, 5, '"a": "1"', severity="warning")
ERROR = Problem("enum", "is wrong", "/b", "/sw:b", 4, 7, '"b": "企业"', "choose")
BREACH = Problem(
    "AG01",
    "is missing",
    "/application/entrustment",
    "/sw:registration/sw:application/sw:entrustment",
    14,
    18,
    '"application": {…}',
    "report it",
    severity="warning",
    related=("/application/platforms/1/url", "/applicantMode"),
    usual="error",
)
RELATED_XPATHS = [
    "/sw:registration/sw:application/sw:platforms/sw:platform[2]/sw:url",
    "/sw:registration/sw:applicantMode",
]


def breached(syntax: Syntax = "json", language: Language = "en") -> Report:
    """Return a report of a rule that a configuration has made a warning, and that blames three."""
    return Report(f"a.{syntax}", syntax, "registration", (BREACH,), language)


def nasty() -> Report:
    """Return a report with text from outside that no format may pass on as it is."""
    problem = Problem("unknown", NASTY, f"/{NASTY}", f"/sw:{NASTY}", 1, 2, f'"{NASTY}": 1', NASTY)
    return Report(NASTY, "json", "registration", (problem,))


def rendered(form: str, *reports: Report) -> str:
    return "".join(renderer(form)(reports))


@cache
def sampled(language: Language = "en") -> tuple[Report, ...]:
    """Return the report on every sample, named by its path from the repository."""
    return tuple(_validated(language))


def _validated(language: Language) -> Iterator[Report]:
    for folder in ("valid", "invalid", "rules"):
        for path in sorted((SAMPLES / folder).rglob("*.*")):
            name = path.relative_to(ROOT).as_posix()
            yield swschema.validate(path, name=name, language=language)

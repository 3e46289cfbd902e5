"""A page for each code of structural problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import click
import yaml

from swschema.compiler.pages import differences, labels
from swschema.compiler.pages.addresses import LANGUAGES, problem_page
from swschema.compiler.pages.render import render
from swschema.compiler.samples.problems import SAMPLES, SYNTAXES
from swschema.explain.codes import CODES, CODES_IN_CHINESE
from swschema.i18n import speaking
from swschema.problems import Language, Report
from swschema.report.text import block
from swschema.validate import validate

SPOKEN: Mapping[str, Language] = {"en": "en", "zh": "zh-Hans"}


@cache
def explained() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Return what is told of each code besides its meaning, by code and language."""
    path = Path(__file__).with_name("problems.yaml")
    found: Mapping[str, Mapping[str, Mapping[str, str]]] = yaml.safe_load(
        path.read_text(encoding="utf-8")
    )
    return found


def meaning(code: str, language: str) -> str:
    """Return what a code means."""
    return (CODES if language == "en" else CODES_IN_CHINESE)[code]


def problem_files(docs: Path, files: Mapping[Path, bytes]) -> dict[Path, bytes]:
    """Return the pages of all codes in both languages.

    Args:
        docs: the folder of the documentation.
        files: the samples by path.
    """
    return {
        docs / language / problem_page(code): _page(code, docs.parent / "samples", files, language)
        for code in CODES
        for language in LANGUAGES
    }


def _page(code: str, samples: Path, files: Mapping[Path, bytes], language: str) -> bytes:
    found = dict(_samples(code, samples, files))
    reports = {syntax: _report(code, syntax, data, language) for syntax, data in found.items()}
    with speaking(SPOKEN[language]):
        told = "\n\n".join(
            click.unstyle(block(report, report.problems[0])) for report in reports.values()
        )
    if not found:
        where = labels.label(language, "none_yet")
    elif len(found) == len(SYNTAXES):
        where = labels.label(language, "either_syntax")
    else:
        where = labels.label(language, "only", syntax=next(iter(found)).upper())
    return render(
        "problem", language,
        code=code,
        words=explained()[code][language],
        meaning=meaning(code, language),
        found_in=where,
        told=told,
        excerpts=[_excerpt(syntax, found[syntax], report) for syntax, report in reports.items()],
    )  # fmt: skip


def _samples(code: str, samples: Path, files: Mapping[Path, bytes]) -> Iterator[tuple[str, bytes]]:
    for syntax in SYNTAXES if code in SAMPLES else ():
        path = samples / f"invalid/{SAMPLES[code]}.{syntax}"
        if path in files:
            yield syntax, files[path]


def _report(code: str, syntax: str, data: bytes, language: str) -> Report:
    name = f"{SAMPLES[code].rpartition('/')[2]}.{syntax}"
    return validate(data, name=name, language=SPOKEN[language])


def _excerpt(syntax: str, data: bytes, report: Report) -> dict[str, Any]:
    cut = differences.around(data.decode(errors="replace"), report.problems[0].line or 1)
    return {"syntax": syntax, "text": cut["text"], "marked": differences.marks(cut["marked"])}

"""A page for each code of structural problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from swschema.compiler.pages import differences, labels
from swschema.compiler.pages.addresses import LANGUAGES, problem_page
from swschema.compiler.pages.cross_reference import CrossReference
from swschema.compiler.pages.render import render_page
from swschema.compiler.problem_codes import ProblemCode
from swschema.compiler.samples.corpus import build_samples
from swschema.i18n import use_language
from swschema.problems import Language, Report
from swschema.report.text import problem_paragraph
from swschema.validate import validate

SYNTAXES = ("json", "xml")
SPOKEN: Mapping[str, Language] = {"en": "en", "zh": "zh-Hans"}


def render_problem_pages(xref: CrossReference) -> dict[Path, bytes]:
    """Return the pages of all codes in both languages."""
    folder = xref.specification.root / "samples"
    files = build_samples(xref.specification).files
    return {
        xref.docs / language / problem_page(name): _page(code, folder, files, language)
        for name, code in xref.specification.problem_codes.items()
        for language in LANGUAGES
    }


def _page(code: ProblemCode, samples: Path, files: Mapping[Path, bytes], language: str) -> bytes:
    found = dict(_samples(code, samples, files))
    reports = {syntax: _report(code, syntax, data, language) for syntax, data in found.items()}
    with use_language(SPOKEN[language]):
        output = "\n\n".join(
            click.unstyle(problem_paragraph(report, report.problems[0]))
            for report in reports.values()
        )
    if not found:
        where = labels.label(language, "none_yet")
    elif len(found) == len(SYNTAXES):
        where = labels.label(language, "either_syntax")
    else:
        where = labels.label(language, "only", syntax=next(iter(found)).upper())
    return render_page(
        "problem", language,
        code=code.code,
        heading=code.title[language],
        meaning=code.meaning[language],
        why=code.why[language],
        remedy=code.remedy[language],
        found_in=where,
        output=output,
        excerpts=[_excerpt(syntax, found[syntax], report) for syntax, report in reports.items()],
    )  # fmt: skip


def _samples(
    code: ProblemCode, samples: Path, files: Mapping[Path, bytes]
) -> Iterator[tuple[str, bytes]]:
    for syntax in SYNTAXES if code.sample else ():
        path = samples / f"invalid/{code.sample}.{syntax}"
        if path in files:
            yield syntax, files[path]


def _report(code: ProblemCode, syntax: str, data: bytes, language: str) -> Report:
    name = f"{str(code.sample).rpartition('/')[2]}.{syntax}"
    return validate(data, name=name, language=SPOKEN[language])


def _excerpt(syntax: str, data: bytes, report: Report) -> dict[str, Any]:
    cut = differences.around(data.decode(errors="replace"), report.problems[0].line or 1)
    return {"syntax": syntax, "text": cut["text"], "marked": differences.marks(cut["marked"])}

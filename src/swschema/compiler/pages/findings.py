"""How to read a finding, and which rules lead to which reason of return: a page to print."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from swschema.compiler.pages import labels
from swschema.compiler.pages.addresses import LANGUAGES, REFERENCE, link, list_page, rule_page
from swschema.compiler.pages.cross_reference import CrossReference
from swschema.compiler.pages.render import render_page
from swschema.compiler.samples.corpus import build_samples
from swschema.compiler.schema.codes import list_entries
from swschema.compiler.yaml_file import read_yaml
from swschema.i18n import use_language
from swschema.report import render
from swschema.validate import validate

PAGE = f"{REFERENCE}/findings.md"
SAMPLE = "rules/registration/mt02-third-copy-without-seal.xml"
NAME = "registration.xml"


def render_finding_pages(xref: CrossReference) -> dict[Path, bytes]:
    """Return the page in both languages."""
    return {xref.docs / language / PAGE: _page(xref, language) for language in LANGUAGES}


def _page(xref: CrossReference, language: str) -> bytes:
    return render_page(
        "findings", language, example=_example(xref, language), reasons=[*_reasons(xref, language)]
    )


def _example(xref: CrossReference, language: str) -> str:
    """Return what `swschema validate` says of a sample that breaks a rule."""
    sample = build_samples(xref.specification).rule_files[
        xref.specification.root / "samples" / SAMPLE
    ]
    with use_language(language):
        report = validate(sample, name=NAME, language="zh-Hans" if language == "zh" else "en")
        return click.unstyle("".join(render([report]))).strip()


def _reasons(xref: CrossReference, language: str) -> Iterator[list[str]]:
    """Yield each reason of return with its rules."""
    rules = read_yaml(Path(__file__).with_name("return_reasons.yaml")).value
    listed = link(PAGE, list_page("reasonCode"))
    for reason in list_entries(xref.code_lists, "reasonCode"):
        code = reason["code"]
        title = labels.safe(labels.title(reason, language))
        shown = [_rule(xref, rule, language) for rule in rules[code]]
        yield [
            f"[{title}]({listed}#{code})<br>`{code}`",
            labels.label(language, "semicolon").join(shown)
            or labels.label(language, "seen_by_a_person"),
        ]  # fmt: skip


def _rule(xref: CrossReference, rule: str, language: str) -> str:
    name = labels.safe(xref.rules[rule]["name"][language])
    return f"[{rule}]({link(PAGE, rule_page(rule))}) {name}"

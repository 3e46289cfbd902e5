"""The table of what to bring as JSON and CSV, and filled-in papers, for download."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import orjson

from swschema.compiler.pages.required_materials import PAPERS
from swschema.compiler.site.fields import Row, render_csv
from swschema.exchange.papers.make import make_papers
from swschema.exchange.required_materials import RequiredMaterial, list_required_materials
from swschema.schema.files import code_entries

COLUMNS = {
    "en": (
        "Kind of enterprise", "Submitted to", "Code", "Material", "Meaning", "Necessity",
        "Condition", "Since", "Original or copy", "Copies", "Seals", "Rules", "Reasons of return",
    ),
    "zh": (
        "企业类型", "提交至", "代码", "材料", "含义", "要求", "条件",
        "起始日期", "原件或者复印件", "份数", "印章", "依据规则", "常见退回原因",
    ),
}  # fmt: skip


def render_table() -> bytes:
    """Return the table as JSON: the materials of each kind of enterprise, by its code."""
    kinds = code_entries("enterpriseType")
    table = {kind: [asdict(each) for each in list_required_materials(kind)] for kind in kinds}
    return orjson.dumps(table, option=orjson.OPT_INDENT_2)


def render_table_as_csv(language: str) -> bytes:
    """Return the table as CSV, one line for each material of each kind of enterprise."""
    rows = [
        _row(kind, material, language)
        for kind in code_entries("enterpriseType")
        for material in list_required_materials(kind)
    ]
    return render_csv([COLUMNS[language], *rows])


def _row(kind: str, material: RequiredMaterial, language: str) -> Row:
    return (
        kind, material.place, material.code or "", getattr(material.title, language),
        getattr(material.description, language), material.necessity, material.condition or "",
        material.since or "", *_form(material), ", ".join(material.seals),
        ", ".join(material.rules), ", ".join(material.reasons),
    )  # fmt: skip


def _form(material: RequiredMaterial) -> tuple[str, str]:
    if material.original is None:
        return "", ""
    return ("ORIGINAL" if material.original else "COPY"), str(material.copies)


def list_papers(root: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the filled-in papers of the samples, each with its path below the site's samples.

    Args:
        root: the repository.
    """
    for window, name in PAPERS.items():
        dossier = orjson.loads((root / f"samples/valid/dossier/{name}.json").read_bytes())
        for file, page in make_papers([dossier], window=window, bilingual=True).items():
            yield f"papers/{window}/{file}", page

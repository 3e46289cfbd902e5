"""Imports point down the layers, and modules stay small."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ROOT

PACKAGE = ROOT / "src/swschema"
# Lowest first; a module may import from its own layer and from those before it.
LAYERS = (
    {"json_text", "lazy_names", "problems", "surrogates"},
    {"error", "errors", "i18n", "limits"},
    {"schema"},
    {"native", "parse", "workbook"},
    {"streams"},
    {"attachments", "convert", "digest", "emitters", "provenance"},
    {"explain"},
    {"models", "structure"},
    {"rules"},
    {"configuration", "validate"},
    {"dossier", "lifecycle", "load", "totals"},
    {"", "report"},  # "" is the package itself
    {"exchange"},
    {"batch"},
    {"compiler", "conformance"},
    {"cli"},
    {"spark"},
    {"__main__"},
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
GENERATED = {PACKAGE / "models/v1.py", *PACKAGE.glob("rules/v1*.py")}
MODULES = sorted({*PACKAGE.rglob("*.py")} - GENERATED)


def layer(dotted: str) -> str:
    parts = dotted.split(".")
    return parts[1] if len(parts) > 1 else ""


def imported(path: Path) -> Iterator[str]:
    """Yield the swschema modules that a file imports, but for types only."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    types_only = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if node in types_only:
            continue
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("swschema"):
            if node.module == "swschema":
                yield from (f"swschema.{alias.name}" for alias in node.names)
            else:
                yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("swschema"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_point_down(path: Path) -> None:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    own = "" if parts == ("__init__",) else parts[0]
    above = [name for name in imported(path) if RANK[layer(name)] > RANK[own]]
    assert above == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_module_is_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_contributors_read_the_same_layers() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| [0-9]+ \| (.+) \|$", text, re.MULTILINE)
    table = [{name.rstrip("/") for name in re.findall(r"`(.+?)`", row)} for row in rows]
    assert table[::-1] == [{name or "swschema" for name in names} for names in LAYERS]


def test_recipes_name_files_that_are_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    built = (
        "docs/playground",
        "docs/*/reference",
        "javascript/dist",
        "javascript/src/data",
        "playground/data",
        "samples/rules",
        "samples/trails",
    )
    places = re.findall(
        r"`((?:src|tests|typing_tests|schemas|samples|docs|javascript|playground)/[^` ]+)`", text
    )
    places += re.findall(r"((?<!\w)tests/[\w/.]+)", text)
    named = {place for place in places if not place.startswith(built) and "NAME" not in place}
    assert len(named) > 25
    assert {place for place in named if "ROOM" not in place and not [*ROOT.glob(place)]} == set()

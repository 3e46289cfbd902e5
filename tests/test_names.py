"""Names: modules are nouns, and a name means one thing in the whole package."""

from __future__ import annotations

import ast
import re
from collections import defaultdict

import pytest

from conftest import ROOT
from test_layers import MODULES, PACKAGE

# Nouns of the field.
NOUNS = {"encoding", "finding", "likely_encoding", "xml_declaration"}


def is_gerund(stem: str) -> bool:
    return stem.endswith("ing") and stem not in NOUNS


def test_no_module_is_named_by_a_gerund() -> None:
    files = [*MODULES, *(ROOT / "javascript/src").rglob("*.ts")]
    files += (ROOT / "playground/src").rglob("*.ts")
    assert len(files) > 200
    assert [str(path.relative_to(ROOT)) for path in files if is_gerund(path.stem)] == []


@pytest.mark.parametrize("stem", ["telling", "ruling", "asking"])
def test_gerund_is_seen(stem: str) -> None:
    assert is_gerund(stem)


def public_names(kind: type[ast.stmt]) -> dict[str, list[str]]:
    """Return the public names that statements of a kind define in modules: names to modules."""
    where: defaultdict[str, list[str]] = defaultdict(list)
    for path in MODULES:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            name = getattr(node, "name", "_")
            module = path.relative_to(PACKAGE).as_posix()
            if isinstance(node, kind) and not name.startswith("_") and module not in where[name]:
                where[name].append(module)
    return where


def test_class_is_defined_once() -> None:
    classes = public_names(ast.ClassDef)
    assert len(classes) > 150
    assert {name for name, modules in classes.items() if len(modules) > 1} == set()


def test_public_name_of_the_package_is_no_other() -> None:
    import swschema

    # On Spark they are the same functions for other values; each report format has a `render`.
    same = re.compile(r"spark/|report/(?!__init__)")
    homes = {
        name: [path for path in modules if not same.match(path)]
        for kind in (ast.FunctionDef, ast.ClassDef)
        for name, modules in public_names(kind).items()
        if name in swschema.__all__
    }
    assert {name: modules for name, modules in homes.items() if len(modules) > 1} == {}


def test_name_of_a_model_is_no_other() -> None:
    from swschema import models

    assert public_names(ast.ClassDef).keys() & {*models.__all__} == set()

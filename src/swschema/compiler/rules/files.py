"""All files that derive from the rulebook."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson

from swschema.compiler.cel.ast import Expression
from swschema.compiler.cel.parse import CelError, parse
from swschema.compiler.cel.typecheck import Checker, TypeFaultError
from swschema.compiler.cel.types import Type, of_shape
from swschema.compiler.errors import BuildError
from swschema.compiler.lifecycle.checks import expanded
from swschema.compiler.lifecycle.module import life_cycle_module
from swschema.compiler.lifecycle.source import LifeCycle, read_life_cycle
from swschema.compiler.rules.checks import checks
from swschema.compiler.rules.configuration import configuration_schema
from swschema.compiler.rules.module import rules_module
from swschema.compiler.rules.schematron import schematron
from swschema.compiler.rules.stylesheet import stylesheet
from swschema.compiler.rules.yaml_source import DATES, read_file, read_files, rules_of
from swschema.compiler.schema.codes import COMMENT, CodeLists, entries
from swschema.schema.shapes import Record, Scalar, Shape, compile_shapes

OPTION = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE


Rules = dict[str, dict[str, Any]]


def rule_files(
    root: Path, sources: Mapping[str, Any], lists: CodeLists
) -> tuple[dict[Path, bytes], Rules]:
    """Return the rulebook in one file and what is made of it; and all rules by id.

    It is made into Python, into Schematron and XSLT, and into the schema of a configuration.

    Args:
        root: the repository.
        sources: the source schemas by name.
        lists: the code lists by id.

    Raises:
        BuildError: with every place where a rule is not as it should be.
    """
    version = root / "schemas/v1"
    shapes = compile_shapes(sources)
    records = [s for s in shapes.values() if isinstance(s, Record) and s.record_type]
    codes = _codes(shapes)
    life = read_life_cycle(root, shapes, codes)
    written = read_files(version / "rules", root / "schemas/rule.schema.json")
    files = expanded(written, life, lists)
    found = checks(files, shapes, codes)
    dates = _dates(version / "rules" / DATES, records)
    rules = {
        rule["id"]: {"family": file.value["title"], **rule} for file, _, rule in rules_of(files)
    }
    functions = (version / "rules/functions.xsl").read_text(encoding="utf-8")
    sch = schematron(rules, found, dates, functions, _dated(lists))
    own = {record: expression for record, (expression, _) in dates.items()}
    module = rules_module(found, own, _parameters(rules), records)
    made = {
        version / "swschema.sch": sch.encode(),
        version / "swschema.xsl": stylesheet(sch).encode(),
        root / "src/swschema/rules/v1.py": module.encode(),
        root / "src/swschema/rules/v1_life_cycle.py": life_cycle_module(life).encode(),
    }
    return made | _bundles(version / "bundles", rules, lists, life), rules


def _codes(shapes: Mapping[str, Shape]) -> dict[str, tuple[str, ...]]:
    """Return the codes of each code list by the list's id."""
    return {
        str(shape.schema["x-codelist"]): shape.codes
        for shape in shapes.values()
        if isinstance(shape, Scalar) and "x-codelist" in shape.schema
    }


def _parameters(rules: Rules) -> dict[str, dict[str, Any]]:
    """Return the values of each rule's parameters, by rule."""
    return {
        name: {key: each["value"] for key, each in rule["parameters"].items()}
        for name, rule in rules.items()
        if "parameters" in rule
    }


def _bundles(folder: Path, rules: Rules, lists: CodeLists, life: LifeCycle) -> dict[Path, bytes]:
    """Return the files for those who read JSON."""
    values = {
        "rules": {
            "$schema": "../../rule.schema.json#/$defs/Rule",
            "$comment": COMMENT,
            "rules": [*rules.values()],
        },
        "configuration.schema": configuration_schema(rules, lists),
        "life-cycle": {
            "$schema": "../../life-cycle.schema.json",
            "$comment": COMMENT,
            **life.value,
        },
    }
    return {
        folder / f"{name}.json": orjson.dumps(value, option=OPTION)
        for name, value in values.items()
    }


def _dated(lists: CodeLists) -> Mapping[str, Mapping[str, tuple[str, str]]]:
    """Return the first and the last day of each code that has any, '' for none, by list."""
    found = {
        name: {
            entry["code"]: (entry.get("validFrom", ""), entry.get("validTo", ""))
            for entry in entries(lists, name)
            if "validFrom" in entry or "validTo" in entry
        }
        for name in sorted(lists)
    }
    return {name: codes for name, codes in found.items() if codes}


def _dates(
    path: Path, records: list[Record]
) -> dict[str, tuple[Expression, Mapping[Expression, Type]]]:
    """Return what gives each record's own date, with the types of its parts."""
    file = read_file(path)
    made: dict[str, tuple[Expression, Mapping[Expression, Type]]] = {}
    for record in records:
        name = str(record.record_type)
        checker = Checker({"this": of_shape(record)})
        try:
            expression = parse(file.value[name])
            kind, _, _ = checker.check(expression)
        except KeyError:
            raise BuildError((file.flaw((), f"{name} has no date"),)) from None
        except (CelError, TypeFaultError) as error:
            raise BuildError((file.flaw((name,), error.reason),)) from None
        if kind.kind != "date":
            raise BuildError((file.flaw((name,), f"is a {kind} and no date"),))
        made[name] = (expression, checker.types)
    return made

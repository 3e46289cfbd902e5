"""The files that run the rules and the life cycle: Python, Schematron and XSLT."""

from __future__ import annotations

from typing import Any

from swschema.compiler.lifecycle.module import render_life_cycle_module
from swschema.compiler.rules.module import render_rules_module
from swschema.compiler.rules.schematron import render_schematron
from swschema.compiler.rules.stylesheet import render_stylesheet
from swschema.compiler.specification import Files, Rules, Specification


def generate_rule_files(specification: Specification) -> Files:
    """Return the rulebook as Python, as Schematron and as XSLT, and the life cycle as Python."""
    version = specification.version_folder
    functions = (version / "rules/functions.xsl").read_text(encoding="utf-8")
    sch = render_schematron(specification, functions)
    dates = {record: date.expression for record, date in specification.record_dates.items()}
    module = render_rules_module(
        [*specification.checks],
        dates,
        _parameters(specification.rules),
        [*specification.records.values()],
    )
    package = specification.root / "src/swschema/rules"
    return {
        version / "swschema.sch": sch.encode(),
        version / "swschema.xsl": render_stylesheet(sch).encode(),
        package / "v1.py": module.encode(),
        package / "v1_life_cycle.py": render_life_cycle_module(specification.life_cycle).encode(),
    }


def _parameters(rules: Rules) -> dict[str, dict[str, Any]]:
    """Return the values of each rule's parameters, by rule."""
    return {
        name: {key: each["value"] for key, each in rule["parameters"].items()}
        for name, rule in rules.items()
        if "parameters" in rule
    }

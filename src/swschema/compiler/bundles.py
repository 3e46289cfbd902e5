"""The specification as single JSON files: schemas of records, rules, expressions, problems."""

from __future__ import annotations

from typing import Any

from swschema.compiler.json_file import render_json
from swschema.compiler.problem_codes import publish_problem_codes
from swschema.compiler.rules.configuration import make_configuration_schema
from swschema.compiler.rules.expressions import render_expressions
from swschema.compiler.schema.bundle import make_record_bundle, make_whole_bundle
from swschema.compiler.schema.codes import COMMENT
from swschema.compiler.specification import Files, Specification
from swschema.schema.files import RECORDS


def generate_bundle_files(specification: Specification) -> Files:
    """Return all files of `schemas/v1/bundles`."""
    schemas = specification.schemas
    values: dict[str, Any] = {
        "swschema.bundle": make_whole_bundle(schemas),
        **{f"{name}.bundle": make_record_bundle(schemas, name) for name in RECORDS},
        "rules": {
            "$schema": "../../rule.schema.json#/$defs/Rule",
            "$comment": COMMENT,
            "rules": [*specification.rules.values()],
        },
        "configuration.schema": make_configuration_schema(
            specification.rules, specification.code_lists
        ),
        "life-cycle": {
            "$schema": "../../life-cycle.schema.json",
            "$comment": COMMENT,
            **specification.life_cycle.value,
        },
        "derivations": specification.derivations,
        "problems": publish_problem_codes(specification.problem_codes),
    }
    folder = specification.version_folder / "bundles"
    files = {folder / f"{name}.json": render_json(value) for name, value in values.items()}
    return files | {folder / "expressions.json": render_expressions(specification)}

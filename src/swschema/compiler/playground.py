"""The data of the playground: which sample shows which problem."""

from __future__ import annotations

from swschema.compiler.json_file import render_json
from swschema.compiler.specification import Files, Specification


def generate_playground_files(specification: Specification) -> Files:
    """Return the data in `playground/data/` that the page is built with."""
    codes = specification.problem_codes
    examples = {code: each.sample for code, each in codes.items() if each.sample}
    return {specification.root / "playground/data/examples.json": render_json(examples)}

"""What is wrong with the structure of a JSON record."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from swschema.i18n import _
from swschema.parse.document import Document
from swschema.parse.json_positions import check_depth, find_repeated
from swschema.parse.json_values import check_values
from swschema.schema.shapes import root
from swschema.schema.violation import Violation
from swschema.structure.engines import Engine
from swschema.structure.violations import Diagnosis, collect_violations


def diagnose_json(document: Document, engine: Engine) -> Diagnosis:
    """Return what is wrong with an invalid JSON record.

    Raises:
        JsonValueError: if a parsed object has a value that JSON has nothing for.
        Refusal: if the record nests deeper than the limit.
    """
    data, value, limits = document.data, document.value or {}, document.limits
    repeated: list[Violation] = []
    if data:
        text = data.decode()
        check_depth(text, value, limits)
        if document.repeats_names:
            tokens = islice(find_repeated(text, value), limits.max_problems + 1)
            violation = Violation((), code="duplicate", reason=_("appears more than once"))
            repeated = [replace(violation, path=token.path, token=token) for token in tokens]
    else:
        check_values(value, limits)
    record = root(document.record_type)
    return collect_violations(value, repeated, record, engine, limits.max_problems)

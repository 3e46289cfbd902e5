"""Schemas, models, validators and converters for single-window registration records.

A record means the same in JSON and in XML: the same verdict, the same findings, no loss.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from swschema.convert.documents import to_json, to_xml
from swschema.errors import SwschemaError
from swschema.load import dump, load
from swschema.problems import Problem, Report
from swschema.rules.settings import Settings
from swschema.validate import validate

if TYPE_CHECKING:
    from swschema.batch.records import validate_records
    from swschema.batch.result import Result

__all__ = [
    "Problem",
    "Report",
    "Result",
    "Settings",
    "SwschemaError",
    "dump",
    "load",
    "to_json",
    "to_xml",
    "validate",
    "validate_records",
]
# Names from modules that most programs do not need, which are loaded when they are used.
_LAZY = {"Result": "swschema.batch.result", "validate_records": "swschema.batch.records"}


def __getattr__(name: str) -> Any:
    """Return a public name whose module is loaded only now."""
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_LAZY[name]), name)
    globals()[name] = value
    return value

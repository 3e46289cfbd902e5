"""Schemas, models, validators and converters for single-window registration records.

A record means the same in JSON and in XML: the same verdict, the same findings, no loss.
"""

from swschema.convert.documents import to_json, to_xml
from swschema.errors import SwschemaError
from swschema.load import dump, load
from swschema.problems import Problem, Report
from swschema.rules.settings import Settings
from swschema.validate import validate

__all__ = [
    "Problem",
    "Report",
    "Settings",
    "SwschemaError",
    "dump",
    "load",
    "to_json",
    "to_xml",
    "validate",
]

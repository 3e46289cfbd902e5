"""Schemas, models, validators and converters for single-window registration records.

A record means the same in JSON, in XML and in a workbook: the same verdict, the same problems, no
loss.

Public are the names of `__all__`, and those of `swschema.models`, `swschema.errors`,
`swschema.exchange` and `swschema.spark`; everything else may change in any release.
"""

from typing import TYPE_CHECKING

from swschema.digest import digest
from swschema.errors import SwschemaError
from swschema.lazy_names import load_lazily
from swschema.limits import Limits
from swschema.load import dump, load
from swschema.problems import Language, Operation, Problem, Report, Severity, Syntax
from swschema.rules.settings import RuleSeverity, Settings
from swschema.validate import validate

if TYPE_CHECKING:
    from swschema.batch.records import validate_records
    from swschema.batch.result import Result
    from swschema.configuration import Configuration, find_configuration, read_configuration
    from swschema.convert.documents import to_json, to_xlsx, to_xml
    from swschema.dossier import assemble
    from swschema.lifecycle.checklist import Checklist, ChecklistItem, checklist
    from swschema.lifecycle.complete import complete
    from swschema.lifecycle.evaluate import status
    from swschema.lifecycle.status import (
        BilingualText,
        Deadline,
        FollowUp,
        ProgressStep,
        RegistrationStatus,
        RequiredItem,
        WindowStatus,
    )
    from swschema.parse.source_type import LxmlElement, LxmlTree, Source
    from swschema.report import ReportFormat, render
    from swschema.rules.batch import Batch
    from swschema.rules.catalogue import Rule, rulebook
    from swschema.schema.codes import Code, CodeList, code_list
    from swschema.streams.chunk import Record
    from swschema.streams.formats import Form
    from swschema.streams.reader import Readable
    from swschema.streams.records import read_records

__all__ = [
    "Batch",
    "BilingualText",
    "Checklist",
    "ChecklistItem",
    "Code",
    "CodeList",
    "Configuration",
    "Deadline",
    "FollowUp",
    "Form",
    "Language",
    "Limits",
    "LxmlElement",
    "LxmlTree",
    "Operation",
    "Problem",
    "ProgressStep",
    "Readable",
    "Record",
    "RegistrationStatus",
    "Report",
    "ReportFormat",
    "RequiredItem",
    "Result",
    "Rule",
    "RuleSeverity",
    "Settings",
    "Severity",
    "Source",
    "SwschemaError",
    "Syntax",
    "WindowStatus",
    "assemble",
    "checklist",
    "code_list",
    "complete",
    "digest",
    "dump",
    "find_configuration",
    "load",
    "read_configuration",
    "read_records",
    "render",
    "rulebook",
    "status",
    "to_json",
    "to_xlsx",
    "to_xml",
    "validate",
    "validate_records",
]
if not TYPE_CHECKING:  # or else type checkers would take any name
    # Names that most programs do not need.
    __getattr__ = load_lazily(
        __name__,
        {
            "batch.records": ("validate_records",),
            "batch.result": ("Result",),
            "configuration": ("Configuration", "find_configuration", "read_configuration"),
            "convert.documents": ("to_json", "to_xlsx", "to_xml"),
            "dossier": ("assemble",),
            "lifecycle.checklist": ("Checklist", "ChecklistItem", "checklist"),
            "lifecycle.complete": ("complete",),
            "lifecycle.evaluate": ("status",),
            "lifecycle.status": (
                "BilingualText",
                "Deadline",
                "FollowUp",
                "ProgressStep",
                "RegistrationStatus",
                "RequiredItem",
                "WindowStatus",
            ),
            "parse.source_type": ("LxmlElement", "LxmlTree", "Source"),
            "report": ("ReportFormat", "render"),
            "rules.batch": ("Batch",),
            "rules.catalogue": ("Rule", "rulebook"),
            "schema.codes": ("Code", "CodeList", "code_list"),
            "streams.chunk": ("Record",),
            "streams.formats": ("Form",),
            "streams.reader": ("Readable",),
            "streams.records": ("read_records",),
        },
    )


def __dir__() -> list[str]:
    """Return all names, those too that are not loaded yet."""
    return sorted({*globals(), *__all__})

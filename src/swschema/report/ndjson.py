r"""Problems as lines of JSON, for programs that read them as they come, and for millions of them.

Each line is an object, and one problem:

    {"document": "archive.ndjson",   the document or stream as it was named to swschema
     "number": 17,                   which record of a stream it is, from 1; null for a document
     "offset": 41234,                where that begins, in bytes of the uncompressed stream
     "valid": false,                 the record has an error
     "record": "registration",       the record type, or null where it is unknown
     "syntax": "json",               or "xml", or null where it is neither
     "severity": "error",            or "warning", or "todo" for what a draft lacks
     "code": "missing",
     "line": 1, "column": 23,        in the stream, from 1; null where they are not known
     "cell": null,                   in a workbook, such as "Contacts!D7"
     "pointer": "/application/enterprise/legalName",
     "xpath": "/sw:registration/sw:application/sw:enterprise/sw:legalName",
     "message": "legalName is required and is missing",
     "remedy": "add legalName",
     "excerpt": "\"enterprise\": {…}",
     "related": [],                  JSON Pointers to other places that a rule blames
     "usual": null,                  the rulebook's severity, where it is another
     "fix": [],                      a JSON Patch (RFC 6902), where a program can fix it
     "help": "https://w3id.org/swschema/v1/problems/missing"}

All but the wording of `message` and `remedy` is the same in every language. Records without any
problem have no line. New members may be added.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from swschema.json_text import render_json
from swschema.problems import Problem, Report
from swschema.surrogates import replace_surrogates


def render(reports: Iterable[Report]) -> Iterator[str]:
    """Yield the lines of each report that has problems."""
    for report in reports:
        if report.problems:
            yield "".join(f"{_line(report, each)}\n" for each in report.problems)


def _line(report: Report, problem: Problem) -> str:
    line: dict[str, Any] = {
        "document": replace_surrogates(report.name),
        "number": report.number,
        "offset": report.offset,
        "valid": report.valid,
        "record": report.record,
        "syntax": report.syntax,
        "severity": problem.severity,
        "code": problem.code,
        "line": problem.line,
        "column": problem.column,
        "cell": None if problem.cell is None else replace_surrogates(problem.cell),
        "pointer": replace_surrogates(problem.pointer),
        "xpath": replace_surrogates(problem.xpath),
        "message": replace_surrogates(problem.message),
        "remedy": replace_surrogates(problem.remedy),
        "excerpt": replace_surrogates(problem.excerpt),
        "related": problem.related,
        "usual": problem.usual,
        "fix": problem.to_dict()["fix"],
        "help": problem.help,
    }
    return render_json(line).decode()

"""Words that reports of several formats share, in the language that is being spoken."""

from __future__ import annotations

from swschema.languages import _
from swschema.problems import Problem, Report


def known(report: Report) -> str:
    """Return what a document was found to be: its record and its syntax."""
    record = record_name(report.record)
    syntax = report.syntax.upper() if report.syntax else ""
    if not syntax:
        return record
    return _("{record} ({syntax})").format(record=record, syntax=syntax)


def record_name(record: str | None) -> str:
    """Return what a record type is called."""
    names = {
        "dossier": _("dossier"),
        "interview": _("interview"),
        "materials": _("materials"),
        "message": _("message"),
        "registration": _("registration"),
    }
    return names.get(record, record) if record else _("document")


def verdict(report: Report) -> str:
    """Return the verdict on a document in two words."""
    words = _("valid {what}") if report.valid else _("invalid {what}")
    return words.format(what=known(report))


def told(report: Report) -> str:
    """Return the verdict on a document, and how many problems it has if there are any."""
    if not report.problems:
        return verdict(report)
    both = _("{verdict}, {problems}")
    return both.format(verdict=verdict(report), problems=problems(len(report.problems)))


def problems(count: int) -> str:
    """Return how many problems there are."""
    return _("1 problem") if count == 1 else _("{count} problems").format(count=count)


def headline(problem: Problem) -> str:
    """Return the kind of a problem and what it says."""
    kind = _("error {code}") if problem.severity == "error" else _("warning {code}")
    return f"{kind.format(code=problem.code)}: {problem.message}"


def advice(problem: Problem) -> str:
    """Return how to mend a problem, named as such."""
    return _("help: {remedy}").format(remedy=problem.remedy) if problem.remedy else ""

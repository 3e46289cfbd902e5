"""Texts that reports of several formats share, in the language in use."""

from __future__ import annotations

from swschema.i18n import _, choose_text
from swschema.problems import Problem, Report


def document_name(report: Report) -> str:
    """Return what a document is called, and which record of a stream it is."""
    if report.number is None:
        return report.name
    words = _("{name}, record {number}")
    return words.format(name=report.name, number=f"{report.number:,}")


def document_type(report: Report) -> str:
    """Return the type of a document: its record type and its syntax."""
    record = record_name(report.record)
    syntax = report.syntax.upper() if report.syntax else ""
    if not syntax:
        return record
    return _("{record} ({syntax})").format(record=record, syntax=syntax)


def record_name(record: str | None) -> str:
    """Return the name of a record type."""
    names = {
        "dossier": _("dossier"),
        "interview": _("interview"),
        "materials": _("materials"),
        "message": _("message"),
        "registration": _("registration"),
        "interviewDraft": _("interview draft"),
        "materialsDraft": _("materials draft"),
        "registrationDraft": _("registration draft"),
    }
    return names.get(record, record) if record else _("document")


def verdict(report: Report) -> str:
    """Return the verdict on a document."""
    words = _("{what} passed") if report.valid else _("{what} failed")
    return words.format(what=document_type(report))


def verdict_and_count(report: Report) -> str:
    """Return the verdict on a document, and how many problems it has if there are any.

    Those of a valid document are warnings, and are called so.
    """
    found = verdict(report)
    todo = sum(problem.severity == "todo" for problem in report.problems)
    others = len(report.problems) - todo
    counts = [(others, count_warnings if report.valid else count_problems), (todo, count_todo)]
    for number, count in counts:
        if number:
            found = _("{verdict}, {problems}").format(verdict=found, problems=count(number))
    return found


def count_problems(count: int) -> str:
    """Return how many problems there are."""
    return _("1 problem") if count == 1 else _("{count} problems").format(count=count)


def count_warnings(count: int) -> str:
    """Return how many warnings there are."""
    return _("1 warning") if count == 1 else _("{count} warnings").format(count=count)


def count_todo(count: int) -> str:
    """Return how many things are missing from a draft."""
    return _("{count} to do").format(count=count)


def headline(problem: Problem) -> str:
    """Return the kind of a problem and its message."""
    kinds = {
        "error": _("error {code}"),
        "warning": _("warning {code}"),
        "todo": _("to do {code}"),
    }
    kind = kinds[problem.severity]
    return f"{kind.format(code=problem.code)}: {message_text(problem)}"


def severity_title(problem: Problem) -> str:
    """Return what the severity of a problem is called."""
    return {"error": _("Error"), "warning": _("Warning"), "todo": _("To do")}[problem.severity]


def message_text(problem: Problem) -> str:
    """Return the message of a problem, and its severity in the rulebook where that is another."""
    if not problem.usual:
        return problem.message
    return _("{message} ({usual})").format(message=problem.message, usual=usual_severity(problem))


def usual_severity(problem: Problem) -> str:
    """Return what a rule is in the rulebook, where that is another severity, or nothing."""
    words = {"error": _("in the rulebook: error"), "warning": _("in the rulebook: warning")}
    return words[problem.usual] if problem.usual else ""


def rule_title(problem: Problem) -> str:
    """Return the title of the rule that is broken, or nothing where it is the structure."""
    if not problem.code.isupper():
        return ""
    from swschema.rules.catalogue import rulebook

    rule = rulebook().get(problem.code)
    return choose_text(rule["title"]) if rule else ""


def remedy_text(problem: Problem) -> str:
    """Return how to fix a problem, with its label."""
    return _("fix: {remedy}").format(remedy=problem.remedy) if problem.remedy else ""

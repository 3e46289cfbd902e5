"""Reports in the Schematron Validation Report Language, ISO/IEC 19757-3, for XML tool chains.

The root is one `schematron-output`, as KoSIT's validator and phive make it for a document. Each
document is an `active-pattern` in it, whose `documents` says which. A wrapper around one output a
document would be a vocabulary of our own, which nothing that reads SVRL would know; so there is
none, be it one document, many or none.

A problem is a `failed-assert`: `id` is its code (so it may recur, as in the output of ISO's own
style sheets), `role` its severity, which phive reads (`info` for what a draft still lacks), and
`location` its XPath. The remedy is a diagnostic; line, column, pointer, excerpt and help are
properties, and of a rule its title (`rule`), the other XPaths that it names (`related`) and the
severity that the rulebook gives it, where that is another (`usual`). `test` is
`false()`, as the assertion is not tested by XPath. XPaths of JSON documents lead into the same
record in XML.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from swschema.i18n import use_language
from swschema.problems import Problem, Report
from swschema.report import labels
from swschema.report.characters import markup
from swschema.report.related import related
from swschema.report.uris import uri_reference
from swschema.schema.files import NAMESPACE

HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<svrl:schematron-output xmlns:svrl="http://purl.oclc.org/dsdl/svrl" title="swschema">
  <svrl:ns-prefix-in-attribute-values prefix="sw" uri="{NAMESPACE}"/>
"""
ROLES = {"error": "error", "warning": "warning", "todo": "info"}
TAIL = "</svrl:schematron-output>\n"
PROPERTIES = ("pointer", "line", "column", "cell", "excerpt", "help", "usual")


def render(reports: Iterable[Report]) -> Iterator[str]:
    """Yield one XML document with a pattern for each report."""
    yield HEAD
    empty = True
    for report in reports:
        empty = False
        yield "".join(_pattern(report))
    if empty:  # the schema of SVRL requires a pattern
        yield '  <svrl:active-pattern name="swschema"/>\n'
    yield TAIL


def _pattern(report: Report) -> Iterator[str]:
    name, documents = (
        markup(labels.document_name(report)),
        markup(uri_reference(report.name)),
    )
    context = f"/sw:{markup(report.record)}" if report.record else "/"
    yield f'  <svrl:active-pattern name="{name}" documents="{documents}"/>\n'
    yield f'  <svrl:fired-rule context="{context}"/>\n'
    with use_language(report.language):
        asserts = ["".join(_assert(report, each)) for each in report.problems]
    yield from asserts


def _assert(report: Report, problem: Problem) -> Iterator[str]:
    language = report.language
    location = markup(problem.xpath or "/")
    yield (
        f'  <svrl:failed-assert id="{markup(problem.code)}" role="{ROLES[problem.severity]}"'
        f' location="{location}" test="false()">\n'
    )
    if problem.remedy:
        yield _reference("diagnostic", "remedy", problem.remedy, language)
    for name in PROPERTIES:
        value = getattr(problem, name)
        if value not in (None, ""):
            yield _reference("property", name, str(value))
    if title := labels.rule_title(problem):
        yield _reference("property", "rule", title, language)
    for _pointer, xpath in related(report, problem):
        yield _reference("property", "related", xpath)
    yield f"    {_text(problem.message, language)}\n  </svrl:failed-assert>\n"


def _reference(kind: str, name: str, text: str, language: str = "") -> str:
    tag = f"svrl:{kind}-reference"
    return f'    <{tag} {kind}="{name}">{_text(text, language)}</{tag}>\n'


def _text(text: str, language: str) -> str:
    attribute = f' xml:lang="{language}"' if language else ""
    return f"<svrl:text{attribute}>{markup(text)}</svrl:text>"

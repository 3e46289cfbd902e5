"""Problems as SARIF 2.1.0, for code scanning and editors.

One run; its rules are all codes and all rules of the rulebook, whether or not they were found, and
are described in English, which is the driver's language. The messages' language is the run's: that
of its first report. Messages are made for each problem, so rules have no `messageStrings`. Columns
count characters, as `columnKind` states. The place is given in three ways: line and column, JSON
Pointer (`member`) and XPath (`element`); other places that a rule names are related locations.
What a draft still lacks is a note. Where a configuration or a draft gives a rule another severity,
that of the rulebook is the property `usual`. The driver's property `versions` has the versions of
the specification, the rulebook and the engines. `partialFingerprints` identify a problem from run
to run, for code scanning on GitHub (`primaryLocationLineHash`, the only one that it reads) and for
others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from typing import Any

from swschema.explain.codes import problem_codes
from swschema.i18n import _, current_language, use_language
from swschema.json_text import render_json
from swschema.problems import Problem, Report
from swschema.provenance import versions
from swschema.report import labels
from swschema.report.fingerprints import Fingerprints
from swschema.report.related import related
from swschema.report.uris import uri_reference
from swschema.rules.catalogue import Rule, rulebook
from swschema.surrogates import replace_surrogates

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
HOME = "https://w3id.org/swschema"
FINGERPRINTS = ("primaryLocationLineHash", "swschemaProblem/v1")
LEVELS = {"error": "error", "warning": "warning", "todo": "note"}
CULTURES = {"en": "en-US", "zh-Hans": "zh-CN"}  # SARIF knows no scripts


def render(reports: Iterable[Report]) -> Iterator[str]:
    """Yield one SARIF log."""
    rest = iter(reports)
    first = next(rest, None)
    language = first.language if first else current_language()
    yield _head(CULTURES[language])
    separator = "\n"
    fingerprints = Fingerprints()
    for report in chain([first] if first else [], rest):
        with use_language(report.language):
            results = [
                _result(report, each, fingerprints.fingerprint(report, each))
                for each in report.problems
            ]
        for result in results:
            yield separator + render_json(result).decode()
            separator = ",\n"
    yield "\n]}]}\n"


def _head(language: str) -> str:
    driver = {
        "name": "swschema",
        "version": versions()["swschema"],
        "informationUri": HOME,
        "language": CULTURES["en"],
        "rules": describe_rules(),
        "properties": {"versions": versions()},
    }
    run = {"tool": {"driver": driver}, "language": language, "columnKind": "unicodeCodePoints"}
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [{**run, "results": []}]}
    return render_json(log).decode().removesuffix("]}]}")


def describe_rules() -> list[dict[str, Any]]:
    """Return the descriptions of all codes and rules, which are in every log."""
    return [
        *(_code(code, each["meaning"]["en"]) for code, each in problem_codes().items()),
        *map(_rule, rulebook().values()),
    ]


@cache
def _indices() -> Mapping[str, int]:
    return {code: index for index, code in enumerate([*problem_codes(), *rulebook()])}


def _code(code: str, text: str) -> dict[str, Any]:
    return {
        "id": code,
        "shortDescription": {"text": text},
        "helpUri": Problem(code, "").help,
        "defaultConfiguration": {"level": "error"},
    }


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        **_code(rule["id"], rule["title"]["en"]),
        "fullDescription": {"text": rule["why"]["en"]},
        "help": {"text": rule["remedy"]["en"]},
        "defaultConfiguration": {"level": rule["severity"]},
        "properties": {"tags": [rule["family"]["en"]]},
    }


def _result(report: Report, problem: Problem, fingerprint: str) -> dict[str, Any]:
    text = "\n".join(filter(None, (labels.message_text(problem), labels.remedy_text(problem))))
    extra = {"excerpt": problem.excerpt, "remedy": problem.remedy, "usual": problem.usual}
    place = {"number": report.number, "offset": report.offset}
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "level": LEVELS[problem.severity],
        "message": {"text": replace_surrogates(text)},
        "locations": [_location(report, problem)],
        "partialFingerprints": dict.fromkeys(FINGERPRINTS, fingerprint),
        "properties": {
            **{name: replace_surrogates(value) for name, value in extra.items() if value},
            **{name: value for name, value in place.items() if value is not None},
            **({"fix": problem.to_dict()["fix"]} if problem.fix else {}),
        },
    }
    if problem.code in _indices():
        result["ruleIndex"] = _indices()[problem.code]
    if others := [_other(report, *each) for each in related(report, problem)]:
        result["relatedLocations"] = others
    return result


def _other(report: Report, pointer: str, xpath: str) -> dict[str, Any]:
    """Return another place that a rule blames; only its document is known, and no line in it."""
    place = xpath if report.syntax == "xml" else pointer
    location = _location(report, Problem("", "", pointer, xpath))
    return {
        **location,
        "message": {"text": replace_surrogates(_("see also {place}").format(place=place))},
    }


def _location(report: Report, problem: Problem) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri_reference(report.name)}}
    if problem.line:
        column = {"startColumn": problem.column} if problem.column else {}
        physical["region"] = {"startLine": problem.line, **column}
    places = {"cell": problem.cell, "member": problem.pointer, "element": problem.xpath}
    logical = [
        {"kind": kind, "fullyQualifiedName": replace_surrogates(place)}
        for kind, place in places.items()
        if place
    ]
    return {"physicalLocation": physical, **({"logicalLocations": logical} if logical else {})}

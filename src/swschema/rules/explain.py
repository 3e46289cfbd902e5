"""From violations of rules to problems."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from swschema.i18n import _, choose_text, current_language
from swschema.problems import Problem, Severity
from swschema.rules.catalogue import Rule, rulebook
from swschema.rules.evaluate import RuleViolation
from swschema.rules.settings import Settings
from swschema.schema import files
from swschema.schema.labels import title
from swschema.schema.paths import Path, pointer
from swschema.schema.shapes import ObjectType
from swschema.schema.trace import trace

SEPARATORS = {"en": ", ", "zh-Hans": "、"}


def explain_violations(
    violations: Iterable[RuleViolation], record: ObjectType, settings: Settings
) -> list[tuple[Path, Problem]]:
    """Return violations as problems that have no line yet, each with its path.

    Args:
        violations: the violations.
        record: the shape of the record.
        settings: the severities that differ from the rulebook's.
    """
    problems = []
    for violation in violations:
        usual = _usual(violation)
        severity = settings.severities.get(violation.rule, usual)
        if severity != "off":
            path, problem = _problem(violation, record, severity)
            changed = severity != usual
            problems.append((path, replace(problem, usual=usual) if changed else problem))
    return problems


def _usual(violation: RuleViolation) -> Severity:
    rule = rulebook()[violation.rule]
    found: Severity = _check(violation).get("severity", rule["severity"])
    return found


def _check(violation: RuleViolation) -> Rule:
    found: Rule = (
        rulebook()[violation.rule]["checks"][violation.check - 1] if violation.check else {}
    )
    return found


def _problem(
    violation: RuleViolation, record: ObjectType, severity: Severity
) -> tuple[Path, Problem]:
    rule = rulebook()[violation.rule]
    check = _check(violation)
    path, *others = [(*violation.path, *_parts(each)) for each in check.get("blames") or ("",)]
    message: Rule = check.get("message", rule["message"])
    problem = Problem(
        violation.rule,
        violation.message or choose_text(message).format(**_format_values(violation)),
        pointer(path),
        trace(record, path).xpath,
        remedy=violation.remedy or choose_text(rule["remedy"]),
        severity=severity,
        related=tuple(pointer(each) for each in others),
    )
    return path, problem


def _parts(blamed: str) -> tuple[str, ...]:
    return tuple(blamed.split("/")) if blamed else ()


def _format_values(violation: RuleViolation) -> dict[str, str]:
    return {
        name: _format_value(value, source) for name, (value, source) in violation.values.items()
    }


def _format_value(value: Any, code_list: str) -> str:
    """Return a value as a message has it: codes with their titles."""
    if isinstance(value, list | tuple):
        return SEPARATORS[current_language()].join(_format_value(each, code_list) for each in value)
    if not code_list:
        return str(value)
    words = title(files.code_entries(code_list)[value])
    return _("{code} ({words})").format(code=value, words=words)

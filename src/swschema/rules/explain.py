"""Violations of rules put into words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from swschema.explain.finding import Finding
from swschema.i18n import _, choose_text, current_language
from swschema.problems import Severity
from swschema.rules.catalogue import Rule, rulebook
from swschema.rules.evaluate import RuleViolation
from swschema.rules.settings import Settings
from swschema.schema import files
from swschema.schema.labels import title

SEPARATORS = {"en": ", ", "zh-Hans": "、"}


def explain_violations(violations: Iterable[RuleViolation], settings: Settings) -> list[Finding]:
    """Return violations as findings.

    Args:
        violations: the violations.
        settings: the severities that differ from the rulebook's.
    """
    findings = []
    for violation in violations:
        usual = _usual(violation)
        severity = settings.severities.get(violation.rule, usual)
        if severity != "off":
            finding = _explain(violation, severity)
            changed = severity != usual
            findings.append(replace(finding, usual=usual) if changed else finding)
    return findings


def _usual(violation: RuleViolation) -> Severity:
    rule = rulebook()[violation.rule]
    found: Severity = _check(violation).get("severity", rule["severity"])
    return found


def _check(violation: RuleViolation) -> Rule:
    found: Rule = (
        rulebook()[violation.rule]["checks"][violation.check - 1] if violation.check else {}
    )
    return found


def _explain(violation: RuleViolation, severity: Severity) -> Finding:
    rule = rulebook()[violation.rule]
    check = _check(violation)
    path, *others = [(*violation.path, *_parts(each)) for each in check.get("blames") or ("",)]
    message: Rule = check.get("message", rule["message"])
    return Finding(
        violation.rule,
        path,
        violation.message or choose_text(message).format(**_format_values(violation)),
        violation.remedy or choose_text(rule["remedy"]),
        severity,
        related=tuple(others),
        fix=violation.fix,
        check=(violation.check, violation.path) if violation.check else None,
    )


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
        is_whole = isinstance(value, float) and value.is_integer()  # JSON may spell 3 as 3.0
        return str(int(value) if is_whole else value)
    words = title(files.code_entries(code_list)[value])
    return _("{code} ({words})").format(code=value, words=words)

"""Labels of a rule: its family, its records, and its severity as configured."""

from __future__ import annotations

from swschema.i18n import _
from swschema.report.labels import record_name
from swschema.rules.builtin import BUILT_IN
from swschema.rules.catalogue import Rule
from swschema.rules.settings import Settings
from swschema.schema.files import RECORDS


def family_of(rule: Rule) -> str:
    """Return the letters that the ids of the rule's family begin with."""
    return str(rule["id"])[:2]


def records_of(rule: Rule) -> list[str]:
    """Return the record types that a rule is about, each of which it needs whole."""
    found = {str(check["in"]) for check in rule.get("checks", ())}
    if "native" in rule:
        found |= {*BUILT_IN[rule["native"]].records}
    return [record for record in RECORDS if record in found]


def name_records(rule: Rule) -> str:
    """Return the names of these record types."""
    found = records_of(rule)
    return _("all") if len(found) == len(RECORDS) else _(", ").join(map(record_name, found))


def severity_of(rule: Rule, settings: Settings) -> str:
    """Return a rule's severity as configured; "off" where it is not checked."""
    return str(settings.severities.get(rule["id"], rule["severity"]))


def severity_name(severity: str) -> str:
    """Return the name of a severity."""
    names = {"error": _("error"), "warning": _("warning"), "off": _("off")}
    return names[severity]

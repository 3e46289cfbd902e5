"""`swschema rules`."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import click

from swschema.cli import options
from swschema.cli.configuration import choose_language, load_configuration
from swschema.cli.text.rule import rule_text
from swschema.cli.text.rule_labels import (
    family_of,
    name_records,
    records_of,
    severity_name,
    severity_of,
)
from swschema.cli.text.table import table, terminal_columns
from swschema.i18n import _, choose_text, use_language
from swschema.json_text import render_json
from swschema.problems import Language, Problem
from swschema.report.characters import show_hidden
from swschema.report.csv import BOM
from swschema.rules.catalogue import Rule, rulebook
from swschema.rules.settings import Settings
from swschema.schema.files import RECORDS

CSV_HEADER = ("rule", "severity", "usual", "records", "family", "english", "chinese", "help")


def _complete(_context: click.Context, _option: click.Parameter, typed: str) -> list[str]:
    return [name for name in rulebook() if name.startswith(typed.upper())]


def _complete_family(_context: click.Context, _option: click.Parameter, typed: str) -> list[str]:
    return [name for name in _families() if name.startswith(typed.upper())]


@click.group(
    "rules", short_help="Look up the rules: what each requires, why, and how to fix a record."
)
def command() -> None:
    """Look up the rules for records: what each requires, why, and how to fix a record."""


@command.command("list", short_help="List the rules.")
@click.option(
    "--record",
    type=click.Choice(RECORDS),
    help="Only rules for this record type; those for a dossier compare several records.",
)
@click.option(
    "--severity",
    type=click.Choice(["error", "warning", "off"]),
    help="Only rules with this severity.",
)
@click.option(
    "--family",
    metavar="LETTERS",
    shell_complete=_complete_family,
    help="Only one family of rules, by its letters, such as AG.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    show_default=True,
    help="How to write the rules.",
)
@options.configuration
@options.no_configuration
@options.language
def list_rules(
    record: str | None,
    severity: str | None,
    family: str | None,
    form: str,
    configuration: str | None,
    unconfigured: bool,
    language: Language,
) -> None:
    """List the rules with their severities, from the rulebook or as configured.

    JSON and CSV are the same in every language; JSON has everything about each rule. Where a
    configuration has changed a severity, `usual` is the severity in the rulebook.

    \b
    swschema rules list
    swschema rules list --record dossier --severity error
    swschema rules list --format csv > rules.csv

    Exit status: 0 success, 2 incorrect usage.
    """
    found = load_configuration(configuration, unconfigured=unconfigured, language=language)
    with use_language(choose_language(found, language)):
        letters = _find_name(family.upper(), _families(), _("family of rules")) if family else None
        shown = [
            rule
            for rule in rulebook().values()
            if record is None or record in records_of(rule)
            if severity is None or severity == severity_of(rule, found.settings)
            if letters is None or letters == family_of(rule)
        ]
        click.echo(FORMS[form](shown, found.settings), nl=False)


@command.command("show", short_help="Show a rule: what it requires, why, and samples.")
@click.argument("name", metavar="ID", shell_complete=_complete)
@options.configuration
@options.no_configuration
@options.language
def show(name: str, configuration: str | None, unconfigured: bool, language: Language) -> None:
    """Show a rule: its conditions, why, how to fix a record, its sources, and samples.

    Severity and parameters are from the rulebook or as configured.

    \b
    swschema rules show AG01
    swschema rules show AG01 --lang zh-Hans

    Exit status: 0 the rule is shown, 2 there is no such rule, or incorrect usage.
    """
    found = load_configuration(configuration, unconfigured=unconfigured, language=language)
    with use_language(choose_language(found, language)):
        rule = rulebook()[_find_name(name.upper(), list(rulebook()), _("rule"))]
        click.echo(rule_text(rule, found.settings, terminal_columns()), nl=False)


def _families() -> list[str]:
    return list(dict.fromkeys(map(family_of, rulebook().values())))


def _find_name(name: str, known: list[str], kind: str) -> str:
    """Return a name if it is known; exit with advice if it is not."""
    if name in known:
        return name
    from swschema.explain.suggest import find_closest, suggest_name

    meant = find_closest(name, known)
    advice = suggest_name(meant) if meant else _("run swschema rules list")
    message = _("there is no {kind} {name}; {advice}")
    raise click.UsageError(message.format(kind=kind, name=show_hidden(name), advice=advice))


def _text(shown: Iterable[Rule], settings: Settings) -> str:
    header = [_("Rule"), _("Severity"), _("In the rulebook"), _("Records"), _("Requirement")]
    rows = []
    for rule in shown:
        severity, usual = severity_of(rule, settings), str(rule["severity"])
        rows.append(
            (
                rule["id"],
                severity_name(severity),
                severity_name(usual) if usual != severity else "",
                name_records(rule),
                choose_text(rule["title"]),
            )
        )
    # Hardly any configuration changes a severity; without one, no column is there for it.
    kept = [index for index in range(len(header)) if index != 2 or any(row[2] for row in rows)]
    cut = [[row[index] for index in kept] for row in rows]
    return table([header[index] for index in kept], cut, terminal_columns()) + "\n"


def _json(shown: Iterable[Rule], settings: Settings) -> bytes:
    value = [_object(rule, settings) for rule in shown]
    return render_json(value, indent=True, final_newline=True)


def _object(rule: Rule, settings: Settings) -> dict[str, Any]:
    severity, usual = severity_of(rule, settings), rule["severity"]
    own = settings.parameters.get(rule["id"], {})
    return {
        "id": rule["id"],
        "severity": severity,
        "usual": usual if usual != severity else None,
        "records": records_of(rule),
        "family": {"letters": family_of(rule), "title": _both(rule["family"])},
        **{name: _both(rule[name]) for name in ("name", "title", "message", "why", "remedy")},
        "cites": rule["cites"],
        "since": rule["since"],
        "parameters": [
            {
                "name": name,
                "title": _both(each["title"]),
                "value": own.get(name, each["value"]),
                "default": each["value"],
                "codes": each.get("codes"),
            }
            for name, each in rule.get("parameters", {}).items()
        ],
        "help": Problem(rule["id"], "").help,
    }


def _csv(shown: Iterable[Rule], settings: Settings) -> bytes:
    rows = []
    for rule in shown:
        severity, usual, title = severity_of(rule, settings), rule["severity"], rule["title"]
        changed = usual if usual != severity else ""
        about = (" ".join(records_of(rule)), family_of(rule), title["en"], title["zh"])
        rows.append((rule["id"], severity, changed, *about, Problem(rule["id"], "").help))
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerows([CSV_HEADER, *rows])
    return (BOM + written.getvalue()).encode()


FORMS: dict[str, Callable[[Iterable[Rule], Settings], Any]] = {
    "text": _text,
    "json": _json,
    "csv": _csv,
}


def _both(both: Mapping[str, str]) -> dict[str, str]:
    return {"en": both["en"], "zh-Hans": both["zh"]}

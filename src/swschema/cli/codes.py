"""`swschema codes`."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any

import click

from swschema.cli import options
from swschema.cli.text.table import table, terminal_columns, wrap
from swschema.i18n import _, current_language, use_language
from swschema.json_text import render_json
from swschema.problems import Language
from swschema.report.characters import show_hidden
from swschema.report.csv import BOM
from swschema.rules.dates import today_in_china
from swschema.schema import codes
from swschema.schema.codes import Code, CodeList

NOTHING_FOUND = 1
CSV_HEADER = ("list", "code", "english", "chinese", "validFrom", "validTo", "status")


def _complete(_context: click.Context, _option: click.Parameter, typed: str) -> list[str]:
    return [list_id for list_id in codes.list_ids() if list_id.startswith(typed)]


@click.group("codes", short_help="Look up codes: what they mean and when they are in force.")
def command() -> None:
    """Look up codes: what they mean in English and Chinese, and when they are in force."""


@command.command("list", short_help="List the code lists.")
@options.language
def list_lists(language: Language) -> None:
    """List the code lists: titles, number of codes, and source.

    \b
    swschema codes list
    swschema codes list --lang zh-Hans

    Exit status: 0 success, 2 incorrect usage.
    """
    with use_language(language):
        header = [_("List"), _("English"), _("Chinese"), _("Codes"), _("Source")]
        rows = [
            (each.id, each.title, each.title_zh, len(each.codes), each.source)
            for each in map(codes.code_list, codes.list_ids())
        ]
        click.echo(table(header, rows, terminal_columns()))


@command.command("show", short_help="Show the codes of a list, and which are in force.")
@click.argument("name", metavar="LIST", shell_complete=_complete)
@click.option(
    "--as-of",
    "day",
    type=options.DAY,
    metavar="DATE",
    help="Show whether codes are in force on this date (YYYY-MM-DD); by default today in China.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    show_default=True,
    help="How to write the codes.",
)
@options.language
def show(name: str, day: datetime | None, form: str, language: Language) -> None:
    """Show the codes of a list: titles, first and last day, and whether they are in force.

    JSON and CSV are the same in every language; in them the status is IN_FORCE, NOT_YET or
    NO_LONGER.

    \b
    swschema codes show importMode
    swschema codes show window --as-of 2018-04-19
    swschema codes show country --format csv > countries.csv

    Exit status: 0 the list is shown, 2 there is no such list, or incorrect usage.
    """
    as_of = day.date().isoformat() if day else today_in_china()
    with use_language(language):
        click.echo(FORMS[form](_find_list(name), as_of), nl=False)


@command.command("find", short_help="Find codes by a part of their code or their titles.")
@click.argument("text")
@click.option(
    "--in", "name", metavar="LIST", shell_complete=_complete, help="Search only this list."
)
@options.language
def find(text: str, name: str | None, language: Language) -> None:
    """Find codes by the code or its title, in English or Chinese, or by a part of these.

    Exact matches come first, then those that begin with TEXT, then those that contain it. Without
    --in, lists that are made up of others are left out: their codes are found in those lists.

    \b
    swschema codes find 保税
    swschema codes find permit --in idDocumentType

    Exit status: 0 codes are found, 1 none is found, 2 there is no such list, or incorrect usage.
    """
    with use_language(language):
        found = codes.find(text, _find_list(name).id if name is not None else None)
        if not found:
            click.echo(
                _("no code or title contains {text}").format(text=show_hidden(text)), err=True
            )
            sys.exit(NOTHING_FOUND)
        header = [_("List"), _("Code"), _("English"), _("Chinese")]
        rows = [
            (each.list_id, each.code.code, each.code.title, each.code.title_zh) for each in found
        ]
        click.echo(table(header, rows, terminal_columns()))


def _find_list(name: str) -> CodeList:
    if name not in codes.list_ids():
        from swschema.explain.suggest import find_closest, suggest_name

        meant = find_closest(name, codes.list_ids())
        advice = suggest_name(meant) if meant else _("run swschema codes list")
        message = _("there is no code list {name}; {advice}")
        raise click.UsageError(message.format(name=show_hidden(name), advice=advice))
    return codes.code_list(name)


def _text(shown: CodeList, day: str) -> str:
    english = current_language() == "en"
    about = [
        f"{shown.id}: {shown.title} / {shown.title_zh}",
        shown.description if english else shown.description_zh,
        _("Source: {source}").format(source=shown.source),
    ]
    if shown.includes:
        about.append(_("Made up of: {lists}").format(lists=_(", ").join(shown.includes)))
    columns = terminal_columns()
    lines = [line for text in about for line in (wrap(text, columns) if columns else [text])]
    return "\n".join([*lines, "", _table(shown, day, columns), ""])


def _table(shown: CodeList, day: str, columns: int | None) -> str:
    labels = {
        "IN_FORCE": _("in force"),
        "NOT_YET": _("not yet in force"),
        "NO_LONGER": _("no longer in force"),
    }
    header = [_("Code"), _("English"), _("Chinese"), _("First day"), _("Last day")]
    cells = [_cells(code) for code in shown.codes]
    # Few lists have dates; the others need no empty columns for them.
    kept = [index for index in range(len(header)) if any(row[index] for row in cells)]
    rows = [
        (*(row[index] for index in kept), labels[_status(code, day)])
        for row, code in zip(cells, shown.codes, strict=True)
    ]
    heading = [*(header[index] for index in kept), _("On {date}").format(date=day)]
    return table(heading, rows, columns)


def _json(shown: CodeList, day: str) -> bytes:
    value = {
        "id": shown.id,
        "title": _both(shown.title, shown.title_zh),
        "description": _both(shown.description, shown.description_zh),
        "source": shown.source,
        "includes": shown.includes,
        "asOf": day,
        "codes": [
            {
                "code": code.code,
                "title": _both(code.title, code.title_zh),
                "description": _both(code.description, code.description_zh),
                "validFrom": code.valid_from,
                "validTo": code.valid_to,
                "status": _status(code, day),
            }
            for code in shown.codes
        ],
    }
    return render_json(value, indent=True, final_newline=True)


def _csv(shown: CodeList, day: str) -> bytes:
    rows = ((shown.id, *_cells(code), _status(code, day)) for code in shown.codes)
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerows([CSV_HEADER, *rows])
    return (BOM + written.getvalue()).encode()


FORMS: dict[str, Callable[[CodeList, str], Any]] = {"text": _text, "json": _json, "csv": _csv}


def _cells(code: Code) -> tuple[str, str, str, str, str]:
    return (code.code, code.title, code.title_zh, code.valid_from or "", code.valid_to or "")


def _status(code: Code, day: str) -> str:
    if code.in_force(day):
        return "IN_FORCE"
    return "NOT_YET" if day < (code.valid_from or "") else "NO_LONGER"


def _both(english: str, chinese: str) -> dict[str, str] | None:
    """Return a text in both languages; null where there is none."""
    return {"en": english, "zh-Hans": chinese} if english else None

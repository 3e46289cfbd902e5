"""`swschema workbook`."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import click

from swschema.cli import options
from swschema.cli.cases import check_record
from swschema.cli.files import refuse_existing, write_new
from swschema.cli.new import registration_options
from swschema.cli.records import exit_if_refused
from swschema.i18n import _, find_language, use_language
from swschema.problems import Language
from swschema.schema.files import DRAFTS, IDS, SPECIFICATION, WHOLE, code_entries
from swschema.schema.labels import title
from swschema.schema.shapes import root
from swschema.workbook.names import in_languages

FORMS = (*WHOLE[:4], *DRAFTS)


@click.group("workbook", short_help="Make Excel workbooks to be filled in.")
def command() -> None:
    """Make Excel workbooks in which people fill in records, and get the cell that is wrong.

    A workbook is a record as JSON and XML are: swschema validate, convert and all other commands
    read it.
    """


@command.command("new", short_help="Write a workbook to be filled in.")
@click.argument("record", type=click.Choice(FORMS))
@registration_options
@click.option(
    "--lang",
    "lang",
    type=click.Choice(["zh-Hans", "en", "both"]),
    help="The language of the labels; by default that of messages.",
)
@options.as_of
@click.option("-o", "--output", metavar="OUT", required=True, help="The workbook, an .xlsx file.")
@options.force
def new_command(
    record: str,
    kinds: tuple[str, ...],
    mode: str | None,
    lang: str | None,
    identifier: str | None,
    day: datetime | None,
    output: str,
    force: bool,
) -> None:
    """Write a workbook with the form of a record and a sheet for each of its lists.

    It has drop-down lists of the codes in force, examples, and colours for what is required: for a
    registration, by the kind of the enterprise and the mode. It is the draft of the record; its
    cell “record type” makes it the record once it is whole.

    \b
    swschema workbook new registration --type PAYMENT --mode SELF --lang zh-Hans -o r.xlsx
    swschema validate r.xlsx -o marked.xlsx
    swschema convert r.xlsx -o r.json

    Records that there are already become workbooks by swschema convert r.json -o r.xlsx, and what
    follows from one by swschema derive … -o m.xlsx.

    OUT is written completely or not at all. Exit status: 0 success, 2 incorrect usage, or a file
    that is there already or cannot be written.
    """
    from swschema.exchange.templates.workbook import write_workbook_template

    languages = _languages(lang)
    if not output.lower().endswith(".xlsx"):
        raise click.UsageError(_("the name of OUT must end with .xlsx"))
    if (kinds or mode) and not record.startswith("registration"):
        raise click.UsageError(_("--type and --mode are for a registration"))
    refuse_existing(Path(output), force=force)
    with use_language(languages[0]), exit_if_refused():
        draft = _draft(record, kinds, mode, identifier)
        if record != "dossier":  # which has no drafts
            check_record(draft, output, languages[0])
        case = _case(record, kinds, mode, languages)
        as_of = day.date().isoformat() if day else ""
        data = write_workbook_template(draft, languages, case=case, day=as_of)
        write_new(Path(output), data, force=force)


def _languages(lang: str | None) -> tuple[Language, ...]:
    if lang == "both":
        return ("zh-Hans", "en")
    from swschema.i18n import preferred_language

    return (find_language(lang) if lang else preferred_language(),)


def _draft(
    record: str, kinds: tuple[str, ...], mode: str | None, identifier: str | None
) -> dict[str, Any]:
    from swschema.exchange.derivation.drafts import new_registration
    from swschema.schema.files import draft_name, whole_name

    whole = whole_name(record)
    if whole == "registration":
        return new_registration(kinds, mode, identifier=identifier).value
    if whole == "dossier":
        return {"recordType": "dossier", "schemaVersion": SPECIFICATION}
    name = IDS[whole]
    own = identifier or str(uuid.uuid4())
    return {"recordType": draft_name(whole), "schemaVersion": SPECIFICATION, name: own}


def _case(
    record: str, kinds: tuple[str, ...], mode: str | None, languages: Sequence[Language]
) -> str:
    """Return what the workbook is for, as its first sheet says it."""
    about = [root(record).schema, *(code_entries("enterpriseType")[kind] for kind in kinds)]
    about += [code_entries("applicantMode")[mode]] if mode else []
    return _(", ").join(in_languages(languages, partial(title, each), " ") for each in about)

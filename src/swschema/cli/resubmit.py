"""`swschema resubmit`."""

from __future__ import annotations

from datetime import datetime

import click

from swschema.cli import options
from swschema.cli.cases import check_record
from swschema.cli.collisions import refuse_overwriting
from swschema.cli.decision_options import write_day
from swschema.cli.inputs import path_name
from swschema.cli.records import RecordOutput, exit_if_refused, read_record, record_output
from swschema.i18n import use_language
from swschema.limits import Limits
from swschema.problems import Language
from swschema.schema.files import code_entries


@click.command("resubmit", short_help="Draft the next round of materials that were returned.")
@click.argument("path", metavar="MATERIALS")
@click.option(
    "--window",
    "windows",
    type=click.Choice([*code_entries("window")]),
    multiple=True,
    help="Where they are submitted again; by default at each window that has returned them.",
)
@click.option(
    "--submitted-on", "day", type=options.DAY, metavar="DATE", help="When they are submitted."
)
@click.option(
    "--id", "identifier", metavar="ID", help="Its identifier; by default the next number."
)
@record_output()
@options.limits
@options.language
def command(
    path: str,
    windows: tuple[str, ...],
    day: datetime | None,
    identifier: str | None,
    target: RecordOutput,
    limits: Limits,
    language: Language,
) -> None:
    """Draft the next round of materials that a window has returned.

    MATERIALS is a materials record in JSON or XML, or - for the standard input. The draft
    supersedes it and keeps what is approved, also at the other window; what is to be corrected is
    not reviewed yet, and has no files.

    \b
    swschema resubmit materials.json --window CUSTOMS --submitted-on 2018-03-20 -o draft.json
    swschema attach draft.json scans/ -o corrected.json
    swschema derive materials registration.json --draft corrected.json -o linked.json
    swschema complete linked.json -o materials-2.json

    OUT is written completely or not at all. Exit status: 0 success, 1 no window has returned the
    materials, or the record is invalid, 2 incorrect usage or an unreadable path.
    """
    from swschema.exchange.steps.rounds import resubmit

    refuse_overwriting([path], [target.path])
    with use_language(language), exit_if_refused(path_name(path)):
        read = read_record(path, limits, language, "materials")
        check_record(read.value, read.name, language)
        made = resubmit(read.value, windows, submitted_on=write_day(day), identifier=identifier)
        check_record(made, read.name, language)
        target.write(made, read.syntax)

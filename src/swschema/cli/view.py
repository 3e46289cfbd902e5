"""`swschema view`."""

from __future__ import annotations

import click

from swschema.cli import options
from swschema.cli.records import RecordOutput, exit_if_refused, read_record, record_output
from swschema.i18n import use_language
from swschema.limits import Limits
from swschema.problems import Language

WINDOWS = ("SINGLE_WINDOW", "NATIONAL_INSPECTION", "CUSTOMS", "UNIFIED_CUSTOMS")


@click.command("view", short_help="Show a window what it needs of a record, and nothing else.")
@click.argument("path", metavar="RECORD")
@click.option("--for", "window", type=click.Choice(WINDOWS), required=True, help="The window.")
@record_output()
@options.limits
@options.language
def command(
    path: str,
    window: str,
    target: RecordOutput,
    limits: Limits,
    language: Language,
) -> None:
    """Show a window what it needs of a record, and nothing else.

    RECORD is a registration, materials or interview record in JSON or XML, or - for the standard
    input. The view is a draft by its form: fields that the window does not use are left out, and so
    are submissions to other windows, materials that go elsewhere, and attachments to which nothing
    in the view refers. Its viewOf states the digest of the whole record, as swschema digest shows
    it, and the window.

    \b
    swschema view registration.json --for CUSTOMS -o for-customs.json
    swschema view materials.xml --for NATIONAL_INSPECTION --to json

    OUT is written completely or not at all. Exit status: 0 success, 1 the record is invalid or has
    nothing for the window, 2 incorrect usage or an unreadable path.
    """
    from swschema.exchange import make_view

    with use_language(language), exit_if_refused():
        record = read_record(path, limits, language)
        view = make_view(record.value, window=window, name=record.name)
        target.write(view, record.syntax)

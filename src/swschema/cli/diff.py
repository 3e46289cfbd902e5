"""`swschema diff`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from swschema.cli import options
from swschema.cli.files import write_new
from swschema.cli.records import exit_if_refused, read_record
from swschema.i18n import _, use_language
from swschema.limits import Limits
from swschema.problems import Language

if TYPE_CHECKING:
    from swschema.exchange.comparison.changes import Comparison

DIFFERENT = 1
FORMATS = ("text", "json-patch", "html")


@click.command("diff", short_help="Show what is different between two records.")
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--show-personal", is_flag=True, help="Show what is personal or confidential too.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 if there are differences.")
@options.output
@options.force
@options.max_bytes
@options.language
def command(
    before: str,
    after: str,
    form: str,
    show_personal: bool,
    exit_code: bool,
    output: str | None,
    force: bool,
    max_bytes: int,
    language: Language,
) -> None:
    """Show what is different between two records, from A to B.

    A and B are records of one type, or a draft and its record, in JSON or XML; one of them may be
    - for the standard input. Things in lists, such as attachments, people and decisions, are
    recognised by what identifies them, wherever they stand. Personal and confidential values are
    masked.

    \b
    swschema diff registration-1.json registration-2.xml
    swschema diff round-1.xml round-2.xml --format html -o changes.html
    swschema diff a.json b.json --format json-patch --show-personal

    A JSON Patch (RFC 6902) that is applied to the JSON of A gives B; if it has personal or
    confidential values, it is written with --show-personal only.

    OUT is written completely or not at all. Exit status: 0 success, 1 a record is invalid, they are
    of different types, or (with --exit-code) different, 2 incorrect usage or an unreadable path.
    """
    from swschema.exchange.comparison.changes import compare_records

    limits = Limits(max_bytes)
    with use_language(language), exit_if_refused():
        records = [read_record(path, limits, language) for path in (before, after)]
        earlier, later = (record.value for record in records)
        compared = compare_records(earlier, later, show_personal=show_personal)
        if form == "json-patch" and compared.is_private and not show_personal:
            reason = _("the patch has personal values: add --show-personal to write it")
            raise click.UsageError(reason)
        written = _render(compared, form, (records[0].name, records[1].name))
        if output is None:
            click.echo(written, nl=False)
        else:
            from pathlib import Path

            write_new(Path(output), written, force=force)
    if exit_code and compared.changes:
        sys.exit(DIFFERENT)


def _render(compared: Comparison, form: str, names: tuple[str, str]) -> bytes:
    from swschema.exchange.comparison.html import render_html
    from swschema.exchange.comparison.text import render_text

    if form == "html":
        return render_html(compared, *names).encode()
    if form == "text":
        return "".join(f"{line}\n" for line in render_text(compared)).encode()
    import orjson

    return orjson.dumps(compared.patch, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)

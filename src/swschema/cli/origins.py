"""`swschema origins`."""

from __future__ import annotations

import sys

import click

from swschema.cli import options
from swschema.cli.cases import read_case
from swschema.cli.inputs import path_name
from swschema.cli.records import exit_if_refused, read_record
from swschema.i18n import _, use_language
from swschema.json_text import render_json
from swschema.limits import Limits
from swschema.problems import Language
from swschema.report.characters import show_hidden
from swschema.schema.files import draft_name, whole_name

RECORDS = ("registration", "materials", "interview")


@click.command("origins", short_help="Count how much of a record had to be typed.")
@click.argument("path", metavar="RECORD")
@click.option(
    "--from",
    "sources",
    metavar="PATH",
    multiple=True,
    help="A record before it: the registration, earlier materials; or a dossier with them.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to write it; JSON names each value that was typed.",
)
@options.limits
@options.language
def command(
    path: str,
    sources: tuple[str, ...],
    form: str,
    limits: Limits,
    language: Language,
) -> None:
    """Count how much of a record was copied from others, fixed by the rulebook, or typed.

    RECORD is a registration, materials, an interview, or a draft of one, in JSON or XML, or - for
    the standard input. What authorities state does not count. All but a registration need --from.

    \b
    swschema origins registration.json
    swschema origins materials.json --from registration.json
    swschema origins interview.xml --from dossier.json --format json

    Exit status: 0 success, 1 a record is invalid, 2 incorrect usage or an unreadable path.
    """
    from swschema.exchange.derivation.origins import count_origins
    from swschema.schema.paths import pointer

    with use_language(language), exit_if_refused(path_name(path)):
        read = read_record(path, limits, language, *RECORDS, *map(draft_name, RECORDS))
        if not sources and whole_name(read.value["recordType"]) != "registration":
            raise click.UsageError(_("--from is missing: name the registration, or a dossier"))
        case = read_case(sources, limits, language, checked=False) if sources else None
        found = count_origins(read.value, case.value if case else None)
        counts = {"copied": len(found.copied), "fixed": len(found.fixed), "typed": len(found.typed)}
        if form == "json":
            value = {**counts, "values": [*map(pointer, found.typed)]}
            sys.stdout.buffer.write(render_json(value, indent=True, final_newline=True))
            return
        line = _("{total} values: {copied} copied, {fixed} fixed by the rulebook, {typed} typed")
        click.echo(f"{show_hidden(read.name)}: {line.format(total=found.total, **counts)}")

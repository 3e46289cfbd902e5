"""`swschema convert`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from swschema.cli import options
from swschema.cli.files import write_whole
from swschema.cli.inputs import source
from swschema.errors import ConversionError
from swschema.languages import speaking
from swschema.problems import Language
from swschema.report.text import render
from swschema.sources.limits import Limits

INVALID = 1


@click.command("convert", short_help="Convert a record between JSON and XML, losing nothing.")
@click.argument("path", metavar="IN")
@click.option("--to", type=click.Choice(["json", "xml"]), help="The syntax; by default the other.")
@click.option("-o", "--output", metavar="OUT", help="Where to write; by default standard output.")
@click.option("--compact", is_flag=True, help="Write no white space between members.")
@options.max_bytes
@options.max_depth
@options.language
def command(
    path: str,
    to: str | None,
    output: str | None,
    compact: bool,
    max_bytes: int,
    max_depth: int,
    language: Language,
) -> None:
    """Convert a valid record between JSON and XML, losing nothing.

    IN is a file or - for the standard input. With --to and the syntax that IN has already, the
    record is written in canonical form.

    \b
    swschema convert registration.json -o registration.xml
    swschema convert registration.xml --to json | jq .status

    OUT is written whole or not at all. Exit status: 0 done, 1 the record is invalid,
    2 a wrong call or an unreadable path.
    """
    from swschema.convert.documents import to_json, to_xml
    from swschema.validate import validate

    limits = Limits(max_bytes, max_depth)
    given = source(path, limits)
    # Read once: what is judged and what is converted are the same bytes.
    name = "standard input" if isinstance(given, bytes) else path
    report = validate(given, name=name, limits=limits, language=language)
    if not report.valid:
        for text in render([report]):
            click.echo(text, nl=False, err=True)
        sys.exit(INVALID)
    wanted = to or ("json" if report.syntax == "xml" else "xml")
    converter = to_json if wanted == "json" else to_xml
    try:
        with speaking(language):
            converted = converter(given, indent=not compact, limits=limits)
    except ConversionError as error:
        click.echo(f"swschema: {name}: {error}", err=True)
        sys.exit(INVALID)
    if output is None:
        sys.stdout.buffer.write(converted)
    else:
        write_whole(Path(output), converted)

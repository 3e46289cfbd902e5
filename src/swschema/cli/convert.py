"""`swschema convert`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import click

from swschema.batch.input import STANDARD_INPUT, Inputs
from swschema.batch.output import ARCHIVES, LINED, SYNTAXES, compress_file, suffixes
from swschema.batch.processor import Processor
from swschema.batch.run import Run
from swschema.cli import options
from swschema.cli.collisions import refuse_overwriting
from swschema.cli.files import open_whole, report_unwritable
from swschema.cli.inputs import standard_input
from swschema.cli.messages import print_message
from swschema.cli.run.conversion import convert_many
from swschema.errors import ConversionError
from swschema.i18n import use_language
from swschema.limits import Limits
from swschema.problems import Language, Syntax
from swschema.report.text import render
from swschema.streams.formats import Form
from swschema.streams.open import is_packed
from swschema.streams.reader import Reader, name_errors
from swschema.streams.split import detect_reader_form

INVALID = 1
WORKBOOK = ".xlsx"


@click.command("convert", short_help="Convert records between JSON, XML and workbooks.")
@click.argument("path", metavar="IN")
@click.option(
    "--to",
    type=click.Choice(["json", "xml", "xlsx"]),
    help="The syntax; by default that of OUT, or the other one.",
)
@click.option("-o", "--output", metavar="OUT", help="Where to write; by default standard output.")
@click.option("--compact", is_flag=True, help="Write no white space between members.")
@options.jobs
@options.form
@options.limits
@options.language
def command(
    path: str,
    to: Syntax | None,
    output: str | None,
    compact: bool,
    jobs: int | None,
    input_form: str,
    limits: Limits,
    language: Language,
) -> None:
    """Convert valid records between JSON, XML and Excel workbooks without loss.

    IN is a file or - for the standard input. If --to is the syntax that IN already has, the
    record is written in canonical form. Workbooks need `swschema[workbook]`.

    \b
    swschema convert registration.json -o registration.xml
    swschema convert registration.xml --to json | jq .status
    swschema convert registration.json -o registration.xlsx
    swschema convert archive.ndjson.gz -o archive.xml
    swschema convert inbox/ --to xml -o outbox.tar.gz

    IN may hold many records: a stream, a folder or an archive (see swschema validate). The name
    of OUT then says how they are written: .ndjson, .json (an array), .xml (under one root), .tar,
    each also with .gz or .zst; .zip; any other name is that of a new folder. The standard output
    gets NDJSON, or XML under one root. Invalid records are listed and left out.

    OUT is written completely or not at all. Exit status: 0 success, 1 a record is invalid,
    2 incorrect usage or an unreadable path.
    """
    makes_folder = output is not None and not any((*suffixes(output), _named_syntax(output)))
    refuse_overwriting([path], [output], makes_folder=makes_folder)
    limits, form = limits, options.form_of(input_form)
    with use_language(language), _open_input(path) as reader:
        document = _read_document(reader, form, limits) if reader else None
        if reader and document is not None:
            reader = Reader(BytesIO(document), reader.name)
        if document is None or _holds_many(output):
            again = reader is None or Path(path).is_file()
            paths = (path if again else STANDARD_INPUT,)
            processor = Processor(limits=limits, language=language, form=form, indent=not compact)
            inputs = Inputs(paths, form, limits, reader or standard_input())
            run = Run(inputs, processor, jobs)
            sys.exit(convert_many(run, to=to, output=output))
    name = reader.name if reader else path
    to = to or _named_syntax(output)
    converted = _convert_document(document, name, to, limits, language, indent=not compact)
    _write_document(converted, output)


def _named_syntax(output: str | None) -> Syntax | None:
    """Return the syntax that the name of an output says; None where it says none."""
    if output is None:
        return None
    return "xlsx" if output.lower().endswith(WORKBOOK) else SYNTAXES.get(suffixes(output)[0])


def _write_document(data: bytes, output: str | None) -> None:
    """Write a document to a file, compressed as its name says, or to the standard output."""
    if output is None:
        sys.stdout.buffer.write(data)
        return
    path = Path(output)
    packed = suffixes(output)[1]
    with open_whole(path) as file, report_unwritable(path), compress_file(file, packed) as whole:
        whole.write(data)


@contextmanager
def _open_input(path: str) -> Iterator[Reader | None]:
    """Open what is to be converted; give None for a folder.

    Raises:
        SourceError: if it cannot be read.
    """
    if path == STANDARD_INPUT:
        yield standard_input()
    elif Path(path).is_dir():
        yield None
    else:
        with name_errors(path):
            file = Path(path).open("rb", buffering=0)  # noqa: SIM115 - closed below
        with file:
            yield Reader(file, path)


def _holds_many(output: str | None) -> bool:
    """Return whether an output, by its name, contains many documents."""
    return output is not None and suffixes(output)[0] in (*LINED, *ARCHIVES)


def _read_document(reader: Reader, form: Form | None, limits: Limits) -> bytes | None:
    """Return all bytes of a file that is one document, None where it holds many."""
    if is_packed(reader) or (form or detect_reader_form(reader)) != "document":
        return None
    data = bytearray()
    while len(data) <= limits.max_bytes and (block := reader.read()):
        data += block
    return bytes(data)


def _convert_document(
    data: bytes, name: str, to: Syntax | None, limits: Limits, language: Language, *, indent: bool
) -> bytes:
    """Return a document converted; exit where it cannot be."""
    from swschema.convert.documents import convert_document
    from swschema.validate import Validation

    validation = Validation(data, name, limits=limits, language=language)
    report = validation.run()
    document = validation.document
    if document is None or not report.valid:
        for text in render([report]):
            click.echo(text, nl=False, err=True)
        sys.exit(INVALID)
    if report.problems and document.workbook is not None:  # what a person has to know of the cells
        own = replace(report, problems=tuple(document.workbook.problems))
        for text in render([own] if own.problems else []):
            click.echo(text, nl=False, err=True)
    wanted = to or ("xml" if document.syntax == "json" else "json")
    try:
        with use_language(language):
            return convert_document(document, wanted, indent=indent)
    except ConversionError as error:
        print_message(f"{name}: {error}")
        sys.exit(INVALID)

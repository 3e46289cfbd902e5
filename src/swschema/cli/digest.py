"""`swschema digest`."""

from __future__ import annotations

import os
import sys
from dataclasses import replace

import click

from swschema.cli import options
from swschema.cli.inputs import expand_paths, source_of_path
from swschema.cli.messages import print_message
from swschema.errors import ConversionError, InvalidDocumentError, SourceError
from swschema.i18n import use_language
from swschema.limits import Limits
from swschema.problems import Language

INVALID, UNREADABLE = 1, 2


@click.command("digest", short_help="Print the digest of a record, the same for its JSON and XML.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@options.max_bytes
@options.language
def command(paths: tuple[str, ...], max_bytes: int, language: Language) -> None:
    """Print the digest of a record, which is the same for its JSON and its XML.

    It is the SHA-256 of the record's canonical JSON (RFC 8785), as registrationRef and a
    message's signature hold it, and is printed as sha256sum does: digest, two spaces, path.
    PATH is a file, a folder (all .json and .xml files below it) or - for the standard input.

    \b
    swschema digest registration.json registration.xml
    swschema convert registration.json | swschema digest -

    A digest does not check a record; swschema validate does. Exit status: 0 success, 1 some
    documents are not records, 2 some could not be read.
    """
    status = 0
    limits = Limits(max_bytes)
    with use_language(language):
        for path in paths:
            try:
                for each in expand_paths([path]):
                    status = max(status, _print(each, limits, language))
            except SourceError as error:
                print_message(error)
                status = UNREADABLE
    sys.exit(status)


def _print(path: str, limits: Limits, language: Language) -> int:
    """Print one digest, or why there is none; return the exit status."""
    from swschema.digest import digest

    name = "standard input" if path == "-" else path
    try:
        found = digest(source_of_path(path, limits), limits=limits)
    except InvalidDocumentError as error:
        from swschema.report.text import render

        for text in render([replace(error.report, name=name, language=language)]):
            click.echo(text, nl=False, err=True)
        return INVALID
    except ConversionError as error:
        print_message(f"{name}: {error}")
        return INVALID
    except SourceError as error:
        print_message(error)
        return UNREADABLE
    click.echo(_line(found, path))
    return 0


def _line(found: str, path: str) -> bytes:
    """Return a line as sha256sum writes it: a name that would break it is escaped and marked."""
    name = path.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    mark = "" if name == path else "\\"
    return f"{mark}{found}  ".encode() + os.fsencode(name)

"""Records that a command reads from a path and writes to one, in either syntax."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from swschema.cli.files import write_new
from swschema.cli.inputs import path_name, source_of_path
from swschema.cli.messages import print_message
from swschema.errors import (
    AssemblyError,
    ExchangeError,
    FilesError,
    InvalidDocumentError,
    RecordTypeError,
    SignatureError,
)
from swschema.limits import Limits
from swschema.problems import Language, Syntax

INVALID = 1


@dataclass(frozen=True, slots=True)
class ReadRecord:
    """A structurally valid record that was read from a path.

    Attributes:
        name: what the path is called.
        syntax: its syntax.
        value: the record as JSON has it.
    """

    name: str
    syntax: Syntax
    value: Mapping[str, Any]


def read_record(path: str, limits: Limits, language: Language, *types: str) -> ReadRecord:
    """Return the record in a file, or in the standard input.

    Args:
        path: the file, or `-`.
        limits: bounds on its size and depth.
        language: of the messages.
        types: the record types that it may have; none for any.

    Raises:
        SourceError: if it cannot be read.
        InvalidDocumentError: if its structure is not valid.
        RecordTypeError: if it is another record.
    """
    from swschema.convert.documents import read_value
    from swschema.validate import parse_valid

    name = path_name(path)
    source = source_of_path(path, limits)
    document = parse_valid(source, name=name, limits=limits, language=language)
    if types and document.record_type not in types:
        raise RecordTypeError(name, document.record_type, types)
    return ReadRecord(name, document.syntax or "json", read_value(document))


def write_record(
    value: Mapping[str, Any],
    output: str | None,
    *,
    to: Syntax | None,
    syntax: Syntax,
    indent: bool = False,
    force: bool = False,
) -> None:
    """Write a record to a file, or to the standard output.

    Args:
        value: the record as JSON has it.
        output: the file; None or `-` for the standard output.
        to: the syntax that was asked for; by default that of the file's name.
        syntax: the syntax where neither says which.
        indent: whether to put each member or element on a line of its own.
        force: whether to replace a file that is there.

    Raises:
        SourceError: if the file is there and is not to be replaced, or cannot be written.
    """
    from swschema.convert.documents import to_json, to_xml

    written_to = None if output in (None, "-") else Path(str(output))
    named = None if written_to is None else written_to.suffix.lower().lstrip(".")
    chosen = to or (named if named in ("json", "xml") else syntax)
    data = (to_xml if chosen == "xml" else to_json)(dict(value), indent=indent)
    if written_to is None:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    else:
        write_new(written_to, data, force=force)


@contextmanager
def exit_if_refused(name: str = "") -> Iterator[None]:
    """Print why a block refuses a document, and exit with status 1.

    Args:
        name: what an error that names no source is about.
    """
    from swschema.report.text import render

    try:
        yield
        return
    except InvalidDocumentError as error:
        for text in render([error.report]):
            click.echo(text, nl=False, err=True)
    except FilesError as error:
        for each in error.errors:
            print_message(each)
    except ExchangeError as error:
        print_message(replace(error, name=error.name or name))
    except (AssemblyError, RecordTypeError, SignatureError) as error:
        print_message(error)
    sys.exit(INVALID)

"""Records that a command reads from a path and writes to one, in either syntax."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import Any

import click

from swschema.cli import options
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
from swschema.i18n import current_language
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
    from swschema.convert.value import read_value
    from swschema.validate import parse_valid

    name = path_name(path)
    source = source_of_path(path, limits)
    document = parse_valid(source, name=name, limits=limits, language=language)
    if types and document.record_type not in types:
        raise RecordTypeError(name, document.record_type, types)
    return ReadRecord(name, document.syntax or "json", read_value(document))


@dataclass(frozen=True, slots=True)
class RecordOutput:
    """Where a command writes a record, and how.

    Attributes:
        path: the file; None or `-` for the standard output.
        syntax: the syntax that was asked for; by default that of the file's name.
        indent: whether to put each member or element on a line of its own.
        force: whether to replace a file that is there.
    """

    path: str | None
    syntax: Syntax | None
    indent: bool
    force: bool

    def write(self, value: Mapping[str, Any], otherwise: Syntax) -> None:
        """Write a record.

        Args:
            value: the record as JSON has it.
            otherwise: the syntax where neither options nor the file's name say which.

        Raises:
            SourceError: if the file is there and is not to be replaced, or cannot be written.
        """
        from swschema.convert.documents import to_json, to_xlsx, to_xml

        path = None if self.path in (None, "-") else Path(str(self.path))
        named = None if path is None else path.suffix.lower().lstrip(".")
        chosen = self.syntax or (named if named in ("json", "xml", "xlsx") else otherwise)
        if chosen == "xlsx":
            data = to_xlsx(dict(value), language=current_language())
        else:
            data = (to_xml if chosen == "xml" else to_json)(dict(value), indent=self.indent)
        if path is None:
            sys.stdout.buffer.write(data)
            sys.stdout.flush()
        else:
            write_new(path, data, force=self.force)


def record_output(option: str = "--to") -> options.Decorator:
    """Return what gives a command the options by which it writes a record, as its `target`.

    Args:
        option: the one for the syntax.
    """
    syntax = click.option(
        option,
        "syntax",
        type=click.Choice(["json", "xml", "xlsx"]),
        help="The syntax; by default that of the file's name, or else of what is read.",
    )

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def call(
            *args: Any, output: str | None, syntax: Syntax | None, indent: bool, force: bool,
            **others: Any,
        ) -> Any:  # fmt: skip
            target = RecordOutput(output, syntax, indent, force)
            return function(*args, target=target, **others)

        return options.output(syntax(options.indent(options.force(call))))

    return decorate


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

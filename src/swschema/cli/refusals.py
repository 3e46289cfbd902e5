"""What a command says when it refuses a record or a file: all of it, and exit status 1."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from swschema.cli.messages import print_message
from swschema.errors import ExchangeError, FilesError, InvalidDocumentError, RecordTypeError

REFUSED = 1


@contextmanager
def report_refusals() -> Iterator[None]:
    """Print why something is refused in a block, and exit with the status that says so."""
    try:
        yield
    except InvalidDocumentError as error:
        from swschema.report.text import render

        for text in render([error.report]):
            click.echo(text, nl=False, err=True)
        sys.exit(REFUSED)
    except FilesError as error:
        for each in error.errors:
            print_message(each)
        sys.exit(REFUSED)
    except (ExchangeError, RecordTypeError) as error:
        print_message(error)
        sys.exit(REFUSED)

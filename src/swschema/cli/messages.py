"""Lines on the standard error: what a command has to say beside its output."""

from __future__ import annotations

import click

from swschema.report.characters import show_hidden


def print_message(text: object, *, colour: str | None = None) -> None:
    """Print a line on the standard error, in which nothing acts on a terminal.

    Args:
        text: what to say; names of files and of members are in it as they are.
        colour: of the line.
    """
    click.secho(f"swschema: {show_hidden(str(text))}", err=True, fg=colour)

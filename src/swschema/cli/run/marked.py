"""A workbook that is validated, and a copy of it with the problems at their cells."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from swschema.cli.files import write_whole
from swschema.cli.inputs import path_name, read_file
from swschema.cli.messages import print_message
from swschema.i18n import _, use_language
from swschema.report.text import render

if TYPE_CHECKING:
    from swschema.validate import Validation

INVALID, UNREADABLE = 1, 2


def write_marked(validation: Validation, output: Path, fail_on: str) -> int:
    """Validate a workbook, print its problems and write the copy; return the exit status.

    Args:
        validation: how it is validated; its name is the path of the workbook.
        output: where to write the copy; whatever is there is replaced.
        fail_on: the severity of problems that make the status 1.

    Raises:
        SourceError: if the workbook cannot be read, or the copy not be written.
        MissingExtraError: if `swschema[workbook]` is not installed.
    """
    from swschema.workbook.marked import mark_problems

    path = str(validation.name)
    data = read_file(path, validation.limits.max_bytes + 1)
    validation.source, validation.name = data, path_name(path)
    report = validation.run()
    for text in render([report]):
        click.echo(text, nl=False)
    with use_language(validation.language):
        if report.syntax != "xlsx":
            message = _("{name} is no workbook: there are no cells to mark")
            print_message(message.format(name=validation.name))
            return UNREADABLE
        if validation.document is None:
            print_message(_("the workbook cannot be read: there is no marked copy"))
            return INVALID
    write_whole(output, mark_problems(data, report))
    failed = report.warned if fail_on == "warning" else False
    return INVALID if failed or not report.valid else 0

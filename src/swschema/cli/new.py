"""`swschema new`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import click

from swschema.cli import options
from swschema.cli.cases import check_record
from swschema.cli.files import refuse_existing, write_folder
from swschema.cli.records import RecordOutput, exit_if_refused, record_output
from swschema.i18n import _, use_language
from swschema.problems import Language
from swschema.schema.files import code_entries

KINDS = tuple(code_entries("enterpriseType"))
MODES = tuple(code_entries("applicantMode"))


def registration_options(function: Callable[..., None]) -> Callable[..., None]:
    """Add what a registration begins with: `kinds`, `mode` and `identifier`."""
    for option in (
        click.option(
            "--id", "identifier", metavar="ID", help="Its identifier; by default a new one."
        ),
        click.option(
            "--mode",
            type=click.Choice(MODES),
            help="Whether the enterprise applies itself or an agent for it.",
        ),
        click.option(
            "--type",
            "kinds",
            type=click.Choice(KINDS),
            multiple=True,
            help="The kind of the enterprise; of several, the option again.",
        ),
    ):
        function = option(function)
    return function


@click.group("new", short_help="Begin a registration.")
def command() -> None:
    """Begin a registration with the draft of its first record."""


@command.command("registration", short_help="Write the draft of a registration.")
@registration_options
@click.option(
    "--template",
    is_flag=True,
    help="Write a folder with all members and what they mean; the kind and the mode may be open.",
)
@record_output()
@options.language
def registration_command(
    kinds: tuple[str, ...],
    mode: str | None,
    identifier: str | None,
    template: bool,
    target: RecordOutput,
    language: Language,
) -> None:
    """Write the draft of a registration with all that is certain for its kind of enterprise.

    These are the online materials and the control measures that are due, and the roles of persons.
    What is still to be filled in is the checklist that swschema status shows of the draft.

    \b
    swschema new registration --type PAYMENT --mode AGENCY -o r.json
    swschema status r.json
    swschema complete r.json -o registration.json
    swschema new registration --template -o template/

    A template is a folder with the draft in XML, where comments say what each member means, and in
    JSON with a sheet beside it that says the same, in both languages.

    OUT is written completely or not at all. Exit status: 0 success, 2 incorrect usage or a file
    that cannot be written.
    """
    from swschema.exchange.derivation.drafts import new_registration

    with use_language(language), exit_if_refused():
        if not template and not (kinds and mode):
            raise click.UsageError(_("--type and --mode are needed, unless for a --template"))
        draft = new_registration(kinds, mode, identifier=identifier).value
        check_record(draft, target.path or "the draft", language)
        if template:
            _write_template(draft, target.path, force=target.force)
        else:
            target.write(draft, "json")


def _write_template(draft: Mapping[str, Any], output: str | None, *, force: bool) -> None:
    """Write the files of a template into a folder, all of them or none.

    Raises:
        SourceError: if one is there and is not to be replaced, or cannot be written.
    """
    from swschema.exchange.templates.template import write_template

    if output is None:
        raise click.UsageError(_("--template needs a folder: -o FOLDER"))
    files = write_template(draft)
    for name in files:
        refuse_existing(Path(output, name), force=force)
    write_folder(Path(output), {PurePosixPath(name): data for name, data in files.items()})

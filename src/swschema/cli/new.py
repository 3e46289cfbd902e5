"""`swschema new`."""

from __future__ import annotations

import click

from swschema.cli import options
from swschema.cli.cases import check_record
from swschema.cli.records import exit_if_refused, write_record
from swschema.i18n import use_language
from swschema.problems import Language, Syntax
from swschema.schema.files import code_entries

KINDS = tuple(code_entries("enterpriseType"))
MODES = tuple(code_entries("applicantMode"))


@click.group("new", short_help="Begin a registration.")
def command() -> None:
    """Begin a registration with the draft of its first record."""


@command.command("registration", short_help="Write the draft of a registration.")
@click.option(
    "--type",
    "kinds",
    type=click.Choice(KINDS),
    multiple=True,
    required=True,
    help="The kind of the enterprise; of several, the option again.",
)
@click.option(
    "--mode",
    type=click.Choice(MODES),
    required=True,
    help="Whether the enterprise applies itself or an agent for it.",
)
@click.option("--id", "identifier", metavar="ID", help="Its identifier; by default a new one.")
@options.output
@options.to_syntax
@options.indent
@options.force
@options.language
def registration_command(
    kinds: tuple[str, ...],
    mode: str,
    identifier: str | None,
    output: str | None,
    to: Syntax | None,
    indent: bool,
    force: bool,
    language: Language,
) -> None:
    """Write the draft of a registration with all that is certain for its kind of enterprise.

    These are the online materials and the control measures that are due, and the roles of persons.
    What is still to be filled in is the checklist that swschema status shows of the draft.

    \b
    swschema new registration --type PAYMENT --mode AGENCY -o r.json
    swschema status r.json
    swschema complete r.json -o registration.json

    OUT is written completely or not at all. Exit status: 0 success, 2 incorrect usage or a file
    that cannot be written.
    """
    from swschema.exchange.drafts import new_registration

    with use_language(language), exit_if_refused():
        draft = new_registration(kinds, mode, identifier=identifier).value
        check_record(draft, output or "the draft", language)
        write_record(draft, output, to=to, syntax="json", indent=indent, force=force)

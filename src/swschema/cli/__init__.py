"""The command line: `swschema COMMAND …`."""

from __future__ import annotations

import os

import click

from swschema.cli.click_messages import install_catalogue
from swschema.cli.commands import Commands
from swschema.cli.messages import print_message
from swschema.cli.standard_streams import exit_after, reserve_closed_streams
from swschema.errors import SwschemaError
from swschema.i18n import preferred_language, use_language

WRONG_CALL = 2


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=lambda ctx, _param, value: _print_versions(ctx) if value else None,
    help="Show the versions of the package, specification, rulebook and engines, and exit.",
)
@click.pass_context
def swschema(ctx: click.Context) -> None:
    """Validate and convert single-window registration records in JSON and XML.

    \b
    swschema validate registration.json          check a record and show its problems
    swschema convert registration.json -o r.xml  the same record in XML
    swschema status dossier.json                 its progress, and what it needs next
    swschema new registration --type PAYMENT --mode SELF -o draft.json
                                                 the first form, with what is certain
    swschema derive materials r.json -o m.json   the next one, with what is known
    swschema receive inbox/ --trust certs/ -o outbox/
                                                 check signed messages, and answer them
    swschema schemas registration --as xsd       the specification itself
    swschema codes find 保税                     what codes mean, and since when
    swschema rules show AG01                     what a rule requires, why, and how to fix it
    swschema generate --target pydantic -o api/  models for your own code

    Exit status: 0 success, 1 a document is invalid, 2 incorrect usage or an unreadable path.
    """
    if os.environ.get("NO_COLOR"):
        ctx.color = False


def _print_versions(ctx: click.Context) -> None:
    from swschema.native.library import describe_core
    from swschema.provenance import ENGINES, versions
    from swschema.rules.catalogue import rulebook

    found = versions()
    click.echo(f"swschema {found['swschema']}")
    click.echo(f"specification {found['specification']}")
    rules = f"{len(rulebook())} rules, sha256 {found['rulebook']}"
    click.echo(f"rulebook {found['specification']}, {rules}")
    click.echo(", ".join(f"{name} {found[name]}" for name in (*ENGINES, "libxml2")))
    click.echo(f"native core: {describe_core()}")
    ctx.exit()


def main() -> None:
    """Run the command line and exit."""
    reserve_closed_streams()
    exit_after(_run)


def _run() -> int:
    language = preferred_language()
    install_catalogue(language)
    with use_language(language):
        try:
            swschema(prog_name="swschema")
        except SwschemaError as error:
            print_message(error)
    return WRONG_CALL

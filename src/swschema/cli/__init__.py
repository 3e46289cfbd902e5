"""The command line: `swschema COMMAND …`."""

from __future__ import annotations

import importlib
import os
import sys

import click

from swschema.cli.messages import print_message
from swschema.cli.standard_streams import INTERRUPTED, UNREAD, exit_after, reserve_closed_streams
from swschema.errors import SwschemaError

# Each command is loaded only when it is called or listed: starting up is most of a short run.
COMMANDS = (
    "validate",
    "convert",
    "digest",
    "dossier",
    "status",
    "new",
    "derive",
    "fill",
    "origins",
    "complete",
    "attach",
    "papers",
    "view",
    "decide",
    "advance",
    "resubmit",
    "change",
    "withdraw",
    "suspend",
    "rectify",
    "deregister",
    "message",
    "sign",
    "verify",
    "keys",
    "receive",
    "receipt",
    "pack",
    "unpack",
    "diff",
    "schemas",
    "codes",
    "rules",
    "generate",
    "conformance",
    "build",
    "completion",
)
EVENTS = {"change", "withdraw", "suspend", "rectify", "deregister"}  # one module has them all
WRONG_CALL = 2


class Commands(click.Group):
    """The group of all commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names in the order in which people meet the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command by name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(
            f"swschema.cli.{'events' if cmd_name in EVENTS else cmd_name}"
        )
        command: click.Command = module.EVENTS[cmd_name] if cmd_name in EVENTS else module.command
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; where nobody reads its output, or wants it any more, exit quietly."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            sys.exit(UNREAD)
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)


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
    swschema complete draft.json -o r.json       the record of a draft that lacks nothing
    swschema papers dossier.json --window CUSTOMS -o papers/
                                                 what is carried to a window
    swschema schemas registration --as xsd       the specification itself
    swschema codes find 保税                     what codes mean, and since when
    swschema rules show AG01                     what a rule requires, why, and how to fix it
    swschema generate --target pydantic -o api/  models for your own code

    Exit status: 0 success, 1 a document is invalid, 2 incorrect usage or an unreadable path.
    """
    if os.environ.get("NO_COLOR"):
        ctx.color = False


def _print_versions(ctx: click.Context) -> None:
    from swschema.provenance import ENGINES, versions
    from swschema.rules.catalogue import rulebook

    found = versions()
    click.echo(f"swschema {found['swschema']}")
    click.echo(f"specification {found['specification']}")
    rules = f"{len(rulebook())} rules, sha256 {found['rulebook']}"
    click.echo(f"rulebook {found['specification']}, {rules}")
    click.echo(", ".join(f"{name} {found[name]}" for name in (*ENGINES, "libxml2")))
    ctx.exit()


def main() -> None:
    """Run the command line and exit."""
    reserve_closed_streams()
    exit_after(_run)


def _run() -> int:
    try:
        swschema(prog_name="swschema")
    except SwschemaError as error:
        print_message(error)
    return WRONG_CALL

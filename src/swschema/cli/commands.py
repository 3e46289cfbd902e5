"""The commands of `swschema`, each loaded only when it is called or listed."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping

import click

from swschema.cli.standard_streams import INTERRUPTED, UNREAD

# In the order in which people meet them. Starting up is most of a short run.
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "Check and convert": ("validate", "convert", "digest", "diff", "status", "dossier"),
    "Fill in a record": (
        "new", "workbook", "fill", "derive", "origins", "attach", "complete", "papers",
    ),
    "Take a step": (
        "decide", "advance", "resubmit", "change", "withdraw", "suspend", "rectify", "deregister",
    ),
    "Exchange": (
        "message", "receive", "receipt", "keys", "sign", "verify", "view", "pack", "unpack",
    ),
    "The specification": ("schemas", "codes", "rules", "generate", "conformance"),
    "swschema itself": ("build", "completion"),
}  # fmt: skip
MODULES = {"change": "events", "withdraw": "events", "suspend": "events", "rectify": "events",
           "deregister": "events"}  # fmt: skip


class Commands(click.Group):
    """The group of all commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names, section by section."""
        return [name for names in SECTIONS.values() for name in names]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"swschema.cli.{MODULES.get(cmd_name, cmd_name)}")
        found: click.Command = module.COMMANDS[cmd_name] if cmd_name in MODULES else module.command
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands of each section with what they are for."""
        for section, names in SECTIONS.items():
            rows = [
                (name, command.get_short_help_str(limit=formatter.width))
                for name in names
                if (command := self.get_command(ctx, name)) is not None
            ]
            with formatter.section(section):
                formatter.write_dl(rows)

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; where nobody reads its output, or wants it any more, exit quietly."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            sys.exit(UNREAD)
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)

"""`swschema completion`."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command("completion", short_help="Print the script that completes commands in a shell.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the script that completes commands and options in a shell.

    \b
    swschema completion bash >> ~/.bashrc
    swschema completion zsh >> ~/.zshrc
    swschema completion fish > ~/.config/fish/completions/swschema.fish
    """
    kind = get_completion_class(shell)
    root = ctx.find_root()
    if kind is not None:
        click.echo(kind(root.command, {}, "swschema", "_SWSCHEMA_COMPLETE").source())

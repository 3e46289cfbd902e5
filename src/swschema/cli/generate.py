"""`swschema generate`."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import click

from swschema.cli.files import write_folder
from swschema.errors import MissingExtraError
from swschema.schema.files import bundle

# Spelled out here so that --help needs no generator; a test holds them against its table.
TARGETS = ("pydantic", "dataclasses", "typeddict", "msgspec")
MODULE = "models.py"


@click.command("generate", short_help="Write client models for your own code.")
@click.option("--target", type=click.Choice(TARGETS), required=True, help="The style of models.")
@click.option("-o", "--output", metavar="DIR", required=True, help="The folder for models.py.")
def command(target: str, output: str) -> None:
    """Write client models for your own code, by datamodel-code-generator.

    The models do not depend on swschema. Other languages have generators of their own: give them
    `swschema schemas RECORD --as bundle`.

    \b
    swschema generate --target pydantic -o client/
    """
    try:
        from swschema.compiler.client_models.targets import render_client_models
    except ImportError as error:
        raise MissingExtraError("generating models", "generate") from error
    models = render_client_models(bundle("swschema"), target).encode()
    write_folder(Path(output), {PurePosixPath(MODULE): models})
    click.echo(Path(output, MODULE))

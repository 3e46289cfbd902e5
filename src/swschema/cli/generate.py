"""`swschema generate`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import click

from swschema.cli.files import refuse_existing, write_folder
from swschema.errors import MissingExtraError
from swschema.i18n import _
from swschema.schema.files import bundle

# Spelled out here so that --help needs no generator; a test holds them against its tables.
PYTHON_TARGETS = ("pydantic", "dataclasses", "typeddict", "msgspec")
TARGETS = ("typescript", "java", "csharp", "go", *PYTHON_TARGETS)
JSON_LIBRARIES = ("newtonsoft", "system-text-json")
MODULE = "models.py"


@click.command("generate", short_help="Write client models for your own code.")
@click.option("--target", type=click.Choice(TARGETS), required=True, help="The kind of models.")
@click.option("--package", metavar="NAME", help="The Java package, C# namespace or Go package.")
@click.option(
    "--json",
    type=click.Choice(JSON_LIBRARIES),
    help="What else reads and writes the classes in C#: newtonsoft without it.",
)
@click.option("-o", "--output", metavar="DIR", required=True, help="The folder for the files.")
@click.option("--force", is_flag=True, help="Overwrite files that are there.")
def command(target: str, package: str | None, json: str | None, output: str, force: bool) -> None:
    """Write client models for your own code.

    The models do not depend on swschema. Those in TypeScript, Java, C# and Go read and write both
    JSON and XML. Those in Python are made by datamodel-code-generator, which
    `pip install 'swschema[generate]'` installs.

    \b
    swschema generate --target typescript -o src/
    swschema generate --target java --package com.example.records -o src/main/java/
    swschema generate --target pydantic -o client/
    """
    if package is not None and target in (*PYTHON_TARGETS, "typescript"):
        raise click.UsageError(_("--package is for Java, C# and Go"))
    if json is not None and target != "csharp":
        raise click.UsageError(_("--json is for C#"))
    files = _render(target, package, json)
    folder = Path(output)
    for name in files:
        refuse_existing(folder / name, force=force)
    write_folder(folder, files)
    click.echo(_name_made(folder, files))


def _render(target: str, package: str | None, json: str | None) -> Mapping[PurePosixPath, bytes]:
    if target not in PYTHON_TARGETS:
        from swschema.emitters.targets import render_target

        return render_target(target, package, json=json)
    try:
        from swschema.compiler.client_models.targets import render_client_models
    except ImportError as error:
        raise MissingExtraError(_("generating models"), "generate") from error
    return {PurePosixPath(MODULE): render_client_models(bundle("swschema"), target).encode()}


def _name_made(folder: Path, files: Mapping[PurePosixPath, bytes]) -> str:
    """Return the path of the one file, or of the folder of several and how many there are."""
    if len(files) == 1:
        return str(Path(folder, *files))
    made = Path(folder, next(iter(files)).parent)
    return _("{path}: {count} files").format(path=made, count=len(files))

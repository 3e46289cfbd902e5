"""`swschema schemas`."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import click

from swschema.cli.files import write_folder
from swschema.i18n import _
from swschema.schema.files import (
    SOURCES,
    bundle_path,
    schema_path,
    sources,
    version_folder,
    xsd_path,
)

FORMS = ("json-schema", "xsd", "bundle")


@click.command("schemas", short_help="List, show or write out the schemas of the specification.")
@click.argument("name", required=False, type=click.Choice(["swschema", *SOURCES]))
@click.option(
    "--as",
    "form",
    type=click.Choice(FORMS),
    default="json-schema",
    show_default=True,
    help="Which form to show.",
)
@click.option("--write", "folder", metavar="DIR", help="Write all files to DIR instead.")
def command(name: str | None, form: str, folder: str | None) -> None:
    """List, show or write out the schemas of the specification.

    \b
    swschema schemas                            list the schemas
    swschema schemas registration               the source, in JSON Schema
    swschema schemas registration --as bundle   one file, all references local
    swschema schemas registration --as xsd      XML Schema 1.0, which includes its neighbours
    swschema schemas --write schemas/           everything, with an OASIS catalogue
    """
    if folder is not None:
        click.echo(_write(Path(folder)))
    elif name is not None:
        path = _path(name, form)
        if not path.is_file():
            raise click.UsageError(
                _("there is no {form} of {name}; run swschema schemas").format(form=form, name=name)
            )
        click.echo(path.read_bytes(), nl=False)
    else:
        _list()


def _path(name: str, form: str) -> Path:
    find = {
        "json-schema": schema_path,
        "xsd": xsd_path,
        "bundle": bundle_path,
    }
    return find[form](name)


def _list() -> None:
    for name in ("swschema", *SOURCES):
        forms = [form for form in FORMS if _path(name, form).is_file()]
        title = sources()[name]["title"] if name in SOURCES else "All records"
        click.echo(f"{name:14}{title:16}{', '.join(forms)}")


def _write(folder: Path) -> str:
    top = version_folder()
    files = {
        PurePosixPath(path.relative_to(top).as_posix()): path.read_bytes()
        for path in sorted(top.rglob("*"))
        if path.is_file()
    }
    write_folder(folder, files)
    return _("{path}: {count} files").format(path=folder, count=len(files))

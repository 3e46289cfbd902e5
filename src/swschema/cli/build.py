"""`swschema build`."""

from __future__ import annotations

import sys

import click

from swschema.errors import MissingExtraError
from swschema.i18n import _


@click.command("build", short_help="Generate all that derives from the sources (in a checkout).")
@click.argument("parts", nargs=-1, metavar="[PART]...")
@click.option("--check", is_flag=True, help="Write nothing; show what is stale and exit with 1.")
def command(parts: tuple[str, ...], check: bool) -> None:
    """Generate all that derives from the hand-written sources, in a checkout of swschema.

    From `schemas/` come XML Schemas, bundles, code types and models, from `samples/` the XML
    twins, the invalid pairs and the manifest. A source outside the interchange profile fails
    the build with the place and the reason.

    PART names what to write: schemas, genericode, bundles, models, rules, translations, samples,
    hostile-samples, rule-samples, javascript, playground, pages. Without it all are written but the
    pages of the site. The last four are not committed, and --check passes over them.
    """
    try:
        from swschema.compiler.errors import BuildError
        from swschema.compiler.output import compare_files, write_files
        from swschema.compiler.plan import PARTS, make_plan, select_parts
        from swschema.compiler.specification import find_repository, read_specification
    except ImportError as error:
        raise MissingExtraError(_("a build"), "build") from error
    if unknown := {*parts} - {part.name for part in PARTS}:
        raise click.UsageError(_("there is no part {name}").format(name=min(unknown)))
    try:
        specification = read_specification(find_repository())
        plan = make_plan(specification, select_parts(parts, committed_only=check))
    except BuildError as error:
        click.echo(f"{error}", err=True)
        sys.exit(1)
    if not check:
        for path in write_files(plan):
            click.echo(path.relative_to(plan.root))
        return
    stale = list(compare_files(plan))
    for diff in stale:
        click.echo(diff)
    if stale:
        click.echo(f"{len(stale)} generated file(s) are stale: run swschema build", err=True)
        sys.exit(1)

"""`swschema build`."""

from __future__ import annotations

import sys

import click

from swschema.errors import MissingExtraError


@click.command("build", short_help="Generate all that derives from the sources (in a checkout).")
@click.option("--check", is_flag=True, help="Write nothing; show what is stale and exit with 1.")
@click.option("--pages", is_flag=True, help="Also the pages of the site, which are not committed.")
def command(check: bool, pages: bool) -> None:
    """Generate all that derives from the hand-written sources, in a checkout of swschema.

    From `schemas/` come XML Schemas, bundles, code types and models, from `samples/` the XML
    twins, the invalid pairs and the manifest. A source outside the interchange profile fails
    the build with the place and the reason.
    """
    try:
        from swschema.compiler import plan
        from swschema.compiler.errors import BuildError
    except ImportError as error:
        raise MissingExtraError("a build", "build") from error
    try:
        root = plan.repository()
        planned = plan.plan(root, pages=pages)
    except BuildError as error:
        click.echo(f"{error}", err=True)
        sys.exit(1)
    if not check:
        for path in plan.write(root, planned):
            click.echo(path.relative_to(root))
        return
    stale = list(plan.compare(root, planned))
    for diff in stale:
        click.echo(diff)
    if stale:
        click.echo(f"{len(stale)} generated file(s) are stale: run swschema build", err=True)
        sys.exit(1)

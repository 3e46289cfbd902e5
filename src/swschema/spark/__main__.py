"""`python -m swschema.spark`, which `spark-submit` can run too."""

from __future__ import annotations

import sys

import click

from swschema.cli import WRONG_CALL
from swschema.errors import MissingExtraError
from swschema.spark import check_installed


def main() -> None:
    """Run the command and exit; a job for `spark-submit` calls this."""
    try:
        check_installed()
    except MissingExtraError as error:
        click.echo(f"swschema: {error}", err=True)
        sys.exit(WRONG_CALL)
    from swschema.spark.command import main as run

    run()


if __name__ == "__main__":
    main()

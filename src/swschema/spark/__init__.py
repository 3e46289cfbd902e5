"""Validation and conversion of records on Apache Spark, with the verdicts of the local run.

>>> from swschema.spark import read_records, validate
>>> records = read_records(spark, "inbox/")
>>> validate(records).where("not valid").select("source", "number", "problems.code").show()
"""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Any

from swschema.errors import MissingExtraError

if TYPE_CHECKING:
    from swschema.spark.columns import ColumnError
    from swschema.spark.functions import convert, validate
    from swschema.spark.reader import read_records

__all__ = ["ColumnError", "convert", "main", "read_records", "validate"]
PLACES = {
    "ColumnError": "columns",
    "convert": "functions",
    "read_records": "reader",
    "validate": "functions",
}


if not TYPE_CHECKING:  # or else type checkers would take any name

    def __getattr__(name: str) -> Any:
        """Return a name from its module, which is loaded now and needs Spark.

        Raises:
            MissingExtraError: if Spark is not installed.
        """
        if name not in PLACES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        check_installed()
        return getattr(importlib.import_module(f"swschema.spark.{PLACES[name]}"), name)


def main() -> None:
    """Run the command `python -m swschema.spark` and exit; a job for `spark-submit` calls this."""
    import click

    from swschema.cli import WRONG_CALL

    try:
        check_installed()
    except MissingExtraError as error:
        click.echo(f"swschema: {error}", err=True)
        sys.exit(WRONG_CALL)
    from swschema.spark.command import main as run_command

    run_command()


def check_installed() -> None:
    """Check that there is what this part of the package needs.

    Raises:
        MissingExtraError: if there is not.
    """
    try:
        import pyarrow  # noqa: F401 - the batches
        import pyspark  # noqa: F401
    except ImportError as error:
        raise MissingExtraError("swschema.spark", "spark") from error

"""The command: `python -m swschema.spark`."""

from __future__ import annotations

import logging
import re
import sys
from dataclasses import replace
from datetime import datetime

import click
from pyspark.errors import PySparkException

from swschema.cli import WRONG_CALL, options
from swschema.cli.configuration import choose_language, load_configuration
from swschema.errors import SwschemaError
from swschema.i18n import _, use_language
from swschema.limits import Limits
from swschema.problems import Language, Syntax
from swschema.spark.job import FORMATS, Counts, Job, OutputFormat
from swschema.spark.session import session

INVALID = 1
OWN_ERROR = re.compile(r"^swschema\.errors\.\w+: (.+)$", re.MULTILINE)  # in that of a worker


@click.command("swschema.spark", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("paths", nargs=-1, required=True, metavar="IN…")
@click.argument("output", metavar="OUT")
@click.option("--master", help="Where Spark runs; by default where its configuration says.")
@click.option(
    "--to", type=click.Choice(["json", "xml"]), help="Also convert valid records to a syntax."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="parquet",
    show_default=True,
    help="How to write the results.",
)
@click.option("--only-invalid", is_flag=True, help="Write the results of invalid records alone.")
@click.option(
    "--with-value", is_flag=True, help="Write the records too: binary; as Base64 in JSON."
)
@click.option(
    "--no-rules", is_flag=True, help="Judge the structure alone, and hold records to no rule."
)
@options.as_of
@options.configuration
@options.no_configuration
@options.max_bytes
@options.max_depth
@options.language
def command(
    paths: tuple[str, ...],
    output: str,
    master: str | None,
    to: Syntax | None,
    form: OutputFormat,
    only_invalid: bool,
    with_value: bool,
    no_rules: bool,
    day: datetime | None,
    configuration: str | None,
    unconfigured: bool,
    max_bytes: int,
    max_depth: int,
    language: Language,
) -> None:
    """Judge or convert all records in files on Apache Spark.

    IN is a file of one or many records, a folder or an archive; OUT is a folder that is made, with
    one row for each record.

    \b
    python -m swschema.spark inbox/ verdicts --master 'local[8]'
    spark-submit job.py s3a://bucket/inbox s3a://bucket/verdicts --only-invalid

    Exit status: 0 all are valid, 1 some are not, 2 a wrong call, or the job failed.
    """  # noqa: D301 - click reads it
    found = load_configuration(configuration, unconfigured=unconfigured, language=language)
    language = choose_language(found, language)
    job = Job(
        paths,
        output,
        form=form,
        to=to,
        settings=replace(found.settings, rules=not no_rules).with_day(
            day.date().isoformat() if day else None
        ),
        language=language,
        limits=Limits(max_bytes, max_depth),
        only_invalid=only_invalid,
        with_value=with_value,
    )
    with session(master) as spark:
        counts = job.run(spark)
    with use_language(language):
        click.echo(_count_text(counts))
    warned = found.fail_on == "warning" and counts.warned
    sys.exit(INVALID if counts.invalid or warned else 0)


def _count_text(counts: Counts) -> str:
    valid = _("{count} passed ({warned} with warnings)") if counts.warned else _("{count} passed")
    parts = [
        valid.format(count=counts.valid, warned=counts.warned),
        _("{count} failed").format(count=counts.invalid),
    ]
    return _(", ").join(parts)


def main() -> None:
    """Run the command and exit."""
    # What it logs is shown below, on one line.
    logging.getLogger("DataFrameQueryContextLogger").setLevel(logging.CRITICAL)
    try:
        command(prog_name="swschema.spark")
    except (SwschemaError, PySparkException) as error:
        own = OWN_ERROR.search(str(error))
        reason = own[1] if own else str(error).partition("\n")[0]
        click.echo(f"swschema: {reason}", err=True)
        sys.exit(WRONG_CALL)

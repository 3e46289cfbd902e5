"""A run over files: their records are read, validated or converted, and the results are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pyspark.sql import Observation
from pyspark.sql import functions as f

from swschema.limits import DEFAULT_LIMITS, Limits
from swschema.problems import Language, Problem, Syntax
from swschema.rules.settings import DEFAULT_SETTINGS, Settings
from swschema.spark.columns import PROBLEM
from swschema.spark.functions import convert, validate
from swschema.spark.reader import read_records

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame, SparkSession

OutputFormat = Literal["parquet", "json"]
FORMATS: tuple[OutputFormat, ...] = ("parquet", "json")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many records a run has validated.

    Attributes:
        valid: those without errors.
        warned: those among them that have warnings.
        invalid: the others, and problems of streams.
    """

    valid: int
    warned: int
    invalid: int


@dataclass(frozen=True, slots=True)
class Job:
    """What a run does.

    Attributes:
        paths: what it reads.
        output: the folder that it makes, which must not be there.
        form: the format of the results.
        to: the syntax that records are converted to; None if they are only validated.
        settings: how records are held to the rules.
        language: of messages.
        limits: bounds on each record.
        only_invalid: whether the results of valid records are left out.
        with_value: whether the records themselves are written too.
    """

    paths: tuple[str, ...]
    output: str
    form: OutputFormat = "parquet"
    to: Syntax | None = None
    settings: Settings = DEFAULT_SETTINGS
    language: Language = "en"
    limits: Limits = DEFAULT_LIMITS
    only_invalid: bool = False
    with_value: bool = False

    def run(self, spark: SparkSession) -> Counts:
        """Write the results and return how many there are.

        Raises:
            SourceError: if a path cannot be read.
            PySparkException: if the output is there already, or the job fails.
        """
        counted = Observation()
        results = _with_stream_problems(self._results(spark)).observe(
            counted,
            f.count_if("valid").alias("valid"),
            f.count_if(f.col("valid") & _has_warning()).alias("warned"),
            f.count_if(~f.col("valid")).alias("invalid"),
        )
        rows = results.where("not valid") if self.only_invalid else results
        columns = rows if self.with_value else rows.drop("value")
        columns.write.format(self.form).save(self.output)
        return Counts(**counted.get)

    def _results(self, spark: SparkSession) -> DataFrame:
        df = read_records(spark, self.paths, language=self.language, limits=self.limits)
        if self.to is None:
            return validate(df, settings=self.settings, language=self.language, limits=self.limits)
        return convert(
            df, to=self.to, settings=self.settings, language=self.language, limits=self.limits
        )


def _with_stream_problems(results: DataFrame) -> DataFrame:
    """Return results in which what is wrong with a stream is an invalid record."""
    none = f.lit(None)
    known = {
        **dict.fromkeys(("pointer", "xpath", "excerpt", "remedy"), f.lit("")),
        "code": f.lit("syntax"),
        "severity": f.lit("error"),
        "message": f.col("problem"),
        "related": f.array(),
        "fix": f.lit("[]"),
        "help": f.lit(Problem("syntax", "").help),
    }
    members = [known.get(name, none).cast(kind.spark).alias(name) for name, kind in PROBLEM.items()]
    return results.withColumns(
        {
            "valid": f.coalesce("valid", f.lit(False)),
            "problems": f.coalesce("problems", f.array(f.struct(*members))),
        }
    ).drop("problem")


def _has_warning() -> Column:
    """Return whether a result has a problem that is a warning."""
    return f.exists("problems", lambda problem: problem["severity"] == "warning")

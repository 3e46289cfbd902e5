"""Records in files, as the rows of a DataFrame."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from swschema.i18n import use_language
from swschema.limits import DEFAULT_LIMITS, Limits
from swschema.problems import Language
from swschema.spark.columns import RECORD, schema_of
from swschema.spark.partition_reader import read_batches
from swschema.spark.partitions import group_parts
from swschema.streams.folders import SUFFIXES
from swschema.streams.formats import COMPRESSED, LINES

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

ADDRESS = re.compile("[A-Za-z][A-Za-z0-9+.-]+:")  # of Hadoop; a drive of Windows has one letter
ARCHIVES = (".zip", ".tar", ".tar.gz", ".tar.zst")
# By suffix, what Spark's reader of lines takes, and what is read whole.
SPLIT = {suffix + end for suffix in LINES for end in ("", ".gz")}
WHOLE = {suffix + end for suffix in SUFFIXES for end in ("", *COMPRESSED)} - SPLIT | {*ARCHIVES}
PARTS = "parts array<struct<path: binary, name: string, start: bigint, size: bigint>>"


def read_records(
    spark: SparkSession,
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    language: Language = "en",
    limits: Limits = DEFAULT_LIMITS,
) -> DataFrame:
    """Return a DataFrame with one row for each record in files.

    `source` (string) is the file, and behind it the member of an archive; `number`, `offset` and
    `line` (long) are its place in it, as `swschema.Record` has them; `value`
    (binary) is the record. Where something is wrong with the stream itself, such as an array that
    does not end, one more row has a null `value`, with the reason in `problem` (string).

    Files of NDJSON larger than 128 MiB are read in parts, side by side; behind the first part
    `number` and `line` are null.

    What has a scheme, such as `hdfs:` or `s3a:`, is read by Spark, by suffix:
    NDJSON by its reader of lines, which knows no places, so that `number`, `offset` and `line` are
    null; the rest by its reader of whole files, of 2 GB at most. All other paths are opened by the
    workers: they have to be there on each.

    Args:
        spark: the session.
        paths: of files and of folders.
        language: of `problem`.
        limits: bounds on the size of a record: of a larger one, only its beginning is there.

    Raises:
        SourceError: if a path cannot be read, or if a folder has no file with records. Later, a
            file that turns out to be broken fails the job.
    """
    with use_language(language):
        several = [paths] if isinstance(paths, str | os.PathLike) else paths
        names = [os.fspath(path) for path in several]
    remote = [name for name in names if ADDRESS.match(name)]
    local = [name for name in names if not ADDRESS.match(name)]
    read = partial(read_batches, language=language, limits=limits)
    frames = []
    if local or not remote:
        frames.append(_read_local(spark, local).mapInArrow(read, schema_of(RECORD)))
    if remote:
        frames.append(_read_whole(spark, remote).mapInArrow(read, schema_of(RECORD)))
        frames.append(_read_lines(spark, remote))
    first, *others = frames
    for other in others:
        first = first.unionByName(other)
    return first


def _read_local(spark: SparkSession, paths: list[str]) -> DataFrame:
    """Return one partition for each task, with one row of what it reads."""
    tasks = group_parts(paths, spark.sparkContext.defaultParallelism)
    rows = spark.createDataFrame([(task,) for task in tasks], PARTS)
    return rows.coalesce(1).repartition(max(len(tasks), 1))  # from one, they are dealt out evenly


def _read_whole(spark: SparkSession, addresses: list[str]) -> DataFrame:
    files = spark.read.format("binaryFile").options(**_files_below(WHOLE))
    return files.load(addresses).select("path", "content")


def _read_lines(spark: SparkSession, addresses: list[str]) -> DataFrame:
    lines = spark.read.options(**_files_below(SPLIT)).text(addresses, lineSep="\n")
    return lines.where("length(trim(both ' \t\r' from value)) > 0").selectExpr(
        "_metadata.file_path source",
        *(f"cast(null as bigint) {name}" for name in ("number", "offset", "line")),
        "cast(value as binary) value",
        "cast(null as string) problem",
    )


def _files_below(suffixes: Iterable[str]) -> dict[str, str]:
    return {
        "recursiveFileLookup": "true",
        "pathGlobFilter": f"*{{{','.join(sorted(suffixes))}}}",
    }

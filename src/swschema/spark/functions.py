"""Verdicts and conversions as columns of a DataFrame."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from swschema.errors import UnknownNameError
from swschema.i18n import use_language
from swschema.limits import DEFAULT_LIMITS, Limits
from swschema.problems import Language, Syntax
from swschema.rules.settings import DEFAULT_SETTINGS, Settings
from swschema.spark.columns import CONVERSION, VERDICT, Kind, extended
from swschema.spark.worker import CONVERTERS, Work, judged

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def validate(
    df: DataFrame,
    *,
    column: str = "value",
    settings: Settings = DEFAULT_SETTINGS,
    language: Language = "en",
    limits: Limits = DEFAULT_LIMITS,
) -> DataFrame:
    """Return a DataFrame with the verdict on each document after its own columns.

    `valid` (boolean), `record` and `syntax` (strings) are those of `swschema.Report`, and
    `problems` is an array of structs with the members of `swschema.Problem`, `help` among them.
    What is no record has `valid` false and its problems; a null has null in all four.

    Each document is judged by itself: what a `Batch` compares between documents is not seen.

    Args:
        df: the documents, one a row, and any other columns.
        column: the one that has the documents, as string or binary.
        settings: which rules a record is held to, and how.
        language: of the messages, "en" or "zh-Hans".
        limits: bounds on the size and depth of each document.

    Raises:
        UnknownNameError: if there is no such column or language.
        ColumnError: if the column cannot have documents, or the input a column of these names.
    """
    return _judged(df, Work(column, settings, language, limits), VERDICT)


def convert(
    df: DataFrame,
    *,
    column: str = "value",
    to: Syntax = "xml",
    settings: Settings = DEFAULT_SETTINGS,
    language: Language = "en",
    limits: Limits = DEFAULT_LIMITS,
) -> DataFrame:
    """Return a DataFrame with each record in one syntax after its own columns.

    `converted` is a string in canonical form, without line breaks between members; null where the
    record is invalid. The columns after it are those of `validate`, and tell why.

    Args:
        df: the documents, one a row, and any other columns.
        column: the one that has the documents, as string or binary.
        to: "xml" or "json", whichever syntax a document has.
        settings: which rules a record is held to, and how.
        language: of the messages, "en" or "zh-Hans".
        limits: bounds on the size and depth of each document.

    Raises:
        UnknownNameError: if there is no such column, syntax or language.
        ColumnError: if the column cannot have documents, or the input a column of these names.
    """
    if to not in CONVERTERS:
        raise UnknownNameError("syntax", to, tuple(CONVERTERS))
    return _judged(df, Work(column, settings, language, limits, to), CONVERSION)


def _judged(df: DataFrame, work: Work, results: Mapping[str, Kind]) -> DataFrame:
    with use_language(work.language):  # a wrong one is found here, and not in a worker
        schema = extended(df.schema, work.column, results)
    return df.mapInArrow(partial(judged, work=work), schema)

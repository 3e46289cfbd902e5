"""Verdicts and conversions as columns of a DataFrame."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from swschema.batch.processor import Processor
from swschema.errors import UnknownNameError
from swschema.i18n import _, use_language
from swschema.limits import DEFAULT_LIMITS, Limits
from swschema.problems import Language, Syntax
from swschema.rules.settings import DEFAULT_SETTINGS, Settings
from swschema.spark.columns import CONVERSION, VERDICT, ColumnType, extend_schema
from swschema.spark.worker import process_batches

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

SYNTAXES: tuple[Syntax, ...] = ("json", "xml")


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

    Each document is validated by itself: rules that compare documents (see `Batch`) are not
    checked.

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
    processor = Processor(limits=limits, language=language, settings=settings.with_day())
    return _add_results(df, column, processor, VERDICT)


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
    record is invalid. The columns after it are those of `validate`, and show why.

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
    if to not in SYNTAXES:
        raise UnknownNameError(_("syntax"), to, SYNTAXES)
    processor = Processor(limits=limits, language=language, settings=settings.with_day(), to=to)
    return _add_results(df, column, processor, CONVERSION)


def _add_results(
    df: DataFrame, column: str, processor: Processor, results: Mapping[str, ColumnType]
) -> DataFrame:
    with use_language(processor.language):  # a wrong one is found here, and not in a worker
        schema = extend_schema(df.schema, column, results)
    return df.mapInArrow(partial(process_batches, column=column, processor=processor), schema)

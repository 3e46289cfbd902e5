"""The columns that results have, in the types of Spark and of Arrow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import pyarrow as pa
from pyspark.sql.types import (
    ArrayType,
    BinaryType,
    BooleanType,
    DataType,
    IntegerType,
    LongType,
    StringType,
    StructField,
    StructType,
)

from swschema.errors import SwschemaError, UnknownNameError
from swschema.i18n import _


@dataclass
class ColumnError(SwschemaError):
    """A column of the input does not allow what was asked.

    Attributes:
        column: its name.
        reason: what is wrong with it, and what to do.
    """

    column: str
    reason: str

    def _message(self) -> str:
        return f"the column {self.column!r} {self.reason}"


class ColumnType(NamedTuple):
    """One type, as Spark has it and as Arrow has it."""

    spark: DataType
    arrow: pa.DataType


def schema_of(columns: Mapping[str, ColumnType]) -> StructType:
    """Return columns as the schema of a DataFrame."""
    return StructType([StructField(name, kind.spark) for name, kind in columns.items()])


def _list(of: ColumnType) -> ColumnType:
    return ColumnType(ArrayType(of.spark), pa.list_(of.arrow))


def _struct(members: Mapping[str, ColumnType]) -> ColumnType:
    return ColumnType(
        schema_of(members),
        pa.struct([(name, kind.arrow) for name, kind in members.items()]),
    )


TRUTH = ColumnType(BooleanType(), pa.bool_())
NUMBER = ColumnType(IntegerType(), pa.int32())
LARGE_NUMBER = ColumnType(LongType(), pa.int64())
TEXT = ColumnType(StringType(), pa.string())
DOCUMENT = ColumnType(BinaryType(), pa.binary())
# What `swschema.problems.Problem` has, by its names.
PROBLEM = {
    "code": TEXT,
    "severity": TEXT,
    "message": TEXT,
    "pointer": TEXT,
    "xpath": TEXT,
    "line": NUMBER,
    "column": NUMBER,
    "excerpt": TEXT,
    "remedy": TEXT,
    "related": _list(TEXT),
    "usual": TEXT,
    "fix": TEXT,  # as JSON: its values are of any type
    "cell": TEXT,
    "help": TEXT,
}
VERDICT = {"valid": TRUTH, "record": TEXT, "syntax": TEXT, "problems": _list(_struct(PROBLEM))}
CONVERSION = {"converted": TEXT, **VERDICT}
# What `swschema.streams.Record` has, and what is wrong with its stream.
RECORD = {
    "source": TEXT,
    "number": LARGE_NUMBER,
    "offset": LARGE_NUMBER,
    "line": LARGE_NUMBER,
    "value": DOCUMENT,
    "problem": TEXT,
}


def extend_schema(schema: StructType, column: str, results: Mapping[str, ColumnType]) -> StructType:
    """Return a schema with the columns of results after its own.

    Args:
        schema: of the input.
        column: the one that has the documents.
        results: the columns to add.

    Raises:
        UnknownNameError: if the input has no such column.
        ColumnError: if its type cannot be a document's, or if a name would be there twice.
    """
    if column not in schema.names:
        raise UnknownNameError(_("column"), column, tuple(schema.names))
    kind = schema[column].dataType
    if not isinstance(kind, StringType | BinaryType):
        raise ColumnError(column, f"has {kind.simpleString()}, and documents are string or binary")
    names = Counter(name.lower() for name in [*schema.names, *results])  # as Spark reads names
    for name in schema.names:
        if names[name.lower()] > 1:
            raise ColumnError(name, "would be there twice: rename it or drop it")
    return StructType([*schema.fields, *schema_of(results).fields])

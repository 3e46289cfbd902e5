"""Problems as a Parquet file, for DuckDB, pandas, Spark and other tools that read tables.

Its columns are the members of a line of `swschema.report.ndjson`, with their types; `fix` is JSON
as text. It needs `swschema[batch]`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import orjson

from swschema.errors import MissingExtraError

try:
    import pyarrow
    import pyarrow.parquet
except ImportError as error:
    raise MissingExtraError("Parquet", "batch") from error

ROWS = 20_000  # in a row group
TEXT = pyarrow.string()
CODE = pyarrow.dictionary(pyarrow.int32(), pyarrow.string())
COLUMNS = pyarrow.schema(
    [
        pyarrow.field("document", CODE, nullable=False),
        pyarrow.field("number", pyarrow.int64()),
        pyarrow.field("offset", pyarrow.int64()),
        pyarrow.field("valid", pyarrow.bool_(), nullable=False),
        pyarrow.field("record", CODE),
        pyarrow.field("syntax", CODE),
        pyarrow.field("severity", CODE, nullable=False),
        pyarrow.field("code", CODE, nullable=False),
        pyarrow.field("line", pyarrow.int64()),
        pyarrow.field("column", pyarrow.int64()),
        pyarrow.field("cell", TEXT),
        pyarrow.field("pointer", TEXT, nullable=False),
        pyarrow.field("xpath", TEXT, nullable=False),
        pyarrow.field("message", TEXT, nullable=False),
        pyarrow.field("remedy", TEXT, nullable=False),
        pyarrow.field("excerpt", TEXT, nullable=False),
        pyarrow.field("related", pyarrow.list_(TEXT), nullable=False),
        pyarrow.field("usual", CODE),
        pyarrow.field("fix", TEXT, nullable=False),
        pyarrow.field("help", CODE, nullable=False),
    ]
)


def write(lines: Iterable[bytes], path: Path) -> None:
    """Write lines of `swschema.report.ndjson` as a Parquet file, a part at a time.

    Raises:
        OSError: if the file cannot be written.
    """
    with pyarrow.parquet.ParquetWriter(path, COLUMNS, compression="zstd") as writer:
        for rows in _groups(map(_read_row, lines)):
            writer.write_table(pyarrow.Table.from_pylist(rows, COLUMNS))


def _read_row(line: bytes) -> dict[str, Any]:
    row: dict[str, Any] = orjson.loads(line)
    return {**row, "fix": orjson.dumps(row["fix"]).decode()}


def _groups(rows: Iterable[Any]) -> Iterator[list[Any]]:
    coming = iter(rows)
    while group := [*islice(coming, ROWS)]:
        yield group

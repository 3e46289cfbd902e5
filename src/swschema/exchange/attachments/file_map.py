"""A table of files: which document type each has, and which identifier; as Excel writes it too."""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from swschema.errors import ExchangeError
from swschema.exchange.attachments.document_types import find_document_type
from swschema.exchange.attachments.entry import FileDescription
from swschema.exchange.file_names import compose_name
from swschema.i18n import _
from swschema.schema.codes import code_list
from swschema.schema.shapes import ObjectType, Scalar, matcher, shapes

MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
ENCODINGS = ("utf-8", "gb18030")  # without a mark; Excel in China writes the latter
DELIMITERS = ",;\t"
SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # a first line that Excel reads
FORMULA = re.compile(r'="(.*)"', re.DOTALL)  # how people keep Excel from reading a number
COLUMNS = ("fileName", "documentTypeCode", "attachmentId", "language", "createdAt")
LONGEST = 10 * 1024 * 1024  # bytes
MOST_ROWS = 10_000
UNSPOKEN = re.compile(r"[\W_]+")


def read_map(data: bytes, name: str = "") -> dict[str, FileDescription]:
    """Return what a table says of files, by their names, composed (NFC).

    The table is CSV (RFC 4180) with a first row of the columns' names: members of an attachment,
    or their titles in either language. The separator is a comma, a semicolon or a tab. A document
    type or language is a code, or its title in either language. UTF-8, UTF-16 and GB 18030 are
    read; so are the mark of byte order, `sep=` and `="…"`, as Excel has them.

    Args:
        data: the table.
        name: what to call it in errors.

    Raises:
        ExchangeError: if it is no such table, has an unknown column or code, or the same file
            or identifier twice; it names the line.
    """
    rows = _rows(_decode(data, name), name)
    _line, head = next(rows, (1, []))
    columns = [_find_column(text, name) for text in head]
    if "fileName" not in columns:
        raise _error(name, 1, _("needs a column fileName, with the names of files"))
    table = _Table(name, tuple(columns), {}, {})
    for line, row in rows:
        table.add(line, row)
    return table.descriptions


def _decode(data: bytes, name: str) -> str:
    if len(data) > LONGEST:
        raise ExchangeError(name, "", _("is larger than {most:,} bytes").format(most=LONGEST))
    marked = [encoding for mark, encoding in MARKS.items() if data.startswith(mark)]
    for encoding in marked or ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ExchangeError(name, "", _("is not a text in UTF-8, UTF-16 or GB 18030"))


def _rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that have something in them, with the lines on which they end."""
    stated = SEPARATOR.match(text)
    text = text[stated.end() :] if stated else text
    first = text.partition("\n")[0]
    delimiter = stated[1] if stated else max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    offset = 1 if stated else 0
    try:
        for count, row in enumerate(reader):
            cells = [FORMULA.sub(r"\1", cell.strip()).strip() for cell in row]
            if count > MOST_ROWS:
                reason = _("has more than {most:,} rows").format(most=MOST_ROWS)
                raise ExchangeError(name, "", reason)
            if any(cells):
                yield reader.line_num + offset, cells
    except csv.Error:
        reason = _("is not CSV: a quotation mark is missing, or stands in the wrong place")
        raise _error(name, reader.line_num + offset, reason) from None


def _find_column(text: str, name: str) -> str | None:
    """Return the member that a column is for; None for one without a name.

    Raises:
        ExchangeError: if it names none.
    """
    if not text:
        return None
    for column, words in _column_names().items():
        if _fold(text) in words:
            return column
    reason = _("has an unknown column: the columns are {columns}")
    raise _error(name, 1, reason.format(columns=", ".join(COLUMNS)))


def _column_names() -> Mapping[str, set[str]]:
    shape = shapes()["Attachment"]
    assert isinstance(shape, ObjectType)  # noqa: S101 - it is one
    schemas = {column: shape.by_name[column].schema for column in COLUMNS}
    return {
        column: {_fold(column), _fold(schema["title"]), _fold(schema["x-zh"]["title"])}
        for column, schema in schemas.items()
    }


@dataclass(frozen=True, slots=True)
class _Table:
    """What the rows so far say."""

    name: str
    columns: tuple[str | None, ...]
    descriptions: dict[str, FileDescription]
    identifiers: dict[str, int]

    def add(self, line: int, row: list[str]) -> None:
        """Add a row.

        Raises:
            ExchangeError: if there is something wrong with it.
        """
        if len(row) > len(self.columns) and any(row[len(self.columns) :]):
            raise _error(self.name, line, _("has more cells than there are columns"))
        cells = {
            column: cell for column, cell in zip(self.columns, row, strict=False) if column and cell
        }
        file = cells.get("fileName")
        if file is None:
            raise _error(self.name, line, _("does not name a file (fileName)"))
        file = compose_name(file)
        if file in self.descriptions:
            raise _error(self.name, line, _("names a file that an earlier row names"))
        described = FileDescription(
            self._find_code(line, "documentTypeCode", cells),
            self._check_format(line, "attachmentId", cells),
            self._find_code(line, "language", cells),
            self._check_format(line, "createdAt", cells),
        )
        identifier = described.attachment_id
        if identifier and self.identifiers.setdefault(identifier, line) != line:
            raise _error(self.name, line, _("has the attachmentId of an earlier row"))
        self.descriptions[file] = described

    def _find_code(self, line: int, column: str, cells: Mapping[str, str]) -> str | None:
        text = cells.get(column)
        if text is None:
            return None
        code = find_document_type(text) if column == "documentTypeCode" else _find_language(text)
        if code is None:
            reason = _("has no known code or title as its {column}").format(column=column)
            raise _error(self.name, line, reason)
        return code

    def _check_format(self, line: int, column: str, cells: Mapping[str, str]) -> str | None:
        text = cells.get(column)
        shape = shapes()["Identifier" if column == "attachmentId" else "DateTime"]
        assert isinstance(shape, Scalar)  # noqa: S101 - they are texts
        if text is not None and not matcher(shape.pattern or "").match(text):
            reason = _("has the wrong format for its {column}").format(column=column)
            raise _error(self.name, line, reason)
        return text


def _find_language(text: str) -> str | None:
    wanted = text.casefold()
    for code in code_list("language").codes:
        names = (code.code, code.title, code.title_zh, *code.aliases)
        if wanted in map(str.casefold, names):
            return code.code
    return None


def _fold(text: str) -> str:
    return UNSPOKEN.sub("", unicodedata.normalize("NFKC", text).casefold())


def _error(name: str, line: int, reason: str) -> ExchangeError:
    return ExchangeError(f"{name}:{line}" if name else str(line), "", reason)

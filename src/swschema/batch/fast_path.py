"""The shortest way to the verdict that nearly all records get: that they have no problem."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import repeat

from orjson import JSONDecodeError, loads

from swschema.convert.value import read_value
from swschema.limits import Limits
from swschema.native.library import judge_json, judge_json_lines
from swschema.parse.document import Document, drop_hint, parse_bytes
from swschema.parse.json import has_lost
from swschema.parse.json_bounds import check_json_bounds
from swschema.parse.refusal import Refusal
from swschema.rules.problems import passes_all_rules
from swschema.rules.settings import Settings
from swschema.schema.files import RECORDS
from swschema.streams.cursor import Cursor
from swschema.structure.check import is_valid
from swschema.structure.engines import Engine, find_engine

# Takes a record, and its type where the native core is sure that its structure is valid.
FastPath = Callable[[bytes, str | None], Document | None]


def build_fast_path(*, engine: str, limits: Limits, settings: Settings) -> FastPath:
    """Return a function that gives a record parsed if it surely has no problem, and else None.

    None is no verdict: that is for `swschema.validate` to give. Where the rules are checked, the
    JSON value of XML has been read too.

    Args:
        engine: see `swschema.validate`.
        limits: likewise; a larger record gets None.
        settings: likewise.

    Raises:
        UnknownNameError: if there is no such engine.
        MissingExtraError: if its packages are not installed.
    """
    checker, max_bytes = find_engine(engine), limits.max_bytes

    def accept_structure(data: bytes, judged: str | None) -> Document | None:
        if len(data) > max_bytes:
            return None
        if data.startswith(b"{"):
            if judged is not None:
                return Document(data, "json", judged, limits, is_judged=True)
            return _accept_json(data, checker, limits)
        return _accept_any(data, checker, limits, is_read=settings.rules)

    def accept(data: bytes, judged: str | None) -> Document | None:
        document = accept_structure(data, judged)
        if document is None:
            return None
        value = read_value(document)
        return document if passes_all_rules(document.record_type, value, settings) else None

    if settings.attachments is not None:
        return lambda _data, _judged: None
    return accept if settings.rules else accept_structure


def judge_records(cursor: Cursor, *, engine: str, limits: Limits) -> Iterator[str | None]:
    """Yield for each record of a chunk its type, if the native core is sure that it is valid.

    Lines are judged in one call, the records of other forms when they are reached.

    Args:
        cursor: a cursor before the first record.
        engine: see `swschema.validate`; no other than "fast" is helped.
        limits: likewise.
    """
    if engine != "fast" or cursor.chunk.form == "xml":
        return repeat(None)
    if cursor.chunk.spans is None:
        return iter(judge_json_lines(cursor.lines(), limits))
    return (judge_json(cursor.data, limits) for _endless in repeat(None))


def _accept_json(data: bytes, engine: Engine, limits: Limits) -> Document | None:
    """Return JSON parsed, if it is valid without a doubt, looking at nothing twice."""
    try:
        check_json_bounds(data, limits)
        value = loads(data)
    except (JSONDecodeError, Refusal):
        return None
    record_type = value.get("recordType")
    if type(record_type) is not str or record_type not in RECORDS:
        return None
    if has_lost(data, value):
        return None
    has_hint = drop_hint(value)
    if not engine.accepts_json(record_type, value):
        return None
    return Document(data, "json", record_type, limits, value, has_hint=has_hint)


def _accept_any(data: bytes, engine: Engine, limits: Limits, *, is_read: bool) -> Document | None:
    try:
        document = parse_bytes(data, limits)
    except Refusal:
        return None
    if document.workbook is not None and document.workbook.problems:
        return None
    return document if is_valid(document, engine, is_read=is_read) else None

"""JSON text: parsed strictly, and compared with what a parser has made of it."""

from __future__ import annotations

import re
from typing import Any

import orjson

from swschema.i18n import _
from swschema.parse.cause import MOST_BYTES
from swschema.parse.json_numbers import STRING, hold_numbers, may_round
from swschema.parse.position import Position, find_text_position
from swschema.parse.refusal import Refusal, refuse

TOKEN = re.compile(rf'[{{}}\[\],:]|"{STRING}"|[^\s{{}}\[\],:"]+'.encode(), re.DOTALL)
BOM = b"\xef\xbb\xbf"
BLANKS = b" \t\r\n"


def parse_json(data: bytes) -> Any:
    """Return the value of a JSON text (RFC 8259), without a byte-order mark before it.

    Raises:
        Refusal: for what is no JSON or no UTF-8, or nests too deep to be parsed. What a parser
            has lost is not seen here: see `has_lost`.
    """
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError as error:
        if "infinity" in error.msg:
            return parse_held(data)
        raise _diagnose(data, error) from None


def parse_held(data: bytes) -> Any:
    """Return the value of a JSON text with other numbers for those that a float would change.

    No schema allows either.

    Raises:
        Refusal: as `parse_json` does.
    """
    try:
        return orjson.loads(hold_numbers(data))
    except orjson.JSONDecodeError as error:
        raise _diagnose(data, error) from None


def _diagnose(data: bytes, error: orjson.JSONDecodeError) -> Refusal:
    if data.startswith(BOM):
        message = _("there are two byte-order marks before the document")
        remedy = _("save the file as UTF-8 without a byte-order mark (BOM)")
        return _refuse("byte-order-mark", message, remedy, Position(1, 1))
    try:
        text = data.decode()
    except UnicodeDecodeError as bad:
        return _refuse_encoding(data, bad.start)
    if "depth" in error.msg or "ecursion" in error.msg:
        return refuse("limit", _("the document is nested too deeply"), syntax="json")
    from swschema.parse.json_causes import explain_unknown_json, find_json_cause

    known = find_json_cause(text) if len(data) <= MOST_BYTES else None
    cause = known or explain_unknown_json(error.pos)
    return _refuse(cause.code, cause.message, cause.remedy, find_text_position(text, cause.at))


def _refuse_encoding(data: bytes, start: int) -> Refusal:
    """Return the refusal of a document that is not UTF-8 from a byte on."""
    from swschema.parse.likely_encoding import is_likely_gbk

    before = data[:start].decode()
    position = Position(before.count("\n") + 1, len(before) - before.rfind("\n"))
    message = _("byte {number} is not UTF-8, the only encoding that JSON may have")
    if is_likely_gbk(data):
        message = _("byte {number} is not UTF-8: the file is most likely in GBK or GB18030")
    remedy = _("save the file as UTF-8")
    return _refuse("encoding", message.format(number=f"{start + 1:,}"), remedy, position)


def _refuse(code: str, message: str, remedy: str, position: Position) -> Refusal:
    line, column = position
    return refuse(code, message, syntax="json", line=line, column=column, remedy=remedy)


def has_lost(data: bytes, value: Any) -> bool:
    """Return whether a parser may have lost something of a JSON text.

    That is a value of a name that an object has twice, or the fraction of a number that a float
    has rounded. A text that is the value written out, but for blanks, has lost nothing, and that is
    the quickest to see.

    Args:
        data: the text.
        value: what was parsed from it.
    """
    try:
        written = orjson.dumps(value, option=orjson.OPT_INDENT_2 if data[1:2] == b"\n" else 0)
    except TypeError:  # orjson reads deeper than it writes: the depth is told, whatever this is
        return True
    if data.startswith(written) and not data[len(written) :].strip():
        return False
    if b"\\" not in data:
        written = written.translate(None, BLANKS)  # one after the other, for memory's sake
        if data.translate(None, BLANKS) == written:
            return False
    return _has_more_marks(data, written) or may_round(data)


def repeats_names(data: bytes, value: Any) -> bool:
    """Return whether some object of a JSON text has a name twice, where a parser keeps one.

    Args:
        data: the text.
        value: what was parsed from it.
    """
    try:
        return _has_more_marks(data, orjson.dumps(value))
    except TypeError:
        return True


def _has_more_marks(data: bytes, written: bytes) -> bool:
    """Return whether a text has more quotation marks than its value written out.

    A repeated name leaves fewer in what was parsed; each escape that names one counts as one.
    """
    marks = data.count(b'"')
    if b"\\u0022" in data:
        marks += data.replace(b"\\\\", b"").count(b"\\u0022")
    return marks != written.count(b'"')

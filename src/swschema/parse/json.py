"""JSON text: parsed strictly, and searched for repeated names."""

from __future__ import annotations

import math
import re
from typing import Any

import orjson

from swschema.i18n import _
from swschema.parse.cause import MOST_BYTES
from swschema.parse.json_causes import explain_unknown_json, find_json_cause
from swschema.parse.likely_encoding import is_likely_gbk
from swschema.parse.position import Lines, Position
from swschema.parse.refusal import Refusal, refuse

STRING = r'[^"\\]*+(?>\\.[^"\\]*+)*+'
TOKEN = re.compile(rf'[{{}}\[\],:]|"{STRING}"|[^\s{{}}\[\],:"]+')
# A number that may be larger than any float, after all that is none.
LARGE = re.compile(
    rf'(?>[^"0-9-]++|"{STRING}"|[-0-9][-.0-9]{{0,299}}+(?![-+.0-9Ee]))*+([-0-9][-+.0-9Ee]*+)'.encode()
)
PRETTY = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[Ee][+-]?[0-9]+)?\Z")
BOM = b"\xef\xbb\xbf"


def parse_json(data: bytes) -> Any:
    """Return the value of a JSON text (RFC 8259).

    Raises:
        Refusal: for what is no JSON or no UTF-8, or nests too deep to be parsed. Names that
            repeat are not seen here: see `repeats_names`.
    """
    if data.startswith(BOM):
        message = _("the document starts with a byte-order mark, which JSON forbids")
        remedy = _("save the file as UTF-8 without a byte-order mark (BOM)")
        raise _refuse("byte-order-mark", message, remedy, Position(1, 1))
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError as error:
        if "infinity" not in error.msg:
            raise _diagnose(data, error) from None
    try:
        return orjson.loads(_held(data))
    except orjson.JSONDecodeError as error:
        raise _diagnose(data, error) from None


def _held(data: bytes) -> bytearray:
    """Return a text whose numbers that no float holds are others that no type allows either."""
    held = bytearray(data)
    at = 0
    while match := LARGE.match(data, at):  # no search, which would take a broken end from anywhere
        at = match.end()
        number = match[1].decode()
        if NUMBER.match(number) and math.isinf(float(number)):
            start = match.start(1) + number.startswith("-")
            held[start:at] = b"1e308".ljust(at - start)  # all places stay
    return held


def _diagnose(data: bytes, error: orjson.JSONDecodeError) -> Refusal:
    try:
        text = data.decode()
    except UnicodeDecodeError as bad:
        return _refuse_encoding(data, bad.start)
    if "depth" in error.msg or "ecursion" in error.msg:
        return refuse("limit", _("the document is nested too deeply"), syntax="json")
    known = find_json_cause(text) if len(data) <= MOST_BYTES else None
    cause = known or explain_unknown_json(error.pos)
    return _refuse(cause.code, cause.message, cause.remedy, Lines(text).position(cause.at))


def _refuse_encoding(data: bytes, start: int) -> Refusal:
    """Return the refusal of a document that is not UTF-8 from a byte on."""
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


def repeats_names(data: bytes, value: Any) -> bool:
    """Return whether some object of a JSON text has a name twice, where a parser keeps one.

    A text that is the value written out has lost nothing, and that is the quickest to see.
    Else, a repeated name leaves fewer quotation marks in what was parsed than were in the text,
    where each escape that names one counts as one.
    """
    try:
        written = orjson.dumps(value, option=PRETTY if data[1:2] == b"\n" else 0)
    except TypeError:  # orjson reads deeper than it writes: the depth is told, whatever this is
        return True
    if data == written:
        return False
    marks = data.count(b'"')
    if b"\\u0022" in data:
        marks += data.replace(b"\\\\", b"").count(b"\\u0022")
    return marks != written.count(b'"')

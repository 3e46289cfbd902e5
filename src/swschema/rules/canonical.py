"""The canonical JSON (RFC 8785) of what is in a valid record, written many times as fast."""

from __future__ import annotations

import re
from typing import Any

import orjson

# A number with a fraction or an exponent in a list or an object, or a text that looks like one:
# RFC 8785 spells such a number its own way, 85 for 85.0.
_FLOAT = re.compile(rb"[:,\[]-?[0-9]+[.eE][-+.0-9eE]*[,\]}]").search
# What such a number ends with: found many times as fast, as each begins with what is rare.
_ENDS = tuple(
    re.compile(each).search
    for each in (
        rb"\.[0-9]+(?:e[-+][0-9]+)?[,\]}]",
        rb"\+[0-9]{1,3}[,\]}]",  # 1e+16
        rb"e-[0-9]{1,3}[,\]}]",
    )
)


def canonical(value: Any) -> bytes:
    """Return the canonical JSON of a value in a structurally valid record.

    Its names are ASCII, so that all orders of their characters agree, its texts have no half of a
    surrogate pair, and its whole numbers are within 2^53.
    """
    written = orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    if not isinstance(value, float) and not (_may_have_float(written) and _FLOAT(written)):
        return written
    import rfc8785

    return bytes(rfc8785.dumps(value))


def _may_have_float(written: bytes) -> bool:
    return any(find(written) for find in _ENDS)

"""JSON that programs read and people may look at: nothing in it acts on a terminal."""

from __future__ import annotations

import re
from typing import Any

import orjson

# DEL, C1 controls, line separators, bidirectional and zero-width characters, in UTF-8.
ACTING = re.compile(
    rb"\x7f|\xc2[\x80-\x9f]|\xd8\x9c|\xe2\x80[\x8b\x8e\x8f\xa8-\xae]|\xe2\x81[\xa0\xa6-\xa9]"
    rb"|\xef\xbb\xbf|\xef\xbf[\xbe\xbf]"
)


def render_json(value: Any, *, indent: bool = False, final_newline: bool = False) -> bytes:
    """Return a value as JSON in UTF-8, characters that would act instead of being seen escaped.

    Args:
        value: what JSON can carry; its texts have no halves of surrogate pairs.
        indent: whether each member is on a line of its own.
        final_newline: whether it ends with a line break.
    """
    options = (orjson.OPT_INDENT_2 if indent else 0) | (
        orjson.OPT_APPEND_NEWLINE if final_newline else 0
    )
    return ACTING.sub(_escape, orjson.dumps(value, option=options))


def _escape(match: re.Match[bytes]) -> bytes:
    return f"\\u{ord(match.group().decode()):04x}".encode()

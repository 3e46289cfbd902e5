"""Which bracket of a JSON text was left open, by the indentation of its lines."""

from __future__ import annotations

import re

from swschema.parse.json_departure import STRING

# A line's indentation, with the bracket that closes something at its start; or a bracket.
MARK = re.compile(
    rf"(?P<string>{STRING})|\n(?P<indent>[ \t]*+)(?P<first>[}}\]])?"
    r"|(?P<open>[{\[])|(?P<close>[}\]])"
)


def find_unclosed(text: str, end: int) -> int | None:
    """Return the offset of the bracket that a text most likely fails to close.

    A bracket at the start of a line closes one that was opened in a line with the same
    indentation. The first one that does not shows that the bracket which it closes by the
    grammar was left open.

    Args:
        text: a text that is JSON up to an offset.
        end: that offset.

    Returns:
        None where no indentation differs.
    """
    opened: list[tuple[int, str]] = []  # offsets, with the indentation of the line
    indent = ""
    for mark in MARK.finditer(text, 0, min(end + 1, len(text))):
        if mark["indent"] is not None:
            indent = mark["indent"]
            if mark["first"] and opened:
                at, outer = opened.pop()
                if outer != indent:
                    return at
        elif mark["open"]:
            opened.append((mark.start(), indent))
        elif mark["close"] and opened:
            opened.pop()
    return None

"""Marks: what cells hold for what no cell can say by itself, such as a list that is empty."""

from __future__ import annotations

import json
import re

ITEM, INFO, SKIP = "#", "i", "-"  # in hidden cells: lines of items, of labels, to pass over
# Rows of a list that are passed over like those: what is required, and examples.
NEEDS, EXAMPLES = "-n", "-e"
EXAMPLE = {"en": "e.g. ", "zh-Hans": "例："}  # what an example begins with
NUMBER, PARENT = "#no", "#parent"  # which item one is, and which one it is in
EMPTY_TEXT, EMPTY_LIST, EMPTY_OBJECT = '""', "[]", "{}"
KEPT = re.compile(r"@text:([1-9][0-9]{0,6})")  # the text of that number on the sheet of long texts
MARK = re.compile(rf'(\\*)(?:""|\[\]|\{{\}}|{KEPT.pattern})')
# Excel cuts what is longer than 32,767 UTF-16 units; LibreOffice has lower limits of other kinds.
LONGEST = 32_000
PIECE = 16_000  # characters; none has more than two units
ESCAPED = re.compile(r"_x[0-9A-Fa-f]{4}_")  # ECMA-376-1, 22.4.2.4: read as a character
UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")


def escape_mark(text: str) -> str:
    """Return a text as a cell holds it: with a backslash in front where it looks like a mark."""
    return f"\\{text}" if MARK.fullmatch(text) else text


def unescape_mark(text: str) -> str:
    """Return the text that a cell holds, without the backslash of what looks like a mark."""
    return text[1:] if text[:1] == "\\" and MARK.fullmatch(text) else text


def kept_number(text: str) -> int | None:
    """Return the number of the long text that a cell stands for; None where it is no such mark."""
    found = KEPT.fullmatch(text)
    return int(found[1]) if found else None


def fits(text: str) -> bool:
    """Return whether every spreadsheet program keeps a text in a cell as it is."""
    if len(text) > LONGEST // 2 and len(text.encode("utf-16-le", "surrogatepass")) > 2 * LONGEST:
        return False
    return not UNSAFE.search(text) and not ESCAPED.search(text)


def split_text(value: str | list[str]) -> list[str]:
    """Return a value as pieces of JSON text, each of which fits a cell."""
    text = json.dumps(value, ensure_ascii=False).replace("_x", "\\u005fx")
    text = UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return [text[at : at + PIECE] for at in range(0, len(text), PIECE)]


def join_text(pieces: list[str]) -> str | list[str]:
    """Return the value whose JSON text is in pieces.

    Raises:
        ValueError: if the pieces are no text, and no list of texts.
    """
    value = json.loads("".join(pieces))
    if isinstance(value, str) or (
        isinstance(value, list) and all(isinstance(each, str) for each in value)
    ):
        return value
    raise ValueError("no text")

"""JSON as the build writes it."""

from __future__ import annotations

from typing import Any

import orjson


def render_json(value: Any) -> bytes:
    """Return a value as the text of a JSON file."""
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)

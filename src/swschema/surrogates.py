"""Halves of surrogate pairs, which Python's texts may have and UTF-8 cannot represent."""

from __future__ import annotations

import re

SURROGATE = re.compile(r"[\ud800-\udfff]")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def replace_surrogates(text: str) -> str:
    """Return a text that UTF-8 can represent."""
    return SURROGATE.sub(REPLACEMENT, text)

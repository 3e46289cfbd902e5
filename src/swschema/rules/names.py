"""Names as they are written, as rules call them."""

from __future__ import annotations

import re
import unicodedata

# Whole texts of characters that are always as they look: ASCII, Latin letters, Chinese ones.
_USUAL = re.compile(
    "[ -~\xae-\u02ff\u3001-\u3003\u3008-\u3011\u4e00-\u9fff\uff01-\uff5e]*"
).fullmatch
# Invisible characters, and those that turn the direction of writing.
_HIDDEN = re.compile("[\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]").search


def is_plain_text(text: str) -> bool:
    """Return whether a text is as it looks.

    It is in Normalization Form C (ISO/IEC 10646; Unicode Standard Annex 15), so that what looks the
    same has one digest, and has no character that is invisible or turns the direction of writing.
    """
    return _USUAL(text) is not None or (
        _HIDDEN(text) is None and unicodedata.is_normalized("NFC", text)
    )

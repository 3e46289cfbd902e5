"""Where the lines of NDJSON end."""

from __future__ import annotations

from swschema.streams.spans import Cut


class LineCutter:
    """Cuts NDJSON at the ends of lines, each of which is a record or blank."""

    root = b""

    def cut(self, text: bytes, at: int, *, last: bool) -> Cut:
        """Return up to where the lines are whole."""
        return Cut(None, len(text) if last else max(at, text.rfind(b"\n", at) + 1))

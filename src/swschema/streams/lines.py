"""Where the lines of NDJSON end."""

from __future__ import annotations

from swschema.streams.spans import Split


class LineSplitter:
    """Splits NDJSON at the ends of lines, each of which is a record or blank."""

    root = b""

    def split(self, text: bytes, at: int, *, last: bool) -> Split:
        """Return up to where the lines are whole."""
        return Split(None, len(text) if last else max(at, text.rfind(b"\n", at) + 1))

"""Where the lines of NDJSON end."""

from __future__ import annotations

from swschema.streams.spans import MOST_RECORDS, Split


class LineSplitter:
    """Splits NDJSON at the ends of lines, each of which is a record or blank."""

    root = b""

    def split(self, text: bytes, at: int, *, last: bool) -> Split:
        """Return up to where the lines are whole."""
        done = len(text) if last else max(at, text.rfind(b"\n", at) + 1)
        if text.count(b"\n", at, done) <= MOST_RECORDS:
            return Split(None, done)
        for _number in range(MOST_RECORDS):
            at = text.find(b"\n", at) + 1
        return Split(None, at, full=True)

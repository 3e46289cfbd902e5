"""Whether a library is a whole file: the loader of Linux crashes on one that is cut off."""

from __future__ import annotations

import struct
from pathlib import Path

MAGIC = b"\x7fELF"
WIDE, LITTLE = 2, 1  # 64 bits, the low byte first
# Where the table of sections begins, the size of an entry, and how many there are.
TABLE = struct.Struct("<40xQ10xHH2x")


def is_whole(path: Path) -> bool:
    """Return whether a library surely ends where its header says, or is of another kind."""
    with path.open("rb") as file:
        head = file.read(TABLE.size)
        size = path.stat().st_size
    if not head.startswith(MAGIC):
        return size > TABLE.size
    if len(head) < TABLE.size or head[4] != WIDE or head[5] != LITTLE:
        return False
    start, entry, count = TABLE.unpack(head)
    return bool(start) and size >= start + entry * count

"""Where a document is, as a URI reference."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePath
from urllib.parse import quote

# Not from the bytes of a file name, as `os.fsdecode` gives them.
STRAY = re.compile(r"[\ud800-\udc7f\udd00-\udfff]")


def uri_reference(name: str) -> str:
    """Return the URI reference of a document: relative to the working directory if it is below."""
    path = PurePath(STRAY.sub("\N{REPLACEMENT CHARACTER}", name))
    if path.is_absolute():
        here = Path.cwd()
        if not path.is_relative_to(here):
            return path.as_uri()
        path = path.relative_to(here)
    return quote(os.fsencode(path.as_posix()))

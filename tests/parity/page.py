"""The page with the results of full runs."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs/parity.md"


def write(page: Path, name: str, text: str) -> None:
    """Put a text between the marks of a name.

    Raises:
        ValueError: if the page has no such marks.
    """
    marked = re.compile(rf"(?<=<!-- {name} -->\n).*(?=<!-- /{name} -->)", re.DOTALL)
    old = page.read_text(encoding="utf-8")
    if not marked.search(old):
        raise ValueError(f"{page} has no marks {name}")
    page.write_text(marked.sub(lambda _: f"\n{text}\n\n", old), encoding="utf-8")

"""The place in README.md that a run puts its results into."""

import re
from pathlib import Path

README = Path(__file__).parent / "README.md"


def put(marker: str, text: str) -> None:
    """Put results between `<!-- marker -->` and `<!-- /marker -->`."""
    place = re.compile(rf"(?<=<!-- {marker} -->\n).*(?=<!-- /{marker} -->)", re.DOTALL)
    old = README.read_text(encoding="utf-8")
    new, found = place.subn(lambda _: f"\n{text}\n\n", old)
    if found != 1:
        raise ValueError(f"README.md has no place for {marker}")
    README.write_text(new, encoding="utf-8")

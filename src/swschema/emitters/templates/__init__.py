"""The part of each language that is the same whatever the types: tables, readers, writers."""

from __future__ import annotations

from pathlib import Path


def read_template(language: str, name: str) -> str:
    """Return a file of a language, which is source code of that language.

    Args:
        language: the folder.
        name: the file in it.
    """
    return (Path(__file__).parent / language / name).read_text(encoding="utf-8")


def list_templates(language: str) -> list[str]:
    """Return the names of the files that a language has beside those of the types."""
    folder = Path(__file__).parent / language
    return sorted(path.name for path in folder.iterdir() if path.suffix != ".part")

"""Codes as cells show them, by their labels, and the codes that people mean."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from swschema.schema.files import code_entries
from swschema.schema.shapes import Scalar

# What a label ends with: the code in brackets, as `label_codes` writes it.
BRACKETED = re.compile(r"[(（]\s*([^()（）]+?)\s*[)）]$")


@cache
def _entries(scalar: Scalar) -> Mapping[str, Any]:
    list_id = scalar.schema.get("x-codelist")
    return code_entries(list_id) if list_id else {}


def label_codes(scalar: Scalar, languages: Sequence[str]) -> Mapping[str, str]:
    """Return what cells show for each code of a type: its titles, and itself in brackets."""
    return _label_codes(scalar, tuple(languages))


@cache
def _label_codes(scalar: Scalar, languages: tuple[str, ...]) -> Mapping[str, str]:
    entries = _entries(scalar)
    return {
        code: _label(code, entries[code], languages) if code in entries else code
        for code in scalar.codes
    }


def _label(code: str, entry: Mapping[str, Any], languages: tuple[str, ...]) -> str:
    titles = [entry["title"] if each == "en" else entry["x-zh"]["title"] for each in languages]
    words = " ".join(dict.fromkeys(titles))
    return f"{words} ({code})" if languages[0] == "en" else f"{words}（{code}）"


def codes_in_force(scalar: Scalar, day: str) -> list[str]:
    """Return the codes of a type that are in force on a day such as 2018-03-26."""
    entries = _entries(scalar)
    return [
        code
        for code in scalar.codes
        if entries.get(code, {}).get("validFrom", day)
        <= day
        <= entries.get(code, {}).get("validTo", day)
    ]


def find_code(scalar: Scalar, text: str) -> str | None:
    """Return the one code of a type that a text names; None where there is none, or several."""
    known = _names(scalar)
    wanted = fold(text)
    if code := known.get(wanted):
        return code
    found = BRACKETED.search(wanted)
    code = known.get(found[1]) if found else None
    named = known.get(wanted[: found.start()].strip()) if found else None
    return code if named in (None, code) else None  # which one is meant, nobody knows


@cache
def _names(scalar: Scalar) -> Mapping[str, str | None]:
    """Return the code of each name in lower case; None for a name that several have."""
    names: dict[str, str | None] = {}
    entries = _entries(scalar)
    for code in scalar.codes:
        entry = entries.get(code, {})
        texts = [entry.get("title"), entry.get("x-zh", {}).get("title"), *entry.get("aliases", ())]
        for name in {fold(text) for text in texts if text}:
            names[name] = None if name in names else code
    names.update({fold(code): code for code in scalar.codes})
    return names


def fold(text: str) -> str:
    """Return a text as names are compared: full width and upper case make no difference."""
    return unicodedata.normalize("NFKC", text).strip().casefold()

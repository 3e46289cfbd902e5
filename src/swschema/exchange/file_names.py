"""Names of files that are one file on every system, and stay in their folder."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from swschema.errors import ExchangeError
from swschema.i18n import _
from swschema.surrogates import SURROGATE

LONGEST = 255  # bytes of a name in most file systems
# What Windows has no names with, or takes for a device, with any extension.
UNPORTABLE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\/]')
# What makes a name look like another one: marks, embeddings and isolates of a direction (UAX #9).
DIRECTED = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
DEVICES = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])\s*(?:\..*)?",
    re.IGNORECASE | re.DOTALL,
)


def check_name(name: str) -> str | None:
    """Return why a name cannot be that of a file on every system; None where it can."""
    if name in ("", ".", ".."):
        return _("is not the name of a file")
    if SURROGATE.search(name):
        return _("has a name that is not in Unicode")
    if UNPORTABLE.search(name):
        return _("has a character in its name that not every system allows")
    if DIRECTED.search(name):
        return _("has a character in its name that changes the direction of text")
    if name.endswith((".", " ")):
        return _("has a name that ends with a full stop or a space, which not every system allows")
    if DEVICES.fullmatch(name):
        return _("has the name of a device on Windows")
    if len(name.encode()) > LONGEST:
        return _("has a name of more than {most} bytes").format(most=LONGEST)
    return None


def fold_name(name: str) -> str:
    """Return what names have in common that are one file on some systems."""
    return compose_name(compose_name(name).casefold())


def compose_name(name: str) -> str:
    """Return a name in the normalization form in which people type it; macOS has had another."""
    return unicodedata.normalize("NFC", name)


def find_clashes(names: Iterable[str]) -> Iterator[ExchangeError]:
    """Yield an error for each name that is the file of an earlier one on some systems."""
    seen: dict[str, str] = {}
    for name in names:
        first = seen.get(fold_name(name))
        if first is None:
            seen[fold_name(name)] = name
        else:
            reason = _("has the same name as {name} on some systems").format(name=first)
            yield ExchangeError(name, "", reason)

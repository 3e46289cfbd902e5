"""Names of the schemas, and codes, as identifiers of a language."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

NO_LETTER = re.compile(r"[^0-9A-Za-z]+")

CAPITAL = re.compile(r"(?<=[0-9a-z])(?=[A-Z])")


def pascal(name: str) -> str:
    """Return a camelCase name with a capital at its beginning."""
    return name[:1].upper() + name[1:]


def constant(name: str) -> str:
    """Return a name in PascalCase as that of a constant, in UPPER_SNAKE."""
    return CAPITAL.sub("_", name).upper()


def escape(name: str, reserved: Collection[str]) -> str:
    """Return a name, with an underscore behind it where the language reserves it."""
    return f"{name}_" if name in reserved else name


def code_names(codes: Iterable[str], *, prefix: str = "_", upper: bool = True) -> dict[str, str]:
    """Return an identifier for each code of a list.

    What is neither letter nor digit becomes an underscore; a digit at the beginning gets a prefix;
    a second code of the same identifier, an underscore and its number.

    Args:
        codes: the codes, each once.
        prefix: what stands before a digit at the beginning.
        upper: whether to write small letters as capitals, with an underscore at each change.
    """
    made: dict[str, str] = {}
    taken: dict[str, int] = {}
    for code in codes:
        name = NO_LETTER.sub("_", code).strip("_") or "EMPTY"
        if upper:
            name = name.upper()
        if name[0].isdigit():
            name = f"{prefix}{name}"
        taken[name] = taken.get(name, 0) + 1
        made[code] = name if taken[name] == 1 else f"{name}_{taken[name]}"
    return made

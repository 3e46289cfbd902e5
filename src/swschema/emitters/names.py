"""Names of the schemas, and codes, as identifiers of a language."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable

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


def pascal_code(name: str) -> str:
    """Return a name of words with underscores between them in PascalCase."""
    return "".join(word.capitalize() for word in name.split("_"))


def code_names(
    codes: Iterable[str],
    *,
    style: Callable[[str], str] = str.upper,
    prefix: str = "_",
    reserved: Collection[str] = (),
) -> dict[str, str]:
    """Return an identifier for each code of a list.

    What is neither letter nor digit becomes an underscore; a digit at the beginning gets a prefix,
    a reserved name an underscore; a second code of one identifier, an underscore and a number.

    Args:
        codes: the codes, each once.
        style: what makes a name as the language has it, of letters, digits and underscores.
        prefix: what stands before a digit at the beginning.
        reserved: names that no code may have.
    """
    made: dict[str, str] = {}
    taken = set(reserved)
    for code in codes:
        plain = style(NO_LETTER.sub("_", code).strip("_") or "EMPTY")
        plain = escape(f"{prefix}{plain}" if plain[0].isdigit() else plain, reserved)
        name, number = plain, 1
        while name in taken:
            number += 1
            name = f"{plain}_{number}"
        taken.add(name)
        made[code] = name
    return made

"""Regular expressions match alike from Python 3.11.2 on.

Before 3.11.5, a possessive quantifier of a group matches wrong unless the group is atomic
(python/cpython#106052).
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import re._constants as constants  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterator

import pytest

import swschema

NEEDS_MORE = ("swschema.spark", "swschema.__main__")


def compiled() -> Iterator[tuple[str, re.Pattern[str] | re.Pattern[bytes]]]:
    """Yield the regular expressions that modules of the package hold, by name."""
    for module in pkgutil.walk_packages(swschema.__path__, "swschema."):
        if not module.name.startswith(NEEDS_MORE):
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, re.Pattern):
                    yield f"{module.name}.{name}", value


def repeated_groups(tokens: object) -> Iterator[object]:
    """Yield what possessive quantifiers repeat, where it is more than one character."""
    if isinstance(tokens, tuple) and tokens and tokens[0] is constants.POSSESSIVE_REPEAT:
        repeated = tokens[1][2]
        if repeated.getwidth()[1] > 1 or len(repeated) > 1:
            yield repeated[0][0] if len(repeated) == 1 else "SEQUENCE"
    if isinstance(tokens, (tuple, list, parser.SubPattern)):
        for token in tokens:
            yield from repeated_groups(token)


def repeated_in(expression: re.Pattern[str] | re.Pattern[bytes]) -> set[object]:
    return set(repeated_groups(parser.parse(expression.pattern, expression.flags)))


def test_package_has_possessive_groups() -> None:
    assert sum(bool(repeated_in(expression)) for _name, expression in compiled()) > 5


def test_group_with_a_possessive_quantifier_is_atomic() -> None:
    wrong = {
        name
        for name, expression in compiled()
        if repeated_in(expression) - {constants.ATOMIC_GROUP}
    }
    assert wrong == set()


@pytest.mark.parametrize("expression", ["(?:ab?c)*+d", "(?:a|ab)++", "(?:ab|c)?+"])
def test_other_group_is_seen(expression: str) -> None:
    assert repeated_in(re.compile(expression)) - {constants.ATOMIC_GROUP}

"""JSON texts of any value, right or wrong, in any of the spellings that JSON has for it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from independent.case import Raw, all_of

GAPS = ("", "", "", " ", "\n", "\t", "\r\n  ")
LARGEST_EXPONENT = 3


@dataclass(frozen=True, slots=True)
class JsonStyle:
    """How a text is spelled: as orjson would, or by chance."""

    random: Random | None = None

    def gap(self) -> str:
        return self.random.choice(GAPS) if self.random else ""

    def members(self, value: dict[str, Any]) -> list[tuple[str, Any]]:
        found = list(value.items())
        if self.random and self.random.random() < 0.5:
            self.random.shuffle(found)
        return found

    def text(self, value: str) -> str:
        if not self.random or self.random.random() < 0.7:
            return json.dumps(value, ensure_ascii=False)
        if self.random.random() < 0.3:
            return json.dumps(value)
        return f'"{"".join(self._character(each) for each in value)}"'

    def _character(self, character: str) -> str:
        assert self.random
        if self.random.random() < 0.2:
            escaped = json.dumps(character)[1:-1]  # a pair of them beyond U+FFFF
            if not escaped.startswith("\\"):
                escaped = f"\\u{ord(character):04x}"
            return escaped.replace("a", "A")
        if character == "/" and self.random.random() < 0.5:
            return "\\/"
        return json.dumps(character, ensure_ascii=False)[1:-1]

    def head(self) -> str:
        return "\ufeff" if self.random and self.random.random() < 0.1 else ""

    def hint(self) -> dict[str, str]:
        """Return what the root says to editors, if anything."""
        if not self.random or self.random.random() < 0.9:
            return {}
        return {"$schema": self.random.choice(("", "./registration.bundle.json", "模式", '"'))}

    def integer(self, value: int) -> str:
        if not self.random or self.random.random() < 0.5:
            return str(value)
        exponent = self.random.randint(1, LARGEST_EXPONENT)
        spellings = [f"{value}.0", f"{value}.000", f"{value}e0", f"{value}E+00"]
        spellings.append(f"{value}.{'0' * 20}")
        if value == 0:
            spellings += ["-0", "-0.0", "0e5", "0E-7"]
        else:
            spellings.append(f"{value}{'0' * exponent}e-{exponent}")
        if value and value % 10**exponent == 0:
            spellings.append(f"{value // 10**exponent}e{exponent}")
        return self.random.choice(spellings)


PLAIN = JsonStyle()


def write_json(value: Any, style: JsonStyle = PLAIN) -> bytes:
    """Return a JSON text; a lone surrogate in it is an escape."""
    if isinstance(value, dict):
        value = {**style.hint(), **value}
    text = f"{style.head()}{style.gap()}{''.join(_pieces(value, style))}{style.gap()}"
    return "".join(
        f"\\u{ord(each):04x}" if "\ud800" <= each <= "\udfff" else each for each in text
    ).encode()


def _pieces(value: Any, style: JsonStyle) -> Iterator[str]:
    if isinstance(value, dict):
        yield from _object(value, style)
    elif isinstance(value, list):
        yield "["
        for index, each in enumerate(value):
            yield f"{',' if index else ''}{style.gap()}"
            yield from _pieces(each, style)
        yield f"{style.gap()}]"
    elif isinstance(value, Raw):
        yield value.json
    elif isinstance(value, str):
        yield style.text(value)
    elif isinstance(value, int) and not isinstance(value, bool):
        yield style.integer(value)
    else:
        yield json.dumps(value)


def _object(value: dict[str, Any], style: JsonStyle) -> Iterator[str]:
    yield "{"
    comma = ""
    for name, each in style.members(value):
        for one in all_of(each):
            yield f"{comma}{style.gap()}{style.text(name)}{style.gap()}:{style.gap()}"
            yield from _pieces(one, style)
            comma = f"{style.gap()},"
    yield f"{style.gap()}}}"

"""The rulebook in the Common Expression Language's Rust engine, straight from its texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import cel

from swschema.build.rules.cel import parse
from swschema.build.rules.expressions import names
from swschema.pointers import Path
from swschema.rules.book import rules
from swschema.rules.judging import asked
from swschema.rules.library import LIBRARY
from swschema.rules.v1 import PARAMETERS
from swschema.shapes import root

Found = tuple[str, int, Path]


@dataclass(frozen=True, eq=False)
class Text:
    """One check as the rulebook has it."""

    rule: str
    number: int
    scope: str
    each: str
    written: Mapping[str, Any]
    needs: frozenset[str]


@cache
def texts() -> list[Text]:
    """Return all checks, in the order of their rules."""
    return [
        Text(
            name,
            number,
            check["in"],
            check.get("each", root(check["in"]).name),
            check,
            _names(check),
        )
        for name, rule in rules().items()
        for number, check in enumerate(rule.get("checks", ()), 1)
    ]


def _names(check: Mapping[str, Any]) -> frozenset[str]:
    made = [*check.get("once", {}).values(), *check.get("let", {}).values()]
    written = [check.get("when", "true"), *made, check["assert"]]
    return frozenset().union(*(names(parse(each)) for each in written))


def breaches(value: Mapping[str, Any]) -> Iterator[Found]:
    """Yield each breach of a valid record: the rule, the number of its check, the path."""
    context = Context()
    for check, path, known in asked(texts(), value["recordType"], value, PARAMETERS):
        context.know(check, known)
        context.make(check)
        if not context.true(check.written.get("when", "true")):
            continue
        for name, text in check.written.get("let", {}).items():
            context.add(name, context.value(text))
        if not context.true(check.written["assert"]):
            yield check.rule, check.number, path


def applies(rule: str, value: Mapping[str, Any]) -> bool:
    """Return whether a rule has anything to check in a valid record."""
    own = [text for text in texts() if text.rule == rule]
    context = Context()
    for check, _path, known in asked(own, value["recordType"], value, PARAMETERS):
        context.know(check, known)
        context.make(check)
        if context.true(check.written.get("when", "true")):
            return True
    return False


class Context:
    """What expressions can name. To take in a record costs more than an expression."""

    def __init__(self) -> None:
        self._context = cel.Context()
        self._known: dict[str, Any] = {}
        self._made: dict[tuple[Text, str], tuple[Any, Any]] = {}
        for name, function in LIBRARY.items():
            self._context.add_function(name, function.call)

    def know(self, check: Text, known: Mapping[str, Any]) -> None:
        """Take in what a check can name."""
        for name, each in known.items():
            if name in check.needs and self._known.get(name, self) is not each:
                self.add(name, each)

    def make(self, check: Text) -> None:
        """Make a check's lists, once for a record."""
        for name, text in check.written.get("once", {}).items():
            key = (check, name)
            record = self._known.get(check.scope)
            if self._made.get(key, (None,))[0] is not record:
                self._made[key] = (record, self.value(text))
            self.add(name, self._made[key][1])

    def add(self, name: str, value: Any) -> None:
        """Take in one value."""
        self._known[name] = value
        self._context.add_variable(name, value)

    def value(self, text: str) -> Any:
        """Return what an expression gives."""
        return _program(text).execute(self._context)

    def true(self, text: str) -> bool:
        """Return whether a condition is true."""
        found = self.value(text)
        assert isinstance(found, bool), text
        return found


@cache
def _program(text: str) -> cel.Program:
    return cel.compile(text)

"""The rulebook in the Common Expression Language's Rust engine, straight from its texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import cel

from swschema.compiler.cel.ast import free_names
from swschema.compiler.cel.parse import parse
from swschema.rules.catalogue import rulebook
from swschema.rules.functions import FUNCTIONS
from swschema.rules.targets import Targets
from swschema.rules.v1 import PARAMETERS
from swschema.schema.paths import Path
from swschema.schema.shapes import root

Found = tuple[str, int, Path]


@dataclass(frozen=True, eq=False)
class Text:
    """One check as the rulebook has it."""

    rule: str
    number: int
    scope: str
    target: str
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
        for name, rule in rulebook().items()
        for number, check in enumerate(rule.get("checks", ()), 1)
    ]


def _names(check: Mapping[str, Any]) -> frozenset[str]:
    made = [*check.get("once", {}).values(), *check.get("let", {}).values()]
    written = [check.get("when", "true"), *made, check["assert"]]
    return frozenset().union(*(free_names(parse(each)) for each in written))


def breaches(value: Mapping[str, Any]) -> Iterator[Found]:
    """Yield each breach of a valid record: the rule, the number of its check, the path."""
    contexts = Contexts()
    for check, path, known in Targets(texts()).find(value["recordType"], value, PARAMETERS):
        if not _holds(check, contexts.of(check, known)):
            yield check.rule, check.number, path


def _holds(check: Text, context: Context) -> bool:
    when, lets = check.written.get("when", "true"), check.written.get("let", {})
    if not lets:  # one evaluation is cheaper than two
        return context.true(f"!({when}) || ({check.written['assert']})")
    if not context.true(when):
        return True
    for name, text in lets.items():
        context.add(name, context.value(text))
    return context.true(check.written["assert"])


def applies(rule: str, value: Mapping[str, Any]) -> bool:
    """Return whether a rule has anything to check in a valid record."""
    own = [text for text in texts() if text.rule == rule]
    contexts = Contexts()
    return any(
        contexts.of(check, known).true(check.written.get("when", "true"))
        for check, _path, known in Targets(own).find(value["recordType"], value, PARAMETERS)
    )


class Contexts:
    """A context for all checks that name the same: an evaluation costs what its context has."""

    def __init__(self) -> None:
        self._contexts: dict[frozenset[str], Context] = {}
        self._made: dict[tuple[Text, str], tuple[Any, Any]] = {}

    def of(self, check: Text, known: Mapping[str, Any]) -> Context:
        """Return the context of a check, with all that it can name."""
        context = self._contexts.setdefault(check.needs, Context())
        for name in check.needs & known.keys():
            context.add(name, known[name])
        for name, text in check.written.get("once", {}).items():
            context.add(name, self._once(check, name, text, known))
        return context

    def _once(self, check: Text, name: str, text: str, known: Mapping[str, Any]) -> Any:
        """Return one of a check's lists, made once for a record."""
        record = known[check.scope]
        if self._made.get((check, name), (None,))[0] is not record:
            alone = Context()
            for each in (check.scope, "asOf", "params"):
                alone.add(each, known[each])
            self._made[check, name] = (record, alone.value(text))
        return self._made[check, name][1]


class Context:
    """What expressions can name."""

    def __init__(self) -> None:
        self._context = cel.Context()
        self._known: dict[str, Any] = {}
        for name, function in FUNCTIONS.items():
            self._context.add_function(name, function.call)

    def add(self, name: str, value: Any) -> None:
        """Take in one value, if it is another than before."""
        if self._known.get(name, self) is not value:
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

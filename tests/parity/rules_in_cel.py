"""The rulebook in the Common Expression Language's Rust engine, straight from its texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import cel

from conftest import AS_OF
from swschema.compiler.cel.ast import Expression, Select, free_names, parts
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
    """One check as the rulebook has it.

    Attributes:
        needs: the variables that it takes from outside.
        members: the names of all members that it looks at.
    """

    rule: str
    number: int
    scope: str
    target: str
    written: Mapping[str, Any]
    needs: frozenset[str]
    members: frozenset[str]


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
            frozenset().union(*map(free_names, _expressions(check))),
            frozenset().union(*map(_find_members, _expressions(check))),
        )
        for name, rule in rulebook().items()
        for number, check in enumerate(rule.get("checks", ()), 1)
    ]


def _expressions(check: Mapping[str, Any]) -> list[Expression]:
    made = [*check.get("once", {}).values(), *check.get("let", {}).values()]
    return [parse(each) for each in (check.get("when", "true"), *made, check["assert"])]


def _find_members(expression: Expression) -> set[str]:
    inner = set().union(*map(_find_members, parts(expression)))
    return inner | {expression.name} if isinstance(expression, Select) else inner


def _prune(value: Any, members: frozenset[str]) -> Any:
    """Return a value without the members that a check does not look at.

    The engine copies each value that it is given. No check compares whole objects.
    """
    if isinstance(value, Mapping):
        return {name: _prune(value[name], members) for name in value if name in members}
    return [_prune(each, members) for each in value] if isinstance(value, list) else value


def breaches(value: Mapping[str, Any]) -> Iterator[Found]:
    """Yield each breach of a valid record: the rule, the number of its check, the path."""
    contexts = Contexts()
    for check, path, known in Targets(texts()).find(value["recordType"], value, PARAMETERS, AS_OF):
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
        for check, _path, known in Targets(own).find(value["recordType"], value, PARAMETERS, AS_OF)
    )


class Contexts:
    """A context for each check: an evaluation costs what its context has."""

    def __init__(self) -> None:
        self._contexts: dict[Text, Context] = {}
        self._made: dict[tuple[Text, str], tuple[Any, Any]] = {}

    def of(self, check: Text, known: Mapping[str, Any]) -> Context:
        """Return the context of a check, with all that it can name."""
        context = self._contexts.get(check) or self._contexts.setdefault(
            check, Context(check.members)
        )
        for name in check.needs & known.keys():
            context.add(name, known[name])
        for name, text in check.written.get("once", {}).items():
            context.add(name, self._once(check, name, text, known))
        return context

    def _once(self, check: Text, name: str, text: str, known: Mapping[str, Any]) -> Any:
        """Return one of a check's lists, made once for a record."""
        record = known[check.scope]
        if self._made.get((check, name), (None,))[0] is not record:
            alone = Context(check.members)
            for each in (check.scope, "recordDate", "params"):
                alone.add(each, known[each])
            self._made[check, name] = (record, alone.value(text))
        return self._made[check, name][1]


class Context:
    """What the expressions of a check can name, as far as they look at it."""

    def __init__(self, members: frozenset[str]) -> None:
        self._members = members
        self._context = cel.Context()
        self._known: dict[str, Any] = {}
        for name, function in FUNCTIONS.items():
            self._context.add_function(name, function.call)

    def add(self, name: str, value: Any) -> None:
        """Take in one value, if it is another than before."""
        if self._known.get(name, self) is not value:
            self._known[name] = value
            whole = name == "params"  # lists by kind have keys that are no members
            self._context.add_variable(name, value if whole else _prune(value, self._members))

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

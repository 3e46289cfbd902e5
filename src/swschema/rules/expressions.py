"""The evaluation of expressions over data of which parts are unknown.

An expression is a list that `swschema build` writes: its kind, and then its parts. It is made into
a function of the values that it can name. The logic has three values: `false && unknown` is false,
`true || unknown` is true, and what else depends on something unknown is unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from swschema.rules.dates import parse_instant
from swschema.rules.functions import FUNCTIONS
from swschema.rules.lists import flatten, for_kinds, repeated
from swschema.rules.unknown import (
    UNKNOWN,
    AtLeast,
    OpenList,
    OpenObject,
    contains,
    find_operator,
    is_open,
    known_items,
    size,
)
from swschema.rules.work import WORK
from swschema.schema.shapes import matcher

Variables = dict[str, Any]
Evaluate = Callable[[Variables], Any]


def compile_expression(expression: list[Any]) -> Evaluate:
    """Return what evaluates an expression: a function of the values that it can name."""
    kind, *parts = expression
    return _COMPILERS[kind](*parts)


def _literal(value: Any) -> Evaluate:
    return lambda _variables: value


def _name(name: str) -> Evaluate:
    return lambda variables: variables[name]


def _field(of: list[Any], name: str) -> Evaluate:
    holder = compile_expression(of)

    def evaluate(variables: Variables) -> Any:
        value = holder(variables)
        return value if value is UNKNOWN else value.get(name, UNKNOWN)

    return evaluate


def _has(of: list[Any], name: str) -> Evaluate:
    holder = compile_expression(of)

    def evaluate(variables: Variables) -> Any:
        value = holder(variables)
        if value is UNKNOWN:
            return UNKNOWN
        if name in value:
            return UNKNOWN if value[name] is UNKNOWN else True
        return UNKNOWN if type(value) is OpenObject else False

    return evaluate


def _not(operand: list[Any]) -> Evaluate:
    inner = compile_expression(operand)

    def evaluate(variables: Variables) -> Any:
        value = inner(variables)
        return value if value is UNKNOWN else not value

    return evaluate


def _if(condition: list[Any], yes: list[Any], no: list[Any]) -> Evaluate:
    test, first, second = map(compile_expression, (condition, yes, no))

    def evaluate(variables: Variables) -> Any:
        chosen = test(variables)
        if chosen is not UNKNOWN:
            return first(variables) if chosen else second(variables)
        one, other = first(variables), second(variables)
        return one if isinstance(one, str | int) and one == other else UNKNOWN

    return evaluate


def _list(items: list[list[Any]]) -> Evaluate:
    each = [*map(compile_expression, items)]
    return lambda variables: [evaluate(variables) for evaluate in each]


def _binary(sign: str, left: list[Any], right: list[Any]) -> Evaluate:
    one, other = compile_expression(left), compile_expression(right)
    if sign in _DECIDING:
        return _connect(one, other, deciding=_DECIDING[sign])
    if sign == "in":
        return _member(one, other)
    apply = find_operator(sign)
    return lambda variables: apply(one(variables), other(variables))


_DECIDING = {"&&": False, "||": True}  # the operand that decides, whatever the other is


def _connect(one: Evaluate, other: Evaluate, *, deciding: bool) -> Evaluate:
    def evaluate(variables: Variables) -> Any:
        first = one(variables)
        if first is deciding:
            return deciding
        second = other(variables)
        if second is deciding:
            return deciding
        return UNKNOWN if first is UNKNOWN or second is UNKNOWN else not deciding

    return evaluate


def _member(one: Evaluate, other: Evaluate) -> Evaluate:
    def evaluate(variables: Variables) -> Any:
        values = other(variables)
        if values is UNKNOWN:
            return UNKNOWN
        if isinstance(values, list):
            variables[WORK].spend(len(values) // 16)  # much quicker than an evaluation
        return contains(one(variables), values)

    return evaluate


def _macro(kind: str, of: list[Any], variable: str, body: list[Any]) -> Evaluate:
    source, inner, combine = compile_expression(of), compile_expression(body), _MACROS[kind]

    def evaluate(variables: Variables) -> Any:
        items = source(variables)
        if items is UNKNOWN:
            return UNKNOWN
        variables[WORK].spend(len(items))
        results = []
        for item in items:
            variables[variable] = item
            results.append(inner(variables))
        return combine(items, results)

    return evaluate


def _all(items: list[Any], results: list[Any]) -> Any:
    if any(each is False for each in results):
        return False
    return UNKNOWN if is_open(results) or type(items) is OpenList else True


def _exists(items: list[Any], results: list[Any]) -> Any:
    if any(each is True for each in results):
        return True
    return UNKNOWN if is_open(results) or type(items) is OpenList else False


def _exists_one(items: list[Any], results: list[Any]) -> Any:
    count = sum(each is True for each in results)
    if count > 1:
        return False
    return UNKNOWN if is_open(results) or type(items) is OpenList else count == 1


def _filter(items: list[Any], results: list[Any]) -> Any:
    kept = [item for item, each in zip(items, results, strict=True) if each is True]
    return OpenList(kept) if is_open(results) or type(items) is OpenList else kept


def _map(items: list[Any], results: list[Any]) -> Any:
    return OpenList(results) if type(items) is OpenList else results


_MACROS: Mapping[str, Callable[[list[Any], list[Any]], Any]] = {
    "all": _all,
    "exists": _exists,
    "exists_one": _exists_one,
    "filter": _filter,
    "map": _map,
}


def _call(name: str, arguments: list[list[Any]]) -> Evaluate:
    inner = [*map(compile_expression, arguments)]
    function = _STANDARD.get(name) or FUNCTIONS[name].call

    def evaluate(variables: Variables) -> Any:
        values = [each(variables) for each in inner]
        if any(each is UNKNOWN for each in values):
            return UNKNOWN
        for each in values:
            if isinstance(each, list):
                variables[WORK].spend(len(each))
        if name in _OF_OPEN_LISTS:
            return _OF_OPEN_LISTS[name](*values)
        if any(
            type(each) is AtLeast or (isinstance(each, list) and is_open(each)) for each in values
        ):
            return UNKNOWN
        try:
            return function(*values)
        except ValueError:  # no value, as the days between two texts that are no dates
            return UNKNOWN

    return evaluate


def _repeated(texts: list[Any]) -> list[Any]:
    found = repeated(known_items(texts))
    return OpenList(found) if is_open(texts) else found


def _flatten(lists: list[Any]) -> list[Any]:
    known = known_items(lists)
    found = flatten(map(known_items, known))
    return OpenList(found) if is_open(lists) or any(map(is_open, known)) else found


def _for_kinds(table: Mapping[str, list[str]], kinds: list[Any]) -> list[Any]:
    found = for_kinds(table, known_items(kinds))
    return OpenList(found) if is_open(kinds) else found


# What functions that are no rule functions give, and those that say something of open lists.
_STANDARD: Mapping[str, Callable[..., Any]] = {
    "timestamp": parse_instant,
    "contains": lambda text, part: part in text,
    "startsWith": str.startswith,
    "endsWith": str.endswith,
    "matches": lambda text, pattern: matcher(pattern).match(text) is not None,
    "size": size,
}
_OF_OPEN_LISTS: Mapping[str, Callable[..., Any]] = {
    "size": size,
    "repeated": _repeated,
    "flatten": _flatten,
    "forKinds": _for_kinds,
}
_COMPILERS: Mapping[str, Callable[..., Evaluate]] = {
    "literal": _literal,
    "name": _name,
    "field": _field,
    "has": _has,
    "not": _not,
    "if": _if,
    "list": _list,
    "binary": _binary,
    "macro": _macro,
    "call": _call,
}

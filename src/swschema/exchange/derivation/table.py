"""The table of where values come from (`schemas/v1/derivations.yaml`), applied to a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import orjson

from swschema.lifecycle.table import take_parameters
from swschema.rules.expressions import Evaluate, compile_expression
from swschema.rules.settings import Settings
from swschema.rules.unknown import UNKNOWN, known_items
from swschema.rules.work import WORK, Work
from swschema.schema.files import code_entries, derivations_path
from swschema.schema.paths import Path, find_value
from swschema.schema.shapes import ObjectType, Scalar, root

Origin = Literal["copied", "fixed", "typed"]
MOST_WORK = 1_000_000  # items that expressions look at, for one record


@dataclass(frozen=True, slots=True)
class DerivedValue:
    """A value that nobody has to fill in.

    Attributes:
        path: names and indices to it in the record.
        value: the value as JSON has it.
        origin: whether it is copied from another record, fixed by the procedure or the rulebook, or
            typed once with the command.
    """

    path: Path
    value: Any
    origin: Origin


@dataclass(frozen=True, slots=True, eq=False)
class _Rule:
    """What the table says of one member of a type; see `schemas/derivations.schema.json`."""

    member: str
    is_list: bool
    origin: Origin
    when: Evaluate | None
    value: Evaluate | None
    title_of: Evaluate | None
    codes: str
    each: Evaluate | None
    code_name: str
    item_name: str
    key: Path
    members: tuple[_Rule, ...]


def derive_values(
    record: str, known: Mapping[str, Any], existing: Mapping[str, Any], settings: Settings
) -> tuple[DerivedValue, ...]:
    """Return the values of a record that follow from what is known.

    They are in the order of the table. What the record has already is not left out: the caller
    decides which of two goes.

    Args:
        record: the record type.
        known: what expressions can name, but for `this`, `record` and `params`.
        existing: the record as far as it is filled in; items of lists are recognised in it by their
            codes and keep their places.
        settings: how the rules are applied, from which parameters are taken.
    """
    parameters = take_parameters(settings, derivations()["parameters"])
    names = {**known, "params": parameters, "record": existing, WORK: Work(MOST_WORK)}
    return tuple(_derive(_rules(record), names, existing, ()))


@cache
def derivations() -> Mapping[str, Any]:
    """Return the table as `schemas/derivations.schema.json` describes it, expressions parsed."""
    found: dict[str, Any] = orjson.loads(derivations_path().read_bytes())
    return found


@cache
def _rules(record: str) -> tuple[_Rule, ...]:
    return _compile(derivations()[record], root(record))


def _compile(written: list[Mapping[str, Any]], of: ObjectType) -> tuple[_Rule, ...]:
    return tuple(_compile_rule(each, of) for each in written)


def _compile_rule(each: Mapping[str, Any], of: ObjectType) -> _Rule:
    member = of.by_name[each["member"]]
    when, value, title_of, items = (
        compile_expression(each[key]["parsed"]) if key in each else None
        for key in ("when", "from", "titleOf", "each")
    )
    inner = member.shape
    return _Rule(
        member=member.name,
        is_list=member.item is not None,
        origin=each.get("origin", "fixed"),
        when=when,
        value=value,
        title_of=title_of,
        codes=each.get("codes", ""),
        each=items,
        code_name=each.get("as", ""),
        item_name=each.get("item", "this"),
        key=tuple(each["key"].split("/")) if "key" in each else (),
        members=() if isinstance(inner, Scalar) else _compile(each.get("members", []), inner),
    )


def _derive(
    rules: tuple[_Rule, ...], names: dict[str, Any], this: Mapping[str, Any], path: Path
) -> Iterator[DerivedValue]:
    for rule in rules:
        names["this"] = this
        if rule.when is not None and rule.when(names) is not True:
            continue
        place = (*path, rule.member)
        if rule.each is not None:
            yield from _derive_items(rule, names, this.get(rule.member, []), place)
        elif rule.members:
            yield from _derive(rule.members, names, this.get(rule.member, {}), place)
        elif (value := _evaluate(rule, names)) is not UNKNOWN:
            yield DerivedValue(place, value, rule.origin)


def _derive_items(
    rule: _Rule, names: dict[str, Any], existing: list[Mapping[str, Any]], path: Path
) -> Iterator[DerivedValue]:
    codes = rule.each(names) if rule.each is not None else UNKNOWN
    if isinstance(codes, int):
        codes = [*range(1, codes + 1)]
    if not isinstance(codes, list):
        return
    items = reversed([*enumerate(existing)]) if rule.key else ()
    places = {find_value(item, rule.key): index for index, item in items}
    free = len(existing)
    for number, code in enumerate(dict.fromkeys(known_items(codes))):
        place = places.get(code) if rule.key else min(number, free)
        if place is None:
            place, free = free, free + 1
        item = existing[place] if place < len(existing) else {}
        inner = {**names, "before": existing[:place], rule.code_name: code, rule.item_name: item}
        found = [*_derive(rule.members, inner, item, (*path, place))]
        if (
            place < len(existing)
            or not rule.key
            or _has_code(found, (*path, place, *rule.key), code)
        ):
            yield from found
        else:  # it could not be recognised
            free = place


def _has_code(found: list[DerivedValue], place: Path, code: str) -> bool:
    """Return whether the code of an item is among values, or inside one."""
    return any(
        place[: len(each.path)] == each.path
        and find_value(each.value, place[len(each.path) :]) == code
        for each in found
    )


def _evaluate(rule: _Rule, names: dict[str, Any]) -> Any:
    if rule.value is not None:
        return _select(rule.value(names), is_list=rule.is_list)
    code = UNKNOWN if rule.title_of is None else rule.title_of(names)
    return _titles(rule.codes)[code] if isinstance(code, str) else UNKNOWN


@cache
def _titles(list_id: str) -> Mapping[str, str]:
    """Return the Chinese title of each code of a list."""
    return {code: each["x-zh"]["title"] for code, each in code_entries(list_id).items()}


def _select(found: Any, *, is_list: bool) -> Any:
    """Return a value as the member takes it: of several for one, the first; UNKNOWN if none."""
    if not isinstance(found, list):
        return found
    items = known_items(found)
    if is_list:
        return items or UNKNOWN
    return items[0] if items else UNKNOWN

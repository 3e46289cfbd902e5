"""What the next step of a registration needs, and who has to act."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from swschema.lifecycle.status import BilingualText, RequiredItem
from swschema.lifecycle.table import SINGLE, UNIFIED, evaluate, life_cycle
from swschema.rules import v1_life_cycle as compiled
from swschema.schema.files import code_entries
from swschema.schema.paths import find_value

ONLINE = "ONLINE_REGISTRATION"  # the scope that an agent has before its entrustment is filled in
Known = Mapping[str, Any]


def list_items(known: Known, state: str, *, blind: bool) -> Iterator[RequiredItem]:
    """Yield what the next step needs.

    Args:
        known: the records and the facts of them, by the names that expressions have for them.
        state: the state of the registration.
        blind: whether nothing is known of other records than the registration.
    """
    for each, (concerns, codes, when, missing) in zip(
        life_cycle()["next"], compiled.NEXT, strict=True
    ):
        if state not in each["states"] or not _holds(concerns, known):
            continue
        unknown = blind and any(_beyond(expression) for expression in (when, missing))
        if unknown or _holds(when, known):
            for code in [None] if codes is None else evaluate(codes, known):
                told = None if unknown or missing is None else _lacks(missing, known, code)
                words = _words(each, code)
                yield RequiredItem(words, find_window(known, each), _actor(known, each), told)


def find_window(known: Known, each: Mapping[str, Any]) -> str:
    """Return the window of an item or a deadline: the unified one stands for both former ones."""
    window = str(each["window"])
    return UNIFIED if window != SINGLE and known["unified"] else window


def _holds(expression: compiled.Expression | None, known: Known) -> bool:
    return expression is None or bool(evaluate(expression, known))


def _lacks(missing: compiled.Expression, known: Known, code: str | None) -> bool:
    return bool(evaluate(missing, {**known, "code": code}))


def _words(each: Mapping[str, Any], code: str | None) -> BilingualText:
    """Return the words of an item, with the title of its code, if it is one of several."""
    words = each["words"]
    if code is None:
        return BilingualText(**words)
    entry = code_entries(each["codes"])[code]
    return BilingualText(
        words["en"].format(code=entry["title"]), words["zh"].format(code=entry["x-zh"]["title"])
    )


def _actor(known: Known, each: Mapping[str, Any]) -> str:
    """Return who has to act: an agent within its scope, otherwise the one who is named."""
    scope = each.get("scope")
    if scope is None or known["this"]["applicantMode"] != "AGENCY":
        return str(each["actor"])
    covered = find_value(known["this"], ("application", "entrustment", "scope")) or [ONLINE]
    return "AGENT" if scope in covered else str(each["actor"])


def _beyond(expression: compiled.Expression | None) -> bool:
    """Return whether an expression needs other records than the registration."""
    own = {name for record, name, _expression in compiled.FACTS if record == "registration"}
    return expression is not None and not {*expression[0]} <= own | {"this", "params", "code"}

"""The lines of the quick verdict come to the same as the conditions asked one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import combinations_with_replacement, product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from swschema.compiler.cel.ast import Expression
from swschema.compiler.cel.parse import parse
from swschema.compiler.cel.to_python import Python
from swschema.compiler.fast_rules.assumptions import Assumptions
from swschema.compiler.fast_rules.decision_tree import INDENT, build_tree
from swschema.compiler.fast_rules.emit import FastPython
from swschema.compiler.fast_rules.plan import GuardedAction
from swschema.compiler.fast_rules.simplify import simplify
from swschema.schema.shapes import root

CONDITIONS = (
    "this.status == 'HELD'",
    "this.status == 'NO_SHOW'",
    "this.status != 'HELD'",
    "this.status in ['HELD', 'NO_SHOW']",
    "!(this.status in ['HELD', 'DRAFT', 'NO_SHOW', 'CANCELLED'])",
    "has(this.endedAt)",
    "!has(this.endedAt)",
    "this.topics.exists(t, t.covered)",
    "!this.topics.exists(t, t.covered)",
    "this.topics.exists(t, t.topicCode == 'A')",
    "!this.topics.exists(t, t.topicCode == 'A')",
    "this.topics.exists(t, t.topicCode == 'A' && !t.covered)",
    "this.topics.all(t, t.covered || t.topicCode == 'B')",
    "this.topics.all(t, this.topics.exists_one(u, u.topicCode == t.topicCode))",
    "this.topics.filter(t, t.covered).exists(t, t.topicCode == 'B')",
    "this.topics.exists(t, this.topics.exists(u, u.covered && u.topicCode != t.topicCode))",
    "size(this.topics) > 1",
    # As where a rule gives a name to a search, and uses it in another.
    "this.topics.exists(t, this.topics.exists(t, t.covered) && t.topicCode == 'B')",
    "has(this.endedAt) ? this.status == 'HELD' : size(this.topics) == 0",
    "this.status == 'HELD' || has(this.endedAt) || size(this.topics) > 1",
)
TOPICS = [{"topicCode": code, "covered": covered} for code in "AB" for covered in (True, False)]


def values() -> Iterator[dict[str, Any]]:
    lists = [each for size in range(3) for each in combinations_with_replacement(TOPICS, size)]
    ends: list[dict[str, str]] = [{}, {"endedAt": "2018-03-05T09:12:04+08:00"}]
    for status, end, topics in product(("HELD", "NO_SHOW", "COMPLETED"), ends, lists):
        yield {"status": status, "topics": [*topics], **end}


VALUES = [*values()]


@cache
def parsed(text: str) -> Expression:
    return parse(text)


@cache
def told(text: str) -> list[bool]:
    """Return whether a condition is true of each value."""
    python = compile(Python({}).write(parsed(text)), text, "eval")
    return [eval(python, {"this": value}) for value in VALUES]


def function(actions: list[list[str]]) -> Callable[[Any], bool]:
    made = tuple(GuardedAction(tuple(simplify(parsed(text)) for text in each)) for each in actions)
    assumptions = Assumptions(FastPython({}), {"this": root("interview")})
    lines = [f"{INDENT}{line}" for line in build_tree(made, assumptions)]
    found: dict[str, Any] = {}
    exec("\n".join(["def keeps(this):", *lines, f"{INDENT}return True"]), found)
    keeps: Callable[[Any], bool] = found["keeps"]
    return keeps


@settings(deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(CONDITIONS), min_size=1, max_size=4), min_size=1, max_size=6)
)
def test_record_breaks_a_rule_where_all_conditions_of_one_are_true(
    actions: list[list[str]],
) -> None:
    keeps = function(actions)
    for index, value in enumerate(VALUES):
        broken = any(all(told(text)[index] for text in each) for each in actions)
        assert keeps(value) is not broken


def test_search_that_cannot_find_anything_is_left_out() -> None:
    covered = "this.topics.exists(t, t.covered)"
    keeps = function([[f"!{covered}", f"this.topics.exists(t, {covered} && t.topicCode == 'B')"]])
    assert all(map(keeps, VALUES))


def test_condition_of_another_code_is_asked_only_where_it_can_be_true() -> None:
    keeps = function(
        [
            ["this.status == 'HELD'", "has(this.endedAt)"],
            ["this.status in ['HELD', 'NO_SHOW']", "size(this.topics) > 1"],
        ]
    )
    held: dict[str, Any] = {"status": "HELD", "topics": TOPICS}
    assert not keeps(held)
    assert keeps({**held, "topics": []})

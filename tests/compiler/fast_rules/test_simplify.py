"""What the quick verdict asks instead of what a rule asks comes to the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import SAMPLES, walk
from swschema.compiler.cel.ast import Expression
from swschema.compiler.cel.parse import parse
from swschema.compiler.cel.to_python import Python
from swschema.compiler.fast_rules.assumptions import FALSE, TRUE, Assumptions
from swschema.compiler.fast_rules.cases import split_cases
from swschema.compiler.fast_rules.emit import FastPython
from swschema.compiler.fast_rules.simplify import negate, simplify
from swschema.rules.canonical import canonical
from swschema.rules.code_validity import codes_not_in_force, is_in_force
from swschema.rules.dates import china_date, parse_instant
from swschema.rules.lists import repeated
from swschema.schema.codes import dated, list_ids
from swschema.schema.shapes import root

# So near to each other that moments are often equal, and often on either side of midnight.
MOMENTS = st.builds(
    lambda seconds, micros, zone, digits: (seconds, micros, zone, digits),
    st.integers(-2, 2) | st.integers(-100_000, 100_000),
    st.sampled_from([0, 0, 500_000, 250_000, 123_456]),
    st.sampled_from(["Z", "+00:00", "-00:00", "+08:00", "+07:00", "+14:00", "-13:59", "+05:30"]),
    st.integers(0, 6),
)
CALLED: dict[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (parse_instant, china_date, codes_not_in_force, is_in_force, repeated)
}


def written(moment: tuple[int, int, str, int]) -> str:
    """Return a date-time as the schemas take it, in an offset, with so many digits or more."""
    seconds, micros, zone, digits = moment
    hours, minutes = (int(zone[1:3]), int(zone[4:])) if zone != "Z" else (0, 0)
    offset = timedelta(hours=hours, minutes=minutes) * (-1 if zone[0] == "-" else 1)
    at = datetime(2018, 4, 20, 16, tzinfo=UTC) + timedelta(seconds=seconds)
    local = at.astimezone(timezone(offset)).strftime("%Y-%m-%dT%H:%M:%S")
    fraction = f"{micros:06}".rstrip("0").ljust(digits, "0")
    return f"{local}{'.' if fraction else ''}{fraction}{zone}"


def told(expression: Expression, writer: Python, **values: Any) -> Any:
    return eval(writer.write(expression), {**CALLED, **values})


def both(text: str, **values: Any) -> tuple[Any, Any]:
    """Return what an expression comes to as it is, and as it is made quicker."""
    expression = parse(text)
    plain = told(expression, Python({}), **values)
    return plain, told(simplify(expression), FastPython({}), **values)


@settings(deadline=None)
@pytest.mark.parametrize("sign", ["<", "<=", ">", ">=", "==", "!="])
@given(st.tuples(MOMENTS, MOMENTS))
def test_moments_compare_as_texts_as_they_do_in_time(sign: str, pair: Any) -> None:
    one, other = map(written, pair)
    plain, quick = both(f"timestamp(a) {sign} timestamp(b)", a=one, b=other)
    assert plain == quick


@settings(deadline=None)
@given(MOMENTS)
def test_day_is_read_off_a_moment_as_it_is_reckoned(moment: Any) -> None:
    plain, quick = both("chinaDate(a)", a=written(moment))
    assert plain == quick


@settings(deadline=None)
@pytest.mark.parametrize("sign", ["<=", ">"])
@given(MOMENTS, st.integers(-2, 2))
def test_moment_is_compared_with_today_as_its_day_is(sign: str, moment: Any, days: int) -> None:
    today = (date(2018, 4, 20) + timedelta(days)).isoformat()
    plain, quick = both(f"chinaDate(a) {sign} today", a=written(moment), today=today)
    assert plain == quick


@pytest.mark.parametrize("code_list", list_ids())
def test_code_has_lapsed_when_it_is_not_in_force(code_list: str) -> None:
    edges = [edge for period in dated(code_list).values() for edge in period if edge]
    near = [date.fromisoformat(edge) + timedelta(n) for edge in edges for n in (-1, 0, 1)]
    for day in ["2018-01-01", *(each.isoformat() for each in near)]:
        for code in [*dated(code_list), "UNKNOWN"]:
            assert (code in codes_not_in_force(code_list, day)) is not is_in_force(
                code_list, code, day
            )


@pytest.mark.parametrize(
    "text",
    [
        "l.exists(x, x.c == a)",
        "l.exists(x, a == x.c)",
        "l.all(x, x.c != a)",
        "l.all(x, x.c == a || x.n > 1)",
        "!l.exists(x, x.c == a && x.n > 1)",
        "!(size(l) > 0 && l.all(x, x.n < 2))",
        "l.filter(x, x.c == a).size() == 0",
        "l.filter(x, x.c == a).size() > 0",
        "size(l) == 0",
        "size(l) > 0",
        "l.exists_one(x, x.c == a)",
        "l.all(x, l.exists_one(y, y.c == x.c))",
        "l.exists(x, x.c in repeated(l.map(y, y.c)))",
        "(a == 'A' ? l : []).exists(x, x.n > 1)",
        "(a == 'A' ? l : []).filter(x, x.n > 1).exists(x, x.c == a)",
        "(a == 'A' ? l : []).map(x, x.c).all(c, c == a)",
        "!(a in ['A', 'B', 'C', 'D'])",
        "a == 'A' ? l.exists(x, x.n == 0) : !(a == 'B') && size(l) > 1",
    ],
)
@settings(deadline=None)
@given(
    l=st.lists(
        st.fixed_dictionaries({"c": st.sampled_from("ABE"), "n": st.integers(0, 2)}), max_size=5
    ),
    a=st.sampled_from("ABE"),
)
def test_quicker_expression_comes_to_the_same(text: str, l: Any, a: str) -> None:  # noqa: E741
    plain, quick = both(text, l=l, a=a)
    expression = simplify(parse(text))
    contrary = told(negate(expression), FastPython({}), l=l, a=a)
    apart = [
        all(told(each, FastPython({}), l=l, a=a) for each in case)
        for case in split_cases(expression)
    ]
    assert plain == quick == (not contrary) == any(apart)


def assumptions() -> Assumptions:
    return Assumptions(FastPython({}), {"this": root("interview")})


@pytest.mark.parametrize(
    ("fact", "text", "left"),
    [
        (
            "has(this.endedAt)",
            "has(this.endedAt) && this.status == 'HELD'",
            "this.status == 'HELD'",
        ),
        (
            "!has(this.endedAt)",
            "has(this.endedAt) || this.status == 'HELD'",
            "this.status == 'HELD'",
        ),
        ("this.status == 'HELD'", "this.status in ['NO_SHOW', 'HELD']", "true"),
        ("this.status == 'HELD'", "this.status in ['NO_SHOW', 'DRAFT']", "false"),
        ("this.status == 'HELD'", "this.status != 'NO_SHOW'", "true"),
        ("this.status == 'HELD'", "this.status == 'NO_SHOW' ? a : b", "b"),
        ("has(x.y)", "l.exists(x, has(x.y))", "l.exists(x, has(x.y))"),
        (
            "a == 'A'",
            "this.topics.exists(x, a == 'A' && x.n == 1)",
            "this.topics.exists(x, x.n == 1)",
        ),
        ("a < b", "a >= b || c", "c"),
    ],
)
def test_known_conditions_are_not_asked_again(fact: str, text: str, left: str) -> None:
    found = assumptions().assume(parse(fact)).fold(parse(text))
    assert assumptions().key(found) == assumptions().key(assumptions().fold(parse(left)))


def test_what_is_known_answers_itself_and_its_contrary() -> None:
    here = assumptions().assume(parse("has(this.endedAt)"))
    assert here.fold(parse("has(this.endedAt)")) is TRUE
    assert here.fold(parse("!has(this.endedAt)")) is FALSE


@pytest.mark.parametrize("name", walk("valid"))
def test_canonical_json_of_samples_is_as_rfc_8785_has_it(name: str) -> None:
    value = json.loads((SAMPLES / f"{name}.json").read_bytes())
    assert canonical(value) == rfc8785.dumps(value)


TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(
    [",1.5,", "[1e3]", ":2.0}", '"', "\\", "\x7f", "\u2028", "\x1f\b"]
)
WHOLE = st.integers(-(2**53) + 1, 2**53 - 1)
FLOATS = st.floats(allow_nan=False, allow_infinity=False)
ODD = st.sampled_from([85.0, -0.0, 1e16, 1.5e16, 1e21, 1e-7, 0.1])
SCALARS = st.one_of(TEXTS, st.booleans(), WHOLE, FLOATS, ODD)
NAMES = st.text(st.characters(codec="ascii"))


@settings(deadline=None)
@given(st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(NAMES, inner)))
def test_canonical_json_is_as_rfc_8785_has_it(value: Any) -> None:
    assert canonical(value) == rfc8785.dumps(value)

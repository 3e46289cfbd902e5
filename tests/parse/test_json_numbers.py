"""Numbers of JSON are judged by their text, and not by the floats that stand for them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import orjson
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import swschema
from conftest import SAMPLES
from swschema.errors import ConversionError, InvalidDocumentError
from swschema.parse.document import parse_bytes
from swschema.parse.json_numbers import hold_numbers, may_round

MINIMAL = SAMPLES / "valid/registration/minimal"
JSON = MINIMAL.with_suffix(".json").read_bytes()
XML = MINIMAL.with_suffix(".xml").read_bytes()
COMPACT = orjson.dumps(orjson.loads(JSON))
SIZE = "/application/attachments/0/sizeBytes"
WHOLE = (
    "85", "85.0", "8.5e1", "850E-1", "85.00000000000000000000", "9007199254740991",
    "9007199254740991.0", "9007199254740.991e3",
)  # fmt: skip
BROKEN = (
    "9007199254740990.5", "9007199254740991.00000000000000000001", "9007199254740992.5",
    "85.00000000000000000001", "1e-400", "-1e-400", "0.99999999999999999", "85.5", "5e-1",
    "90071992547409905e-1",
)  # fmt: skip
SMALL = ("0", "-0", "-0.0", "0e-400", "0E400", "-1", "-1.0")
LARGE = (
    "9007199254740992", "9007199254740993", "9007199254740993.0", "99999999999999999999",
    "1e400", "-1e400", "1.5e400",
)  # fmt: skip
CODES = {
    **dict.fromkeys(WHOLE),
    **dict.fromkeys(BROKEN, "type"),
    **dict.fromkeys((*SMALL, *LARGE), "range"),
}
NUMBERS = st.from_regex(
    r"-?(?:0|[1-9][0-9]{0,20})(?:\.[0-9]{1,20})?(?:[eE][-+]?[0-9]{1,4})?", fullmatch=True
)


def sized(text: bytes, spelled: str) -> bytes:
    """Return a document whose first attachment has a size that is spelled so."""
    olds = (b'"sizeBytes": 1326582', b'"sizeBytes":1326582', b"<sizeBytes>1326582<")
    (old,) = (each for each in olds if each in text)
    return text.replace(old, old.replace(b"1326582", spelled.encode()), 1)


@pytest.mark.parametrize("engine", ["fast", "reference"])
@pytest.mark.parametrize("text", [JSON, COMPACT, b"\n" + COMPACT], ids=["lines", "compact", "odd"])
@pytest.mark.parametrize(("spelled", "code"), CODES.items())
def test_number_is_judged_by_its_text(
    spelled: str, code: str | None, text: bytes, engine: str
) -> None:
    found = swschema.validate(sized(text, spelled), engine=engine).problems
    assert [(each.code, each.pointer) for each in found] == ([(code, SIZE)] if code else [])


@pytest.mark.parametrize("spelled", [*WHOLE, *SMALL])
def test_number_that_is_whole_is_converted(spelled: str) -> None:
    document, whole = sized(COMPACT, spelled), str(int(Decimal(spelled)))
    assert f"<sizeBytes>{whole}</sizeBytes>".encode() in swschema.to_xml(document)
    assert swschema.to_json(document) == swschema.to_json(sized(COMPACT, whole))
    assert swschema.digest(document) == swschema.digest(sized(COMPACT, whole))


@pytest.mark.parametrize("use", [swschema.to_xml, swschema.to_json, swschema.digest])
@pytest.mark.parametrize("spelled", [*BROKEN, *LARGE])
def test_number_that_is_not_exact_is_not_converted(
    spelled: str, use: Callable[[bytes], object]
) -> None:
    with pytest.raises(ConversionError, match=SIZE):
        use(sized(COMPACT, spelled))


@pytest.mark.parametrize("spelled", WHOLE)
def test_number_that_is_whole_is_loaded(spelled: str) -> None:
    whole = str(int(Decimal(spelled)))
    assert swschema.load(sized(COMPACT, spelled)) == swschema.load(sized(COMPACT, whole))


@pytest.mark.parametrize("spelled", [*BROKEN, *SMALL, *LARGE])
def test_number_that_is_not_valid_is_not_loaded(spelled: str) -> None:
    with pytest.raises(InvalidDocumentError):
        swschema.load(sized(COMPACT, spelled))


@pytest.mark.parametrize("spelled", ["9007199254740990.5", "85.00000000000000000001", "85.5"])
def test_both_syntaxes_have_the_same_problem(spelled: str) -> None:
    reports = [swschema.validate(sized(text, spelled)).problems for text in (JSON, XML)]
    assert [[(each.code, each.pointer) for each in found] for found in reports] == [
        [("type", SIZE)]
    ] * 2


def test_problem_of_a_rounded_number_has_its_place_and_text() -> None:
    (found,) = swschema.validate(sized(JSON, "9007199254740990.5")).problems
    line = JSON[: JSON.index(b"1326582")].count(b"\n") + 1
    assert (found.line, found.column) == (line, 22)
    assert found.excerpt == '"sizeBytes": 9007199254740990.5'


def test_other_mistakes_beside_a_rounded_number_are_told() -> None:
    text = sized(JSON, "9007199254740990.5").replace(b'"SUBMITTED"', b'"SENT"')
    text = text.replace(b'"status"', b'"fax": 1.00000000000000000001, "status"')
    codes = {(each.code, each.pointer) for each in swschema.validate(text).problems}
    assert {("type", SIZE), ("unknown", "/fax")} <= codes


def test_number_in_a_text_stays() -> None:
    value = orjson.loads(JSON) | {"fax": ", 9007199254740990.5, 1e-400"}
    written = orjson.dumps(value)
    assert hold_numbers(written) == written
    assert parse_bytes(b" " + written).value == value


@pytest.mark.parametrize(
    "text",
    [
        b'{"id": "3f2b8c1e-4567-4123-8121-121e-4000"}',
        b'{"number": "330102198001011234", "file": "scan.20180305091204123456"}',
        b'{"size": 9007199254740991, "exponent": 85e1}',
    ],
)
def test_identifiers_are_not_taken_for_numbers(text: bytes) -> None:
    assert not may_round(text)


@given(NUMBERS)
@example("4503599627370497.5")
@example("0.3e1")
@example("1" + "0" * 20 + "e-20")
def test_held_number_is_whole_if_its_text_is(number: str) -> None:
    text = f'{{"a": [1, "{number}", {number}], "b": -1}}'.encode()
    exact, held = Decimal(number), hold_numbers(text)
    value = float(orjson.loads(held)["a"][2])
    assert value.is_integer() is (exact == exact.to_integral_value())
    assert len(held) == len(text)
    assert held == text or may_round(text) or abs(exact) > Decimal("1e300")

"""The package's own models are as strict as the schemas."""

from __future__ import annotations

import datetime
import decimal
from typing import Any

import orjson
import pydantic
import pytest

import swschema
from conftest import SAMPLES
from swschema import models
from swschema.errors import InvalidDocumentError
from swschema.models.scalars import PatternCheck
from swschema.schema import shapes

SAMPLE = orjson.loads((SAMPLES / "valid/interview/full.json").read_bytes())


def refused(change: dict[str, Any]) -> bool:
    try:
        models.Interview.model_validate({**SAMPLE, **change})
    except pydantic.ValidationError:
        return True
    return False


def test_sample_is_taken() -> None:
    assert not refused({})


@pytest.mark.parametrize(
    "change",
    [
        {"location": None},
        {"location": 5},
        {"location": "hall 1\n"},
        {"location": "x" * 201},
        {"fax": "1"},
        {"scheduledAt": "2018-03-20"},
        {"scheduledAt": 1521510000},
        {"scheduledAt": "2018-03-20T09:00:00"},
        {"scheduledAt": "2018-03-20 09:00:00+08:00"},
        {"conductMode": "joint"},
        {"taxGuarantee": {"required": 1, "form": "NOT_REQUIRED"}},
        {"taxGuarantee": {"required": True, "form": "CASH_DEPOSIT", "amount": 5}},
        {"taxGuarantee": {"required": True, "form": "CASH_DEPOSIT", "amount": "0.00"}},
        {"taxGuarantee": {"required": True, "form": "CASH_DEPOSIT", "amount": "1e3"}},
        {"authorities": []},
    ],
)
def test_model_refuses_what_the_schema_refuses(change: dict[str, Any]) -> None:
    assert not swschema.validate({**SAMPLE, **change}).valid
    assert refused(change)


def test_values_have_python_types() -> None:
    interview = swschema.load(SAMPLE)
    assert isinstance(interview, models.Interview)
    assert isinstance(interview.scheduled_at, datetime.datetime)
    guarantee = interview.tax_guarantee
    assert isinstance(guarantee, models.TaxGuarantee)
    assert isinstance(guarantee.amount, decimal.Decimal)


def test_absent_is_missing_and_not_null() -> None:
    sample = {key: value for key, value in SAMPLE.items() if key != "location"}
    loaded = models.Interview.model_validate(sample)
    assert loaded.location is pydantic.MISSING
    assert b"location" not in swschema.dump(loaded)


def test_descriptions_are_docstrings() -> None:
    assert "金额及币种" in (models.Money.__doc__ or "")


def test_dump_refuses_a_model_that_was_made_invalid() -> None:
    interview = swschema.load(SAMPLE)
    assert isinstance(interview, models.Interview)
    interview.location = ""
    with pytest.raises(InvalidDocumentError):
        swschema.dump(interview)


def test_decimal_is_written_as_the_schema_spells_it() -> None:
    assert models.Money(amount=decimal.Decimal("12.50"), currency="CNY").model_dump(
        mode="json"
    ) == {
        "amount": "12.50",
        "currency": "CNY",
    }
    with pytest.raises(pydantic.ValidationError):
        models.Money(amount=decimal.Decimal("1E+3"), currency="CNY")


def test_spelled_types_are_those_that_the_models_take_over() -> None:
    spelled = {name for name in shapes.shapes() if name in ("Date", "DateTime", "PositiveAmount")}
    formats = {
        name
        for name, shape in shapes.shapes().items()
        if isinstance(shape, shapes.Scalar) and shape.format
    }
    assert formats == spelled
    assert PatternCheck("Date", datetime.date)("2024-02-29") == "2024-02-29"

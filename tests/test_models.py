"""The package's own models are as strict as the schemas."""

from __future__ import annotations

import datetime
import decimal
from typing import Any

import orjson
import pydantic
import pytest

import swschema
from conftest import SAMPLES, walk
from swschema import models
from swschema.errors import InvalidDocumentError

SAMPLE = orjson.loads((SAMPLES / "valid/interview/full.json").read_bytes())


def hours(offset: float) -> datetime.timezone:
    return datetime.timezone(datetime.timedelta(hours=offset))


SENT = datetime.datetime(2018, 3, 5, 9, 12, 6, 318_000, tzinfo=hours(8))


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


def test_assignment_is_validated() -> None:
    interview = swschema.load(SAMPLE, models.Interview)
    with pytest.raises(pydantic.ValidationError):
        interview.location = ""
    with pytest.raises(pydantic.ValidationError):
        interview.status = "NONSENSE"  # type: ignore[assignment]
    interview.location = "Hall 2"
    assert swschema.load(swschema.dump(interview), models.Interview).location == "Hall 2"


def test_dump_refuses_a_list_that_was_made_invalid() -> None:
    interview = swschema.load(SAMPLE, models.Interview)
    interview.authorities.clear()
    with pytest.raises(InvalidDocumentError):
        swschema.dump(interview)


def test_type_is_built_by_names_of_fields_or_of_json() -> None:
    by_fields = models.VerificationLink(sent_at=SENT, expires_at=SENT)
    by_names = models.VerificationLink.model_validate({"sentAt": SENT, "expiresAt": SENT})
    assert by_fields == by_names
    assert by_fields.model_dump_json() == (
        '{"sentAt":"2018-03-05T09:12:06.318+08:00","expiresAt":"2018-03-05T09:12:06.318+08:00"}'
    )


def test_record_states_its_type_and_version_by_default() -> None:
    given = {key: SAMPLE[key] for key in SAMPLE if key not in ("recordType", "schemaVersion")}
    interview = models.Interview.model_validate(given)
    assert (interview.record_type, interview.schema_version) == ("interview", "1.0")
    assert orjson.loads(swschema.dump(interview)) == SAMPLE


@pytest.mark.parametrize("sample", walk("valid"))
def test_record_that_went_through_its_model_is_the_same(sample: str) -> None:
    source = SAMPLES / f"{sample}.json"
    value = orjson.loads(source.read_bytes())
    for path in (source, source.with_suffix(".xml")):
        model = swschema.load(path)
        assert orjson.loads(swschema.dump(model)) == value
        for syntax in ("json", "xml"):
            assert swschema.digest(swschema.dump(model, syntax=syntax)) == swschema.digest(source)


@pytest.mark.parametrize(
    ("moment", "spelled"),
    [
        (SENT, "2018-03-05T09:12:06.318+08:00"),
        (SENT.replace(microsecond=0), "2018-03-05T09:12:06+08:00"),
        (SENT.replace(microsecond=500_000), "2018-03-05T09:12:06.5+08:00"),
        (SENT.replace(microsecond=1), "2018-03-05T09:12:06.000001+08:00"),
        (SENT.replace(microsecond=450_360), "2018-03-05T09:12:06.45036+08:00"),
        (SENT.replace(second=0, microsecond=0), "2018-03-05T09:12:00+08:00"),
        (SENT.astimezone(datetime.UTC), "2018-03-05T01:12:06.318Z"),
        (SENT.astimezone(hours(-3.5)), "2018-03-04T21:42:06.318-03:30"),
        (SENT.astimezone(hours(14)), "2018-03-05T15:12:06.318+14:00"),
    ],
)
def test_moment_is_written_as_the_schema_spells_it(moment: datetime.datetime, spelled: str) -> None:
    link = models.VerificationLink(sent_at=moment, expires_at=moment)
    assert link.model_dump(mode="json")["sentAt"] == spelled
    read = models.VerificationLink.model_validate({"sentAt": spelled, "expiresAt": spelled})
    assert read.sent_at == moment


@pytest.mark.parametrize(
    "moment",
    [
        SENT.replace(tzinfo=None),
        SENT.replace(year=999),
        SENT.astimezone(hours(15)),
        SENT.astimezone(hours(8 + 1 / 3600)),
        SENT.date(),
    ],
)
def test_moment_that_the_schema_cannot_spell_is_refused(moment: Any) -> None:
    with pytest.raises(pydantic.ValidationError):
        models.VerificationLink(sent_at=moment, expires_at=SENT)


@pytest.mark.parametrize(
    ("amount", "written"), [("12.50", "12.50"), ("1E+3", "1000"), ("0.0001", "0.0001")]
)
def test_decimal_is_written_as_the_schema_spells_it(amount: str, written: str) -> None:
    money = models.Money(amount=decimal.Decimal(amount), currency="CNY")
    assert money.model_dump(mode="json") == {"amount": written, "currency": "CNY"}


@pytest.mark.parametrize("amount", ["-5", "1e3", "0.000000001", "0", "NaN", "Infinity"])
def test_amount_that_the_schema_refuses_is_refused(amount: str) -> None:
    for value in (amount, decimal.Decimal(amount)):
        if value == decimal.Decimal("1e3"):  # a number as good as 1000; the text is another
            continue
        with pytest.raises(pydantic.ValidationError):
            models.Money.model_validate({"amount": value, "currency": "CNY"})


def test_whole_number_may_be_spelled_with_a_point() -> None:
    value = orjson.loads((SAMPLES / "valid/materials/hangzhou-xx-submitted.json").read_bytes())
    text = orjson.dumps(value).replace(b'"round":1', b'"round":1.0')
    assert b'"round":1.0' in text
    assert orjson.loads(swschema.dump(swschema.load(text))) == value
    assert swschema.digest(swschema.dump(swschema.load(text))) == swschema.digest(text)

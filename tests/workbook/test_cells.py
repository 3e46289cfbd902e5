"""Values in cells: written, and read as what they are meant to be."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from swschema.schema.shapes import Scalar, shapes
from swschema.workbook.cells import read_value, read_values, write_value


def scalar(name: str) -> Scalar:
    found = shapes()[name]
    assert isinstance(found, Scalar)
    return found


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("Flag", True, "是"),
        ("Flag", False, "否"),
        ("Count", 3, 3),
        ("ByteSize", 2**53 - 1, str(2**53 - 1)),
        ("Date", "2018-03-26", dt.date(2018, 3, 26)),
        ("Date", "1905-07-10", "1905-07-10"),
        ("Date", "2452-07-14", "2452-07-14"),
        ("ApplicantModeCode", "SELF", "自行办理（SELF）"),
        ("Text100", "[]", "\\[]"),
        ("CustomsDistrictCode", "0100", "0100"),
    ],
)
def test_value_is_shown(kind: str, value: Any, shown: Any) -> None:
    found = write_value(value, scalar(kind), ("zh-Hans",))
    assert (type(found), found) == (type(shown), shown)


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        ("Date", 43185.0, "2018-03-26"),
        ("Date", dt.date(2018, 3, 26), "2018-03-26"),
        ("Date", 20180326.0, "2018-03-26"),
        ("DateTime", 43185.5, "2018-03-26T12:00:00+08:00"),
        ("DateTime", "2018/3/26 9:05", "2018-03-26T09:05:00+08:00"),
        ("DateTime", "2018-03-26T09:05:00Z", "2018-03-26T09:05:00Z"),
        ("PositiveAmount", 5_000_000.0, "5000000"),
        ("PositiveAmount", 0.1 + 0.2, "0.3"),
        ("PositiveAmount", "￥1,234.50", "1234.50"),
        ("PositiveAmount", "1E+06", "1000000"),
        ("HsChapter", 4.0, "04"),
        ("HsChapter", 4, "04"),
        ("CustomsDistrictCode", 100.0, "0100"),
        ("CustomsDistrictCode", 28, "28"),
        ("CnapsCode", 1_100_000_012, "001100000012"),
        ("BusinessLicenseNo", 33010800012345, "33010800012345"),
        ("PostalCode", 310000.0, "310000"),
        ("Text100", 12.5, "12.5"),
        ("Text100", True, "TRUE"),
        ("Count", "３", 3),
        ("Count", 3.0, 3),
        ("CountryCode", "中国", "CN"),
        ("CountryCode", "cn", "CN"),
        ("EmailAddress", "ａ＠b.example", "a@b.example"),
    ],
)
def test_value_is_read(kind: str, raw: Any, value: Any) -> None:
    read = read_value(raw, scalar(kind))
    assert (type(read.value), read.value, read.remedy) == (type(value), value, "")


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        ("UnifiedSocialCreditCode", 9.13301082712345e17),
        ("BusinessLicenseNo", 1e15),
        ("Text100", dt.date(2018, 3, 26)),
        ("TelephoneNumber", dt.time(9, 5)),
        ("Date", dt.datetime(2018, 3, 26, 9, 5)),
        ("Date", 12.0),
        ("Date", 2018),
        ("Date", dt.date(1905, 7, 10)),  # what a cell of dates makes of 2018
        ("Date", 201_811.0),
        ("DateTime", 2018.0),
        ("CustomsDistrictCode", True),
        ("Flag", "perhaps"),
        ("Flag", "Yes / 否"),
        ("Count", "three"),
        ("Count", 2.5),
        ("Count", dt.date(2018, 3, 26)),
    ],
)
def test_what_has_no_one_meaning_says_what_to_write(kind: str, raw: Any) -> None:
    assert read_value(raw, scalar(kind)).remedy


def test_zeros_are_not_added_where_two_texts_would_fit() -> None:
    assert read_value(106.0, scalar("PostalCode")).value == "106"
    assert read_value(600037341.0, scalar("OrganizationCode")).value == "600037341"


def test_values_are_split_only_where_all_parts_are_valid() -> None:
    chapters = scalar("HsChapter")
    assert [each.value for each in read_values("04、19", chapters)] == ["04", "19"]
    assert [each.value for each in read_values("04、19x", chapters)] == ["04、19x"]

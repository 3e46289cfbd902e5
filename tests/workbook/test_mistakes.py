"""Mistakes that people make in cells: each is a problem at its cell that says what to write."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cache
from typing import Any

import pytest

from conftest import needed
from swschema.problems import Problem
from swschema.schema.paths import Path, find_value
from workbook.editing import ROWS, Workbook, sample

needed("xlsxwriter")
needed("python_calamine")

COMPANY = "/application/enterprise"
CONTACTS, PEOPLE = "/application/contacts/*", "/application/operators/*"
MATERIALS, SEALS = "/application/onlineMaterials/*", "/application/onlineMaterials/*/seals/*"
FILES, MEASURES = "/application/attachments/*", "/application/controlMeasures/*"
RECORD = sample("registration/hangzhou-xx")
# The sheet, the field, what is written there, and the code of the problem.
MISTAKES: list[tuple[str, str, Any, str]] = [
    ("", f"{COMPANY}/legalName", None, "missing"),
    ("", f"{COMPANY}/legalName", "x" * 200, "length"),
    ("", f"{COMPANY}/unifiedSocialCreditCode", "91330108MA27DEM14X", "ID01"),
    ("", f"{COMPANY}/unifiedSocialCreditCode", "9133010827", "pattern"),
    ("", f"{COMPANY}/unifiedSocialCreditCode", 9.13301082712345e17, "type"),
    ("", f"{COMPANY}/unifiedSocialCreditCode", 91330108, "pattern"),
    ("", f"{COMPANY}/customsRegistrationCode", 3301, "pattern"),
    ("", f"{COMPANY}/competentCustoms", 28, "pattern"),
    ("", f"{COMPANY}/organizationCode", 12345, "pattern"),
    ("/application/enterprise/bankAccounts/*", "/cnapsCode", 1331, "pattern"),
    ("", f"{COMPANY}/establishedOn", 2018, "format"),
    ("", f"{COMPANY}/establishedOn", 1, "format"),
    ("", f"{COMPANY}/establishedOn", 201811, "format"),
    ("", f"{COMPANY}/establishedOn", "2015年", "format"),
    ("", f"{COMPANY}/establishedOn", "2015-02-30", "format"),
    ("", f"{COMPANY}/establishedOn", "03/04/2015", "format"),
    ("", f"{COMPANY}/establishedOn", dt.datetime(2015, 3, 4, 9, 30), "format"),
    ("", f"{COMPANY}/establishedOn", True, "type"),
    ("", f"{COMPANY}/licenseForm", "营业执照", "enum"),
    ("", f"{COMPANY}/registeredCapital/amount", "五百万", "format"),
    ("", f"{COMPANY}/registeredCapital/amount", -5, "format"),
    ("", f"{COMPANY}/registeredCapital/amount", 1.23456789, "format"),
    ("", f"{COMPANY}/registeredCapital/currency", "贝壳", "enum"),
    ("", f"{COMPANY}/legalRepresentative/idDocumentNo", 3.30108188001011e17, "type"),
    ("", f"{COMPANY}/registeredAddress/divisionCode", "33010", "pattern"),
    ("", "/accountEmail", "admin＠hzxx", "pattern"),
    ("", "/accountEmail", dt.datetime(2018, 3, 5), "type"),
    ("", "/verificationCodePassedAt", "昨天", "format"),
    ("", "/verificationCodePassedAt", "2018-03-05", "format"),
    ("", f"{COMPANY}/licenseValidTo", "长期", "format"),
    ("", "/verificationCodePassedAt", dt.datetime(2018, 3, 5), "format"),
    ("", f"{COMPANY}/licenseForm", "旧版分立证照（THREE_IN_ONE）", "enum"),
    ("", f"{COMPANY}/legalRepresentative", "张三", "unknown"),
    ("", "/applicantMode", "自己", "enum"),
    ("", "/application/enterpriseTypes", "[]", "count"),
    ("", "/application/enterpriseTypes", "电商企业\n什么", "enum"),
    ("", "/schemaVersion", "2.0", "version"),
    (CONTACTS, "/mobile", 13800138000, "pattern"),
    (CONTACTS, "/email", "nobody", "pattern"),
    (CONTACTS, "/name", None, "missing"),
    (CONTACTS, "/name", "李\n四", "pattern"),
    (CONTACTS, "/businessType", "海关", "enum"),
    (PEOPLE, "/idDocumentNo", "33010818800101001", "ID06"),
    (MATERIALS, "/copiesRequired", "三份", "type"),
    (MATERIALS, "/copiesRequired", 2.5, "type"),
    (MATERIALS, "/copiesRequired", -1, "range"),
    (MATERIALS, "/materialType", None, "missing"),
    (MEASURES, "/sealed", "大概", "type"),
    (MEASURES, "/sealed", 2, "type"),
    (FILES, "/sha256", "abc", "pattern"),
    (FILES, "/sizeBytes", "2 KB", "type"),
    (FILES, "/attachmentId", "A#1", "pattern"),
]


Change = tuple[str, str, Any]


def batches(changes: Iterable[Change]) -> list[dict[tuple[str, str], Any]]:
    """Return changes in as few workbooks as hold them, each cell changed once in each."""
    found: list[dict[tuple[str, str], Any]] = []
    for sheet, key, value in changes:
        free = next((each for each in found if (sheet, key) not in each), None)
        if free is None:
            free = {}
            found.append(free)
        free[sheet, key] = value
    return found


@cache
def judged() -> dict[str, list[Problem]]:
    """Return the problems at the cell of each mistake, by the mistake."""
    found = {}
    for batch in batches(each[:3] for each in MISTAKES):
        book = Workbook(RECORD)
        cells = {(*at, repr(value)): book.put(*at, value) for at, value in batch.items()}
        problems = book.report().problems
        for at, cell in cells.items():
            found[str(at)] = [each for each in problems if each.cell == cell]
    return found


@pytest.mark.parametrize(("sheet", "key", "value", "code"), MISTAKES)
def test_mistake_is_told_at_its_cell(sheet: str, key: str, value: Any, code: str) -> None:
    found = judged()[str((sheet, key, repr(value)))]
    assert code in [each.code for each in found]
    # How long or large a value may be, and how many, the message says.
    assert all(each.remedy or each.code in ("count", "length", "range") for each in found)


# What is meant, where that is not what the record has already.
WRITTEN = {"/sizeBytes": 184_320, "/mobile": "+8613800138000"}
# What has one meaning is read as it, and is no mistake.
MEANT: list[tuple[str, str, Any]] = [
    ("", "/applicantMode", "SELF"),
    ("", "/applicantMode", "self"),
    ("", "/applicantMode", " 自行办理 "),
    ("", "/applicantMode", "自行办理（SELF）"),
    ("", f"{COMPANY}/unifiedSocialCreditCode", "91330108ma27dem14w"),
    ("", f"{COMPANY}/unifiedSocialCreditCode", "９１３３０１０８ＭＡ２７ＤＥＭ１４Ｗ"),
    ("", f"{COMPANY}/unifiedSocialCreditCode", "9133 0108 MA27 DEM1 4W\u200b"),
    ("", f"{COMPANY}/legalName", "\u3000杭州XX网络科技有限公司 "),
    ("", f"{COMPANY}/establishedOn", dt.date(2015, 11, 18)),
    ("", f"{COMPANY}/establishedOn", "2015-11-18"),
    ("", f"{COMPANY}/establishedOn", "2015/11/18"),
    ("", f"{COMPANY}/establishedOn", "2015年11月18日"),
    ("", f"{COMPANY}/establishedOn", "20151118"),
    ("", f"{COMPANY}/establishedOn", 20151118),
    ("", f"{COMPANY}/establishedOn", 42326),
    ("", f"{COMPANY}/registeredAddress/divisionCode", 330108),
    ("", f"{COMPANY}/registeredAddress/divisionCode", "330108.0".removesuffix(".0")),
    ("", "/verificationCodePassedAt", "2018-03-05 09:12:04"),
    ("", "/verificationCodePassedAt", "2018年3月5日上午9时12分4秒"),
    ("", "/verificationCodePassedAt", "2018-03-05 9:12:04 AM"),
    ("", "/verificationCodePassedAt", dt.datetime(2018, 3, 5, 9, 12, 4)),
    ("", "/application/enterpriseTypes", "电商企业"),
    (MEASURES, "/sealed", "是"),
    (MEASURES, "/sealed", "yes"),
    (MEASURES, "/sealed", True),
    (MEASURES, "/sealed", 1),
    (MEASURES, "/sealed", "√"),
    (FILES, "/sizeBytes", "184,320"),
    (CONTACTS, "/mobile", "+86 138 0013 8000"),
]


@cache
def read() -> dict[str, Any]:
    """Return what is read in each cell, by what was written there."""
    found = {}
    for batch in batches(MEANT):
        book = Workbook(RECORD)
        for at, value in batch.items():
            book.put(*at, value)
        back = book.value()
        for at, value in batch.items():
            found[str((*at, repr(value)))] = find_value(back, path_of(*at))
    return found


def path_of(sheet: str, key: str) -> Path:
    parts = [*sheet.split("/")[1:], *key.split("/")[1:]]
    return tuple(0 if part == "*" else part for part in parts)


@pytest.mark.parametrize(("sheet", "key", "value"), MEANT)
def test_what_has_one_meaning_is_read(sheet: str, key: str, value: Any) -> None:
    expected = WRITTEN.get(key, find_value(RECORD, path_of(sheet, key)))
    assert read()[str((sheet, key, repr(value)))] == expected


def test_zeros_that_a_number_has_lost_come_back_where_only_one_text_fits() -> None:
    record = sample("registration/hangzhou-xx")
    book = Workbook(record)
    book.put("/application/categoryRanges/*", "/hsChapters", 4)
    record["application"]["categoryRanges"][0]["hsChapters"] = ["04"]
    assert book.value() == record


@pytest.mark.parametrize("separator", ["\n", "；", ";", ", ", "、"])
def test_several_values_have_any_separator(separator: str) -> None:
    record = sample("registration/hangzhou-xx")
    book = Workbook(record)
    book.put("/application/categoryRanges/*", "/hsChapters", separator.join(["04", "19", "21"]))
    record["application"]["categoryRanges"][0]["hsChapters"] = ["04", "19", "21"]
    assert book.value() == record


def test_amount_in_scientific_notation_is_read() -> None:
    record = sample("registration/hangzhou-xx")
    book = Workbook(record)
    book.put("", f"{COMPANY}/registeredCapital/amount", "5E+06")
    record["application"]["enterprise"]["registeredCapital"]["amount"] = "5000000"
    assert book.value() == record


@pytest.mark.parametrize(("country", "code"), [("CN", "010010"), ("US", "10010")])
def test_postal_code_of_mainland_china_gets_its_zero_back(country: str, code: str) -> None:
    book = Workbook(RECORD)
    address = f"{COMPANY}/registeredAddress"
    book.put("", f"{address}/countryCode", country)
    book.put("", f"{address}/postalCode", 10010)
    assert find_value(book.value(), path_of("", f"{address}/postalCode")) == code


def test_amount_below_zero_keeps_its_sign_in_what_is_advised() -> None:
    book = Workbook(RECORD)
    cell = book.put("", f"{COMPANY}/registeredCapital/amount", -5)
    (problem,) = [each for each in book.report().problems if each.cell == cell]
    assert "greater than zero" in problem.remedy
    assert problem.fix == ()


def test_seal_of_no_material_is_told_at_its_number() -> None:
    book = Workbook(sample("registration/hangzhou-xx"))
    cell = book.put(SEALS, "#parent", 99)
    problem = next(each for each in book.report().problems if each.cell == cell)
    assert problem.code == "unknown"
    assert "No." in problem.remedy
    assert "1, 2, 3" in problem.remedy


def test_missing_list_is_told_on_its_sheet() -> None:
    record = sample("registration/hangzhou-xx")
    del record["application"]["contacts"]
    problem = Workbook(record).only_problem()
    assert (problem.code, problem.cell) == ("missing", f"Contacts!C{ROWS}")

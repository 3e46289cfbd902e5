"""A remedy says what to write in place of what was written, the same in both syntaxes."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest

import swschema
from conftest import SAMPLES
from swschema.explain.suggest import find_closest, find_codes
from swschema.problems import Problem
from swschema.schema.codes import code_list, list_ids
from swschema.schema.files import code_entries

VALUE = json.loads((SAMPLES / "valid/registration/hangzhou-xx.json").read_bytes())
ENTERPRISE = "application/enterprise/"
DATE, MOMENT = f"{ENTERPRISE}establishedOn", "application/submittedAt"
CREDIT_CODE, AMOUNT = (
    f"{ENTERPRISE}unifiedSocialCreditCode",
    f"{ENTERPRISE}registeredCapital/amount",
)
CURRENCY, NAME = f"{ENTERPRISE}registeredCapital/currency", f"{ENTERPRISE}legalName"
ENGLISH_NAME = f"{ENTERPRISE}englishName"
MATERIAL = "application/onlineMaterials/0/materialType"


def changed(path: str, value: Any) -> dict[str, Any]:
    """Return the valid registration with another value at a path."""
    record: dict[str, Any] = copy.deepcopy(VALUE)
    *way, last = path.split("/")
    holder: Any = record
    for part in way:
        holder = holder[int(part)] if isinstance(holder, list) else holder[part]
    holder[int(last) if isinstance(holder, list) else last] = value
    return record


def problems(record: dict[str, Any], language: swschema.Language = "en") -> Iterator[Problem]:
    """Yield what is wrong with a record as JSON."""
    text = json.dumps(record, ensure_ascii=False)
    yield from swschema.validate(text, language=language).problems


def as_xml(path: str, text: str) -> str:
    """Return the valid registration as XML with another text in the element at a path."""
    whole = swschema.to_xml(VALUE).decode()
    name, start = path.rpartition("/")[2], 0
    for part in path.split("/"):
        if not part.isdigit():
            start = whole.index(f"<{part}>", start)
    start += len(name) + 2
    return whole[:start] + text + whole[whole.index(f"</{name}>", start) :]


TEXTS = [
    (DATE, "2018/03/05", "write 2018-03-05"),
    (DATE, "2018-3-5", "write 2018-03-05"),
    (DATE, "20180305", "write 2018-03-05"),
    (DATE, "2018年3月5日", "write 2018-03-05"),
    (DATE, "２０１８－０３－０５", "write 2018-03-05"),
    (DATE, "25.03.2018", "write 2018-03-25"),
    (DATE, "2018-03-05T00:00:00+08:00", "write 2018-03-05"),
    (DATE, "05/03/2018", "write the year, the month and the day in this order"),
    (DATE, "42430", "a spreadsheet's number for a day: write 2016-03-01"),
    (DATE, "2018-02-30", "A calendar day"),
    (MOMENT, "2018-03-05T09:12:04+0800", "write 2018-03-05T09:12:04+08:00"),
    (MOMENT, "2018-03-05 09:12:04+08:00", "write 2018-03-05T09:12:04+08:00"),
    (MOMENT, "2018-03-05T09:12:04", "+08:00 in China: 2018-03-05T09:12:04+08:00"),
    (MOMENT, "2018-03-05", "add the time and the offset from UTC, as in 2018-03-05T"),
    (CREDIT_CODE, "91330108ma27dem14w", "use capital letters: 91330108MA27DEM14W"),
    (CREDIT_CODE, "9133O108MA27DEM14W", "digits 0, 1, 2 and 5 instead of the letters"),
    (CREDIT_CODE, "9133 0108-MA27DEM14W", "remove the spaces and hyphens: 91330108MA27DEM14W"),
    (CREDIT_CODE, "９１330108MA27DEM14W", "use half-width characters: 91330108MA27DEM14W"),
    (CREDIT_CODE, " 91330108MA27DEM14W", "remove the white space at the beginning and at the end"),
    (
        NAME,
        " 杭州XX网络科技有限公司",
        "remove the white space at the beginning and at the end: 杭州",
    ),
    (NAME, "杭州XX网络\n科技有限公司", "remove the line breaks: 杭州XX网络 科技"),
    (AMOUNT, "5,000,000.00", "thousands separators: 5000000.00"),
    (AMOUNT, "¥5000000.00", "remove the currency and the thousands separators: 5000000.00"),
    (AMOUNT, "-5", "An amount of money greater than zero"),
    (AMOUNT, "¥ －5.00", "An amount of money greater than zero"),
    (AMOUNT, "5.00-", "An amount of money greater than zero"),
    (CURRENCY, "人民币", "did you mean CNY (Yuan Renminbi)?"),
    (CURRENCY, "RMB", "did you mean CNY (Yuan Renminbi)?"),
    (CURRENCY, "156", "did you mean CNY (Yuan Renminbi)?"),
    (CURRENCY, " cny ", "did you mean CNY (Yuan Renminbi)?"),
    (CURRENCY, "XNY", "choose from AED"),
    (MATERIAL, "委托书", "did you mean POWER_OF_ATTORNEY (Power of attorney)?"),
    (MATERIAL, "power-of-attorney", "did you mean POWER_OF_ATTORNEY (Power of attorney)?"),
    (ENGLISH_NAME, "", "leave the field out if there is nothing to fill in"),
    (ENGLISH_NAME, "  ", "leave the field out if there is nothing to fill in"),
    (NAME, "", "fill it in: the field is required"),
    (DATE, "", "fill it in: the field is required"),
]


@pytest.mark.parametrize(("path", "text", "remedy"), TEXTS)
def test_remedy_of_a_text_is_the_same_in_both_syntaxes(path: str, text: str, remedy: str) -> None:
    (problem,) = problems(changed(path, text))
    assert remedy in problem.remedy
    (other,) = swschema.validate(as_xml(path, text)).problems
    assert (other.code, other.pointer, other.remedy) == (
        problem.code,
        problem.pointer,
        problem.remedy,
    )
    (chinese,) = problems(changed(path, text), "zh-Hans")
    assert chinese.remedy
    assert chinese.remedy != problem.remedy


@pytest.mark.parametrize(
    ("path", "value", "remedy"),
    [
        (NAME, None, "fill it in: the field is required"),
        (ENGLISH_NAME, None, "leave the field out if there is nothing to fill in"),
        (NAME, 30100, "write the value in quotation marks"),
        (NAME, True, "write a text in quotation marks"),
        (NAME, ["a"], "write one text, without brackets"),
        (DATE, 42430, 'write "2016-03-01"'),
        (AMOUNT, 5000000, 'in quotation marks, such as "5000000.00"'),
        (CURRENCY, 156, "did you mean CNY (Yuan Renminbi)?"),
        ("application/attachments/0/sizeBytes", "12", "write the number without quotation marks"),
        ("application/attachments/0/sizeBytes", "1,200", "write 1200"),
        ("application/attachments/0/sizeBytes", "viel", "write a whole number in digits"),
        ("application/contacts", {}, "write a list: in square brackets in JSON"),
    ],
)
def test_remedy_of_another_type(path: str, value: Any, remedy: str) -> None:
    (problem,) = problems(changed(path, value))
    assert remedy in problem.remedy


@pytest.mark.parametrize(
    ("value", "remedy"),
    [
        ("true", "write true without quotation marks"),
        ("是", "write true"),
        ("Y", "write true"),
        (1, "write true"),
        ("否", "write false"),
        (0, "write false"),
        ("maybe", "write true or false, without quotation marks"),
    ],
)
def test_remedy_of_a_boolean(value: Any, remedy: str) -> None:
    record = json.loads((SAMPLES / BOOLEAN_SAMPLE).read_bytes())
    holder, name = next(booleans(record))
    holder[name] = value
    (problem,) = problems(record)
    assert problem.remedy == remedy


BOOLEAN_SAMPLE = "valid/materials/hangzhou-xx-submitted.json"


def booleans(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the places of true and false in a value."""
    for key, each in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(each, bool):
            yield value, key
        elif isinstance(each, dict | list):
            yield from booleans(each)


@pytest.mark.parametrize("list_id", list_ids())
def test_every_name_of_a_code_leads_to_it(list_id: str) -> None:
    for code in code_list(list_id).codes:
        for name in (code.code, code.title, code.title_zh, *code.aliases, code.code.lower()):
            assert code.code in find_codes(list_id, name), name


def test_codes_of_iso_lead_to_ours() -> None:
    assert find_codes("country", "CHN") == find_codes("country", "156") == ("CN",)
    assert find_codes("country", "Bundesrepublik Deutschland") == ()
    assert find_codes("country", "Federal Republic of Germany") == ("DE",)


@pytest.mark.parametrize(
    ("list_id", "text"),
    [("country", "CHX"), ("country", "XHN"), ("mediaType", "application/zip"), ("currency", "CNX")],
)
def test_no_code_is_suggested_by_chance(list_id: str, text: str) -> None:
    assert find_codes(list_id, text) == ()
    assert find_closest(text, code_entries(list_id)) is None


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("legal_name", "legalName"),
        ("LegalName", "legalName"),
        ("legalNmae", "legalName"),
        ("企业名称", "legalName"),
        ("Legal name", "legalName"),
        ("english-name", "englishName"),
        ("英文名称", "englishName"),
    ],
)
def test_unknown_name_is_told_with_the_member_that_was_meant(name: str, meant: str) -> None:
    record = copy.deepcopy(VALUE)
    enterprise = record["application"]["enterprise"]
    record["application"]["enterprise"] = {
        name if key == meant else key: each for key, each in enterprise.items()
    }
    (problem,) = problems(record)
    assert (problem.code, problem.remedy) == ("unknown", f"did you mean {meant}?")


def test_item_outside_its_list_is_one_problem() -> None:
    xml = swschema.to_xml(VALUE).decode()
    (problem,) = swschema.validate(
        xml.replace("<contacts>", "").replace("</contacts>", "")
    ).problems
    assert (problem.code, problem.pointer) == ("unknown", "/application/contact")
    assert problem.remedy == "put it inside contacts"


def test_private_value_is_not_shown() -> None:
    path = "application/enterprise/legalRepresentative/idDocumentNo"
    (problem,) = problems(changed(path, " 330108188001010017 "))
    assert "3301" not in problem.remedy
    assert problem.remedy.startswith("remove the white space")


def test_long_text_is_not_repaired() -> None:
    (problem,) = problems(changed(CREDIT_CODE, "9" * 65_000))
    assert problem.remedy
    assert "9" * 20 not in problem.remedy

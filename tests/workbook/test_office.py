"""LibreOffice opens, changes and saves templates and filled workbooks; they are read the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import swschema
from swschema.exchange import new_registration, write_workbook_template
from workbook import office
from workbook.editing import SETTINGS, Workbook, sample

NAMES = (
    "registration/hangzhou-xx", "registration/full", "registrationDraft/half-filled",
    "materials/full", "interview/hangzhou-xx",
)  # fmt: skip


@pytest.fixture(scope="module")
def soffice(tool: Callable[[str], str]) -> str:
    return tool("soffice")


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("office")


def test_saved_workbook_is_the_same(soffice: str, room: Path) -> None:
    paths, values = [], []
    for number, name in enumerate(NAMES):
        path = room / f"{number}.xlsx"
        value = sample(name)
        language = "zh-Hans" if number % 2 else "en"
        path.write_bytes(swschema.to_xlsx(value, language=language))
        paths.append(path)
        values.append(value)
    office.save_again(soffice, room, paths, room / "saved")
    for path, value in zip(paths, values, strict=True):
        saved = (room / "saved" / path.name).read_bytes()
        assert json.loads(swschema.to_json(saved)) == value
        assert all(
            each.code.isupper() or each.severity == "todo"
            for each in swschema.validate(saved, settings=SETTINGS).problems
        )


def test_template_is_filled_in(soffice: str, room: Path) -> None:
    draft = new_registration(("E_COMMERCE_ENTERPRISE",), "SELF", identifier="R-1").value
    template = write_workbook_template(draft, ("zh-Hans",))
    (room / "template.xlsx").write_bytes(template)
    book = Workbook(template)
    company = "/application/enterprise"
    typed = {
        ("", f"{company}/legalName"): "杭州XX网络科技有限公司",
        ("", f"{company}/establishedOn"): "2015-11-18",
        ("", f"{company}/unifiedSocialCreditCode"): "91330108MA27DEM14W",
        ("", f"{company}/businessLicenseNo"): "001234567890123",
        ("", f"{company}/licenseForm"): "三证合一营业执照",
        ("/application/contacts/*", "/name"): "张三",
        ("/application/contacts/*", "/mobile"): "+8613800138000",
        ("/application/attachments/*", "/sizeBytes"): "184320",
    }
    cells = {at: book.cell(*at) for at in typed}
    changes = [(cells[at].parent.title, cells[at].coordinate, text) for at, text in typed.items()]
    office.edit(soffice, room, room / "template.xlsx", room / "filled.xlsx", changes)
    value = json.loads(swschema.to_json((room / "filled.xlsx").read_bytes()))
    enterprise = value["application"]["enterprise"]
    assert enterprise["legalName"] == "杭州XX网络科技有限公司"
    assert enterprise["establishedOn"] == "2015-11-18"
    assert enterprise["businessLicenseNo"] == "001234567890123"
    assert enterprise["licenseForm"] == "THREE_IN_ONE"
    assert value["application"]["contacts"] == [{"name": "张三", "mobile": "+8613800138000"}]
    assert value["application"]["attachments"] == [{"sizeBytes": 184320}]

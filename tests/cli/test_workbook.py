"""`swschema workbook`, and workbooks in the commands that read and write records."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

import swschema
from cli.test_commands import run
from conftest import SAMPLES, needed
from workbook.editing import Workbook, sample

needed("xlsxwriter")
needed("python_calamine")
SAMPLE = SAMPLES / "valid/registration/hangzhou-xx.json"
NEW = ("workbook", "new", "registration", "--type", "E_COMMERCE_ENTERPRISE", "--mode", "SELF")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "r.xlsx"
    path.write_bytes(swschema.to_xlsx(sample("registration/hangzhou-xx")))
    return path


def test_new_workbook_is_a_draft_that_says_what_is_to_do(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    status, out, err = run(*NEW, "--lang", "zh-Hans", "-o", path)
    assert (status, out, err) == (0, "", "")
    status, out, _err = run("validate", path, "--lang", "zh")
    assert status == 0
    assert "注册记录草稿（XLSX）校验通过" in out
    assert f"{path}:联系人!C5" in out


@pytest.mark.parametrize(
    ("language", "case"),
    [
        ("zh-Hans", "注册记录、支付企业、自行办理"),
        ("en", "Registration record, Payment enterprise, By the enterprise itself"),
    ],
)
def test_first_sheet_says_what_the_workbook_is_for(
    language: str, case: str, tmp_path: Path
) -> None:
    path = tmp_path / "r.xlsx"
    kind = ("registration", "--type", "PAYMENT", "--mode", "SELF")
    run("workbook", "new", *kind, "--lang", language, "-o", path)
    assert openpyxl.load_workbook(path).worksheets[0]["B2"].value == case


def test_workbook_that_is_there_is_kept(book: Path) -> None:
    before = book.read_bytes()
    status, _out, err = run(*NEW, "-o", book)
    assert (status, "--force" in err) == (2, True)
    assert book.read_bytes() == before


@pytest.mark.parametrize("record", ["materials", "interview", "dossier"])
def test_other_records_have_workbooks_too(record: str, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    assert run("workbook", "new", record, "--lang", "both", "-o", path)[0] == 0
    report = swschema.validate(path)
    assert report.record == (record if record == "dossier" else f"{record}Draft")


@pytest.mark.parametrize(
    "arguments",
    [
        (*NEW, "-o", "x.txt"),
        ("workbook", "new", "materials", "--type", "PAYMENT", "-o", "x.xlsx"),
        ("workbook", "new", "registration", "--type", "NO_SUCH", "-o", "x.xlsx"),
    ],
)
def test_wrong_call_exits_with_2(arguments: tuple[str, ...]) -> None:
    assert run(*arguments)[0] == 2


def test_workbook_is_converted_and_comes_back(book: Path, tmp_path: Path) -> None:
    for target in ("r.json", "r.xml"):
        assert run("convert", book, "-o", tmp_path / target)[0] == 0
    assert json.loads((tmp_path / "r.json").read_bytes()) == sample("registration/hangzhou-xx")
    assert run("convert", tmp_path / "r.xml", "-o", tmp_path / "again.xlsx", "--lang", "zh")[0] == 0
    again = json.loads(swschema.to_json(tmp_path / "again.xlsx"))
    assert again == sample("registration/hangzhou-xx")


def test_workbook_is_read_from_the_standard_input(book: Path) -> None:
    status, out, _err = run("validate", "-", given=book.read_bytes())
    assert (status, out) == (0, "standard input: registration (XLSX) passed\n")
    status, out, _err = run("convert", "-", given=book.read_bytes())
    assert (status, json.loads(out)["recordType"]) == (0, "registration")


def test_folder_of_workbooks_has_one_summary(book: Path, tmp_path: Path) -> None:
    wrong = Workbook(book.read_bytes())
    cell = wrong.put("", "/accountEmail", "nobody")
    (tmp_path / "wrong.xlsx").write_bytes(wrong.data())
    (tmp_path / "~$wrong.xlsx").write_bytes(b"kept by Excel while the workbook is open")
    status, out, err = run("validate", tmp_path)
    assert status == 1
    assert f"wrong.xlsx:{cell}: error pattern" in out
    assert err == "1 passed, 1 failed\n"


def test_folder_becomes_a_folder_of_workbooks_and_comes_back(tmp_path: Path) -> None:
    made, back = tmp_path / "made", tmp_path / "back"
    folder = SAMPLES / "valid/registrationDraft"
    assert run("convert", folder, "--to", "xlsx", "-o", made)[0] == 0
    assert run("convert", made, "--to", "json", "-o", back)[0] == 0
    names = sorted(path.name for path in back.iterdir())
    assert names
    for name in names:
        source = folder / name
        if source.is_file():
            value = json.loads(source.read_bytes())
            value.pop("$schema", None)
            assert json.loads((back / name).read_bytes()) == value


def test_many_workbooks_do_not_go_into_one_file() -> None:
    status, _out, err = run("convert", SAMPLES / "valid/message", "--to", "xlsx")
    assert (status, "-o FOLDER" in err) == (2, True)


def test_marked_copy_is_written(book: Path, tmp_path: Path) -> None:
    needed("openpyxl")
    wrong = Workbook(book.read_bytes())
    cell = wrong.put("", "/accountEmail", "nobody")
    book.write_bytes(wrong.data())
    status, out, _err = run("validate", book, "-o", tmp_path / "marked.xlsx")
    assert status == 1
    assert f"r.xlsx:{cell}: error pattern" in out
    marked = Workbook((tmp_path / "marked.xlsx").read_bytes())
    assert marked.book.worksheets[0].title == "Problems"


def test_what_is_no_workbook_has_no_marked_copy(tmp_path: Path) -> None:
    status, _out, err = run("validate", SAMPLE, "-o", tmp_path / "marked.xlsx")
    assert (status, "no workbook" in err) == (2, True)
    assert not (tmp_path / "marked.xlsx").exists()


def test_report_in_json_has_the_cell(book: Path) -> None:
    wrong = Workbook(book.read_bytes())
    cell = wrong.put("", "/accountEmail", "nobody")
    book.write_bytes(wrong.data())
    _status, out, _err = run("validate", book, "--format", "json")
    (report,) = json.loads(out)
    assert cell in [each["cell"] for each in report["problems"]]


def test_other_commands_write_workbooks(book: Path, tmp_path: Path) -> None:
    path = tmp_path / "m.xlsx"
    status, _out, err = run("derive", "materials", book, "-o", path)
    assert (status, "rror" in err) == (0, False)
    assert swschema.validate(path).record == "materialsDraft"

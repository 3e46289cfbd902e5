"""Sheets as people leave them: moved, renamed, deleted, with formulas and cells of their own."""

from __future__ import annotations

from typing import Any

import pytest

from conftest import needed
from swschema.problems import Language
from swschema.workbook.guidance import Guidance
from swschema.workbook.writer import write_workbook
from workbook.editing import ROWS, SETTINGS, Workbook, sample

needed("xlsxwriter")
needed("python_calamine")

RECORD = sample("registration/hangzhou-xx")
CONTACTS, SEALS = "/application/contacts/*", "/application/onlineMaterials/*/seals/*"
MATERIALS = "/application/onlineMaterials/*"


@pytest.fixture
def book() -> Workbook:
    return Workbook(RECORD)


def test_renamed_sheet_is_found(book: Workbook) -> None:
    book.sheet(CONTACTS).title = "People we know"
    assert book.value() == RECORD
    cell = book.put(CONTACTS, "/email", "nobody")
    assert cell == "'People we know'!G5"
    assert cell in [found for _code, found in book.problems()]


def test_moved_sheet_and_moved_columns_are_found(book: Workbook) -> None:
    page = book.sheet(CONTACTS)
    book.book.move_sheet(page, 5)
    page.insert_cols(2, 2)
    assert book.value() == RECORD


def test_added_and_blank_rows_make_no_difference(book: Workbook) -> None:
    page = book.sheet(CONTACTS)
    page.insert_rows(ROWS, 3)
    page.cell(ROWS + 1, 3).value = " \u3000"
    assert book.value() == RECORD


def test_rows_above_the_form_make_no_difference(book: Workbook) -> None:
    book.sheet().insert_rows(1, 2)
    assert book.value() == RECORD


def test_deleted_sheet_is_told(book: Workbook) -> None:
    book.book.remove(book.sheet(CONTACTS))
    found = book.report().problems
    assert any(each.code == "missing" and CONTACTS in each.message for each in found)


def test_deleted_key_of_a_sheet_is_told(book: Workbook) -> None:
    page = book.sheet(CONTACTS)
    page["A1"].value = None
    codes = [each.code for each in book.report().problems]
    assert "missing" in codes
    assert "unknown" in codes  # the sheet itself, which is not read


def test_deleted_key_of_a_field_is_told_at_its_cells(book: Workbook) -> None:
    cell = book.cell(CONTACTS, "/fax", ROWS)
    cell.value = "0571-87654321"
    page = book.sheet(CONTACTS)
    page.cell(1, cell.column).value = None
    assert ("unknown", f"Contacts!{cell.coordinate}") in book.problems()


def test_changed_key_of_a_field_is_an_error_at_its_cells(book: Workbook) -> None:
    name = book.put("", "/application/enterprise/englishName", "Hangzhou XX Network Technology")
    fax = book.put(CONTACTS, "/fax", "0571-87654321")
    form, page = book.sheet(), book.sheet(CONTACTS)
    form.cell(book.cell("", "/application/enterprise/englishName").row, 1).value += "s"
    page.cell(1, book.cell(CONTACTS, "/fax").column).value = "/faxx"
    found = {each.cell: each for each in book.report().problems if each.code == "unknown"}
    assert {name, fax} <= {*found}
    assert {found[name].severity, found[fax].severity} == {"error"}
    assert "Contacts!F1" in found[fax].remedy
    assert "/fax" in found[fax].remedy


def test_field_that_is_there_twice_is_an_error_at_the_second(book: Workbook) -> None:
    page = book.sheet(CONTACTS)
    column = page.max_column + 1
    page.cell(1, column).value, page.cell(ROWS, column).value = "/fax", "0571-87654321"
    problem = book.only_problem()
    assert (problem.code, problem.severity) == ("duplicate", "error")
    assert problem.cell == f"Contacts!{page.cell(ROWS, column).coordinate}"


@pytest.mark.parametrize("languages", [("en",), ("zh-Hans",), ("zh-Hans", "en")])
def test_rows_that_explain_are_told_only_where_they_were_changed(
    languages: tuple[Language, ...],
) -> None:
    guidance = Guidance(languages, examples={(*CONTACTS.split("/")[1:], "email"): "a@b.example"})
    book = Workbook(write_workbook("registrationDraft", {}, guidance))
    assert not [each for each in book.report().problems if each.code == "unknown"]
    book.put(CONTACTS, "/name", "李四", ROWS - 1)
    book.put(CONTACTS, "/email", "a@b.example", ROWS - 2)
    found = [each for each in book.report().problems if each.code == "unknown"]
    assert [each.severity for each in found] == ["error", "error"]
    assert all("5" in each.remedy for each in found)


def test_deleted_hidden_sheet_is_told(book: Workbook) -> None:
    book.book.remove(book.book["_swschema"])
    problem = book.only_problem()
    assert (problem.code, "_swschema" in problem.message) == ("record", True)


def test_sheet_that_is_there_twice_is_told(book: Workbook) -> None:
    book.book.copy_worksheet(book.sheet(CONTACTS))
    assert ("duplicate", "'Contacts Copy'!A1") in book.problems()


def test_sheet_of_someones_own_is_told_and_left_alone(book: Workbook) -> None:
    book.book.create_sheet("Notes")["B2"] = "call back"
    problem = book.only_problem()
    assert (problem.severity, problem.cell) == ("warning", "Notes!A1")
    assert book.value() == RECORD


def test_cell_without_a_field_is_told(book: Workbook) -> None:
    book.sheet(CONTACTS)["Z5"] = "call back"
    problem = book.only_problem()
    assert (problem.code, problem.severity, problem.cell) == ("unknown", "warning", "Contacts!Z5")


def test_formula_is_told_and_without_a_value_it_is_an_error(book: Workbook) -> None:
    cell = book.put(CONTACTS, "/name", '="张"&"三"')  # openpyxl keeps no value with it
    found = [each for each in book.report().problems if each.cell == cell]
    assert ("type", "error") in [(each.code, each.severity) for each in found]


def test_formula_with_a_value_is_read_with_a_warning() -> None:
    import io

    import xlsxwriter

    import swschema

    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    page = book.add_worksheet("Form")
    for row, (key, value) in enumerate(
        [("swschema:", "#"), ("/schemaVersion", "1.0"), ("/registrationId", None)]
    ):
        page.write(row, 0, key)
        if value:
            page.write_string(row, 1, value)
    page.write_formula("B3", '="R-"&1', None, "R-1")
    meta = book.add_worksheet("_swschema")
    for row, cells in enumerate([("swschema", "1"), ("record", "registrationDraft")]):
        for column, text in enumerate(cells):
            meta.write_string(row, column, text)
    book.close()
    report = swschema.validate(made.getvalue(), settings=SETTINGS)
    (found,) = [each for each in report.problems if each.severity != "todo"]
    assert (found.code, found.severity, found.cell) == ("type", "warning", "Form!B3")


def test_error_of_a_formula_is_told(book: Workbook) -> None:
    cell = book.cell(CONTACTS, "/name", ROWS)
    cell.value, cell.data_type = "#REF!", "e"
    assert ("type", f"Contacts!{cell.coordinate}") in book.problems()


def test_cells_merged_downwards_have_the_value_of_the_first(book: Workbook) -> None:
    page = book.sheet("/application/controlMeasures/*")
    column = book.cell("/application/controlMeasures/*", "/responsiblePerson").column
    page.merge_cells(start_row=ROWS, end_row=ROWS + 1, start_column=column, end_column=column)
    names = [each["responsiblePerson"] for each in book.value()["application"]["controlMeasures"]]
    assert names[0] == names[1]


def test_number_that_is_there_twice_is_told(book: Workbook) -> None:
    cell = book.put(MATERIALS, "#no", 1, ROWS + 1)
    assert ("duplicate", cell) in book.problems()


def test_numbers_may_be_any_that_differ(book: Workbook) -> None:
    book.put(MATERIALS, "#no", "first")
    for row in range(ROWS, book.sheet(SEALS).max_row + 1):
        cell = book.cell(SEALS, "#parent", row)
        cell.value = "first" if cell.value == 1 else cell.value
    assert book.value() == RECORD


def test_missing_number_of_a_part_is_told(book: Workbook) -> None:
    cell = book.put(SEALS, "#parent", None)
    assert ("missing", cell) in book.problems()


def test_words_where_only_a_mark_belongs_are_told(book: Workbook) -> None:
    cell = book.put("", "/application/contacts", "see the next sheet")
    assert ("unknown", cell) in book.problems()


def test_lost_long_text_is_told() -> None:
    record: dict[str, Any] = sample("registration/hangzhou-xx")
    attachment = record["application"]["attachments"][0]
    attachment.pop("uri", None)
    attachment["content"] = "QUJD" * 25_000
    book = Workbook(record)
    book.book.remove(book.book["_text"])
    cell = book.cell("/application/attachments/*", "/content")
    found = [
        each for each in book.report().problems if each.cell == f"Attachments!{cell.coordinate}"
    ]
    assert "_text" in found[0].remedy


def test_fields_that_are_merged_are_told(book: Workbook) -> None:
    form = book.sheet()
    first, last = (
        book.cell("", f"/application/enterprise/{each}")
        for each in ("establishedOn", "licenseValidTo")
    )
    form.merge_cells(f"{first.coordinate}:{last.coordinate}")
    assert ("unknown", f"'Registration record'!{first.coordinate}") in book.problems()


def test_deleted_row_is_told_beside_where_it_was(book: Workbook) -> None:
    cell = book.cell("", "/application/enterprise/establishedOn")
    book.sheet().delete_rows(cell.row)
    (problem,) = [each for each in book.report().problems if each.code == "missing"]
    assert problem.cell == f"'Registration record'!C{cell.row - 1}"
    assert "deleted" in problem.remedy


def test_deleted_sheet_of_an_optional_list_is_a_warning(book: Workbook) -> None:
    book.book.remove(book.sheet("/decisions/*"))
    found = [each for each in book.report().problems if each.code == "missing"]
    assert [each.severity for each in found] == ["warning"]


def test_other_version_of_the_specification_is_refused(book: Workbook) -> None:
    book.book["_swschema"]["B3"] = "2.0"
    assert book.only_problem().code == "version"


def test_record_type_may_be_its_title(book: Workbook) -> None:
    book.put("", "/recordType", "注册记录草稿")
    assert book.value()["recordType"] == "registrationDraft"


def test_what_an_authority_fills_in_is_waited_for() -> None:
    record = {"recordType": "registrationDraft", "schemaVersion": "1.0", "registrationId": "R-1"}
    book = Workbook(record)
    cell = book.cell("", "/accountActivatedAt")
    (found,) = [
        each for each in book.report().problems if str(each.cell).endswith(f"!{cell.coordinate}")
    ]
    assert "wait" in found.remedy


def test_draft_becomes_the_record_in_its_cell() -> None:
    value = sample("registration/hangzhou-xx")
    book = Workbook(value)
    book.put("", "/recordType", "registrationDraft")
    assert book.value()["recordType"] == "registrationDraft"

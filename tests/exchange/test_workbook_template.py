"""Templates as workbooks: what is to be filled in, by kind of enterprise and mode."""

from __future__ import annotations

import json

import pytest

import swschema
from conftest import needed
from swschema.exchange import new_registration, write_workbook_template
from swschema.exchange.templates.workbook import find_needs, list_examples
from swschema.workbook.guidance import Need
from workbook.editing import Workbook

needed("xlsxwriter")
needed("python_calamine")

SELLER = new_registration(("E_COMMERCE_ENTERPRISE",), "SELF", identifier="R-1").value
PAYMENT = new_registration(("PAYMENT",), "AGENCY", identifier="R-1").value
OTHERS = {
    "materials": {"recordType": "materialsDraft", "schemaVersion": "1.0", "materialsId": "M-1"},
    "interview": {"recordType": "interviewDraft", "schemaVersion": "1.0", "interviewId": "I-1"},
}


@pytest.mark.parametrize("languages", [("zh-Hans",), ("en",), ("zh-Hans", "en")])
@pytest.mark.parametrize("draft", [SELLER, PAYMENT, *OTHERS.values()], ids=["S", "P", "M", "I"])
def test_template_is_the_draft(draft: dict[str, object], languages: tuple[str, ...]) -> None:
    data = write_workbook_template(draft, languages)  # type: ignore[arg-type]
    assert json.loads(swschema.to_json(data)) == draft


def test_what_is_required_depends_on_the_kind_of_enterprise() -> None:
    seller, payment = (
        find_needs("registrationDraft", SELLER),
        find_needs("registrationDraft", PAYMENT),
    )
    assert seller["application", "platforms"] is Need.REQUIRED
    assert payment["application", "platforms"] is Need.OPTIONAL


def test_what_is_required_depends_on_the_mode() -> None:
    seller, payment = (
        find_needs("registrationDraft", SELLER),
        find_needs("registrationDraft", PAYMENT),
    )
    assert seller["application", "entrustment"] is Need.OPTIONAL
    assert payment["application", "entrustment"] is Need.REQUIRED
    assert payment["application", "entrustment", "signedOn"] is Need.REQUIRED


def test_what_an_authority_fills_in_is_not_asked() -> None:
    needs = find_needs("registrationDraft", SELLER)
    assert needs["decisions",] is Need.ASSIGNED
    assert needs["decisions", "*", "decidedAt"] in (Need.ASSIGNED, Need.WITHIN)


def test_examples_are_shown_as_cells_show_them() -> None:
    examples = list_examples("registration", ("zh-Hans",))
    assert "（" in examples["applicantMode",]
    assert examples["application", "enterprise", "establishedOn"][4] == "-"


def test_codes_are_offered_that_are_in_force() -> None:
    books = {
        day: Workbook(write_workbook_template(SELLER, ("en",), day=day))
        for day in ("2018-01-01", "2019-06-01")
    }
    offered = {
        day: {cell.value for column in book.book["_codes"].columns for cell in column[1:]}
        for day, book in books.items()
    }
    late = {each for each in offered["2019-06-01"] - offered["2018-01-01"] if each}
    assert any("UNIFIED_CUSTOMS" in each for each in late)


def test_lists_offer_codes_and_text_stays_text() -> None:
    book = Workbook(write_workbook_template(SELLER, ("zh-Hans",)))
    page = book.sheet()
    rules = {str(each.sqref): each for each in page.data_validations.dataValidation}
    mode = book.cell("", "/applicantMode").coordinate
    assert rules[mode].formula1 == "codes_ApplicantModeCode"
    assert book.cell("", "/application/enterprise/unifiedSocialCreditCode").number_format == "@"
    assert book.cell("", "/application/enterprise/establishedOn").number_format == "yyyy-mm-dd"


def test_labels_are_protected_and_values_are_not() -> None:
    book = Workbook(write_workbook_template(SELLER, ("zh-Hans",)))
    page, cell = book.sheet(), book.cell("", "/accountEmail")
    assert page.protection.sheet
    assert not cell.protection.locked
    assert page.cell(cell.row, 2).protection.locked
    assert page.column_dimensions["A"].hidden

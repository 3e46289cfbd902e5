"""Rules that blame a list or an object are told at the cell of the one value that breaks them."""

from __future__ import annotations

from typing import Any

import pytest

from conftest import needed
from swschema.rules import culprits
from workbook.editing import ROWS, Workbook, sample

needed("xlsxwriter")
needed("python_calamine")

PEOPLE, ADMINISTRATOR = "/application/operators/*", "/application/administrator"
SEALS = "/application/onlineMaterials/*/seals/*"
RECORD = sample("registration/hangzhou-xx")
# The rule, and the cells that break it: the first one is to blame.
CULPRITS: list[tuple[str, list[tuple[str, str, Any, int]]]] = [
    (
        "MT06",
        [
            (SEALS, "/sealOwnerName", "别的公司", ROWS + 1),
            (SEALS, "/sealOwnerCode", None, ROWS + 1),
        ],
    ),
    ("MT07", [(SEALS, "/sealType", "合同专用章", ROWS)]),
    ("PE04", [(PEOPLE, "/idDocumentNo", None, ROWS)]),
    ("PE04", [(PEOPLE, "/email", None, ROWS + 1)]),
    ("PE04", [("", f"{ADMINISTRATOR}/mobile", None, ROWS)]),
    # Two that break it, each enough.
    ("PE04", [(PEOPLE, "/mobile", None, ROWS), (PEOPLE, "/mobile", None, ROWS + 1)]),
    ("PE04", [("", f"{ADMINISTRATOR}/mobile", None, ROWS), (PEOPLE, "/mobile", None, ROWS)]),
    ("MT11", [(PEOPLE, "/idValidTo", "2017-12-31", ROWS + 1)]),
]


@pytest.mark.parametrize(("rule", "changes"), CULPRITS)
def test_rule_is_told_at_the_value_that_breaks_it(rule: str, changes: list[Any]) -> None:
    book = Workbook(RECORD)
    cells = [book.put(*change) for change in changes]
    assert (rule, cells[0]) in book.problems()


def test_rule_that_needs_another_entry_is_told_below_the_last_one() -> None:
    record = sample("registration/hangzhou-xx")
    del record["application"]["onlineMaterials"][2]  # the company profile
    last = len(record["application"]["onlineMaterials"])
    book = Workbook(record)
    free = book.cell("/application/onlineMaterials/*", "/materialType", ROWS + last)
    problem = book.only_problem()
    assert problem.code == "MT01"
    assert str(problem.cell).endswith(f"!{free.coordinate}")


def test_rule_of_a_draft_is_told_at_the_value_that_breaks_it() -> None:
    book = Workbook({**RECORD, "recordType": "registrationDraft"})
    cell = book.put(PEOPLE, "/idDocumentNo", None, ROWS)
    assert ("PE04", cell) in book.problems()


def test_rule_beside_structural_problems_is_told_at_the_value_that_breaks_it() -> None:
    book = Workbook(RECORD)
    book.put("", "/accountEmail", "nobody")
    cell = book.put(PEOPLE, "/mobile", None, ROWS + 1)
    assert ("PE04", cell) in book.problems()


def test_search_ends_in_a_record_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(culprits, "MOST_VALUES", 0)
    book = Workbook(RECORD)
    cell = book.put(PEOPLE, "/idDocumentNo", None, ROWS)
    found = [each for code, each in book.problems() if code == "PE04"]
    assert len(found) == 1
    assert found[0] != cell

"""Without the extra, everything else works, and what needs it says so."""

from __future__ import annotations

import sys

import pytest

import swschema
from swschema.errors import MissingExtraError
from workbook.editing import SETTINGS, sample

DRAFT = {"recordType": "registrationDraft", "schemaVersion": "1.0", "registrationId": "R-1"}


def test_writing_says_which_extra_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingExtraError, match=r"swschema\[workbook\]"):
        swschema.to_xlsx(DRAFT)


def test_reading_says_which_extra_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    data = swschema.to_xlsx(DRAFT)
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(MissingExtraError, match=r"swschema\[workbook\]"):
        swschema.validate(data)
    assert swschema.validate(sample("registration/hangzhou-xx"), settings=SETTINGS).valid


def test_marking_says_which_extra_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    from swschema.workbook.marked import mark_problems

    data = swschema.to_xlsx(DRAFT)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(MissingExtraError, match=r"swschema\[workbook\]"):
        mark_problems(data, swschema.validate(data))

"""Attachments say what their files are, and nothing else of a record changes."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import swschema
from conftest import SAMPLES
from exchange.commands import call
from exchange.documents import TEXT, make_pdf
from swschema.exchange import FileFacts, attach_files, measure_bytes

VALID = SAMPLES / "valid"
DRAFT = VALID / "materialsDraft/customs-resubmission.json"
MADE = datetime(2024, 3, 1, 1, 30, tzinfo=UTC)


def read(path: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(path.read_bytes())
    return value


def facts(name: str, content: bytes = TEXT) -> FileFacts:
    return measure_bytes(name, content, modified_at=MADE)


def test_new_file_gets_an_attachment() -> None:
    draft = read(DRAFT)
    attached = attach_files(draft, [facts("风险说明-税务说明.txt")])
    *others, new = attached.record["attachments"]
    assert new == {
        "attachmentId": "M2-05",
        "documentTypeCode": "TAX_DESCRIPTION",
        "fileName": "风险说明-税务说明.txt",
        "mediaType": "text/plain",
        "sizeBytes": len(TEXT),
        "sha256": hashlib.sha256(TEXT).hexdigest(),
        "createdAt": "2024-03-01T09:30:00+08:00",
    }
    assert attached.record | {"attachments": others} == draft
    assert attached.added == ("风险说明-税务说明.txt",)


@pytest.mark.parametrize("syntax", ["json", "xml"])
def test_command_takes_and_writes_both_syntaxes(syntax: str, tmp_path: Path) -> None:
    (tmp_path / "scans").mkdir()
    (tmp_path / "scans/税务说明.pdf").write_bytes(make_pdf(3))
    out = tmp_path / "out.xml"
    status, _out, err = call(
        "attach", DRAFT.with_suffix(f".{syntax}"), tmp_path / "scans", "-o", out, "--lang", "en"
    )
    assert status == 0
    assert "1 attachments added, 0 updated" in err
    assert "杭州XX-税务说明.pdf: the folder has no such file (/attachments/1)" in err
    new = json.loads(swschema.to_json(out))["attachments"][-1]
    assert (new["mediaType"], new["pageCount"]) == ("application/pdf", 3)

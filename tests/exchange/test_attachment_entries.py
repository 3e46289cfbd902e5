"""Attachments say what their files are, and nothing else of a record changes."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import swschema
from conftest import SAMPLES
from exchange.commands import call
from exchange.documents import JPEG, PNG, TEXT, make_pdf
from swschema.errors import ExchangeError, FilesError, RecordTypeError
from swschema.exchange import FileDescription, FileFacts, attach_files, measure_bytes

VALID = SAMPLES / "valid"
DRAFT = VALID / "materialsDraft/customs-resubmission.json"
MATERIALS = VALID / "materials/hangzhou-xx-submitted.json"
MADE = datetime(2024, 3, 1, 1, 30, tzinfo=UTC)
KILLS = int(os.environ.get("KILLS", "3"))  # `make soak` kills twenty times


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
    assert attached.record | {"attachments": others} == draft == read(DRAFT)
    assert (attached.added, attached.updated) == (("风险说明-税务说明.txt",), ())


def test_attachment_is_brought_up_to_date_and_keeps_the_rest() -> None:
    record = read(MATERIALS)
    before = record["attachments"][1] | {"language": "en", "uri": "https://files.example.com/a"}
    record["attachments"][1] = before
    attached = attach_files(record, [facts(before["fileName"], make_pdf(5))])
    assert attached.record["attachments"][1] == before | {
        "sizeBytes": len(make_pdf(5)),
        "sha256": hashlib.sha256(make_pdf(5)).hexdigest(),
        "pageCount": 5,
        "createdAt": "2024-03-01T09:30:00+08:00",
    }
    assert (attached.added, attached.updated) == ((), (before["fileName"],))
    again = attach_files(attached.record, [facts(before["fileName"], make_pdf(5))])
    assert (again.record, again.updated) == (attached.record, ())


def test_what_somebody_typed_of_the_same_file_stays() -> None:
    record = read(MATERIALS)
    entry = record["attachments"][0]
    entry |= {"fileName": "a.txt", "mediaType": "text/plain", "sizeBytes": len(TEXT)}
    entry |= {"sha256": hashlib.sha256(TEXT).hexdigest(), "pageCount": 3}
    assert attach_files(record, [facts("a.txt")]).record == record
    changed = attach_files(record, [facts("a.txt", TEXT + b"x")]).record["attachments"][0]
    assert "pageCount" not in changed  # of the earlier file
    assert changed["createdAt"] != entry["createdAt"]


def test_enclosed_content_is_that_of_the_file() -> None:
    record = read(VALID / "materials/full.json")
    (entry,) = [each for each in record["attachments"] if "content" in each]
    attached = attach_files(record, [facts(entry["fileName"])])
    (entry,) = [each for each in attached.record["attachments"] if "content" in each]
    assert base64.b64decode(entry["content"]) == TEXT
    large = attach_files(record, [facts(entry["fileName"], b"x" * 2_000_000)])
    assert not [each for each in large.record["attachments"] if "content" in each]


def test_description_says_what_the_file_does_not() -> None:
    described = FileDescription("OTHER_DOCUMENT", "M2-03", "en", "2020-01-01T00:00:00Z")
    attached = attach_files(read(DRAFT), [facts("x.png", PNG)], descriptions={"x.png": described})
    entry = next(each for each in attached.record["attachments"] if each["fileName"] == "x.png")
    assert entry == {
        "attachmentId": "M2-03",  # the identifier of an attachment of another file name
        "documentTypeCode": "OTHER_DOCUMENT",
        "fileName": "x.png",
        "mediaType": "image/png",
        "sizeBytes": len(PNG),
        "sha256": hashlib.sha256(PNG).hexdigest(),
        "language": "en",
        "pageCount": 1,
        "createdAt": "2020-01-01T00:00:00Z",
    }
    assert len(attached.record["attachments"]) == len(read(DRAFT)["attachments"])


def test_identifiers_go_on_and_pass_over_those_in_use() -> None:
    described = {"b.txt": FileDescription(attachment_id="M2-06")}
    files = [facts(f"{name}.txt") for name in "abc"]
    attached = attach_files(read(DRAFT), files, descriptions=described)
    added = {each["fileName"]: each["attachmentId"] for each in attached.record["attachments"][-3:]}
    assert added == {"a.txt": "M2-05", "b.txt": "M2-06", "c.txt": "M2-07"}


def test_first_attachment_begins_the_numbers() -> None:
    draft = read(DRAFT)
    del draft["attachments"]
    assert attach_files(draft, [facts("a.txt")]).record["attachments"][0]["attachmentId"] == "M-01"
    empty = {name: draft[name] for name in ("recordType", "schemaVersion", "materialsId")}
    assert attach_files(empty, []).record == empty
    registration = {"recordType": "registrationDraft", "schemaVersion": "1.0"}
    attached = attach_files(registration, [facts("a.txt")]).record
    assert attached["application"]["attachments"][0]["attachmentId"] == "A-01"


def test_name_in_another_normalization_form_is_the_same_file() -> None:
    record = read(MATERIALS)
    record["attachments"][0]["fileName"] = unicodedata.normalize("NFC", "Zoë.txt")
    attached = attach_files(record, [facts(unicodedata.normalize("NFD", "Zoë.txt"))])
    assert len(attached.record["attachments"]) == len(record["attachments"])
    # The record has the name that the file has, by which others find it.
    assert attached.record["attachments"][0]["fileName"] == unicodedata.normalize("NFD", "Zoë.txt")


@pytest.mark.parametrize("name", ["interview/full", "interview/hangzhou-xx"])
def test_interview_has_one_attachment(name: str) -> None:
    record = read(VALID / f"{name}.json")
    own = record["minutes"]["fileName"]
    attached = attach_files(record, [facts(own, JPEG)])
    assert attached.record["minutes"]["mediaType"] == "image/jpeg"
    with pytest.raises(ExchangeError, match="one attachment"):
        attach_files(record, [facts("约谈纪要-2.txt")])
    described = {"约谈纪要-2.txt": FileDescription(attachment_id=record["minutes"]["attachmentId"])}
    attached = attach_files(record, [facts("约谈纪要-2.txt")], descriptions=described)
    assert attached.record["minutes"]["fileName"] == "约谈纪要-2.txt"


def test_missing_files_are_pointed_at() -> None:
    record = read(VALID / "materials/full.json")
    attached = attach_files(record, [facts(record["attachments"][2]["fileName"])])
    without = [
        f"/attachments/{index}"
        for index, each in enumerate(record["attachments"])
        if not {"content", "uri"} & each.keys() and index != 2
    ]
    assert list(attached.missing) == without
    assert without


def test_type_is_left_open_in_a_draft_alone() -> None:
    attached = attach_files(read(DRAFT), [facts("scan.txt")])
    assert attached.untyped == (f"/attachments/{len(attached.record['attachments']) - 1}",)
    assert swschema.validate(attached.record).record == "materialsDraft"
    with pytest.raises(FilesError) as caught:
        attach_files(read(MATERIALS), [facts("scan.txt"), facts("scan 2.txt")])
    assert [error.name for error in caught.value.errors] == ["scan 2.txt", "scan.txt"]
    with pytest.raises(FilesError, match="several document types"):
        attach_files(read(DRAFT), [facts("税务说明和登记证书.txt")])


def test_names_that_are_one_somewhere_are_refused() -> None:
    with pytest.raises(FilesError, match="the same name"):
        attach_files(read(DRAFT), [facts("a.txt"), facts("A.TXT")])
    for name in ("a:b.txt", "nul.txt", "a  b\u3000.", "x\u200b\n.txt"):
        with pytest.raises(FilesError):
            attach_files(read(DRAFT), [facts(name)])


def test_records_without_a_place_for_attachments_are_refused() -> None:
    for name in ("dossier/hangzhou-xx", "message/new-registration"):
        with pytest.raises(RecordTypeError):
            attach_files(read(VALID / f"{name}.json"), [])
    opened = read(VALID / "registration/hangzhou-xx-account-opened.json")
    with pytest.raises(ExchangeError, match="/application: is not there yet"):
        attach_files(opened, [facts("企业简介.txt")])


@pytest.fixture
def scans(tmp_path: Path) -> Path:
    folder = tmp_path / "scans"
    folder.mkdir()
    (folder / "税务说明.pdf").write_bytes(make_pdf(3))
    return folder


@pytest.mark.parametrize("syntax", ["json", "xml"])
def test_command_takes_and_writes_both_syntaxes(syntax: str, scans: Path) -> None:
    out = scans.parent / "out.xml"
    source = DRAFT.with_suffix(f".{syntax}")
    status, _out, err = call("attach", source, scans, "-o", out, "--lang", "en")
    assert status == 0
    assert "attachments: 1 added, 0 updated" in err
    assert "杭州XX-税务说明.pdf: the folder has no such file (/attachments/1)" in err
    new = json.loads(swschema.to_json(out))["attachments"][-1]
    assert (new["mediaType"], new["pageCount"]) == ("application/pdf", 3)
    status, out_, _err = call("attach", source, scans)
    assert out_.startswith("{" if syntax == "json" else "<")


def test_command_reads_a_map(scans: Path) -> None:
    table = scans / "names.csv"
    table.write_bytes("﻿文件名;附件编号\r\n税务说明.pdf;TAX-1\r\n".encode())
    out = scans.parent / "out.json"
    assert call("attach", DRAFT, scans, "--map", table, "-o", out)[0] == 0
    assert read(out)["attachments"][-1]["attachmentId"] == "TAX-1"
    table.write_text("fileName\nnone.pdf\n", encoding="utf-8")
    status, _out, err = call("attach", DRAFT, scans, "--map", table)
    assert status == 1
    assert f"none.pdf: is in {table}, but not in the folder" in err


def test_record_in_the_folder_is_no_attachment(scans: Path) -> None:
    record = scans / "draft.json"
    record.write_bytes(DRAFT.read_bytes())
    assert call("attach", record, scans, "-o", record)[0] == 2  # not overwritten unasked
    assert call("attach", record, scans, "-o", record, "--force")[0] == 0
    assert read(record)["attachments"][-1]["fileName"] == "税务说明.pdf"


def test_nothing_is_written_where_a_file_is_refused(scans: Path) -> None:
    (scans / "b.gif").write_bytes(b"GIF89a\x01\x00")
    (scans / "c.txt").write_bytes(b"")
    out = scans.parent / "out.json"
    status, _out, err = call("attach", DRAFT, scans, "-o", out)
    assert (status, out.exists()) == (1, False)
    assert "b.gif: its content" in err
    assert "c.txt: is empty" in err
    assert call("attach", "-", scans, given=b"{}")[0] == 1
    assert call("attach", scans.parent / "none.json", scans)[0] == 2


def test_full_disk_and_kills_leave_the_record(scans: Path) -> None:
    record = scans.parent / "draft.json"
    record.write_bytes(DRAFT.read_bytes())
    assert call("attach", record, scans, "-o", "/dev/full")[0] == 2
    for number in range(4):
        (scans / f"{number}-税务说明.txt").write_bytes(b"x" * 20_000_000)
    chosen = random.Random(20260401)
    arguments = ("attach", "draft.json", "scans", "-o", "draft.json", "--force")
    for _ in range(KILLS):
        process = subprocess.Popen(
            [sys.executable, "-m", "swschema", *arguments],
            cwd=scans.parent,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(chosen.uniform(0.3, 1.2))
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert len(read(record)["attachments"]) in (6, 11)


def test_command_names_new_files_in_the_draft_of_a_registration(tmp_path: Path) -> None:
    draft, out = tmp_path / "draft.json", tmp_path / "out.json"
    given = ("--type", "PAYMENT", "--mode", "SELF", "-o", str(draft))
    assert call("new", "registration", *given)[0] == 0
    (tmp_path / "scans").mkdir()
    (tmp_path / "scans/企业简介.pdf").write_bytes(make_pdf(1))
    assert call("attach", draft, tmp_path / "scans", "-o", out)[0] == 0
    application = json.loads(out.read_bytes())["application"]
    (attachment,) = application["attachments"]
    assert application["companyProfile"]["attachmentId"] == attachment["attachmentId"]

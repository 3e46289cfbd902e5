"""Packages hold a record with the files of its attachments, whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bagit
import pytest

import swschema
from conftest import SAMPLES
from exchange.commands import call
from swschema.attachments import find_attachments
from swschema.exchange import read_package
from swschema.rules.settings import Settings
from swschema.schema.shapes import root

VALID = SAMPLES / "valid"
MATERIALS = VALID / "materials/hangzhou-xx-submitted.json"
KEY = SAMPLES / "keys/91330108MA27DEM14W.key.pem"
CERTIFICATE = SAMPLES / "keys/91330108MA27DEM14W.pem"
KILLS = int(os.environ.get("KILLS", "3"))  # `make soak` kills twenty times


def read(path: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(path.read_bytes())
    return value


def make_case(
    value: dict[str, Any], folder: Path, content: Callable[[int], bytes] | None = None
) -> dict[str, Any]:
    """Write a file for each attachment of a record, and return the record that states them."""
    (folder / "scans").mkdir()
    found = find_attachments(value, root(value["recordType"]))
    for number, (_path, each) in enumerate(found):
        assert isinstance(each, dict)
        data = content(number) if content else f"{each['fileName']}\n".encode() * 1000
        (folder / "scans" / each["fileName"]).write_bytes(data)
        each.pop("content", None)
        each["sizeBytes"], each["sha256"] = len(data), hashlib.sha256(data).hexdigest()
    (folder / "record.json").write_text(json.dumps(value), encoding="utf-8")
    return value


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Return a folder with a record, and a folder with the files of its attachments."""
    make_case(read(MATERIALS), tmp_path)
    return tmp_path


def pack(case: Path, *options: str | Path) -> tuple[int, str]:
    done = call("pack", case / "record.json", case / "scans", "-o", case / "p.zip", *options)
    return done[0], done[2]


@pytest.fixture
def package(case: Path) -> Path:
    status, err = pack(case)
    assert status == 0, err
    return case / "p.zip"


def scans(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name not in ("record.json", "scans")]


def test_package_is_a_bag(package: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        archive.extractall(package.parent / "judged")
    bag = bagit.Bag(str(package.parent / "judged/p"))
    assert bag.validate()
    assert (bag.version_info, bag.encoding) == ((1, 0), "UTF-8")
    assert bag.info["External-Identifier"] == read(MATERIALS)["materialsId"]


def test_unpacked_package_is_what_was_packed(package: Path) -> None:
    out = package.parent / "out"
    status, _out, err = call("unpack", package, "-o", out)
    assert status == 0, err
    case = package.parent
    assert (out / "data/records/materials.json").read_bytes() == (case / "record.json").read_bytes()
    assert scans(out / "data/attachments") == scans(case / "scans")
    assert bagit.Bag(str(out)).validate()
    settings = Settings(attachments=out / "data/attachments")
    report = swschema.validate(out / "data/records/materials.json", settings=settings)
    assert not [problem for problem in report.problems if problem.code == "MT09"]
    assert call("unpack", package, "-o", out)[0] == 2  # it is there
    assert not [*case.glob(".swschema-*")]


def test_warning_says_that_a_package_is_in_clear(case: Path) -> None:
    assert "not encrypted" in pack(case)[1]


def test_encrypted_package_is_for_its_receiver_alone(case: Path) -> None:
    for code in ("RECEIVER", "OTHER"):
        done = call("keys", "generate", "--code", code, "-o", case / "keys", "--no-passphrase")
        assert done[0] == 0, done
    status, err = pack(case, "--encrypt-to", case / "keys/RECEIVER.pem")
    assert status == 0
    assert "not encrypted" not in err
    assert b"PK\x03\x04" not in (case / "p.zip").read_bytes()
    key = case / "keys/RECEIVER.key.pem"
    assert call("unpack", case / "p.zip", "-o", case / "out", "--key", key)[0] == 0
    assert scans(case / "out/data/attachments") == scans(case / "scans")
    for options, expected in (
        (("--key", case / "keys/OTHER.key.pem"), "another key"),
        ((), "is encrypted"),
    ):
        status, _out, err = call("unpack", case / "p.zip", "-o", case / "other", *options)
        assert (status, (case / "other").exists()) == (1, False)
        assert expected in err
    pack(case, "--force")
    status, _out, err = call("unpack", case / "p.zip", "-o", case / "other", "--key", key)
    assert (status, (case / "other").exists()) == (1, False)
    assert "not encrypted" in err


def sign(record: Path, *options: str | Path) -> None:
    """Sign a record with a key of the samples."""
    done = call("sign", record, "--key", KEY, "--cert", CERTIFICATE, *options)
    assert done[0] == 0, done


def test_signatures_of_lone_records_are_packed_and_given_back(case: Path) -> None:
    sign(case / "record.json")
    registration = VALID / "registration/hangzhou-xx.xml"
    sign(registration, "-o", case / "registration.jws")
    status, err = pack(case, "--signature", case / "registration.jws")
    assert status == 0, err
    assert "materials.jws: packed beside the record, not verified" in err
    out = case / "out"
    assert call("unpack", case / "p.zip", "-o", out)[0] == 0
    assert bagit.Bag(str(out)).validate()
    records = out / "data/records"
    names = sorted(path.name for path in records.iterdir())
    assert names == ["materials.json", "materials.jws", "registration.jws"]
    assert call("verify", records / "materials.json", "--trust", CERTIFICATE)[0] == 0
    given = ("--signature", records / "registration.jws", "--trust", CERTIFICATE)
    assert call("verify", registration, *given)[0] == 0
    changed = (records / "materials.json").read_bytes().replace(b"GENERAL", b"SMALL_SCALE", 1)
    (records / "materials.json").write_bytes(changed)
    assert call("verify", records / "materials.json", "--trust", CERTIFICATE)[0] == 1


@pytest.mark.parametrize(
    ("name", "content", "status", "reason"),
    [
        ("a.jws", b"not a signature", 1, "no detached JWS"),
        ("a.jws", b"\xff\xfe", 1, "no detached JWS"),
        ("a.txt", None, 1, "ends with .jws"),
        ("a\u202ejws.jws", None, 1, "direction"),
        ("materials.jws", None, 1, "packed already"),
        ("missing.jws", b"", 2, "no such file"),
    ],
)
def test_what_is_no_signature_is_not_packed(
    case: Path, name: str, content: bytes | None, status: int, reason: str
) -> None:
    sign(case / "record.json")
    given = case / "more" / name
    given.parent.mkdir()
    if content != b"":
        given.write_bytes(content or (case / "record.jws").read_bytes())
    found, err = pack(case, "--signature", given)
    assert (found, (case / "p.zip").exists()) == (status, False)
    assert reason in err


def test_record_is_packed_as_it_is(tmp_path: Path) -> None:
    record = make_case(read(MATERIALS), tmp_path)
    xml = b"\xef\xbb\xbf" + swschema.to_xml(record, indent=True) + b"<!-- end -->\n"
    (tmp_path / "record.xml").write_bytes(xml)
    status, _out, _err = call(
        "pack", tmp_path / "record.xml", tmp_path / "scans", "-o", tmp_path / "p.zip"
    )
    assert status == 0
    with zipfile.ZipFile(tmp_path / "p.zip") as archive:
        assert archive.read("p/data/records/materials.xml") == xml


@pytest.mark.parametrize(
    "name", ["dossier/hangzhou-xx", "message/new-registration", "interview/full"]
)
def test_any_record_is_packed(name: str, tmp_path: Path) -> None:
    record = make_case(read(VALID / f"{name}.json"), tmp_path)
    assert pack(tmp_path)[0] == 0
    with (tmp_path / "p.zip").open("rb") as file:
        files = read_package(file).files
    names = {
        each["fileName"] for _path, each in find_attachments(record, root(record["recordType"]))
    }
    assert len(files) == len(names) + 1 > 1


def rounds(folder: Path) -> tuple[dict[str, Any], str]:
    """Write a dossier whose rounds have files of one name; return it, and an id of a round."""
    dossier = read(VALID / "dossier/hangzhou-xx.json")
    first, second = dossier["materialsRounds"][:2]
    for record, extra in ((first, b"1"), (second, b"2")):
        attachment = record["attachments"][0]
        attachment |= {
            "fileName": "税务说明.pdf",
            "sizeBytes": 1,
            "documentTypeCode": "OTHER_DOCUMENT",
        }
        attachment["sha256"] = hashlib.sha256(extra).hexdigest()
    for path, attachment in find_attachments(dossier, root("dossier")):
        if path[:3] not in (("materialsRounds", 0, "attachments"),) or path[3]:
            attachment.setdefault("uri", "https://files.example.com/a")  # type: ignore[attr-defined]
    (folder / "scans").mkdir()
    (folder / "scans/税务说明.pdf").write_bytes(b"1")
    (folder / "record.json").write_text(json.dumps(dossier), encoding="utf-8")
    return dossier, second["materialsId"]


def test_rounds_with_files_of_one_name_have_folders_of_their_own(tmp_path: Path) -> None:
    _dossier, second = rounds(tmp_path)
    status, err = pack(tmp_path)
    assert status == 1
    assert f"put it into a folder {second}" in err
    (tmp_path / "scans" / second).mkdir()
    (tmp_path / "scans" / second / "税务说明.pdf").write_bytes(b"2")
    status, err = pack(tmp_path)
    assert status == 0, err
    assert call("unpack", tmp_path / "p.zip", "-o", tmp_path / "out")[0] == 0
    again = ("pack", tmp_path / "out/data/records/dossier.json", tmp_path / "out/data/attachments")
    assert call(*again, "-o", tmp_path / "again.zip")[0] == 0
    settings = Settings(attachments=tmp_path / "out/data/attachments")
    report = swschema.validate(tmp_path / "out/data/records/dossier.json", settings=settings)
    assert not [problem for problem in report.problems if problem.code == "MT09"]


def test_every_file_that_is_wrong_is_named(case: Path) -> None:
    missing, changed, longer, *_others = sorted((case / "scans").iterdir())
    missing.unlink()
    content = bytearray(changed.read_bytes())
    content[0] ^= 1
    changed.write_bytes(content)
    longer.write_bytes(longer.read_bytes() + b"x")
    status, err = pack(case)
    assert status == 1
    assert f"{missing.name}: " in err
    assert err.count("\n") == 1  # what is missing is known before anything is read
    missing.write_bytes(b"x")
    status, err = pack(case)
    assert all(f"{path.name}: " in err for path in (missing, changed, longer))
    assert leftovers(case) == []


def test_file_that_no_attachment_is_of_stays_outside(case: Path) -> None:
    (case / "scans/私人.pdf").write_bytes(b"x")
    (case / "scans/.DS_Store").write_bytes(b"x")
    status, err = pack(case)
    assert (status, err.count("not packed")) == (0, 1)
    assert "私人.pdf: not packed" in err


def test_content_in_the_record_or_elsewhere_needs_no_file(case: Path) -> None:
    record = read(case / "record.json")
    record["attachments"][0]["uri"] = "https://files.example.com/a.pdf"
    (case / "scans" / record["attachments"][0]["fileName"]).unlink()
    (case / "record.json").write_text(json.dumps(record), encoding="utf-8")
    assert pack(case)[0] == 0


def test_link_out_of_the_folder_is_not_followed(case: Path) -> None:
    chosen = next((case / "scans").iterdir())
    chosen.rename(case / "outside.pdf")
    chosen.symlink_to(case / "outside.pdf")
    status, err = pack(case)
    assert status == 1
    assert f"{chosen.name}: is a link that leads out" in err


def test_name_that_windows_has_no_file_of_is_refused(case: Path) -> None:
    record = read(case / "record.json")
    for attachment, name in zip(record["attachments"], ("a:b.pdf", "NUL.pdf"), strict=False):
        (case / "scans" / attachment["fileName"]).rename(case / "scans" / name)
        attachment["fileName"] = name
    (case / "record.json").write_text(json.dumps(record), encoding="utf-8")
    status, err = pack(case)
    assert status == 1
    assert "a:b.pdf" in err
    assert "NUL.pdf" in err


def test_name_in_another_normalization_form_is_the_same(case: Path) -> None:
    record = read(case / "record.json")
    attachment = record["attachments"][0]
    decomposed = unicodedata.normalize("NFD", "Zoë Ångström.pdf")
    (case / "scans" / attachment["fileName"]).rename(case / "scans" / decomposed)
    attachment["fileName"] = unicodedata.normalize("NFC", decomposed)
    (case / "record.json").write_text(json.dumps(record), encoding="utf-8")
    assert pack(case)[0] == 0
    with zipfile.ZipFile(case / "p.zip") as archive:
        assert f"p/data/attachments/{attachment['fileName']}" in archive.namelist()


def test_draft_states_its_files_first(tmp_path: Path) -> None:
    draft = read(VALID / "materialsDraft/customs-resubmission.json")
    del draft["attachments"][0]["sha256"]
    (tmp_path / "scans").mkdir()
    (tmp_path / "record.json").write_text(json.dumps(draft), encoding="utf-8")
    status, err = pack(tmp_path)
    assert status == 1
    assert "/attachments/0: does not state its file (sha256): run swschema attach first" in err


def test_invalid_record_is_not_packed(case: Path) -> None:
    (case / "record.json").write_text('{"recordType": "materials"}', encoding="utf-8")
    assert pack(case)[0] == 1
    assert leftovers(case) == []


def test_package_is_not_overwritten_unasked(package: Path) -> None:
    assert pack(package.parent)[0] == 2
    assert pack(package.parent, "--force")[0] == 0


def test_full_disk_leaves_nothing(case: Path) -> None:
    for number, path in enumerate((case / "scans").iterdir()):
        path.write_bytes(random.Random(number).randbytes(500_000))
    record = read(case / "record.json")
    for attachment in record["attachments"]:
        content = (case / "scans" / attachment["fileName"]).read_bytes()
        attachment["sizeBytes"] = len(content)
        attachment["sha256"] = hashlib.sha256(content).hexdigest()
    (case / "record.json").write_text(json.dumps(record), encoding="utf-8")
    assert pack(case)[0] == 0
    (case / "p.zip").rename(case / "whole.zip")
    commands = {
        "p.zip": ("pack", "record.json", "scans", "-o", "p.zip"),
        "out": ("unpack", "whole.zip", "-o", "out"),
    }
    for out, arguments in commands.items():
        done = subprocess.run(
            [sys.executable, "-m", "swschema", *arguments],
            cwd=case,
            capture_output=True,
            check=False,
            # As on a full disk, writing fails after so many bytes.
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000)),
        )
        assert done.returncode == 2, done.stderr
        assert b"file too large" in done.stderr
        assert not (case / out).exists()
    assert leftovers(case) == ["whole.zip"]


def is_whole(out: Path) -> bool:
    """Return whether what a killed command has left is not there, or whole."""
    if out.is_dir():
        return bool(bagit.Bag(str(out)).validate())
    if out.exists():
        with out.open("rb") as file:
            return len(read_package(file).files) > 1
    return True


def test_killed_commands_leave_nothing_half(tmp_path: Path) -> None:
    make_case(read(MATERIALS), tmp_path, lambda number: random.Random(number).randbytes(4_000_000))
    assert pack(tmp_path)[0] == 0
    (tmp_path / "p.zip").rename(tmp_path / "whole.zip")
    commands = {
        "p.zip": ("pack", "record.json", "scans", "-o", "p.zip"),
        "out": ("unpack", "whole.zip", "-o", "out"),
    }
    chosen = random.Random(20260401)
    for out, arguments in commands.items():
        killed = 0
        while killed < KILLS:
            process = subprocess.Popen(
                [sys.executable, "-m", "swschema", *arguments],
                cwd=tmp_path,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            time.sleep(chosen.uniform(0.2, 0.9))
            process.send_signal(signal.SIGKILL)
            process.wait()
            assert is_whole(tmp_path / out)
            killed += 1
            if (tmp_path / out).exists():
                (tmp_path / out).rename(tmp_path / f"{out}-{killed}")
        assert subprocess.run(
            [sys.executable, "-m", "swschema", *arguments],
            cwd=tmp_path,
            capture_output=True,
            check=True,
        )
        assert is_whole(tmp_path / out)
        assert (tmp_path / out).exists()

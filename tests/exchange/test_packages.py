"""Packages hold a record with the files of its attachments, and are refused where they do not."""

from __future__ import annotations

import hashlib
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import bagit
import pytest

from conftest import SAMPLES
from exchange.commands import call

VALID = SAMPLES / "valid"
MATERIALS = VALID / "materials/hangzhou-xx-submitted.json"
PACKED_AT = datetime(2018, 3, 12, 9, 30, tzinfo=UTC)


def make_case(value: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Write a file for each attachment of a record, and return the record that states them."""
    folder.mkdir()
    attachments = value["attachments"]
    for number, each in enumerate(attachments):
        content = f"{number}: {each['fileName']}\n".encode() * (1 + number * 1000)
        (folder / each["fileName"]).write_bytes(content)
        each["sizeBytes"], each["sha256"] = len(content), hashlib.sha256(content).hexdigest()
    return value


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Return a folder with a record, and a folder with the files of its attachments."""
    record = make_case(json.loads(MATERIALS.read_bytes()), tmp_path / "scans")
    (tmp_path / "materials.json").write_text(json.dumps(record), encoding="utf-8")
    return tmp_path


@pytest.fixture
def package(case: Path) -> Path:
    status, _out, err = call("pack", case / "materials.json", case / "scans", "-o", case / "p.zip")
    assert status == 0, err
    return case / "p.zip"


def test_package_is_a_bag(package: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        archive.extractall(package.parent / "judged")
    bag = bagit.Bag(str(package.parent / "judged/p"))
    assert bag.validate()
    assert (bag.version_info, bag.encoding) == ((1, 0), "UTF-8")
    assert bag.info["External-Identifier"] == json.loads(MATERIALS.read_bytes())["materialsId"]


def test_unpacked_package_is_what_was_packed(package: Path) -> None:
    out = package.parent / "out"
    status, _out, err = call("unpack", package, "-o", out)
    assert status == 0, err
    assert (out / "data/records/materials.json").read_bytes() == (
        package.parent / "materials.json"
    ).read_bytes()
    scans = {path.name: path.read_bytes() for path in (package.parent / "scans").iterdir()}
    assert {path.name: path.read_bytes() for path in (out / "data/attachments").iterdir()} == scans
    assert bagit.Bag(str(out)).validate()
    assert call("unpack", package, "-o", out)[0] == 2  # it is there
    assert not [*package.parent.glob(".swschema-*")]


def test_changed_file_is_not_packed(case: Path) -> None:
    changed = next((case / "scans").iterdir())
    content = bytearray(changed.read_bytes())
    content[0] ^= 1
    changed.write_bytes(content)
    status, _out, err = call("pack", case / "materials.json", case / "scans", "-o", case / "p.zip")
    assert status == 1
    assert changed.name in err
    assert not [*case.glob("*.zip"), *case.glob(".swschema-*")]

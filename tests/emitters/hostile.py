"""Documents that no client may fall over: hostile ones, and valid ones that are long."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import Any

import orjson

import swschema
from conftest import sample_path
from swschema.schema.files import NAMESPACE

ROOT = f'<registration xmlns="{NAMESPACE}" schemaVersion="1.0">'
HOSTILE: dict[str, bytes] = {
    "laughs.xml": b'<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    + f"{ROOT}&b;</registration>".encode(),
    "outside.xml": b'<!DOCTYPE r SYSTEM "file:///etc/passwd">' + f"{ROOT}</registration>".encode(),
    "entity.xml": f"{ROOT}&nbsp;</registration>".encode(),
    "deep.xml": b"<a>" * 100_000,
    "deeper.xml": (ROOT + "<application>" * 100_000).encode(),
    "old.xml": f'<?xml version="1.1"?>{ROOT}</registration>'.encode(),
    "empty.xml": b"",
    "empty.json": b"",
    "deep.json": b"[" * 100_000,
    "deeper.json": b'{"a":' * 100_000,
    "surrogate.json": rb'{"recordType":"registration","registrationId":"\ud800"}',
    "twice.json": b'{"recordType":"registration","recordType":"registration"}',
    "prototype.json": b'{"recordType":"__proto__"}',
    "member.json": b'{"recordType":"registration","__proto__":{"status":"X"}}',
    "utf-8.json": b'{"recordType":"\xff"}',
    "null.json": b"null",
}
LARGEST = 1_048_576  # bytes of an attachment's content
NUMBERS = ("1e999999999", "1e-999999999", "9007199254740993", "1.5", "1" * 5000, "-1", "true")


def _registration() -> dict[str, Any]:
    found: dict[str, Any] = orjson.loads(sample_path("registration/hangzhou-xx").read_bytes())
    return found


def write_hostile(folder: Path) -> list[Path]:
    """Write documents that are invalid into a folder, and return their paths."""
    folder.mkdir()
    made = dict(HOSTILE)
    text = orjson.dumps(_registration()).decode()
    attachment = '"sizeBytes":'
    before, _mark, behind = text.partition(attachment)
    rest = behind[len(behind) - len(behind.lstrip("0123456789")) :]
    for index, number in enumerate(NUMBERS):
        made[f"number-{index}.json"] = f"{before}{attachment}{number}{rest}".encode()
    for name, content in made.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in made]


def write_unknown(folder: Path) -> list[Path]:
    """Write a record with a code that no list has into a folder, in both syntaxes."""
    folder.mkdir()
    value = _registration()
    value["status"] = "FUTURE_STATE"
    value["application"]["importModes"].append("1210")
    path = folder / "code.json"
    path.write_bytes(orjson.dumps(value))
    path.with_suffix(".xml").write_bytes(swschema.to_xml(path))
    return [path, path.with_suffix(".xml")]


def write_long(folder: Path) -> list[Path]:
    """Write valid documents with texts as long as they may be, and odd ones, in both syntaxes."""
    folder.mkdir()
    value = _registration()
    value["application"]["companyProfile"]["text"] = "a " * 1999 + "𠮷b"
    profile = _registration()
    profile["application"]["companyProfile"]["text"] = "a & b < c > d ]]>\r\n\te\"f' 𠮷 é"
    empty = _registration()
    empty["decisions"] = []
    content = _registration()
    attachment = content["application"]["attachments"][0]
    attachment["content"] = base64.b64encode(bytes(LARGEST)).decode()
    attachment["sizeBytes"] = LARGEST
    attachment["sha256"] = hashlib.sha256(bytes(LARGEST)).hexdigest()
    paths = []
    for index, each in enumerate((value, profile, empty, content)):
        path = folder / f"{index}.json"
        path.write_bytes(orjson.dumps(each))
        path.with_suffix(".xml").write_bytes(swschema.to_xml(path))
        paths += [path, path.with_suffix(".xml")]
    return paths

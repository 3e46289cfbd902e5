"""A library or tables that are missing, foreign, damaged or of another version: Python's path."""

from __future__ import annotations

import ctypes.util
import os
import shutil
import subprocess
import sys
import zlib
from pathlib import Path
from random import Random

import pytest

from conftest import SAMPLES
from swschema.limits import DEFAULT_LIMITS
from swschema.native import library
from swschema.native.elf import is_whole
from swschema.native.library import FOLDERS, NAME, PACKAGE, NativeCore, load_core

TABLES = (PACKAGE / "v1.tables").read_bytes()
HEAD = 12  # bytes before the body: what tables begin with, and their checksum
TYPICAL = SAMPLES / "valid/registration/hangzhou-xx.json"


@pytest.fixture
def path(core: NativeCore) -> Path:
    assert core
    return next(folder / NAME for folder in FOLDERS if (folder / NAME).is_file())


def test_library_that_is_cut_off_is_not_loaded(path: Path, tmp_path: Path) -> None:
    data, copy = path.read_bytes(), tmp_path / NAME
    for length in (0, 1, 16, 63, 64, 4096, len(data) // 2, len(data) - 4096, len(data) - 1):
        copy.write_bytes(data[:length])
        assert not is_whole(copy), length
        with pytest.raises(ValueError, match=NAME):
            load_core(copy, TABLES)


def test_whole_library_is_loaded(path: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(path, tmp_path))
    judged = load_core(copy, TABLES).judge_json(TYPICAL.read_bytes(), DEFAULT_LIMITS)
    assert judged == "registration"


@pytest.mark.skipif(sys.platform != "linux", reason="needs a library of the system by its path")
def test_foreign_library_is_refused(tmp_path: Path) -> None:
    name = ctypes.util.find_library("m")
    found = [each for each in Path("/lib").glob(f"*/{name}") if is_whole(each)]
    assert found
    with pytest.raises(AttributeError):
        load_core(found[0], TABLES)
    text = tmp_path / NAME
    text.write_text("no library\n" * 20)
    with pytest.raises(OSError, match=NAME):
        load_core(text, TABLES)


def test_damaged_tables_are_refused(path: Path) -> None:
    random = Random("tables")
    damaged = [TABLES[:length] for length in (0, 8, HEAD, 1000, len(TABLES) - 1)]
    damaged += [TABLES + b"\0", TABLES.replace(b"\x00\x01", b"\x00\x02", 1)]
    for _ in range(20):
        at = random.randrange(len(TABLES))
        damaged.append(TABLES[:at] + bytes((TABLES[at] ^ 1,)) + TABLES[at + 1 :])
    for tables in damaged:
        with pytest.raises(ValueError, match=NAME):
            load_core(path, tables)


def test_wrong_tables_crash_nothing(path: Path) -> None:
    random, data = Random("wrong"), TYPICAL.read_bytes()
    refused = 0
    for _ in range(200):
        body = bytearray(TABLES[HEAD:])
        for _change in range(random.choice((1, 3, 30))):
            body[random.randrange(len(body))] = random.randrange(256)
        tables = TABLES[: HEAD - 4] + zlib.crc32(body).to_bytes(4, "little") + body
        try:
            load_core(path, tables).judge_json(data, DEFAULT_LIMITS)
        except ValueError:
            refused += 1
    assert 0 < refused < 200


def _describe(monkeypatch: pytest.MonkeyPatch, **changed: object) -> str:
    for name, value in changed.items():
        monkeypatch.setattr(library, name, value)
    library.find_core.cache_clear()
    described = library.describe_core()
    monkeypatch.undo()
    library.find_core.cache_clear()
    return described


def test_version_says_why_there_is_none(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _describe(monkeypatch) == "in use, tables of v1"
    assert _describe(monkeypatch, FOLDERS=()) == "not installed"
    (tmp_path / NAME).write_bytes(path.read_bytes()[:5000])
    assert _describe(monkeypatch, FOLDERS=(tmp_path,)) == "not usable (ValueError)"
    assert _describe(monkeypatch, PACKAGE=tmp_path) == "not usable (FileNotFoundError)"


@pytest.mark.usefixtures("core")
def test_environment_switches_it_off() -> None:
    program = [sys.executable, "-m", "swschema"]
    environment = {**os.environ, "SWSCHEMA_NATIVE": "0"}
    told = subprocess.run([*program, "--version"], env=environment, capture_output=True, text=True)
    assert told.stdout.splitlines()[-1] == "native core: switched off by SWSCHEMA_NATIVE=0"
    told = subprocess.run([*program, "--version"], capture_output=True, text=True)
    assert told.stdout.splitlines()[-1] == "native core: in use, tables of v1"

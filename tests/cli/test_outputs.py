"""Outputs: whole or not at all, in the right place, and never over what is read."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import sqlite3
import stat
import subprocess
import sys
import threading
import time
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from conftest import SAMPLES
from swschema.report import FORMATS

VALID = SAMPLES / "valid/registration/hangzhou-xx.json"
FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")


def run(*arguments: object, cwd: Path, **options: Any) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "swschema", *map(str, arguments)]
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    return subprocess.run(command, cwd=cwd, check=False, timeout=120, **options)


def run_shell(script: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    script = script.replace("swschema", f"{sys.executable} -m swschema")
    return subprocess.run(["bash", "-c", script], cwd=cwd, check=False, capture_output=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(VALID, tmp_path / "x.json")
    (tmp_path / "y.json").symlink_to("x.json")
    return tmp_path


@needs_full
@pytest.mark.parametrize(
    "arguments",
    [
        ["validate", "x.json"],
        ["validate", "x.json", "--format", "json"],
        ["convert", "x.json"],
        ["status", "x.json"],
        ["rules", "list"],
        ["schemas", "registration"],
    ],
)
def test_full_standard_output_is_exit_status_2_with_one_line(
    folder: Path, arguments: list[str]
) -> None:
    with FULL.open("wb") as full:
        done = run(*arguments, cwd=folder, stdout=full)
    assert done.returncode == 2
    assert done.stderr.decode().splitlines() == [
        "swschema: the output cannot be written: no space left on device"
    ]


@needs_full
@pytest.mark.parametrize("form", ["text", "json", "ndjson", "html"])
def test_full_output_file_is_exit_status_2_with_one_line(folder: Path, form: str) -> None:
    done = run("validate", "x.json", "--format", form, "-o", FULL, cwd=folder)
    assert done.returncode in ({2} if form != "ndjson" else {0, 2})  # nothing to write is no error
    assert b"Traceback" not in done.stderr


@needs_full
def test_full_standard_error_leaves_the_verdict(folder: Path) -> None:
    with FULL.open("wb") as full:
        done = run("validate", "x.json", cwd=folder, stderr=full)
    assert (done.returncode, done.stdout) == (0, b"x.json: registration (JSON) passed\n")


@pytest.mark.parametrize(
    ("script", "status", "words"),
    [
        ("swschema validate x.json >&-", 2, b"swschema: the output cannot be written: it is clos"),
        ("swschema validate x.json 2>&-", 0, b""),
        ("swschema validate x.json <&-", 0, b""),
        ("swschema convert x.json -o out.xml >&- 2>&- <&-", 0, b""),
        ("swschema validate x.json >&- 2>&-", 2, b""),
    ],
)
def test_closed_standard_stream_is_no_traceback(
    folder: Path, script: str, status: int, words: bytes
) -> None:
    done = run_shell(script, folder)
    assert done.returncode == status
    assert done.stderr.startswith(words)
    assert len(done.stderr.splitlines()) == bool(words)


def test_output_that_nobody_reads_any_more_ends_the_run_quietly(folder: Path) -> None:
    lines = VALID.read_text(encoding="utf-8").replace("\n", "") + "\n"
    (folder / "many.ndjson").write_text(lines.replace("SELF", "NOBODY") * 2_000, encoding="utf-8")
    done = run_shell(
        "swschema validate many.ndjson --format ndjson | head -n 1; exit ${PIPESTATUS[0]}", folder
    )
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize(
    "arguments",
    [
        ["validate", "x.json", "-o", "x.json"],
        ["validate", "x.json", "-o", "y.json"],
        ["validate", "y.json", "-o", "x.json"],
        ["validate", ".", "--format", "json", "-o", "report.json"],
        ["validate", "x.json", "--summary", "y.json"],
        ["validate", "x.json", "-o", "f.txt", "--summary", "./f.txt"],
        ["validate", "x.json", "--summary", "f.txt", "--summary", "f.txt"],
        ["validate", "x.json", "--attachments", ".", "-o", "scan.pdf"],
        ["validate", "a.part", "--format", "ndjson", "-o", "a"],
        ["convert", "x.json", "-o", "y.json"],
        ["convert", ".", "--to", "xml", "-o", "out"],
        ["convert", ".", "-o", "all.ndjson"],
        ["dossier", "assemble", "x.json", "-o", "x.json"],
    ],
)
def test_what_is_read_is_not_written_over(folder: Path, arguments: list[str]) -> None:
    shutil.copy(VALID, folder / "a.part")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    done = run(*arguments, cwd=folder)
    assert done.returncode == 2
    assert b"Error: " in done.stderr
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_redirected_standard_input_is_not_written_over(folder: Path) -> None:
    done = run_shell("swschema validate - -o x.json <x.json", folder)
    assert done.returncode == 2
    assert (folder / "x.json").read_bytes() == VALID.read_bytes()


def test_link_is_followed_to_its_file_which_keeps_its_mode(folder: Path) -> None:
    out = folder / "real/out.txt"
    out.parent.mkdir()
    out.write_text("old", encoding="utf-8")
    out.chmod(0o640)
    (folder / "link.txt").symlink_to("real/out.txt")
    assert run("validate", "x.json", "-o", "link.txt", cwd=folder).returncode == 0
    assert (folder / "link.txt").is_symlink()
    assert "passed" in out.read_text(encoding="utf-8")
    assert stat.S_IMODE(out.stat().st_mode) == 0o640


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_owner_of_a_file_is_kept(folder: Path) -> None:
    out = folder / "out.txt"
    out.write_text("old", encoding="utf-8")
    os.chown(out, 1234, 2345)
    assert run("validate", "x.json", "-o", "out.txt", cwd=folder).returncode == 0
    assert (out.stat().st_uid, out.stat().st_gid) == (1234, 2345)


@pytest.mark.parametrize("form", ["text", "ndjson"])
def test_device_stays_a_device(folder: Path, form: str) -> None:
    null = folder / "null"
    try:
        os.mknod(null, stat.S_IFCHR | 0o666, os.makedev(1, 3))
        null.open("wb").close()
    except PermissionError:
        pytest.skip("only root can make a device, where the file system allows it")
    assert run("validate", "x.json", "--format", form, "-o", null, cwd=folder).returncode == 0
    assert null.is_char_device()


@pytest.mark.parametrize("form", ["text", "ndjson"])
def test_pipe_is_written_to_in_place(folder: Path, form: str) -> None:
    pipe, read = folder / "pipe", list[bytes]()
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    (folder / "bad.json").write_bytes(VALID.read_bytes().replace(b"SELF", b"NOBODY"))
    done = run("validate", "bad.json", "--format", form, "-o", pipe, cwd=folder)
    reader.join(60)
    assert done.returncode == 1
    assert pipe.is_fifo()
    assert b"applicantMode" in read[0]


def test_second_run_with_one_output_is_refused(folder: Path) -> None:
    part = folder / "out.ndjson.part"
    with part.open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        held.write(b"first")
        held.flush()
        done = run("validate", "x.json", "--format", "ndjson", "-o", "out.ndjson", cwd=folder)
        assert done.returncode == 2
        assert done.stderr.decode() == "swschema: out.ndjson: another run is writing it\n"
        assert part.read_bytes() == b"first"
    done = run("validate", "x.json", "--format", "ndjson", "-o", "out.ndjson", cwd=folder)
    assert (done.returncode, part.exists()) == (0, False)


def test_second_run_learns_which_process_is_writing(folder: Path) -> None:
    lines = VALID.read_text(encoding="utf-8").replace("\n", "") + "\n"
    source = folder / "many.ndjson"
    os.mkfifo(source)
    arguments = ["validate", str(source), "--format", "ndjson", "-o", "out.ndjson"]
    first = subprocess.Popen([sys.executable, "-m", "swschema", *arguments], cwd=folder)
    with source.open("w", encoding="utf-8") as written:  # waits for the first run
        while not (folder / "out.ndjson.journal").exists():
            time.sleep(0.01)
        done = run("validate", "x.json", "--format", "ndjson", "-o", "out.ndjson", cwd=folder)
        written.write(lines.replace('"SELF"', '"NOBODY"') * 3)
    assert done.returncode == 2
    assert f"out.ndjson: another run, process {first.pid}, is writing it" in done.stderr.decode()
    assert first.wait(60) == 1
    assert len((folder / "out.ndjson").read_bytes().splitlines()) == 3


@pytest.mark.parametrize("change", ["in place", "shorter"])
def test_output_that_was_changed_is_not_gone_on_with(folder: Path, change: str) -> None:
    part, out = folder / "out.ndjson.part", folder / "out.ndjson"
    (folder / "bad.json").write_bytes(VALID.read_bytes().replace(b"SELF", b"NOBODY"))
    arguments = ["validate", "bad.json", "--format", "ndjson", "-o", "out.ndjson"]
    assert run(*arguments, cwd=folder).returncode == 1
    whole = out.read_bytes()
    out.unlink()
    out.mkdir()  # so that the end of the next run fails, and what it has done stays
    assert run(*arguments, cwd=folder).returncode == 2
    assert part.read_bytes() == whole
    part.write_bytes(whole[:-9] if change == "shorter" else whole.replace(b"enum", b"ENUM"))
    out.rmdir()
    assert run(*arguments, "--resume", cwd=folder).returncode == 1
    assert out.read_bytes() == whole


def test_damaged_journal_is_exit_status_2(folder: Path) -> None:
    journal = folder / "out.ndjson.journal"
    arguments = ["validate", "x.json", "--format", "ndjson", "-o", "out.ndjson", "--resume"]
    with closing(sqlite3.connect(journal)) as base, base:
        base.execute("CREATE TABLE run (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID")
        base.execute("INSERT INTO run VALUES ('checkpoint', 'no JSON')")
    done = run(*arguments, cwd=folder)
    assert done.returncode == 2
    assert done.stderr.decode().splitlines() == [f"swschema: {journal}: the journal is damaged"]
    journal.write_bytes(b"no database at all" * 100)
    done = run(*arguments, cwd=folder)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_folder_is_written_whole_and_not_through_links_that_leave_it(folder: Path) -> None:
    outside = folder / "outside"
    outside.mkdir()
    (outside / "precious.json").write_text("{}", encoding="utf-8")
    made = folder / "made"
    made.mkdir()
    (made / "bundles").symlink_to(outside)
    done = run("schemas", "--write", "made", cwd=folder)
    assert done.returncode == 2
    assert b"made/bundles: this link leaves the folder" in done.stderr
    assert [path.name for path in made.iterdir()] == ["bundles"]
    assert [path.name for path in outside.iterdir()] == ["precious.json"]
    (made / "bundles").unlink()
    (made / "catalog.xml").symlink_to(outside / "precious.json")
    assert run("schemas", "--write", "made", cwd=folder).returncode == 0
    assert (outside / "precious.json").read_text(encoding="utf-8") == "{}"
    assert not (made / "catalog.xml").is_symlink()


ACTING = "\x1b]0;pwned\x07\x9b31m\u202ecod\n::error ::x"


@pytest.mark.parametrize("arguments", [["validate"], ["convert", "--to", "xml"], ["digest"]])
def test_name_of_a_member_does_not_act_on_a_terminal(folder: Path, arguments: list[str]) -> None:
    archive = folder / "in.zip"
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr(f"{ACTING}.json", b"{")
        made.writestr(f"{ACTING}.zip", b"PK\x03\x04 is none")
    command, *options = arguments
    done = run(command, archive, *options, cwd=folder)
    shown = (done.stdout + done.stderr).decode()
    assert done.returncode in (1, 2)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e]", shown)
    assert not re.search("^::", shown, re.MULTILINE)


@pytest.mark.parametrize("form", FORMATS)
def test_name_of_a_file_does_not_act_in_any_format(folder: Path, form: str) -> None:
    name = "::error ::\x9b31m\u202e\x1b.json"
    (folder / name).write_bytes(b'{"recordType": "registration", "\xc2\x9b31m\xe2\x80\xae": 1}')
    done = run("validate", name, "--format", form, cwd=folder)
    shown = done.stdout.decode()
    assert done.returncode == 1
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e]", shown)
    assert form == "github" or not re.search("^(::|##)", shown, re.MULTILINE)

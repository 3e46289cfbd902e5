"""What rules have to say of several documents in one go, on the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from conftest import SAMPLES

VALID = SAMPLES / "valid"
MESSAGE = VALID / "message/new-materials.json"


def run(*paths: Path | str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "swschema", "validate", "--no-config", *map(str, paths)],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def changed(path: Path, folder: Path, **members: Any) -> Path:
    made = folder / "changed.json"
    made.write_text(json.dumps({**json.loads(path.read_bytes()), **members}), encoding="utf-8")
    return made


def test_two_messages_may_not_share_an_identifier(tmp_path: Path) -> None:
    status, out, _ = run(MESSAGE, changed(MESSAGE, tmp_path, note="又一份报文"))
    assert status == 1
    assert "error EN02: Another message among these documents has the same message" in out
    assert "at /messageId" in out


def test_one_message_may_come_twice_and_in_both_syntaxes() -> None:
    assert run(MESSAGE, MESSAGE, MESSAGE.with_suffix(".xml"))[0] == 0


def test_records_that_belong_together_are_told_so() -> None:
    registration = VALID / "registration/hangzhou-xx-completed.json"
    interview = VALID / "interview/hangzhou-xx.xml"
    status, _, err = run(registration, interview)
    assert status == 0
    assert f"{registration}, {interview} belong to one registration; rules AG03, " in err
    assert "run swschema dossier assemble" in err
    assert "belong" not in run(registration, registration.with_suffix(".xml"))[2]
    assert "belong" not in run(registration, VALID / "interview/agency-run.json")[2]

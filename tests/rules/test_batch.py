"""What rules have to say of several documents in one go, on the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import swschema
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


def receipt(folder: Path, name: str, own: str, answers: str) -> Path:
    """Save a receipt with an identifier, that of the message that it answers."""
    value = json.loads((VALID / "message/receipt-approved.json").read_bytes())
    value |= {"messageId": own, "receipt": {**value["receipt"], "messageRef": answers}}
    made = folder / f"{name}.json"
    made.write_text(json.dumps(value), encoding="utf-8")
    return made


MESSAGE_ID, FIRST, SECOND = (f"{n}EE06BA5-C48E-56E4-A974-542E14F3950A" for n in "ABC")


def test_a_receipt_may_not_answer_a_receipt(tmp_path: Path) -> None:
    first = receipt(tmp_path, "first", FIRST, MESSAGE_ID)
    second = receipt(tmp_path, "second", SECOND, FIRST.lower())
    status, out, _ = run(first, second)
    assert status == 1
    assert "error EN07: The message that the receipt answers (messageRef) is a receipt" in out
    assert out.count("EN07") == 1
    assert "at /receipt/messageRef" in out


def test_a_receipt_may_not_answer_a_receipt_that_comes_after_it(tmp_path: Path) -> None:
    second = receipt(tmp_path, "second", SECOND, FIRST)
    first = receipt(tmp_path, "third", FIRST, MESSAGE_ID)
    status, out, _ = run(second, first)
    assert status == 1
    assert "error EN07: Another receipt among these documents answers this one" in out
    assert out.count("EN07") == 1


def test_several_receipts_may_answer_one_message(tmp_path: Path) -> None:
    first = receipt(tmp_path, "first", FIRST, MESSAGE_ID)
    second = receipt(tmp_path, "second", SECOND, MESSAGE_ID)
    assert run(second, first, second)[0] == 0


def test_a_batch_of_python_knows_receipts(tmp_path: Path) -> None:
    batch = swschema.Batch()
    texts = [
        receipt(tmp_path, "first", FIRST, MESSAGE_ID).read_bytes(),
        receipt(tmp_path, "second", SECOND, FIRST).read_bytes(),
    ]
    found = [swschema.validate(text, batch=batch).problems for text in texts]
    assert [[each.code for each in problems] for problems in found] == [[], ["EN07"]]


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

"""The fuzzer's properties hold for every sample, and the fuzzer would see them break."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from conftest import SAMPLES

sys.path.insert(0, str(Path(__file__).parent))

from command_line import check_command_line
from objects import VALUES, check_object
from properties import check

FILES = sorted(
    path
    for folder in ("valid", "variants", "invalid")
    for path in (SAMPLES / folder).rglob("*.*")
    if path.stat().st_size < 30_000
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SAMPLES).as_posix())
def test_sample_keeps_the_properties(path: Path) -> None:
    check(path.read_bytes())


def test_lossy_conversion_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    import swschema

    small = (SAMPLES / "valid/registration/hangzhou-xx-account-opened.json").read_bytes()
    lossless = swschema.to_json
    monkeypatch.setattr(
        swschema, "to_json", lambda data: lossless(data).replace(b"SELF", b"AGENCY")
    )
    with pytest.raises(AssertionError):
        check(small)


@pytest.mark.parametrize("number", range(len(VALUES)))
def test_no_object_gets_through_as_another_error(number: int) -> None:
    drawn = random.Random(number)
    check_object(bytes([number]))  # the object is the document
    for _each in range(6):
        check_object(bytes((number, *(drawn.randrange(256) for _turn in range(5)))))


@pytest.mark.parametrize("command", range(7))
def test_no_bytes_end_a_command_otherwise_than_documented(command: int) -> None:
    drawn = random.Random(command)
    for path in drawn.sample(FILES, 4):
        data = bytearray(path.read_bytes())
        data[drawn.randrange(len(data))] = drawn.randrange(256)
        check_command_line(bytes((command, drawn.randrange(9))) + data)

"""Hostile documents get their verdict and do no harm.

What is counted: the processor time of each step (validating, converting both ways, the command
line, the report in each format) on its own, beside that of a fixed piece of work, since no machine
is as fast as another, or always as fast; and the peak of the process's resident memory above what
it had after a small valid document in both syntaxes.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import swschema
from conftest import ROOT, SAMPLES
from swschema.report import FORMATS

EVIL = json.loads((SAMPLES / "evil/manifest.json").read_bytes())["samples"]
PLAIN = SAMPLES / "valid/registration/hangzhou-xx-account-opened.json"
# The command line opens archives, and finds nothing in these that it can read.
PACKED = {"json-zip", "xml-gzip"}
MOST_YARDSTICKS = 450  # two seconds where nothing else runs
# The reference engine is written in Python: it has as many times as much.
SLOWER = 5
MOST_MIB = 128  # beside this part of the document's size
MOST_OF_SIZE = 4
# Attachments: 47 make 64 MiB, which `make soak` takes.
SCANS = int(os.environ.get("SCANS", "12"))
MOST_CONTENT = 1024 * 1024  # bytes
LONGEST_REPORT = 2_000_000  # bytes
# A parser that opens it waits for ever: nobody writes to it.
TARGET = b"/etc/hostname"


def generated(sample: dict[str, Any]) -> bytes:
    return b"".join(_repeated(piece) for piece in sample["generate"])


def _repeated(piece: dict[str, Any]) -> bytes:
    text, times = _text(piece), int(piece["times"])
    if "#" not in text:
        return (text * times).encode()
    return "".join([text.replace("#", str(number)) for number in range(times)]).encode()


def _text(piece: dict[str, Any]) -> str:
    if "text" in piece:
        return str(piece["text"])
    return "".join(_text(each) * each["times"] for each in piece["pieces"])


def document(sample: dict[str, Any], folder: Path) -> Path:
    """Return a file with the document, whose target is a pipe that must not be opened."""
    data = (
        generated(sample)
        if "generate" in sample
        else (SAMPLES / "evil" / sample["file"]).read_bytes()
    )
    pipe = folder / "pipe"
    os.mkfifo(pipe)
    path = folder / f"document.{sample['syntax']}"
    path.write_bytes(data.replace(TARGET, str(pipe).encode()))
    return path


@pytest.fixture(scope="module")
def handle() -> Iterator[Callable[[Path], dict[str, Any]]]:
    """Return what does all with one document in a process of its own."""
    with subprocess.Popen(
        [sys.executable, "-B", ROOT / "tests/hostile.py", PLAIN],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        # Memory that is free again does not count: by default, the allocator keeps a part of it.
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT / "src"),
            "MALLOC_MMAP_THRESHOLD_": str(2**20),
        },
    ) as process:
        given, results = process.stdin, process.stdout
        assert given
        assert results

        def handle(path: Path) -> dict[str, Any]:
            given.write(f"{path}\n")
            given.flush()
            result: dict[str, Any] = json.loads(results.readline())
            assert "status" not in result, result
            return result

        yield handle
        given.close()


@pytest.mark.parametrize("sample", EVIL, ids=lambda sample: sample["id"])
def test_hostile_document_gets_its_verdict_and_does_no_harm(
    sample: dict[str, Any], handle: Callable[[Path], dict[str, Any]], tmp_path: Path
) -> None:
    path = document(sample, tmp_path)
    size = path.stat().st_size
    done = handle(path)
    steps = done["steps"]
    verdict = steps["validate"]["outcome"]
    assert (verdict["valid"], verdict["codes"]) == (sample["valid"], sorted(sample["codes"]))
    assert steps["reference engine"]["outcome"] == verdict
    status = 2 if sample["id"] in PACKED else 0 if sample["valid"] else 1
    assert steps["command line"]["outcome"] == status
    assert steps.keys() >= {f"report as {form}" for form in FORMATS}
    assert done["seen"] == []
    assert {name for name, step in steps.items() if is_slow(name, step, done["yardstick"])} == set()
    reports = {name: step for name, step in steps.items() if name.startswith("report")}
    assert {name for name, step in reports.items() if step["outcome"] > LONGEST_REPORT} == set()
    assert done["mib"] <= MOST_OF_SIZE * size // 2**20 + MOST_MIB


def is_slow(name: str, step: dict[str, Any], yardstick: float) -> bool:
    most = MOST_YARDSTICKS * (SLOWER if name == "reference engine" else 1)
    return bool(step["seconds"] > most * yardstick)


@pytest.mark.parametrize("syntax", ["json", "xml"])
def test_record_of_scans_passes_within_the_bounds(
    syntax: str, handle: Callable[[Path], dict[str, Any]], tmp_path: Path
) -> None:
    path = tmp_path / f"scans.{syntax}"
    path.write_bytes(with_scans(syntax, SCANS))
    done = handle(path)
    assert done["steps"]["validate"]["outcome"]["valid"]
    assert done["steps"]["command line"]["outcome"] == 0
    slow = {name for name, step in done["steps"].items() if is_slow(name, step, done["yardstick"])}
    assert slow == set()
    assert done["mib"] <= MOST_OF_SIZE * path.stat().st_size // 2**20 + MOST_MIB


def with_scans(syntax: str, count: int) -> bytes:
    """Return a valid record with so many attachments of the largest size."""
    value = json.loads((SAMPLES / "valid/registration/hangzhou-xx.json").read_bytes())
    attachments = value["application"]["attachments"]
    for number in range(count):
        content = number.to_bytes(4, "big") * (MOST_CONTENT // 4)
        attachments.append(
            attachments[0]
            | {
                "attachmentId": f"SCAN-{number}",
                "content": base64.b64encode(content).decode(),
                "sizeBytes": len(content),
                "sha256": hashlib.sha256(content).hexdigest(),
            }
        )
    data = json.dumps(value, ensure_ascii=False).encode()
    return data if syntax == "json" else swschema.to_xml(data)


def test_a_parser_that_follows_entities_would_be_caught(tmp_path: Path) -> None:
    sample = next(sample for sample in EVIL if sample["id"] == "xxe-file")
    code = (
        "import sys; from lxml import etree;"
        "etree.parse(sys.argv[1], etree.XMLParser(resolve_entities=True, load_dtd=True))"
    )
    with pytest.raises(subprocess.TimeoutExpired):
        subprocess.run(
            [sys.executable, "-c", code, document(sample, tmp_path)],
            timeout=3,
            check=False,
        )


@pytest.mark.parametrize("code", ["socket.socket()", "open('/etc/hostname').close()"])
def test_what_is_forbidden_would_be_caught(code: str) -> None:
    script = (
        "import hostile, pathlib, socket\n"
        "with hostile.watched(pathlib.Path('x')) as seen:\n"
        f"    {code}\n"
        "assert seen, 'not seen'"
    )
    path = f"{ROOT / 'src'}{os.pathsep}{ROOT / 'tests'}"
    environment = {**os.environ, "PYTHONPATH": path}
    subprocess.run([sys.executable, "-c", script], check=True, env=environment)

"""A run that is killed goes on where it was: nothing twice, nothing lost."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from batch.archives import broken, ndjson, xml

COUNT = 3_000
KILLS = int(os.environ.get("KILLS", "10"))  # `make soak` kills fifty times
SEED = 20260401
# The command line, with a checkpoint more often than a second: these runs are short.
PROGRAM = """
import swschema.batch.run
assert swschema.batch.run.CHECKPOINT_SECONDS
swschema.batch.run.CHECKPOINT_SECONDS = 0.05
from swschema.cli import main
main()
"""


def command(source: Path, *options: str) -> list[str]:
    return [sys.executable, "-c", PROGRAM, "validate", str(source), "--no-config", *options]


def start(arguments: list[str]) -> subprocess.Popen[bytes]:
    # A group of its own, so that its workers die with it, as they do when a machine goes down.
    return subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )


def finish(arguments: list[str]) -> tuple[int, str]:
    done = subprocess.run(arguments, capture_output=True, check=False)
    return done.returncode, done.stderr.decode()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("archive")


@pytest.fixture(scope="module", params=["ndjson", "xml"])
def source(request: pytest.FixtureRequest, folder: Path) -> Path:
    make = ndjson if request.param == "ndjson" else xml
    return make(folder / f"archive.{request.param}", COUNT)


def killed(source: Path, out: Path, times: Iterator[float], kills: int) -> int:
    """Run until it is done, killed after each of some times; return how often it was."""
    summary = out.with_suffix(".json")
    arguments = command(
        source, "--format", "ndjson", "-o", str(out), "--jobs", "2", "--resume",
        "--summary", str(summary),
    )  # fmt: skip
    count = 0
    while count < kills:
        process = start(arguments)
        try:
            process.communicate(timeout=next(times))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            count += 1
        else:
            assert process.returncode == 1
            return count
    code, error = finish(arguments)
    assert code == 1, error
    return count


def test_kills_change_nothing(source: Path, folder: Path) -> None:
    whole = folder / f"whole-{source.suffix[1:]}.ndjson"
    summary = whole.with_suffix(".json")
    began = time.monotonic()
    done = finish(
        command(source, "--format", "ndjson", "-o", str(whole), "--summary", str(summary))
    )
    took = time.monotonic() - began
    assert done[0] == 1
    assert json.loads(summary.read_bytes())["invalid"] == broken(COUNT)
    assert len(whole.read_bytes().splitlines()) >= broken(COUNT)

    rng = random.Random(SEED)
    times = iter(lambda: rng.uniform(0.3, 1.0) * took, None)
    kills, run = 0, 0
    while kills < KILLS // 2:  # for each of both syntaxes
        out = folder / f"killed-{source.suffix[1:]}-{run}.ndjson"
        kills += killed(source, out, times, KILLS // 2 - kills)
        assert out.read_bytes() == whole.read_bytes()
        assert json.loads(out.with_suffix(".json").read_bytes()) == json.loads(summary.read_bytes())
        run += 1
    left = {path.suffix for path in folder.glob("killed-*")}
    assert left == {".ndjson", ".json"}  # neither a part nor a journal

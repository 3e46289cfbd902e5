"""A run that receives messages and is killed."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

import swschema
from conftest import ROOT, SAMPLES
from swschema.exchange.messages.outbox import LOCK, UNFINISHED

from .conftest import KEYS, WINDOW

KILLS = int(os.environ.get("KILLS", "1"))
MESSAGES = sorted((SAMPLES / "valid/message").glob("new-[mr]*.*"))
# Receives messages in a child for each system call that writes, and dies just before it.
CHILDREN = """
import os, sys, tempfile
from pathlib import Path
from swschema.exchange import open_outbox, read_trust, receive

trust = read_trust(Path(sys.argv[1]))
messages = [(name, Path(name).read_bytes()) for name in sys.argv[3:]]
left = 0

def dying(call):
    def do(*arguments, **options):
        global left
        left -= 1
        if left == 0:
            os._exit(9)
        return call(*arguments, **options)
    return do

for number in range(1, 100):
    folder = Path(sys.argv[2], str(number))
    child = os.fork()
    if child == 0:
        left = number
        os.fsync = dying(os.fsync)
        Path.rename = dying(Path.rename)
        Path.unlink = dying(Path.unlink)
        tempfile.mkstemp = dying(tempfile.mkstemp)
        with open_outbox(folder) as outbox:
            list(receive(messages, outbox, trust))
        os._exit(0)
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0:
        break
    before = {path: path.read_bytes() for path in folder.glob("*.json")}
    with open_outbox(folder) as outbox:
        list(receive(messages, outbox, trust))
    assert all(path.read_bytes() == content for path, content in before.items())
print(number)
"""


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "src"), "SWSCHEMA_LANG": "en"}


def names(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()} - {LOCK}


def test_death_before_any_write_loses_and_repeats_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-c", CHILDREN, str(KEYS), str(tmp_path), *map(str, MESSAGES)]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True)
    rounds = int(done.stdout)
    assert rounds > 6
    expected = {
        "91330108MA27DEM14W_153920E3-3392-5819-9325-BA1F9EFDA7B7.json",
        "91330108MA27DEM14W_C71877B6-385E-50F3-9210-870242AFC09E.json",
    }
    for number in range(1, rounds + 1):
        assert names(tmp_path / str(number)) == expected


def fill(inbox: Path, count: int) -> None:
    """Write messages that differ, some of which are rejected."""
    inbox.mkdir()
    data = (SAMPLES / "valid/message/new-materials.json").read_bytes()
    (inbox / "0.json").write_bytes(data)
    for number in range(1, count):
        other = b"153920E3-3392-5819-9325-%012X" % number
        (inbox / f"{number}.json").write_bytes(
            data.replace(b"153920E3-3392-5819-9325-BA1F9EFDA7B7", other)
        )


@pytest.mark.parametrize("seed", range(KILLS))
def test_kill_at_random_loses_and_repeats_nothing(seed: int, tmp_path: Path) -> None:
    inbox, outbox, chance = tmp_path / "in", tmp_path / "out", random.Random(seed)
    fill(inbox, 60)
    command = [sys.executable, "-m", "swschema", "receive", str(inbox), "-o", str(outbox)]
    command += ["--trust", str(KEYS), "--as", WINDOW, "--key", str(KEYS / f"{WINDOW}.key.pem")]
    kept: dict[Path, bytes] = {}
    for _ in range(3):
        with subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()  # it has begun to write
            time.sleep(chance.uniform(0, 0.15))
            process.kill()
        whole = {path: path.read_bytes() for path in outbox.glob("*.json")}
        assert kept.items() <= whole.items()
        kept = whole
        for path in list(whole)[:: 1 + len(whole) // 5]:
            assert swschema.validate(path).valid
    done = subprocess.run(command, env=environment(), capture_output=True, check=False)
    assert done.returncode == 1  # all but one are forged
    whole = {path: path.read_bytes() for path in outbox.glob("*.json")}
    assert kept.items() <= whole.items()
    assert len(whole) == 60
    assert not [*outbox.glob(f"{UNFINISHED}*")]

"""The play of four parties: a registration from the account to its completion, by commands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import swschema
from conftest import SAMPLES

PLAY = SAMPLES / "exchange"


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return the folder that the play was run in, and what it wrote."""
    folder = tmp_path_factory.mktemp("play") / "exchange"
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", PLAY / "play.sh", folder],
        capture_output=True,
        env={**environment, "LC_ALL": "C.UTF-8"},
        check=False,
    )
    assert done.returncode == 0, done.stdout.decode()[-2000:] + done.stderr.decode()
    return folder, done.stdout.decode()


def test_registration_is_completed(played: tuple[Path, str]) -> None:
    folder, _written = played
    dossier = json.loads((folder / "enterprise/dossier.json").read_bytes())
    assert dossier["registration"]["status"] == "REGISTRATION_COMPLETED"
    report = swschema.validate(folder / "enterprise/dossier.json")
    assert [each.code for each in report.problems if each.severity == "error"] == []
    assert len(dossier["materialsRounds"]) == 2
    assert dossier["interviews"][0]["status"] == "COMPLETED"


def test_every_party_keeps_its_syntax(played: tuple[Path, str]) -> None:
    folder, _written = played
    for party, suffix in (("enterprise", ".json"), ("agency", ".xml"), ("inspection", ".xml")):
        assert {each.suffix for each in (folder / party / "outbox").iterdir()} <= {suffix}

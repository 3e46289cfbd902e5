"""The play of four parties: a registration from the account to its completion, by commands."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import swschema
from conftest import ROOT, SAMPLES

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


@pytest.mark.parametrize(
    ("kept", "made"),
    [
        ("draft.json", "enterprise/draft-3.json"),
        ("approved.xml", "agency/approved.xml"),
        ("returned.xml", "agency/materials-1b.xml"),
    ],
)
def test_records_that_the_guides_begin_with_are_those_of_the_play(
    kept: str, made: str, played: tuple[Path, str]
) -> None:
    folder, _written = played
    assert swschema.digest(PLAY / kept) == swschema.digest(folder / made)


def test_package_of_the_guides_holds_the_dossier_of_the_play(played: tuple[Path, str]) -> None:
    folder, _written = played
    with zipfile.ZipFile(PLAY / "case.zip") as package:
        (name,) = [each for each in package.namelist() if each.endswith("records/dossier.json")]
        packed = json.loads(package.read(name))
    assert packed == json.loads((folder / "enterprise/dossier.json").read_bytes())


@pytest.mark.parametrize("language", ["en", "zh"])
def test_counts_of_the_guide_are_those_of_the_play(language: str, played: tuple[Path, str]) -> None:
    _folder, written = played
    page = (ROOT / f"docs/{language}/guides/exchange.md").read_text(encoding="utf-8")
    stated = re.findall(r"^\|[^|]+" + r"\| (\d+) " * 4 + r"\|$", page, re.MULTILINE)
    counts = r": (\d+) values: (\d+) copied, (\d+) fixed by the rulebook, (\d+) typed$"
    assert stated == re.findall(counts, written, re.MULTILINE)
    (sent, signatures) = re.findall(r"^(\d+) records sent .* (\d+) signatures", written, re.M)[0]
    assert f"| {sent} |" in page
    assert re.search(rf"\b{signatures}\b|{signatures}个签名", page)

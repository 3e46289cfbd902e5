"""The code of the guide does what the page shows, on the Spark of these tests."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conftest import SAMPLES
from docsite.guides import DOWNLOAD, LANGUAGES, blocks, page


@pytest.mark.usefixtures("spark")
@pytest.mark.parametrize("language", LANGUAGES)
def test_code_of_the_guide_does_what_it_shows(
    language: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = page(language, "spark")
    (tmp_path / "inbox").mkdir()
    for sample, name in ((SAMPLES / path, name) for name, path in DOWNLOAD.findall(text)):
        shutil.copy(sample, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    found = blocks(text)
    at = next(number for number, each in enumerate(found) if each.title == "judge.py")
    exec(compile(found[at].text, "judge.py", "exec"), {})
    assert capsys.readouterr().out == found[at + 1].text


def test_job_of_the_guide_is_the_one_that_is_tested() -> None:
    from spark.test_job import JOB

    (job,) = (each for each in blocks(page("en", "spark")) if each.title == "job.py")
    assert job.text == JOB

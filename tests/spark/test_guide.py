"""The code of the guide does what the page shows, on the Spark of these tests."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conftest import SAMPLES
from docsite.guides import DOWNLOAD, LANGUAGES, blocks, page


@pytest.mark.usefixtures("spark")
def test_code_of_the_guide_does_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "inbox").mkdir()
    for name, path in DOWNLOAD.findall(page("en", "spark")):
        shutil.copy(SAMPLES / path, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    (code, shown), in_chinese = (shown_code(language) for language in LANGUAGES)
    assert (code, shown) == in_chinese
    exec(compile(code, "judge.py", "exec"), {})
    assert capsys.readouterr().out == shown


def shown_code(language: str) -> tuple[str, str]:
    """Return the code of the guide and the output that it shows, which are in no language."""
    found = blocks(page(language, "spark"))
    at = next(number for number, each in enumerate(found) if each.title == "judge.py")
    return found[at].text, found[at + 1].text


def test_job_of_the_guide_is_the_one_that_is_tested() -> None:
    from spark.test_job import JOB

    (job,) = (each for each in blocks(page("en", "spark")) if each.title == "job.py")
    assert job.text == JOB

"""What the page of formats shows is what the commands on it write."""

from __future__ import annotations

import re
import shlex

import pytest
from click.testing import CliRunner

from conftest import ROOT
from swschema.cli import swschema
from swschema.report import FORMATS

PAGE = (ROOT / "docs/reports.md").read_text(encoding="utf-8")
SHOWN = re.compile(r"```console\n\$ swschema ([^\n]*)\n```\n\n(?:```text\n(.*?)\n```|!)", re.DOTALL)


@pytest.mark.parametrize(("command", "excerpt"), re.findall(SHOWN, PAGE))
def test_excerpt_is_of_what_the_command_writes(
    command: str, excerpt: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    result = CliRunner().invoke(swschema, shlex.split(command.partition(" > ")[0]))
    assert result.exit_code == 1
    written = result.stdout_bytes.decode().replace("\r", "")
    for part in excerpt.split("…\n"):
        assert part.removesuffix("…").rstrip("\n") in written


def test_page_shows_every_format() -> None:
    headings = re.findall("^## (.*)$", PAGE, re.MULTILINE)
    assert sorted(headings) == sorted(FORMATS)
    shown = " ".join(command for command, _excerpt in SHOWN.findall(PAGE))
    assert all(each == "text" or f"--format {each} " in shown for each in FORMATS)

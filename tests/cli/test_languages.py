"""Whatever a command says, it says in the language of messages."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import SAMPLES

NAMES = re.compile(
    r"'[^']*'|swschema(?: [a-z]+)+|\b[a-z]+[A-Z]\w*|[A-Z0-9]{2,}"
    r"|[^\s\u4e00-\u9fff]*[/.\\_-][^\s\u4e00-\u9fff]*"
)
HAN = re.compile("[\u4e00-\u9fff]")
VALID = SAMPLES / "valid"
REGISTRATION = str(VALID / "registration/hangzhou-xx-approved.json")
MATERIALS = str(VALID / "materials/hangzhou-xx-submitted.xml")
MESSAGE = str(VALID / "message/new-materials.json")
DRAFT = str(VALID / "registrationDraft/half-filled.json")
DEADLINE = ("--deadline", "2018-04-01")
KEY = str(SAMPLES / "keys/HZSW3301.key.pem")
# Calls that something is wrong with, each of another kind.
WRONG = (
    ("advance", REGISTRATION),
    ("attach", REGISTRATION, "nofolder"),
    ("change", REGISTRATION, "--set", "nothing", "--reason", "r", "--on", "2018-04-01"),
    ("complete", "nofile.json"),
    ("convert", MATERIALS, "--to", "yaml"),
    ("decide", MATERIALS, "--window", "CUSTOMS", "--by", "HG1", "--outcome", "REJECTED"),
    ("deregister", REGISTRATION, "--reason", "r", "--on", "2018-04-01", "--excluded"),
    ("derive", "materials", DRAFT),
    ("diff", REGISTRATION, MATERIALS),
    ("digest", "nofile.json"),
    ("dossier", "assemble", MATERIALS),
    ("dossier", "assemble", REGISTRATION, "--at", "today"),
    ("fill", DRAFT, "--set", "/application/enterprise/legalNam=x"),
    ("generate", "--target", "pydantic", "--package", "p", "-o", "out"),
    ("message", "sign", MESSAGE, "--key", KEY),
    ("message", "verify", MESSAGE, "--trust", "nofolder"),
    ("message", "wrap", REGISTRATION, "--from", "ENTERPRISE", "--to", "SINGLE_WINDOW"),
    ("new", "registration"),
    ("new", "registration", "--type", "X", "--mode", "SELF"),
    ("nonsense",),
    ("pack", REGISTRATION, ".", "-o", "p.zip"),
    ("papers", REGISTRATION, "--window"),
    ("receive", "nofolder", "--trust", KEY, "-o", "out"),
    ("resubmit", MATERIALS),
    ("rules", "show", "XX99"),
    ("sign", "-", "--key", KEY),
    ("suspend", REGISTRATION, "--window", "CUSTOMS", "--by", "x", "--reason", "r", *DEADLINE),
    ("unpack", "nofile.zip", "-o", "out"),
    ("validate", "--nonsense", REGISTRATION),
    ("validate", "nofile.json"),
    ("verify", MATERIALS, "--trust", KEY),
    ("view", REGISTRATION),
)  # fmt: skip
SCRIPT = """
import os, sys
from swschema.cli import main, swschema
for name in swschema.list_commands(None):
    swschema.get_command(None, name)  # loaded once for all calls
import swschema.validate, swschema.report.text, swschema.exchange.derivation.drafts
import swschema.exchange.signatures.keys
for arguments in {calls!r}:
    if os.fork() == 0:
        sys.argv[1:] = arguments
        os.dup2(1, 2)
        main()
    os.wait()
    print(chr(0), flush=True)
"""
LANGUAGES = ("SWSCHEMA_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def speak(language: str, folder: Path, calls: tuple[tuple[str, ...], ...]) -> list[str]:
    """Return what the calls write, of which a process each would take long."""
    environment = {name: each for name, each in os.environ.items() if name not in LANGUAGES}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(calls=[[*each] for each in calls])],
        cwd=folder,
        env={**environment, "SWSCHEMA_LANG": language, "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split("\0\n")[:-1]


def find_english(text: str) -> set[str]:
    """Return what looks like words of English, and not like a name, an option, a path or a code."""
    lines = [line for line in text.splitlines() if not line.startswith(("用法", " ", "查看帮助"))]
    return set(re.findall(r"[a-z]{3,} [a-z]{2,}", NAMES.sub(" ", "\n".join(lines))))


def test_wrong_calls_are_said_in_chinese(tmp_path: Path) -> None:
    said = speak("zh", tmp_path, WRONG)
    assert len(said) == len(WRONG)
    for call, text in zip(WRONG, said, strict=True):
        assert HAN.search(text), (call, text)
        assert not find_english(text), (call, text)


def test_option_for_the_language_is_read_before_others(tmp_path: Path) -> None:
    call = ("dossier", "assemble", REGISTRATION, "--at", "today", "--lang", "zh")
    (text,) = speak("en", tmp_path, (call,))
    assert "错误：--at的值不正确：请给出日期和时间" in text.replace("'", "")


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (("diff", MATERIALS, str(VALID / "materials/hangzhou-xx-returned.json")), "更改：提交记录"),
        (("validate", "nofile.json"), "没有该文件或目录"),
    ],
)
def test_chinese_comes_first(tmp_path: Path, call: tuple[str, ...], expected: str) -> None:
    (text,) = speak("zh", tmp_path, (call,))
    assert expected in text.splitlines()[0]

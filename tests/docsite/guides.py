"""The guides as a reader follows them: files to save, commands to type, code to run."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from conftest import ROOT, SAMPLES

LANGUAGES = {"en": "en", "zh": "zh-Hans"}  # the folder, and the reader's environment
FENCE = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
DOWNLOAD = re.compile(r"\[`([^`]+)`\]\(download:samples/([^)]+)\)")
INSTALLS = (
    "apt-get install ",
    "pip install ",
    "npm install ",
)  # what the environment of the tests has already
MARK = "\x1e"
ELIDED = "…"


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, the name to save it under if it has one, its text."""

    language: str
    title: str
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Step:
    """A line for the shell, and what the page shows of its output, None if it is not a command."""

    line: str
    shown: str | None = None


def page(language: str, name: str) -> str:
    """Return the text of a guide."""
    return (ROOT / "docs" / language / "guides" / f"{name}.md").read_text(encoding="utf-8")


def names() -> list[str]:
    """Return the names of the guides."""
    return sorted(path.stem for path in (ROOT / "docs/en/guides").glob("*.md"))


def blocks(text: str) -> list[Block]:
    """Return the fenced blocks of a page."""
    return [
        Block(each[1], each[2] or "", each[3], each.start(), each.end())
        for each in FENCE.finditer(text)
    ]


def titled(language: str, name: str, title: str) -> str:
    """Return the block of a guide that is saved under a name."""
    return next(each.text for each in blocks(page(language, name)) if each.title == title)


def commands(block: Block) -> list[Step]:
    """Return the commands of a console block with their output."""
    first, *rest = re.split(r"^\$ ", block.text, flags=re.MULTILINE)
    assert first == "", f"a console block begins with a command: {block.text}"
    return [Step(*each.split("\n", 1)) for each in rest]


def steps(text: str, folder: Path) -> list[Step]:
    """Return what a reader of a page does; what is saved is put into a folder first."""
    made = [_saved(SAMPLES / path, name) for name, path in DOWNLOAD.findall(text)]
    found = blocks(text)
    for number, block in enumerate(found):
        kept = folder / f"{number}.{block.language}"
        kept.write_text(block.text, encoding="utf-8")
        follows = found[number + 1] if number + 1 < len(found) else None
        before = found[number - 1] if number else None
        if block.title:
            made.append(_saved(kept, block.title))
        elif block.language == "console":
            made += commands(block)
        elif block.language == "python":
            shown = _output(text, block, follows)
            made.append(Step(f"python {kept}", shown))
        else:
            assert before is not None, f"is neither saved nor run: {block.text}"
            assert block.language == "text"
            assert before.language == "python", f"is neither saved nor run: {block.text}"
    return made


def _saved(kept: Path, name: str) -> Step:
    target = shlex.quote(name)
    return Step(f'mkdir -p "$(dirname {target})" && cp {shlex.quote(str(kept))} {target}')


def _output(text: str, block: Block, follows: Block | None) -> str:
    """Return the text block that follows code at once."""
    near = follows is not None and not text[block.end : follows.start].strip()
    return follows.text if follows and near and follows.language == "text" else ""


def run(steps: list[Step], folder: Path, language: str) -> list[str]:
    """Return the output of each step, all in one shell that knows a reader's language."""
    lines = ["rc=0", "last() { return $rc; }"]
    for step in steps:
        line = ":" if step.line.startswith(INSTALLS) else step.line
        lines += ["last", line, "rc=$?", f"printf '{MARK}'"]
    done = subprocess.run(
        ["bash", "-c", "\n".join(lines)],
        cwd=folder,
        env={
            **{name: os.environ[name] for name in ("HOME", "TMPDIR") if name in os.environ},
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "SWSCHEMA_LANG": LANGUAGES[language],
            "PYTHONUTF8": "1",
            "PYTHONPATH": f"{folder}{os.pathsep}{ROOT / 'src'}",  # as for code typed there
            "COLUMNS": "80",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        check=False,
        timeout=120,
    )
    return done.stdout.decode().replace("\r", "").split(MARK)[: len(steps)]


def is_shown(shown: str, written: str) -> bool:
    """Return whether a page shows an output, from which `…` leaves out lines or parts of one."""
    expected = "".join(
        r"(?:.*\n)*?" if line == ELIDED else _line(line) for line in shown.rstrip().splitlines()
    )
    # Blank lines at the end are nobody's business.
    return re.fullmatch(rf"{expected}\s*", f"{written.rstrip()}\n".removeprefix("\n")) is not None


def _line(line: str) -> str:
    return ".*?".join(re.escape(part) for part in line.split(ELIDED)) + r"\n"

"""The engines that run in a process of their own, and take documents in batches."""

from __future__ import annotations

import contextlib
import shutil
import struct
import subprocess
import tempfile
from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import orjson

from independent.specification import BUNDLES, SCHEMA

TESTS = Path(__file__).parents[1]
NPM = TESTS / "npm"

Question = tuple[str, bytes]  # a record type and a text


def _start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def _ask(process: subprocess.Popen[bytes], question: bytes) -> bytes:
    assert process.stdin
    assert process.stdout
    process.stdin.write(question)
    process.stdin.flush()
    answer = process.stdout.readline()
    if not answer:
        raise RuntimeError(f"{process.args!r} has ended with {process.wait()}")
    return answer


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.communicate()


def install_packages(folder: Path = NPM) -> None:
    """Install the npm packages that a folder pins, unless they are there."""
    installed, lock = folder / "node_modules/.package-lock.json", folder / "package-lock.json"
    if installed.exists() and installed.stat().st_mtime >= lock.stat().st_mtime:
        return
    # Elsewhere first: another process may be at it too.
    with tempfile.TemporaryDirectory(dir=folder) as name:
        for file in ("package.json", "package-lock.json"):
            shutil.copy(folder / file, name)
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run(command, cwd=name, check=True, capture_output=True)
        shutil.rmtree(folder / "node_modules", ignore_errors=True)
        with contextlib.suppress(OSError):  # it was quicker
            (Path(name) / "node_modules").rename(folder / "node_modules")


class Ajv:
    """ajv behind JSON.parse, in Node."""

    def __init__(self) -> None:
        install_packages()
        self._process = _start(["node", str(NPM / "verdicts.mjs"), str(BUNDLES)])

    def accepts(self, questions: Sequence[Question]) -> list[bool]:
        documents = [(record, b64encode(data).decode()) for record, data in questions]
        answer: list[bool] = orjson.loads(_ask(self._process, orjson.dumps(documents) + b"\n"))
        return answer

    def close(self) -> None:
        _stop(self._process)


class Xerces:
    """The JDK's Xerces."""

    def __init__(self) -> None:
        source = TESTS / "java/Verdicts.java"
        self._process = _start(["java", "-Dfile.encoding=UTF-8", str(source), str(SCHEMA)])

    def accepts(self, questions: Sequence[Question], *, bare: bool = False) -> list[bool]:
        pieces = [struct.pack(">bi", bare, len(questions))]
        for _record, data in questions:
            pieces += (struct.pack(">i", len(data)), data)
        return [each == ord("1") for each in _ask(self._process, b"".join(pieces)).strip()]

    def close(self) -> None:
        _stop(self._process)


class Library:
    """The npm package swschema, in Node."""

    def __init__(self, package: Path) -> None:
        script = TESTS / "javascript/verdicts.mjs"
        self._process = _start(["node", str(script), str(package)])

    def report(self, documents: Sequence[bytes], *, rules: bool, as_of: str) -> list[Any]:
        """Return the report on each document."""
        texts = [b64encode(data).decode() for data in documents]
        question = orjson.dumps([texts, {"rules": rules, "asOf": as_of}])
        reports: list[Any] = orjson.loads(_ask(self._process, question + b"\n"))
        return reports

    def close(self) -> None:
        _stop(self._process)

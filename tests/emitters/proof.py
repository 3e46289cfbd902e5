"""What a client in a language keeps of the samples, judged by swschema itself."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import orjson

import swschema
from conftest import SAMPLES
from emitters.hostile import write_hostile, write_long, write_unknown


@dataclass(frozen=True, slots=True)
class Proof:
    """The counts of one client.

    Attributes:
        loaded: how many valid documents it read.
        same: how many of these it wrote unchanged in both syntaxes.
        refused: how many invalid documents it did not read.
        different: the valid documents that it refused or changed, with why.
        accepted: the invalid documents that it read.
        long: those that it refused or changed of the documents with long or odd texts, with why.
        hostile: the hostile documents that it read.
        variants: the odd but valid documents that it refused or changed.
        kept: the documents with unknown codes that it refused or changed, though told to keep them.
        unknown: the same documents, where it was not told so.
    """

    loaded: int
    same: int
    refused: int
    different: tuple[str, ...]
    accepted: tuple[str, ...]
    long: tuple[str, ...]
    hostile: tuple[str, ...]
    variants: tuple[str, ...]
    kept: tuple[str, ...]
    unknown: tuple[str, ...]


@cache
def manifest() -> list[dict[str, Any]]:
    """Return the samples of structure."""
    samples = orjson.loads((SAMPLES / "manifest.json").read_bytes())["samples"]
    return [each for each in samples if each["level"] == "structure"]


def documents(*, valid: bool, folder: str = "") -> list[Path]:
    """Return the documents of structure that are valid, or not."""
    return [
        SAMPLES / file
        for sample in manifest()
        if sample["valid"] is valid
        for file in sample["files"].values()
        if file.startswith(folder)
    ]


def run_driver(command: Sequence[str], paths: Sequence[Path], folder: Path) -> None:
    """Let a driver read documents and write them into a folder."""
    done = subprocess.run(
        [*command, str(folder)],
        input="".join(f"{path}\n" for path in paths),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]


def prove(command: Sequence[str], room: Path) -> Proof:
    """Return what a driver keeps of the samples.

    Args:
        command: what runs it; a folder for its output is added.
        room: an empty folder.
    """
    room.mkdir()
    valid, invalid = documents(valid=True, folder="valid"), documents(valid=False)
    long, hostile = write_long(room / "long"), write_hostile(room / "hostile")
    kept, unknown = write_unknown(room / "keep"), write_unknown(room / "refuse")
    variants = documents(valid=True, folder="variants")
    paths = [*valid, *invalid, *long, *hostile, *variants, *kept, *unknown]
    run_driver(command, paths, room)
    written = {path: room / str(index) for index, path in enumerate(paths)}

    def changed(paths: list[Path]) -> tuple[str, ...]:
        faults = {path: _compare(path, written[path]) for path in paths}
        return tuple(f"{path.name}: {why}" for path, why in faults.items() if why)

    def accepted(paths: list[Path]) -> tuple[str, ...]:
        return tuple(path.name for path in paths if not written[path].with_suffix(".txt").is_file())

    different, read = changed(valid), accepted(invalid)
    return Proof(
        loaded=sum(written[path].with_suffix(".json").is_file() for path in valid),
        same=len(valid) - len(different),
        refused=len(invalid) - len(read),
        different=different,
        accepted=read,
        long=changed(long),
        hostile=accepted(hostile),
        variants=changed(variants),
        kept=changed(kept),
        unknown=accepted(unknown),
    )


@cache
def _expected(source: Path) -> tuple[bytes, bytes]:
    """Return a record as swschema writes it in JSON and XML, in canonical form."""
    return swschema.to_json(source), swschema.to_xml(source)


def _compare(source: Path, written: Path) -> str:
    """Return how what was written differs from its source; empty if it does not.

    Every writer has the same canonical form, so that the texts are the same, and with them values
    and digests.
    """
    failure = written.with_suffix(".txt")
    if failure.is_file():
        return failure.read_text(encoding="utf-8")
    for suffix, expected in zip((".json", ".xml"), _expected(source), strict=True):
        if written.with_suffix(suffix).read_bytes() != expected:
            return f"{suffix} has another text"
    return ""

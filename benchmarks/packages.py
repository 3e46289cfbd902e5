"""Measure packing and unpacking a gigabyte of scans beside peers, and print the table.

With --write, also put it between the markers in PACKAGES.md. The bar: packing takes no more than
1.3 times the processor time of writing a zip archive without compression and the SHA-256 of the
same bytes, and the memory does not depend on the size.
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from environment import environment

ROOT = Path(__file__).parents[1]
RECORD = ROOT / "samples/valid/materials/hangzhou-xx-submitted.json"
PAGE = Path(__file__).parent / "PACKAGES.md"
MARKERS = ("<!-- measured -->", "<!-- end -->")
BAR = 1.3
FILES = 50
LIBRARIES = ("swschema", "bagit", "cryptography")
# Each in one pass with pieces of a megabyte, as swschema has them.
FLOOR = """
import hashlib, os, sys, zipfile
with zipfile.ZipFile("floor.zip", "w") as archive:
    for path in os.scandir("scans"):
        digest = hashlib.sha256()
        info = zipfile.ZipInfo("case/data/attachments/" + path.name)
        info.file_size = path.stat().st_size
        with open(path, "rb") as file, archive.open(info, "w") as member:
            while piece := file.read(1 << 20):
                digest.update(piece)
                member.write(piece)
"""
BAGIT = """
import bagit, shutil
shutil.copytree("scans", "bag/scans")
bagit.make_bag("bag", checksums=["sha256"])
import zipfile, os
with zipfile.ZipFile("bagit.zip", "w") as archive:
    for folder, _, names in os.walk("bag"):
        for name in names:
            archive.write(os.path.join(folder, name))
shutil.rmtree("bag")
"""
UNFLOOR = """
import hashlib, os, zipfile
os.mkdir("out")
with zipfile.ZipFile("floor.zip") as archive:
    for member in archive.infolist():
        digest = hashlib.sha256()
        path = "out/" + os.path.basename(member.filename)
        with archive.open(member) as file, open(path, "wb") as out:
            while piece := file.read(1 << 20):
                digest.update(piece)
                out.write(piece)
"""
UNBAGIT = """
import bagit, zipfile
zipfile.ZipFile("bagit.zip").extractall("out")
bagit.Bag("out/bag").validate()
"""
PYTHON = (sys.executable, "-c")
COMMAND = (sys.executable, "-m", "swschema")
PACKING = {
    "floor: zip without compression, SHA-256": (*PYTHON, FLOOR),
    "swschema pack": (*COMMAND, "pack", "record.json", "scans", "-o", "p.zip", "--force"),
    "swschema pack --encrypt-to (JWE)": (
        *(*COMMAND, "pack", "record.json", "scans", "-o", "e.zip.jwe", "--force"),
        *("--encrypt-to", "keys/KEY.pem"),
    ),
    "bagit, then zip": (*PYTHON, BAGIT),
}
UNPACKING = {
    "floor: extract, SHA-256": (*PYTHON, UNFLOOR),
    "swschema unpack": (*COMMAND, "unpack", "p.zip", "-o", "out"),
    "swschema unpack --key (JWE)": (
        *(*COMMAND, "unpack", "e.zip.jwe", "-o", "out", "--key", "keys/KEY.key.pem"),
    ),
    "extract, then bagit": (*PYTHON, UNBAGIT),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What one run took: seconds of the processor and of the clock, and memory in MiB."""

    processor: float
    clock: float
    memory: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the table into PACKAGES.md")
    parser.add_argument("--megabytes", type=int, default=1000, help="of all scans")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_FOLDER")) as name:
        text = "\n".join(_measured(Path(name), options.megabytes, options.rounds))
    print(text)
    if options.write:
        begin, end = MARKERS
        page = PAGE.read_text(encoding="utf-8")
        before, after = page.split(begin)[0], page.split(end)[1]
        PAGE.write_text(f"{before}{begin}\n\n{text}\n\n{end}{after}", encoding="utf-8")


def _measured(folder: Path, megabytes: int, rounds: int) -> Iterator[str]:
    yield environment(LIBRARIES)
    yield ""
    yield f"{FILES} scans of {megabytes // FILES} MB, {rounds} rounds in turn:"
    for title, works in (("Packing", PACKING), ("Unpacking", UNPACKING)):
        _make_case(folder, megabytes)
        readings: dict[str, list[Reading]] = {name: [] for name in works}
        for _ in range(rounds):
            for name, command in works.items():
                shutil.rmtree(folder / "out", ignore_errors=True)
                readings[name].append(_run(command, folder))
        yield ""
        yield f"| {title} | processor, s | clock, s | × floor (processor) | peak memory, MiB |"
        yield "| --- | ---: | ---: | ---: | ---: |"
        floor = next(iter(readings.values()))
        for name, found in readings.items():
            yield _row(name, found, floor)
        if title == "Packing":
            bar = _ratios(readings["swschema pack"], floor)
            yield ""
            yield f"Bar: {BAR}× the floor: {'met' if median(bar) <= BAR else 'missed'}."


def _row(name: str, found: list[Reading], floor: list[Reading]) -> str:
    ratios = _ratios(found, floor)
    spread = f"{median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})"
    processor, clock = (
        median(getattr(each, kind) for each in found) for kind in ("processor", "clock")
    )
    memory = max(each.memory for each in found)
    return f"| {name} | {processor:.2f} | {clock:.2f} | {spread} | {memory:.0f} |"


def _times(reading: Reading) -> tuple[float, float]:
    return reading.processor, reading.clock


def _ratios(found: list[Reading], floor: list[Reading]) -> list[float]:
    return [one.processor / other.processor for one, other in zip(found, floor, strict=True)]


def _run(command: tuple[str, ...], folder: Path) -> Reading:
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE)
    error = process.stderr.read() if process.stderr else b""
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(error.decode())
    clock = time.perf_counter() - began
    return Reading(used.ru_utime + used.ru_stime, clock, used.ru_maxrss / 1024)


def _make_case(folder: Path, megabytes: int) -> None:
    """Write a record with its scans, and a key, unless they are there."""
    if (folder / "scans").exists():
        return
    (folder / "scans").mkdir()
    record = json.loads(RECORD.read_bytes())
    first = record["attachments"][0]
    record["attachments"] = []
    for number in range(FILES):
        facts = _write_scan(folder / f"scans/{number}.pdf", megabytes // FILES)
        named = {"fileName": f"{number}.pdf", "attachmentId": f"M-{number}"}
        record["attachments"].append({**first, **named, **facts})
    (folder / "record.json").write_text(json.dumps(record), encoding="utf-8")
    keys = ("keys", "generate", "--code", "KEY", "-o", "keys", "--no-passphrase")
    subprocess.run([*COMMAND, *keys], cwd=folder, check=True)


def _write_scan(path: Path, megabytes: int) -> dict[str, object]:
    digest = hashlib.sha256()
    with path.open("wb") as file:
        for _ in range(megabytes):  # in pieces: a process inherits the peak of its parent's memory
            piece = os.urandom(1_000_000)
            digest.update(piece)
            file.write(piece)
    return {"sizeBytes": megabytes * 1_000_000, "sha256": digest.hexdigest()}


if __name__ == "__main__":
    main()

"""ajv, in a Node process of its own that is asked for one reading at a time."""

import shutil
import subprocess
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson

from cases import Case, Sample
from swschema.schema.files import bundle_path
from timing import Run

HOME = Path(__file__).parent
NPM = HOME.parent / "tests/npm"  # the tests need the same packages


class Ajv:
    """A running `measure.mjs`; the documents that it is asked about go through a folder."""

    def __init__(self, folder: Path) -> None:
        install(NPM, "ajv")
        self._folder = folder
        self._process = subprocess.Popen(
            ["node", "measure.mjs", str(bundle_path("registration").parent)],
            cwd=HOME,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def run(self, case: Case, *, text: bool = False) -> Run:
        """Return a run over the case from its bytes, or from strings decoded before."""
        files = self._files(case.samples)
        return lambda times: self._ask(files=files, times=times, text=text)["nanoseconds"] / 1e9

    def accepts(self, sample: Sample) -> bool:
        return all(self._ask(files=self._files([sample]), times=0, text=False)["valid"])

    def version(self) -> str:
        return locked(NPM, "ajv")

    def close(self) -> None:
        self._process.communicate()

    def _files(self, samples: Iterable[Sample]) -> list[list[str]]:
        found = []
        for sample in samples:
            path = self._folder / f"{sha256(sample.json).hexdigest()}.json"
            path.write_bytes(sample.json)
            found.append([sample.record, str(path)])
        return found

    def _ask(self, **question: object) -> dict[str, Any]:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(orjson.dumps(question) + b"\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = orjson.loads(self._process.stdout.readline())
        return answer


def start(folder: Path) -> Ajv | None:
    """Return ajv, or None where Node is not there."""
    return Ajv(folder) if present() else None


def present() -> bool:
    return bool(shutil.which("node") and shutil.which("npm"))


def install(folder: Path, package: str) -> None:
    """Install what the folder's lock file pins, unless the package is there."""
    if not (folder / "node_modules" / package).is_dir():
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)


def locked(folder: Path, package: str) -> str:
    """Return the version that the folder's lock file pins."""
    packages = orjson.loads((folder / "package-lock.json").read_bytes())["packages"]
    return str(packages[f"node_modules/{package}"]["version"])


def node_version() -> str:
    found = subprocess.run(["node", "--version"], check=True, capture_output=True, text=True)
    return found.stdout.strip().removeprefix("v")

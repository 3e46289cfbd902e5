"""What the tests share: where things are, and tools that may be absent."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from swschema.explain.codes import problem_codes

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"
# What each code of a parser's error is a special case of; and the codes of what is not well-formed.
GENERAL: dict[str, str] = {
    code: each["general"] for code, each in problem_codes().items() if "general" in each
}
MALFORMED = {"syntax", "encoding", *GENERAL}

# What `make check` leaves to `make test`: half of the tests' time, for what few changes concern.
SLOW = (
    "batch/test_convert.py",
    "batch/test_generate.py",
    "batch/test_resume.py",
    "batch/test_validate.py",
    "batch/test_workers.py",
    "compiler/schema/test_xsd.py",
    "compiler/test_plan.py",
    "conformance/",
    "docsite/",
    "fuzz/",
    "parity/",
    "parse/test_json_causes.py",
    "parse/test_xml_causes.py",
    "playground/",
    "report/test_html.py",
    "report/test_text.py",
    "spark/",
    "test_evil.py",
    "test_law.py",
    "test_repository.py",
    "test_typing.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the slow tests."""
    for item in items:
        if item.path.relative_to(ROOT / "tests").as_posix().startswith(SLOW):
            item.add_marker("slow")


def walk(folder: str) -> list[str]:
    """Return the pairs of samples below a folder as ids without suffix, found by walking.

    Without a folder there would be no tests where there should be hundreds.
    """
    if not (SAMPLES / folder).is_dir():
        raise pytest.UsageError(f"samples/{folder} is not there: run swschema build")
    found = (SAMPLES / folder).rglob("*.json")
    pairs = (path.with_suffix("") for path in found if path.with_suffix(".xml").is_file())
    return sorted(path.relative_to(SAMPLES).as_posix() for path in pairs)


def missing(name: str) -> NoReturn:
    """Skip the test for want of something; under CI nothing may be skipped."""
    if os.environ.get("CI"):
        pytest.fail(f"{name} is not installed, and CI must have it")
    pytest.skip(f"{name} is not installed")


def needed(package: str) -> None:
    """Skip the test where a Python package is missing."""
    if importlib.util.find_spec(package) is None:
        missing(package)


@pytest.fixture(scope="session")
def tool() -> Callable[[str], str]:
    """Return what finds a program, or skips the test where it is missing."""
    return lambda name: shutil.which(name) or missing(name)


@pytest.fixture(scope="session")
def browser(tool: Callable[[str], str]) -> Iterator[Browser]:
    """Return the system's Chromium, one for all: nothing downloads a browser."""
    path = shutil.which("chromium-browser") or tool("chromium")
    needed("playwright")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield chromium
        chromium.close()

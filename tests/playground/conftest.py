"""The playground, installed, built and served."""

from __future__ import annotations

import functools
import http.server
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from conftest import SAMPLES
from playground.page import build_page, install_packages, write_data

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

Tool = Callable[[str], str]

SECTIONS = ("valid", "variants", "invalid", "rules")


def kit() -> list[Path]:
    """Return every document of the conformance kit."""
    for section in SECTIONS:
        if not (SAMPLES / section).is_dir():
            raise pytest.UsageError(f"samples/{section} is not there: run swschema build")
    found = (path for section in SECTIONS for path in (SAMPLES / section).rglob("*.*"))
    return sorted(path for path in found if path.is_file())


def evil() -> list[Path]:
    """Return every hostile document that is kept as a file."""
    folder = SAMPLES / "evil"
    return sorted(
        p for p in folder.glob("*.*") if p.suffix in (".json", ".xml") and p.stem != "manifest"
    )


@pytest.fixture(scope="session")
def data() -> Path:
    """Return the folder of the page's data, which is built."""
    return write_data()


@pytest.fixture(scope="session")
def sources(tool: Tool, data: Path) -> Path:
    """Return the folder of the page's sources, with its data and its pinned packages."""
    return install_packages(tool("npm"), data.parent)


@pytest.fixture(scope="session")
def built(tool: Tool, sources: Path) -> Path:
    """Return the folder of the page, which is built."""
    return build_page(tool("node"), sources)


@pytest.fixture(scope="session")
def node(tool: Tool, sources: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Return what runs Node among the page's sources."""

    def run(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
        command = [tool("node"), *arguments]
        return subprocess.run(
            command, cwd=sources, input=given, capture_output=True, text=True, check=False
        )

    return run


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    """Serve the page on loopback, as a closed network would; return its address."""
    handler = functools.partial(_Quiet, directory=str(built.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/playground/"
        server.shutdown()
        thread.join()


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Return what opens the page; it fails at an error in it, and at a request to elsewhere."""
    pages: list[Page] = []
    faults: list[str] = []

    def note_request(url: str) -> None:
        if not url.startswith((address, f"blob:{address.removesuffix('playground/')[:-1]}")):
            faults.append(f"requests {url}")

    def note_words(said: ConsoleMessage, expected: str | None) -> None:
        if said.type == "error" and (expected is None or expected not in said.text):
            faults.append(said.text)

    def open_(fragment: str = "", *, says: str | None = None, **options: object) -> Page:
        given = {"locale": "en-US", "color_scheme": "light", **options}
        page = browser.new_context(**given).new_page()  # type: ignore[arg-type]
        page.on("request", lambda request: note_request(request.url))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: note_words(said, says))
        page.goto(address + fragment)
        page.wait_for_selector("body[data-state]")
        pages.append(page)
        return page

    yield open_
    for page in pages:
        page.context.close()
    assert faults == []

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

from playground.page import SOURCE, build_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

Tool = Callable[[str], str]


@pytest.fixture(scope="session")
def built(tool: Tool) -> Path:
    """Return the folder of the page, which is built."""
    return build_page(tool("node"), tool("npm"))


@pytest.fixture(scope="session")
def node(tool: Tool, built: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Return what runs Node among the page's sources."""
    assert built.is_dir()

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [tool("node"), *arguments]
        return subprocess.run(command, cwd=SOURCE, capture_output=True, text=True, check=False)

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

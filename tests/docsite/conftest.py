"""The built site, served, and a browser that looks at it."""

from __future__ import annotations

import fcntl
import functools
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from conftest import ROOT, needed
from playground.page import build_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request, Response

NPM = Path(__file__).parent / "npm"


@dataclass(frozen=True)
class Build:
    folder: Path
    log: str


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory, tool: Callable[[str], str]) -> Build:
    """Return the site with the playground in it, built once for all processes of a run."""
    needed("mkdocs")
    if shutil.which("node") or os.environ.get("CI"):  # else a page says how to build it
        build_page(tool("node"), tool("npm"))
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder, told = shared / "site", shared / "site.json"
    with (shared / "site.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if not told.is_file():
            told.write_text(json.dumps(_build(folder)), encoding="utf-8")
    return Build(folder, **json.loads(told.read_text(encoding="utf-8")))


def _build(folder: Path) -> dict[str, str]:
    pages = [sys.executable, "-m", "swschema", "build", "pages"]
    subprocess.run(pages, cwd=ROOT, capture_output=True, check=True)
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-4000:]
    return {"log": done.stderr}


@pytest.fixture(scope="session")
def site(build: Build) -> Path:
    return build.folder


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_args: object) -> None:
        pass


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Serve the site and return its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Return a page; the test fails if it asks for what is outside the site or not there."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    wrong: list[str] = []

    def see_request(request: Request) -> None:
        if not request.url.startswith((address, "data:", "blob:")):
            wrong.append(request.url)

    def see_response(response: Response) -> None:
        if response.status >= 400:
            wrong.append(f"{response.status} {response.url}")

    opened.on("request", see_request)
    opened.on("response", see_response)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    yield opened
    context.close()
    assert wrong == []


@pytest.fixture(scope="session")
def axe(tool: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the script of axe-core."""
    folder = tmp_path_factory.mktemp("npm")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(NPM / name, folder)
    command = [tool("npm"), "ci", "--ignore-scripts", "--prefer-offline", "--no-audit"]
    subprocess.run(command, cwd=folder, capture_output=True, check=True)
    return (folder / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")

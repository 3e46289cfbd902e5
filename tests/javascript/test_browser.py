"""The package in a browser without a bundler, as the guide shows it."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from conftest import SAMPLES
from docsite.guides import titled
from javascript.package import link_package

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Tool = Callable[[str], str]
# What the guide says that a policy has to allow, for JSON and for XML.
POLICY = "default-src 'none'; script-src 'self' 'unsafe-inline'"
FOR_XML = f"{POLICY} 'wasm-unsafe-eval'"


class _Handler(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        policy = FOR_XML if "xml" in self.path else POLICY
        self.send_header("Content-Security-Policy", policy)
        super().end_headers()

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@pytest.mark.parametrize(
    ("sample", "shown"),
    [
        ("valid/registration/hangzhou-xx.json", "registration (JSON) passed"),
        ("valid/registration/hangzhou-xx.xml", "registration (XML) passed"),
        ("invalid/registration/missing-legal-name.xml", "registration (XML) failed, 1 problem\n"),
    ],
)
def test_page_of_the_guide_checks_a_file(
    browser: Browser, tool: Tool, tmp_path: Path, sample: str, shown: str
) -> None:
    link_package(tmp_path, tool("node"), tool("npm"))
    (tmp_path / "index.html").write_text(titled("en", "javascript", "index.html"), "utf-8")
    handler = functools.partial(_Handler, directory=str(tmp_path))
    requests: list[str] = []
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = browser.new_context().new_page()
        page.on("request", lambda request: requests.append(request.url))
        page.goto(f"http://127.0.0.1:{server.server_port}/index.html?{Path(sample).suffix[1:]}")
        page.set_input_files("input", SAMPLES / sample)
        page.wait_for_selector("pre:not(:empty)")
        assert page.inner_text("pre").startswith(shown)
        page.context.close()
        server.shutdown()
    # The XML engine is asked for by XML alone.
    assert any("/xml-" in each for each in requests) is sample.endswith(".xml")

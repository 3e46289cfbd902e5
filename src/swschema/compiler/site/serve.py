#!/usr/bin/env python3
"""Serve the site in the folder of this file: python serve.py, or python serve.py 0.0.0.0:8080.

Needs Python 3.8 or later and nothing else: pages that a browser opens as files have no search.
提供本文件所在文件夹中的网站：python serve.py；供局域网使用：python serve.py 0.0.0.0:8080。
"""

import contextlib
import functools
import http.server
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
TYPES = {".wasm": "application/wasm", ".mjs": "text/javascript", ".js": "text/javascript"}


class Handler(http.server.SimpleHTTPRequestHandler):
    """Answers with files of the site, and with its own page where there is none."""

    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, **TYPES}  # noqa: RUF012

    def send_error(self, code, message=None, explain=None):  # type: ignore[no-untyped-def]
        """Send the site's page about what is not there."""
        page = FOLDER / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def main() -> None:
    """Serve until Ctrl+C."""
    host, _colon, port = (sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000").rpartition(":")
    handler = functools.partial(Handler, directory=str(FOLDER))
    with http.server.ThreadingHTTPServer((host or "127.0.0.1", int(port)), handler) as server:
        address = f"http://{host or '127.0.0.1'}:{server.server_port}/"
        print(f"{address}  (Ctrl+C)", flush=True)  # noqa: T201
        with contextlib.suppress(KeyboardInterrupt):
            server.serve_forever()


if __name__ == "__main__":
    main()

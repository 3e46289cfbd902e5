"""What is built is what is committed, and holds no address of a registry."""

from __future__ import annotations

import re
from collections.abc import Callable
from subprocess import CompletedProcess
from typing import Any

from playground.conftest import BUILT, SOURCES

Node = Callable[..., CompletedProcess[str]]


def test_committed_page_is_what_its_sources_build(node: Node) -> None:
    done = node("build.mjs", "--check")
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0), "run `make playground`"


def test_types_hold(node: Node) -> None:
    done = node("node_modules/typescript/bin/tsc", "--project", ".")
    assert (done.stdout, done.returncode) == ("", 0)


def test_every_message_has_its_chinese() -> None:
    import json

    data: dict[str, Any] = json.loads((SOURCES / "data/specification.json").read_bytes())
    code = "".join(path.read_text(encoding="utf-8") for path in SOURCES.glob("src/**/*.ts"))
    said = re.findall(r'\b_\(\s*"((?:[^"\\]|\\.)*)"', code)
    assert len(said) > 40
    assert {each for each in said if each not in data["messages"]} == set()


def test_lock_names_no_registry() -> None:
    assert "resolved" not in (SOURCES / "package-lock.json").read_text(encoding="utf-8")


def test_page_loads_nothing_from_elsewhere() -> None:
    html = (BUILT / "index.html").read_text(encoding="utf-8")
    assert "default-src 'none'" in html
    assert "connect-src 'none'" in html
    assert "unsafe-inline" not in html
    assert "unsafe-eval'" not in html.replace("'wasm-unsafe-eval'", "")
    assert re.findall(r'(?:src|href)="(?:https?:)?//', html) == []


def test_modules_are_small() -> None:
    sizes = {
        p: len(p.read_text(encoding="utf-8").splitlines()) for p in SOURCES.glob("src/**/*.ts")
    }
    assert {path.name: size for path, size in sizes.items() if size > 300} == {}

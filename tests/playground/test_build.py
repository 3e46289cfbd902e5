"""The page is built alike everywhere, and holds no address of a registry."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

from playground.page import SOURCE

Node = Callable[..., CompletedProcess[str]]


def test_page_is_built_alike_everywhere_and_whole(node: Node, built: Path, tmp_path: Path) -> None:
    (tmp_path / "old.js").write_text("of an older page")
    assert node("build.mjs", str(tmp_path)).returncode == 0
    files = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert files == {path.name: path.read_bytes() for path in built.iterdir()}
    html = files["index.html"].decode()
    assert set(re.findall(r'(?:src|href)="([^"#./][^"]*)"', html)) <= files.keys()
    assert {"worker.js", "samples.js", "licences.txt"} <= files.keys()


def test_types_hold(node: Node) -> None:
    done = node("node_modules/typescript/bin/tsc", "--project", ".")
    assert (done.stdout, done.returncode) == ("", 0)


def test_lock_names_no_registry() -> None:
    text = (SOURCE / "package-lock.json").read_text(encoding="utf-8")
    assert re.findall('"resolved": "(.+)"', text) == ["../javascript"]


def test_page_loads_nothing_from_elsewhere(built: Path) -> None:
    html = (built / "index.html").read_text(encoding="utf-8")
    assert "default-src 'none'" in html
    assert "connect-src 'none'" in html
    assert "unsafe-inline" not in html
    assert "unsafe-eval'" not in html.replace("'wasm-unsafe-eval'", "")
    assert re.findall(r'(?:src|href)="(?:https?:)?//', html) == []


def test_modules_are_small() -> None:
    sizes = {p: len(p.read_text(encoding="utf-8").splitlines()) for p in SOURCE.glob("src/*.ts")}
    assert len(sizes) > 15
    assert {path.name: size for path, size in sizes.items() if size > 300} == {}

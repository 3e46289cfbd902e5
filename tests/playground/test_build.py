"""The page is built alike everywhere, and holds no address of a registry."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

from conftest import ROOT
from playground.page import SOURCE

Node = Callable[..., CompletedProcess[str]]
# What the worker needs and Python has from its library, from packages, or generated as Python.
OWN_MODULES = {
    "core", "modules.d", "numbers", "privacy", "protocol", "sha256", "worker",
    "parse/bytes", "parse/json_parser", "parse/patterns", "parse/utf8", "parse/xml_elements",
    "rules/expressions", "schema/specification",
}  # fmt: skip


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


def test_every_message_has_its_chinese(data: Path) -> None:
    messages = json.loads((data / "specification.json").read_bytes())["messages"]
    code = "".join(path.read_text(encoding="utf-8") for path in SOURCE.glob("src/**/*.ts"))
    said = re.findall(r'\b(?:_|untranslated)\(\s*"((?:[^"\\]|\\.)*)"', code)
    assert len(said) > 70
    texts = {json.loads(f'"{each}"') for each in said}
    assert {each for each in texts if each not in messages} == set()


def test_lock_names_no_registry() -> None:
    assert "resolved" not in (SOURCE / "package-lock.json").read_text(encoding="utf-8")


def test_page_loads_nothing_from_elsewhere(built: Path) -> None:
    html = (built / "index.html").read_text(encoding="utf-8")
    assert "default-src 'none'" in html
    assert "connect-src 'none'" in html
    assert "unsafe-inline" not in html
    assert "unsafe-eval'" not in html.replace("'wasm-unsafe-eval'", "")
    assert re.findall(r'(?:src|href)="(?:https?:)?//', html) == []


def test_modules_are_named_as_in_python() -> None:
    package = ROOT / "src/swschema"
    names = {
        path.relative_to(SOURCE / "src").with_suffix("").as_posix()
        for path in SOURCE.glob("src/**/*.ts")
    }
    outside = {name for name in names if name.startswith("page/")} | OWN_MODULES
    assert {name for name in names - outside if not (package / f"{name}.py").is_file()} == set()


def test_modules_are_small() -> None:
    sizes = {p: len(p.read_text(encoding="utf-8").splitlines()) for p in SOURCE.glob("src/**/*.ts")}
    assert {path.name: size for path, size in sizes.items() if size > 300} == {}

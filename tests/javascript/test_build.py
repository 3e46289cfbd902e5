"""The package as it is built: its modules, its messages, its size."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

from conftest import ROOT
from javascript.package import SOURCE

Node = Callable[..., CompletedProcess[str]]
# What the package needs and Python has from its library, from packages, or generated as Python.
OWN_MODULES = {
    "cli/main", "cli/usage", "data/records", "index", "lifecycle/sources", "modules.d", "numbers",
    "privacy", "report/index", "report/status", "sha256",
    "patch/documents", "patch/json_patch", "patch/xml_text",
    "parse/bytes", "parse/json_parser", "parse/patterns", "parse/utf8", "parse/xml_elements",
    "schema/specification", "structure/scalars",
    "xml/engine", "xml/index", "xml/libxml2", "xml/tree",
}  # fmt: skip
BUDGET = 150_000  # bytes of all but the XML engine, compressed

SIZES = """
import { readFileSync } from "node:fs";
import { brotliCompressSync, gzipSync } from "node:zlib";
const core = new Set(["index.js"]); // with what it imports at once
for (const name of core) {
  const code = readFileSync(`dist/${name}`, "utf8");
  for (const [, other] of code.matchAll(/(?:from|import)"\\.\\/([^"]+)"/g)) core.add(other);
}
const bytes = Buffer.concat([...core].map((name) => readFileSync(`dist/${name}`)));
const sizes = [bytes, brotliCompressSync(bytes), gzipSync(bytes, { level: 9 })];
console.log(JSON.stringify(sizes.map(({ length }) => length)));
"""


def test_core_keeps_its_budget(node: Node) -> None:
    done = node("--input-type=module", "--eval", SIZES)
    plain, brotli, gzip = json.loads(done.stdout)
    print(f"the core: {plain:,} bytes; {brotli:,} with Brotli, {gzip:,} with gzip")
    assert 50_000 < brotli < gzip < plain
    assert brotli <= BUDGET


def test_every_message_has_its_chinese(package: Path) -> None:
    data = (package / "src/data/specification.json").read_bytes()
    code = "".join(path.read_text(encoding="utf-8") for path in SOURCE.glob("src/**/*.ts"))
    said = re.findall(r'\b(?:_|untranslated)\(\s*"((?:[^"\\]|\\.)*)"', code)
    assert len(said) > 70
    texts = {json.loads(f'"{each}"') for each in said}
    assert {each for each in texts if each not in json.loads(data)["messages"]} == set()


def test_lock_names_no_registry() -> None:
    assert "resolved" not in (SOURCE / "package-lock.json").read_text(encoding="utf-8")


def test_package_has_the_version_of_python() -> None:
    python = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    package = json.loads((SOURCE / "package.json").read_bytes())
    assert (package["name"], package["version"], package["license"]) == (
        python["name"],
        python["version"],
        python["license"],
    )
    assert (SOURCE / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()


def test_modules_are_named_as_in_python() -> None:
    python = ROOT / "src/swschema"
    names = {
        path.relative_to(SOURCE / "src").with_suffix("").as_posix()
        for path in SOURCE.glob("src/**/*.ts")
    }
    assert len(names) > 70
    assert {n for n in names - OWN_MODULES if not (python / f"{n}.py").is_file()} == set()


def test_modules_are_small() -> None:
    written = [path for path in SOURCE.glob("src/**/*.ts") if path.parent.name != "data"]
    sizes = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in written}
    assert {name: size for name, size in sizes.items() if size > 300} == {}

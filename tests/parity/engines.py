"""Other people's engines behind one face: a batch of documents in, a list of verdicts out.

Each is called as its manual shows, with the bundles and the XML Schema that are published. What no
schema can say is looked at before (`independent.guards`); there, an engine gives no verdict.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version

import orjson
from lxml import etree

import swschema
from conftest import ROOT
from independent.guards import RefusedError, json_guard, xml_guard
from parity import json_engines, xml_engines
from parity.processes import NPM, Ajv, Question, Xerces
from swschema.problems import Syntax
from swschema.rules.settings import STRUCTURE

Verdict = Callable[[str, bytes], bool]
Batch = Callable[[Sequence[Question]], list[bool | None]]
Bare = Callable[[Sequence[Question]], list[bool]]
Guard = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class Engine:
    """One engine.

    Attributes:
        name: its name.
        syntax: the syntax that it judges.
        accepts: the verdicts on a batch, None where the specification refuses a document whatever
            the schemas say.
        accepts_bare: the verdicts of the engine alone.
    """

    name: str
    syntax: Syntax
    accepts: Batch
    accepts_bare: Bare


def _in_process(name: str, syntax: Syntax, guarded: Verdict, bare: Verdict) -> Engine:
    def accepts(questions: Sequence[Question]) -> list[bool | None]:
        return [_unless_refused(guarded, record, data) for record, data in questions]

    return Engine(name, syntax, accepts, _each(bare))


def _each(verdict: Verdict) -> Bare:
    return lambda questions: [verdict(record, data) for record, data in questions]


def _unless_refused(verdict: Verdict, record: str, data: bytes) -> bool | None:
    try:
        return verdict(record, data)
    except RefusedError:
        return None


def _guarded(guard: Guard, ask: Bare) -> Batch:
    """Return what asks an engine about those documents that a guard lets through."""

    def accepts(questions: Sequence[Question]) -> list[bool | None]:
        passed: dict[int, Question] = {}
        for number, (record, data) in enumerate(questions):
            with suppress(RefusedError):
                passed[number] = record, guard(data)
        verdicts = dict(zip(passed, ask([*passed.values()]), strict=True))
        return [verdicts.get(number) for number in range(len(questions))]

    return accepts


def _json_text(data: bytes) -> bytes:
    json_guard(data)
    return data.removeprefix(b"\xef\xbb\xbf")


IN_PROCESS = (
    _in_process("jsonschema-rs", "json", json_engines.rust_accepts, json_engines.rust_accepts_bare),
    _in_process(
        "pydantic", "json", json_engines.pydantic_accepts, json_engines.pydantic_accepts_bare
    ),
    _in_process("libxml2", "xml", xml_engines.libxml2_accepts, xml_engines.libxml2_accepts_bare),
)


def _shipped(questions: Sequence[Question]) -> list[bool | None]:
    found = (
        swschema.validate(data, engine="reference", settings=STRUCTURE) for _, data in questions
    )
    return [each.valid for each in found]


# The libraries behind `--engine reference`, in it and alone.
REFERENCE = (
    Engine("jsonschema", "json", _shipped, _each(json_engines.python_accepts_bare)),
    Engine("xmlschema", "xml", _shipped, _each(xml_engines.xmlschema_accepts_bare)),
)
# What users of JavaScript call, by syntax.
LIBRARY: dict[Syntax, str] = {
    "json": "swschema for JavaScript, JSON",
    "xml": "swschema for JavaScript, XML",
}
# What users call, by engine and syntax.
OURS: dict[tuple[str, Syntax], str] = {
    ("reference", "json"): "jsonschema (`validate --engine reference`)",
    ("reference", "xml"): "xmlschema (`validate --engine reference`)",
    ("fast", "json"): "swschema, JSON",
    ("fast", "xml"): "swschema, XML",
}


def ajv(process: Ajv) -> Engine:
    """Return ajv in a running process."""
    return Engine("ajv", "json", _guarded(_json_text, process.accepts), process.accepts)


def xerces(process: Xerces) -> Engine:
    """Return Xerces in a running process."""
    return Engine(
        "Xerces",
        "xml",
        _guarded(xml_guard, process.accepts),
        lambda questions: process.accepts(questions, bare=True),
    )


def _library_package(name: str) -> str:
    """Return the version of a package that is built into the npm package."""
    lock = orjson.loads((ROOT / "javascript/package-lock.json").read_bytes())
    return str(lock["packages"][f"node_modules/{name}"]["version"])


def versions() -> dict[str, str]:
    """Return what each engine is, by name."""
    java = subprocess.run(["java", "-version"], check=True, capture_output=True, text=True).stderr
    node = subprocess.run(["node", "--version"], check=True, capture_output=True, text=True).stdout
    packages = orjson.loads((NPM / "package-lock.json").read_bytes())["packages"]
    return {
        "jsonschema-rs": version("jsonschema-rs"),
        "pydantic": f"{version('pydantic')}, the models of `swschema.models`",
        "ajv": f"{packages['node_modules/ajv']['version']}, Node {node.strip().removeprefix('v')}",
        "libxml2": f"{'.'.join(map(str, etree.LIBXML_VERSION))}, lxml {version('lxml')}",
        "Xerces": f"of the JDK {java.split(chr(34))[1]}",
        OURS["reference", "json"]: version("jsonschema"),
        OURS["reference", "xml"]: version("xmlschema"),
        OURS["fast", "json"]: "with jsonschema-rs",
        OURS["fast", "xml"]: "with libxml2",
        LIBRARY["json"]: f"Node {node.strip().removeprefix('v')}",
        LIBRARY["xml"]: f"with libxml2-wasm {_library_package('libxml2-wasm')}",
    }

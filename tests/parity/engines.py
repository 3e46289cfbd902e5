"""The seven engines behind one face: a batch of documents in, a list of verdicts out."""

from __future__ import annotations

import pyexpat
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version

import orjson
from lxml import etree

from parity import json_engines, xml_engines
from parity.processes import NPM, Ajv, Question, Xerces
from swschema.problems import Syntax

Verdict = Callable[[str, bytes], bool]
Batch = Callable[[Sequence[Question]], list[bool]]


@dataclass(frozen=True, slots=True)
class Engine:
    """One engine, called as its own faults need it, and as its manual shows.

    Attributes:
        name: its name.
        syntax: the syntax that it judges.
        accepts: the verdicts on a batch, its known faults worked round.
        accepts_bare: the verdicts of the engine alone.
    """

    name: str
    syntax: Syntax
    accepts: Batch
    accepts_bare: Batch


def _one_by_one(verdict: Verdict) -> Batch:
    return lambda questions: [verdict(record, data) for record, data in questions]


def _in_process(name: str, syntax: Syntax, guarded: Verdict, bare: Verdict) -> Engine:
    return Engine(name, syntax, _one_by_one(guarded), _one_by_one(bare))


IN_PROCESS = (
    _in_process("jsonschema-rs", "json", json_engines.rust_accepts, json_engines.rust_accepts_bare),
    _in_process(
        "jsonschema", "json", json_engines.python_accepts, json_engines.python_accepts_bare
    ),
    _in_process(
        "pydantic", "json", json_engines.pydantic_accepts, json_engines.pydantic_accepts_bare
    ),
    _in_process("libxml2", "xml", xml_engines.libxml2_accepts, xml_engines.libxml2_accepts_bare),
    _in_process(
        "xmlschema", "xml", xml_engines.xmlschema_accepts, xml_engines.xmlschema_accepts_bare
    ),
)


def ajv(process: Ajv) -> Engine:
    """Return ajv in a running process."""
    return Engine(
        "ajv", "json", process.accepts, lambda questions: process.accepts(questions, bare=True)
    )


def xerces(process: Xerces) -> Engine:
    """Return Xerces in a running process."""
    return Engine(
        "Xerces", "xml", process.accepts, lambda questions: process.accepts(questions, bare=True)
    )


def versions() -> dict[str, str]:
    """Return what each engine is, by name."""
    java = subprocess.run(["java", "-version"], check=True, capture_output=True, text=True).stderr
    node = subprocess.run(["node", "--version"], check=True, capture_output=True, text=True).stdout
    packages = orjson.loads((NPM / "package-lock.json").read_bytes())["packages"]
    return {
        "jsonschema-rs": version("jsonschema-rs"),
        "jsonschema": version("jsonschema"),
        "pydantic": f"{version('pydantic')}, the models of `swschema.models`",
        "ajv": f"{packages['node_modules/ajv']['version']}, Node {node.strip().removeprefix('v')}",
        "libxml2": f"{'.'.join(map(str, etree.LIBXML_VERSION))}, lxml {version('lxml')}",
        "xmlschema": f"{version('xmlschema')}, Expat {pyexpat.EXPAT_VERSION.partition('_')[2]}",
        "Xerces": f"of the JDK {java.split(chr(34))[1]}",
    }

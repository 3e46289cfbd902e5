"""Who judges the records: the commands, and how to read from them what they have found."""

import platform
import re
import shutil
import subprocess
import sys
from bisect import bisect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import orjson

import node
from batch import corpus, loops
from batch.corpus import Part, Syntax
from swschema.schema.files import bundle_path, xsd_path

HERE = Path(__file__).parent
XSD = xsd_path("swschema")
BUNDLES = bundle_path("registration").parent
SWSCHEMA = str(Path(sys.executable).parent / "swschema")
CHECK_JSONSCHEMA = Path(sys.executable).parent / "check-jsonschema"
OURS, AJV, SOURCEMETA = "swschema", "ajv in Node", "sourcemeta's jsonschema"
XMLLINT = "xmllint --stream"
BEGINNINGS = tuple(f"<{record} xmlns=".encode() for record in loops.RECORDS)

Commands = Callable[[Part], list[list[str]]]
Found = Callable[[Part, bytes, bytes], int]  # from what was written to output and errors


@dataclass(frozen=True, slots=True)
class Contestant:
    """A tool in one way of using it.

    Attributes:
        name: in the table.
        syntax: of the file that it reads.
        commands: makes what it needs of a part; returns what is run, one after the other.
        found: how many records of the part one command refuses.
        part: which part of the records it judges.
        rules: whether it knows the rules.
        judges: whether it gives verdicts; if not, it is a floor.
        spared: whether it is given the lines of `corpus.by_record` alone.
        absent: what is missing on this machine.
    """

    name: str
    syntax: Syntax
    commands: Commands
    found: Found
    part: str = "all"
    rules: bool = False
    judges: bool = True
    spared: bool = False
    absent: str | None = None

    def expected(self, part: Part) -> int:
        """Return how many records of a part are to be refused."""
        refused = part.invalid(self.syntax, rules=self.rules)
        return refused - (corpus.left_out(part) if self.spared else 0)


def ours(syntax: Syntax, jobs: int, *, rules: bool, part: str = "all") -> Contestant:
    """Return swschema's own command line, as its users type it."""
    title = f"{OURS}, {'all rules' if rules else 'structure'}, {jobs} job{'s' * (jobs > 1)}"

    def commands(given: Part) -> list[list[str]]:
        findings = ["--format", "ndjson", "-o", str(findings_of(given))]
        options = ["--jobs", str(jobs), *findings, *([] if rules else ["--no-rules"])]
        return [[SWSCHEMA, "validate", str(given.path(syntax)), *options]]

    return Contestant(title, syntax, commands, _counted, part=part, rules=rules)


def findings_of(part: Part) -> Path:
    """Return the file that swschema writes its findings to."""
    return part.folder / "findings.ndjson"


def peers() -> list[Contestant]:
    """Return the peers and the floors, those of JSON first."""
    ajv, java = _needs("node", "npm"), _needs("java", "javac")
    check = None if CHECK_JSONSCHEMA.exists() else "there is no check-jsonschema"
    libxml2 = _needs("xmllint")
    return [
        Contestant(AJV, "json", _ajv, _printed, absent=ajv),
        Contestant(SOURCEMETA, "json", _sourcemeta, _failed, spared=True, absent=ajv),
        _loop("jsonschema-rs", "json", "tenth", name="jsonschema-rs alone, a loop over the lines"),
        _loop("python-jsonschema", "json", "share"),
        Contestant("check-jsonschema", "json", _check, _listed, part="share", absent=check),
        _loop("orjson", "json", "all", name="floor: `orjson.loads` for each line", judges=False),
        Contestant(XMLLINT, "xml", _xmllint, _at_lines, absent=libxml2),
        Contestant(
            "xmllint, a file a record", "xml", _xmllint_files, _named, "share", absent=libxml2
        ),
        Contestant("the JDK's Xerces", "xml", _xerces, _printed, part="tenth", absent=java),
        _loop("libxml2", "xml", "tenth", name="lxml alone, a loop over the records"),
        _loop("xmlschema", "xml", "share"),
        _loop("lxml.iterparse", "xml", "tenth", name="floor: `lxml.etree.iterparse`", judges=False),
        _loop(
            "lxml.fromstring",
            "xml",
            "tenth",
            name="floor: `lxml.etree.fromstring` for each record",
            judges=False,
        ),
    ]


def _needs(*programs: str) -> str | None:
    missing = [program for program in programs if not shutil.which(program)]
    return f"there is no {' and no '.join(missing)}" if missing else None


def _loop(
    loop: str, syntax: Syntax, part: str, *, name: str | None = None, judges: bool = True
) -> Contestant:
    def commands(given: Part) -> list[list[str]]:
        return [[sys.executable, str(HERE / "loops.py"), loop, str(given.path(syntax))]]

    return Contestant(name or loop, syntax, commands, _printed, part, judges=judges)


def _ajv(part: Part) -> list[list[str]]:
    node.install(node.NPM, "ajv")
    return [["node", str(HERE / "ajv.mjs"), str(BUNDLES), str(part.json)]]


def _sourcemeta(part: Part) -> list[list[str]]:
    """Return a command for each record type, as it takes one schema."""
    node.install(HERE / "npm", "@sourcemeta/jsonschema")
    machine = {"aarch64": "arm64"}.get(platform.machine(), platform.machine())
    releases = HERE / "npm/node_modules/@sourcemeta/jsonschema/build/github-releases"
    binary = releases / f"jsonschema-{platform.system().lower()}-{machine}"
    options = ["--fast", "--continue", "--format-assertion"]
    return [
        [str(binary), "validate", str(bundle_path(record)), str(path), *options]
        for record, path in corpus.by_record(part).items()
        if path.stat().st_size
    ]


def _check(part: Part) -> list[list[str]]:
    """Return a command for each record type, over a file for each record."""
    return [
        [
            *(str(CHECK_JSONSCHEMA), "--output-format", "json"),
            *("--schemafile", str(bundle_path(record))),
            *map(str, paths),
        ]
        for record, paths in corpus.one_by_one(part, "json").items()
    ]


def _xmllint(part: Part) -> list[list[str]]:
    schema = str(corpus.wrapper(part, XSD))
    return [["xmllint", "--noout", "--stream", "--schema", schema, str(part.xml)]]


def _xmllint_files(part: Part) -> list[list[str]]:
    files = [str(path) for paths in corpus.one_by_one(part, "xml").values() for path in paths]
    return [["xmllint", "--noout", "--schema", str(XSD), *files]]


def _xerces(part: Part) -> list[list[str]]:
    classes = part.folder / "classes"
    command = ["javac", "-d", str(classes), str(HERE / "Xerces.java")]
    subprocess.run(command, check=True, capture_output=True)
    return [["java", "-cp", str(classes), "Xerces", str(XSD), str(part.xml)]]


def _counted(_: Part, _out: bytes, err: bytes) -> int:
    return _number(rb"([0-9,]+) invalid", err)


def _printed(_: Part, out: bytes, _err: bytes) -> int:
    return int(orjson.loads(out)["invalid"])


def _failed(_: Part, _out: bytes, err: bytes) -> int:
    return _number(rb"([0-9,]+) failed", err)


def _listed(_: Part, out: bytes, _err: bytes) -> int:
    told = orjson.loads(out)
    found = [*told.get("errors", ()), *told.get("parse_errors", ())]
    return len({each["filename"] for each in found})


def _named(_: Part, _out: bytes, err: bytes) -> int:
    return err.count(b" fails to validate")


def _at_lines(part: Part, _out: bytes, err: bytes) -> int:
    """Return in how many records there are errors: they are told by line."""
    lines = map(int, re.findall(rb"^[^\n]*?:([0-9]+): Schemas validity error", err, re.MULTILINE))
    begins = _begins(part.xml)
    return len({bisect(begins, line) for line in lines})


@cache
def _begins(path: Path) -> Sequence[int]:
    """Return the numbers of the lines on which records begin."""
    lines = enumerate(loops.lines(path), 1)
    return [number for number, line in lines if line.startswith(BEGINNINGS)]


def _number(pattern: bytes, text: bytes) -> int:
    """Return the last number that a text tells; none is told where there is nothing to tell."""
    found = re.findall(pattern, text)
    return int(found[-1].replace(b",", b"")) if found else 0

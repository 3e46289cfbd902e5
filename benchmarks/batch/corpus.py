"""The files that the tools read: many records, their first part, and that part cut up."""

import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Literal

import orjson

from batch import generate, loops

Syntax = Literal["json", "xml"]
SEED = 1
STEPS = {"hundredth": 100, "tenth": 10, "all": 1}
SHARE, FEW = 2_000, 50  # records for what is slow, and for what it costs to start it
A_RECORD = 16_000  # bytes on the disk, with all that is made of it and found in it
BEYOND = re.compile(rb'":-?[0-9.]+e[+]?[0-9]{2}')  # a number beyond 64 bits, as orjson writes it
WRAPPER = """\
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:sw="https://w3id.org/swschema/v1">
  <xs:import namespace="https://w3id.org/swschema/v1" schemaLocation="{location}"/>
  <xs:element name="records">
    <xs:complexType>
      <xs:choice minOccurs="0" maxOccurs="unbounded">
{elements}
      </xs:choice>
    </xs:complexType>
  </xs:element>
</xs:schema>
"""


@dataclass(frozen=True, slots=True)
class Part:
    """The first records of all, in both syntaxes, and what is among them."""

    folder: Path
    told: dict[str, Any]

    @property
    def json(self) -> Path:
        return self.folder / "records.ndjson"

    @property
    def xml(self) -> Path:
        """The file without the malformed records: an XML parser would end at the first."""
        return self.folder / "records.xml"

    def path(self, syntax: Syntax) -> Path:
        return self.json if syntax == "json" else self.xml

    def records(self, syntax: Syntax) -> int:
        return int(self.told["records"] - (self.told["malformed"] if syntax == "xml" else 0))

    def size(self, syntax: Syntax) -> int:
        return int(self.told["bytes"][syntax])

    def invalid(self, syntax: Syntax, *, rules: bool) -> int:
        """Return how many records are to be refused."""
        refused = self.told["structure"] + (self.told["rule"] if rules else 0)
        return int(refused + (self.told["malformed"] if syntax == "json" else 0))

    def problems(self, syntax: Syntax) -> dict[str, int]:
        """Return how many problems of each code are to be found by all rules."""
        left_out = {"truncated"} if syntax == "xml" else set()
        return {code: n for code, n in self.told["problems"].items() if code not in left_out}


def room(folder: Path, records: int) -> tuple[int, int]:
    """Return how many bytes are needed in a folder, and how many there are."""
    return records * A_RECORD, shutil.disk_usage(folder).free


def parts(folder: Path, records: int) -> dict[str, Part]:
    """Make the files, by name; all begin with the same records."""
    sizes = {"few": FEW, "share": SHARE} | {name: records // by for name, by in STEPS.items()}
    return {name: _part(folder / name, min(size, records)) for name, size in sizes.items()}


def _part(folder: Path, records: int) -> Part:
    folder.mkdir()
    made = islice(generate.records(SEED), records)
    json, xml = folder / "records.ndjson", folder / "records.xml"
    return Part(folder, generate.write(made, json=json, xml=xml, well_formed_xml=True).told())


def wrapper(part: Part, xsd: Path) -> Path:
    """Return an XML Schema for the root that the records stand in."""
    elements = "\n".join(f'        <xs:element ref="sw:{each}"/>' for each in loops.RECORDS)
    path = part.folder / "records.xsd"
    path.write_text(WRAPPER.format(location=xsd.as_uri(), elements=elements), encoding="utf-8")
    return path


def by_record(part: Part) -> dict[str, Path]:
    """Return a file of lines for each record type, without those that end some tools.

    These are what is no JSON, and what has a number beyond 64 bits; all are invalid.
    """
    paths = {record: part.folder / f"{record}.jsonl" for record in loops.RECORDS}
    with ExitStack() as stack:
        files = {record: stack.enter_context(path.open("wb")) for record, path in paths.items()}
        for line in loops.lines(part.json):
            if _is_taken(line):
                files[_record(line)].write(line)
    return paths


def left_out(part: Part) -> int:
    """Return how many lines `by_record` leaves out."""
    return sum(not _is_taken(line) for line in loops.lines(part.json))


def one_by_one(part: Part, syntax: Syntax) -> dict[str, list[Path]]:
    """Return a file for each record, by record type."""
    found: dict[str, list[Path]] = {record: [] for record in loops.RECORDS}
    for number, text in enumerate(_texts(part, syntax), 1):
        record = _record(text) if syntax == "json" else text[1 : text.index(b" ")].decode()
        path = part.folder / record / f"{number}.{syntax}"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text)
        found[record].append(path)
    return {record: paths for record, paths in found.items() if paths}


def _texts(part: Part, syntax: Syntax) -> Iterator[bytes]:
    return loops.lines(part.json) if syntax == "json" else loops.elements(part.xml)


def _record(line: bytes) -> str:
    """Return the record type that a line begins with, be it JSON or the beginning of some."""
    return line.split(b'"', 4)[3].decode()


def _is_taken(line: bytes) -> bool:
    """Return whether a line ends no tool: it is JSON, and its numbers fit."""
    try:
        orjson.loads(line)
    except orjson.JSONDecodeError:
        return False
    return not BEYOND.search(line)

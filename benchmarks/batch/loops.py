"""One library in a loop over a file of records: `python loops.py NAME FILE`.

Prints as JSON how many records it has read and how many it refuses. Each is used in the quickest
way its manual shows, and reads the file as swschema could at best: line by line, or element by
element.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

import orjson

sys.path.insert(0, str(Path(__file__).parent.parent))

import validators

NAMESPACE = "https://w3id.org/swschema/v1"
RECORDS = ("registration", "materials", "interview", "message", "dossier")
# A record begins on a line of its own, and its namespace is declared where it begins.
ELEMENT = re.compile(
    rb"^<(%b) xmlns=.*?</\1>$" % "|".join(RECORDS).encode(), re.DOTALL | re.MULTILINE
)


def lines(path: Path) -> Iterator[bytes]:
    with path.open("rb", buffering=1 << 20) as file:
        yield from file


def elements(path: Path) -> Iterator[bytes]:
    """Yield the text of each record under the root of a file."""
    with (
        path.open("rb") as file,
        closing(mmap(file.fileno(), 0, access=ACCESS_READ)) as text,
    ):
        for found in ELEMENT.finditer(text):
            yield found[0]


def _parsed_lines(path: Path) -> Iterator[bool]:
    for line in lines(path):
        try:
            orjson.loads(line)
        except orjson.JSONDecodeError:
            yield False
        else:
            yield True


def _judged_lines(path: Path, validator: Callable[[str], Any]) -> Iterator[bool]:
    accepts = {record: validator(record).is_valid for record in RECORDS}
    for line in lines(path):
        try:
            value = orjson.loads(line)
        except orjson.JSONDecodeError:
            yield False
        else:
            yield accepts[value["recordType"]](value)


def _parsed_elements(path: Path) -> Iterator[bool]:
    from lxml import etree

    for text in elements(path):
        etree.fromstring(text)
        yield True


def _iterated_elements(path: Path) -> Iterator[bool]:
    from lxml import etree

    tags = [f"{{{NAMESPACE}}}{record}" for record in RECORDS]
    for _, element in etree.iterparse(str(path), tag=tags):
        root: Any = element.getparent()
        if root.getparent() is None:  # others are parts of messages and dossiers
            element.clear()
            while element.getprevious() is not None:
                del root[0]
            yield True


def _libxml2(path: Path) -> Iterator[bool]:
    from lxml import etree

    accepts = validators.libxml2().validate
    for text in elements(path):
        yield accepts(etree.fromstring(text))


def _xmlschema(path: Path) -> Iterator[bool]:
    return map(validators.xmlschema().is_valid, elements(path))


LOOPS: dict[str, Callable[[Path], Iterable[bool]]] = {
    "orjson": _parsed_lines,
    "jsonschema-rs": lambda path: _judged_lines(path, validators.rust),
    "python-jsonschema": lambda path: _judged_lines(path, validators.python),
    "lxml.fromstring": _parsed_elements,
    "lxml.iterparse": _iterated_elements,
    "libxml2": _libxml2,
    "xmlschema": _xmlschema,
}


def main() -> None:
    name, path = sys.argv[1:]
    records = refused = 0
    for accepted in LOOPS[name](Path(path)):
        records += 1
        refused += not accepted
    print(orjson.dumps({"records": records, "invalid": refused}).decode())


if __name__ == "__main__":
    main()

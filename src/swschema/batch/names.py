"""The names of records that become files or members of an archive."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from swschema.batch.result import Converted
from swschema.problems import Syntax
from swschema.streams.folders import SUFFIXES
from swschema.streams.formats import COMPRESSED

DIGITS = 7  # of a record's number: names come in the order of the records
NUMBERED = re.compile(rf"(.*)-[0-9]{{{DIGITS},}}", re.DOTALL)
# What no file system or archive takes, and what would name a drive.
UNSAFE = re.compile("[\x00-\x1f\x7f:\ud800-\udfff]")


@dataclass(slots=True)
class Names:
    """Names without repetition, also where upper and lower case are the same.

    Attributes:
        syntax: the syntax of the records, which is the suffix.
        top: the path that was read, which is no part of the names.
        stream: what a stream is called that has no other name.
    """

    syntax: Syntax
    top: str
    stream: str
    _documents: dict[str, int] = field(default_factory=dict)
    _numbered: dict[str, int] = field(default_factory=dict)
    _streams: dict[str, str] = field(default_factory=dict)
    _of_streams: set[str] = field(default_factory=set)

    def name(self, record: Converted) -> str:
        """Return the name of a record: as its document is named, or its stream with a number.

        It never leads out of the folder, whatever an archive has.
        """
        if record.number is None:
            return f"{self._document(self._stem(record.name))}.{self.syntax}"
        if record.name not in self._streams:
            stem = _free(self._stem(record.name), self._numbered)
            self._streams[record.name] = stem
            self._of_streams.add(stem.casefold())
        return f"{self._streams[record.name]}-{record.number:0{DIGITS}}.{self.syntax}"

    def _document(self, stem: str) -> str:
        numbered = NUMBERED.fullmatch(stem)
        if numbered and numbered[1].casefold() in self._of_streams:
            stem = f"{stem}-document"  # a record of the stream may have its name
        elif numbered:
            self._numbered.setdefault(numbered[1].casefold(), 1)  # so no stream may be called that
        return _free(stem, self._documents)

    def _stem(self, name: str) -> str:
        return _stem(name.removeprefix(self.top)) or _stem(self.stream) or "record"


def _free(stem: str, taken: dict[str, int]) -> str:
    """Return a stem that is not taken, with a number if need be; take it."""
    number = taken.get(stem.casefold(), 0) + 1
    free = stem if number == 1 else f"{stem}-{number}"
    while number > 1 and free.casefold() in taken:
        number += 1
        free = f"{stem}-{number}"
    taken[stem.casefold()] = number
    taken.setdefault(free.casefold(), 1)
    return free


def _stem(name: str) -> str:
    parts = PurePosixPath(UNSAFE.sub("_", name.replace("\\", "/"))).parts
    safe = "/".join(part for part in parts if part not in ("/", "..", "//"))
    for suffixes in (COMPRESSED, SUFFIXES):
        for suffix in suffixes:
            if safe.lower().endswith(suffix):
                safe = safe[: -len(suffix)]
                break
    return safe

"""The records of a source, one after another."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from swschema.errors import SourceError
from swschema.limits import DEFAULT_LIMITS, Limits
from swschema.streams.chunk import Entry
from swschema.streams.folders import files
from swschema.streams.formats import Form
from swschema.streams.messages import words
from swschema.streams.open import contents, opened
from swschema.streams.position import Place, entries
from swschema.streams.reader import Readable, Reader
from swschema.streams.split import chunks


def records(
    source: str | os.PathLike[str] | Readable,
    *,
    name: str = "stream",
    form: Form | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[Entry]:
    """Yield the records of a file, a folder, an archive or an open file, in order.

    No more of it is held at a time than a few records are, or the largest of them. Nothing is
    judged: a malformed record is yielded too, as far as where it ends can be told.

    Args:
        source: a path, or a file that is open for reading bytes.
        name: what to call an open file.
        form: the form of each file; by default what its name and its first bytes show.
        limits: bounds on the size of a record: of a larger one, only its beginning is yielded.

    Raises:
        SourceError: if something cannot be read; and behind all records of a stream, if there is
            something wrong with the stream itself, such as an array that does not end.
    """
    if not isinstance(source, str | os.PathLike):
        yield from _entries(contents(Reader(source, name)), form, limits)
        return
    for path in files(Path(source)):
        with opened(path) as readers:
            yield from _entries(readers, form, limits)


def _entries(readers: Iterator[Reader], form: Form | None, limits: Limits) -> Iterator[Entry]:
    for reader in readers:
        place = Place()
        broken = None
        for chunk in chunks(reader, form=form, limits=limits):
            yield from entries(chunk, place)
            broken = broken or chunk.fault
        if broken:
            raise SourceError(reader.name, words(broken))

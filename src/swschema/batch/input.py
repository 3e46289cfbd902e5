"""From the paths that a run is given to its steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from swschema.batch.tasks import File, Step, Unreadable
from swschema.errors import SourceError
from swschema.limits import Limits
from swschema.streams.folders import files
from swschema.streams.formats import Form
from swschema.streams.open import contents, is_packed, opened
from swschema.streams.reader import Reader
from swschema.streams.split import AT_FIRST, Start, chunks

SMALL = 256 * 1024  # bytes; whoever does the work opens a smaller file
STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Begin:
    """Where a run begins, if an earlier one has come that far.

    Attributes:
        file: how many files are done.
        member: how many documents and streams of the next one are.
        start: where to go on in the next of these.
    """

    file: int = 0
    member: int = 0
    start: Start = AT_FIRST


BEGIN = Begin()


@dataclass(frozen=True, slots=True)
class Reading:
    """Reads what paths stand for: files, folders, archives, or `-` for the standard input.

    Attributes:
        paths: the paths.
        form: the form of all files; None for what each shows.
        limits: bounds on the size of a record.
        standard_input: what gives the standard input, and names it.
    """

    paths: tuple[str, ...]
    form: Form | None
    limits: Limits
    standard_input: Reader

    def steps(self, begin: Begin) -> Iterator[Step]:
        """Yield the steps from a place on; what cannot be read is a step too."""
        found = enumerate(self._files())
        for number, each in islice(found, begin.file, None):
            start = begin if number == begin.file else BEGIN
            if isinstance(each, SourceError):
                yield Step(Unreadable(each), number)
            elif each == STANDARD_INPUT:
                reader = self.standard_input
                yield from self._told(contents(reader), number, start, reader.name)
            else:
                yield from self._file(Path(each), number, start)

    def size(self) -> int | None:
        """Return how many bytes there are to read, uncompressed; None where that is not known."""
        total = 0
        for path in map(Path, self.paths):
            try:
                if not path.is_file() or _is_packed(path):
                    return None
                total += path.stat().st_size
            except (OSError, SourceError):
                return None
        return total

    def _files(self) -> Iterator[str | SourceError]:
        for path in self.paths:
            if path == STANDARD_INPUT:
                yield path
                continue
            try:
                yield from map(str, files(Path(path)))
            except SourceError as error:
                yield error

    def _file(self, path: Path, number: int, begin: Begin) -> Iterator[Step]:
        try:
            size = path.stat().st_size if path.is_file() else None
            if size is not None and size <= SMALL:
                yield Step(File(path, size), number)
                return
            with opened(path) as readers:
                yield from self._told(readers, number, begin, str(path))
        except (OSError, SourceError) as error:
            yield Step(Unreadable(_source_error(error, str(path))), number)

    def _told(
        self, readers: Iterable[Reader], number: int, begin: Begin, name: str
    ) -> Iterator[Step]:
        try:
            for member, reader in islice(enumerate(readers), begin.member, None):
                start = begin.start if member == begin.member else AT_FIRST
                for chunk in chunks(reader, form=self.form, limits=self.limits, start=start):
                    yield Step(chunk, number, member)
        except (OSError, SourceError) as error:
            yield Step(Unreadable(_source_error(error, name)), number)


def _is_packed(path: Path) -> bool:
    with path.open("rb") as file:
        return is_packed(Reader(file, str(path)))


def _source_error(error: Exception, name: str) -> SourceError:
    if isinstance(error, SourceError):
        return error
    reason = getattr(error, "strerror", None) or str(error)
    return SourceError(name, reason[0].lower() + reason[1:])

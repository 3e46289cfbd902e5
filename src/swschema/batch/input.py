"""From paths to the items of a run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from swschema.batch.tasks import File, NumberedInput, Unreadable
from swschema.errors import SourceError
from swschema.limits import Limits
from swschema.streams.folders import find_files
from swschema.streams.formats import Form
from swschema.streams.open import is_packed, open_contents, open_file
from swschema.streams.reader import Reader
from swschema.streams.split import STREAM_START, Start, read_chunks

SMALL = 256 * 1024  # bytes; a smaller file is opened by the worker
STANDARD_INPUT = "-"  # its path


@dataclass(frozen=True, slots=True)
class ResumePoint:
    """Where a run continues that was interrupted.

    Attributes:
        file: how many files are done.
        member: how many documents and streams of the next file are done.
        start: where to continue in the next of these.
    """

    file: int = 0
    member: int = 0
    start: Start = STREAM_START


BEGINNING = ResumePoint()


@dataclass(frozen=True, slots=True)
class Inputs:
    """What paths stand for: files, folders and archives; `-` is an open file, if there is one.

    Attributes:
        paths: the paths.
        form: the form of all files; None for what each shows.
        limits: bounds on the size of a record.
        open_file: the open file, such as the standard input; None where `-` is a path as others.
    """

    paths: tuple[str, ...]
    form: Form | None
    limits: Limits
    open_file: Reader | None = None

    def items(self, start: ResumePoint = BEGINNING) -> Iterator[NumberedInput]:
        """Yield the items from a point on; what cannot be read is an item too."""
        paths = islice(enumerate(self._paths()), start.file, None)
        for number, path in paths:
            point = start if number == start.file else BEGINNING
            if isinstance(path, SourceError):
                yield NumberedInput(Unreadable(path), number)
            elif path == STANDARD_INPUT and self.open_file is not None:
                readers = open_contents(self.open_file)
                yield from self._read(readers, number, point, self.open_file.name)
            else:
                yield from self._read_file(Path(path), number, point)

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

    def _paths(self) -> Iterator[str | SourceError]:
        """Yield the paths of files, and errors for folders without any."""
        for path in self.paths:
            if path == STANDARD_INPUT and self.open_file is not None:
                yield path
                continue
            try:
                yield from map(str, find_files(Path(path)))
            except SourceError as error:
                yield error

    def _read_file(self, path: Path, number: int, start: ResumePoint) -> Iterator[NumberedInput]:
        try:
            size = path.stat().st_size if path.is_file() else None
            if size is not None and size <= SMALL:
                yield NumberedInput(File(path, size), number)
                return
            with open_file(path) as readers:
                yield from self._read(readers, number, start, str(path))
        except (OSError, SourceError) as error:
            yield NumberedInput(Unreadable(_source_error(error, str(path))), number)

    def _read(
        self, readers: Iterable[Reader], number: int, start: ResumePoint, name: str
    ) -> Iterator[NumberedInput]:
        """Yield the chunks of streams; what cannot be read is an item behind them."""
        try:
            for member, reader in islice(enumerate(readers), start.member, None):
                at = start.start if member == start.member else STREAM_START
                for chunk in read_chunks(reader, form=self.form, limits=self.limits, start=at):
                    yield NumberedInput(chunk, number, member)
        except (OSError, SourceError) as error:
            yield NumberedInput(Unreadable(_source_error(error, name)), number)


def _is_packed(path: Path) -> bool:
    with path.open("rb") as file:
        return is_packed(Reader(file, str(path)))


def _source_error(error: OSError | SourceError, name: str) -> SourceError:
    return error if isinstance(error, SourceError) else SourceError.from_os(name, error)

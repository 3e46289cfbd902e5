"""What a run has to remember, on disk: the messages that it has read, and how far it has come.

It is an SQLite database: what it holds is never half written, whenever the run is killed.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from swschema.batch.input import BEGINNING, ResumePoint
from swschema.errors import SourceError
from swschema.i18n import _
from swschema.streams.position import StreamPosition
from swschema.streams.split import Start
from swschema.totals import Totals, from_plain

if TYPE_CHECKING:
    import sqlite3

TABLES = """
PRAGMA journal_mode = WAL;
PRAGMA cache_size = -8000;
CREATE TABLE IF NOT EXISTS message (id BLOB PRIMARY KEY, digest BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS receipt (id BLOB PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS answered (id BLOB PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS run (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
"""
TEMPORARY = ""  # SQLite's name of a database on disk that is deleted when it is closed


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How far a run has come.

    Attributes:
        resume_point: what is still to be read.
        position: where that begins in its stream.
        totals: the counts of what is done.
        written: how many bytes of findings have been written.
        digest: the SHA-256 of these bytes.
        as_of: the day of checking; None where it is not set yet.
    """

    resume_point: ResumePoint = BEGINNING
    position: StreamPosition = field(default_factory=StreamPosition)
    totals: Totals = field(default_factory=Totals)
    written: int = 0
    digest: str = ""
    as_of: str | None = None


@dataclass(slots=True)
class Journal:
    """The memory of a run; its file is made when there is something to remember.

    Attributes:
        path: its file; None where it need not outlive the run.
    """

    path: Path | None = None
    _opened: sqlite3.Connection | None = None

    @property
    def _base(self) -> sqlite3.Connection:
        if self._opened is None:
            import sqlite3

            is_new = self.path is not None and not self.path.exists()
            try:
                self._opened = sqlite3.connect(self.path or TEMPORARY, isolation_level=None)
                self._opened.executescript(TABLES)
                self._opened.execute("BEGIN")
            except sqlite3.Error as error:
                if is_new:
                    self._delete()
                reason = _("no journal can be kept here: {reason}").format(reason=error)
                raise SourceError(str(self.path or "journal"), reason) from error
        return self._opened

    def has_other_message(self, id: str, digest: str) -> bool:  # noqa: A002 - it is one
        """Record a message; return whether another one had its identifier before.

        The same message may come again.

        Args:
            id: its UUID.
            digest: the SHA-256 of its content.
        """
        key, value = _key(id), bytes.fromhex(digest)
        added = self._base.execute("INSERT OR IGNORE INTO message VALUES (?, ?)", (key, value))
        if added.rowcount:
            return False
        row = self._base.execute("SELECT digest FROM message WHERE id = ?", (key,)).fetchone()
        return bool(row[0] != value)

    def add_receipt(self, id: str, answers: str) -> tuple[bool, bool]:  # noqa: A002 - it is one
        """Record a receipt; return whether it answers a receipt, and whether one answers it.

        Args:
            id: its UUID.
            answers: that of the message that it answers; "" for none.
        """
        own = _key(id)
        answered = self._has("answered", own)
        self._base.execute("INSERT OR IGNORE INTO receipt VALUES (?)", (own,))
        if not answers or answers == id:
            return False, answered
        other = _key(answers)
        self._base.execute("INSERT OR IGNORE INTO answered VALUES (?)", (other,))
        return self._has("receipt", other), answered

    def _has(self, table: str, key: bytes) -> bool:
        found = self._base.execute(f"SELECT 1 FROM {table} WHERE id = ?", (key,))  # noqa: S608
        return found.fetchone() is not None

    def save(self, checkpoint: Checkpoint, run: Any) -> None:
        """Save how far a run has come.

        Args:
            checkpoint: how far that is.
            run: what it reads and how, as JSON can carry it.
        """
        point, position = checkpoint.resume_point, checkpoint.position
        plain = {
            "run": run,
            "resume_point": [point.file, point.member, point.start.offset, point.start.root.hex()],
            "position": [position.number, position.line, position.column],
            "totals": checkpoint.totals.to_plain(),
            "written": checkpoint.written,
            "digest": checkpoint.digest,
            "as_of": checkpoint.as_of,
        }
        self._base.execute(
            "INSERT OR REPLACE INTO run VALUES ('checkpoint', ?)", (orjson.dumps(plain),)
        )
        self._base.execute("COMMIT")
        self._base.execute("BEGIN")

    def restore(self, run: Any) -> Checkpoint | None:
        """Return how far a run has come; None if that has not been saved.

        Args:
            run: what it reads and how.

        Raises:
            SourceError: if the journal is damaged, or that of another run.
        """
        row = self._base.execute("SELECT value FROM run WHERE key = 'checkpoint'").fetchone()
        if row is None:
            return None
        try:
            plain = orjson.loads(row[0])
            own = plain["run"] == orjson.loads(orjson.dumps(run))
            checkpoint = _read_checkpoint(plain) if own else None
        except (ValueError, TypeError, KeyError) as error:
            raise SourceError(str(self.path), _("the journal is damaged")) from error
        if checkpoint is None:
            reason = _("this is the journal of a run over other files or with other options")
            raise SourceError(str(self.path), reason)
        return checkpoint

    def claim(self) -> None:
        """Save which process writes it."""
        self._base.execute("INSERT OR REPLACE INTO run VALUES ('process', ?)", (os.getpid(),))
        self._base.execute("COMMIT")
        self._base.execute("BEGIN")

    def find_process(self) -> int | None:
        """Return which process writes it, where that can be read."""
        import sqlite3

        try:
            uri = f"{(self.path or Path()).absolute().as_uri()}?mode=ro"
            with closing(sqlite3.connect(uri, uri=True)) as base:
                row = base.execute("SELECT value FROM run WHERE key = 'process'").fetchone()
        except sqlite3.Error:
            return None
        return int(row[0]) if row else None

    def close(self) -> None:
        """Close it; what was saved last is what it keeps."""
        if self._opened is not None:
            self._opened.rollback()
            self._opened.close()
            self._opened = None

    def remove(self) -> None:
        """Close it and leave nothing behind."""
        self.close()
        self._delete()

    def _delete(self) -> None:
        if self.path is not None:
            for suffix in ("", "-wal", "-shm"):
                self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)


def _key(id: str) -> bytes:  # noqa: A002 - it is one
    """Return a UUID as its 16 bytes."""
    return bytes.fromhex(id.replace("-", ""))


def _read_checkpoint(plain: Mapping[str, Any]) -> Checkpoint:
    file, member, offset, root = plain["resume_point"]
    return Checkpoint(
        ResumePoint(file, member, Start(offset, bytes.fromhex(root))),
        StreamPosition(*plain["position"]),
        from_plain(plain["totals"]),
        plain["written"],
        plain["digest"],
        plain["as_of"],
    )

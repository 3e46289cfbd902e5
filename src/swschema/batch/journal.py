"""What a run has to remember, on disk: which messages it has met, and how far it has come.

It is an SQLite database: what it holds is never half written, whenever the run is killed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from swschema.batch.input import BEGIN, Begin
from swschema.errors import SourceError
from swschema.i18n import _
from swschema.streams.position import Place
from swschema.streams.split import Start
from swschema.totals import Totals, from_plain

if TYPE_CHECKING:
    import sqlite3

TABLES = """
PRAGMA journal_mode = WAL;
PRAGMA cache_size = -8000;
CREATE TABLE IF NOT EXISTS message (id BLOB PRIMARY KEY, digest BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS run (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
"""
NOWHERE = ""  # SQLite's name of a database that is on disk for a while, and nobody's


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How far a run has come.

    Attributes:
        begin: what is still to be read.
        place: where that is in its stream.
        totals: what has been found before it.
        written: how many bytes of findings have been written.
    """

    begin: Begin = BEGIN
    place: Place = field(default_factory=Place)
    totals: Totals = field(default_factory=Totals)
    written: int = 0


@dataclass(slots=True)
class Journal:
    """The memory of a run, kept from when there is something to remember.

    Attributes:
        path: the file that it is kept in; None where it need not outlive the run.
    """

    path: Path | None = None
    _opened: sqlite3.Connection | None = None

    @property
    def _base(self) -> sqlite3.Connection:
        if self._opened is None:
            import sqlite3

            try:
                self._opened = sqlite3.connect(self.path or NOWHERE, isolation_level=None)
                self._opened.executescript(TABLES)
                self._opened.execute("BEGIN")
            except sqlite3.Error as error:
                reason = _("no journal can be kept here: {reason}").format(reason=error)
                raise SourceError(str(self.path or "journal"), reason) from error
        return self._opened

    def met(self, id: str, digest: str) -> bool:  # noqa: A002 - it is one
        """Take note of a message; return whether another had its identifier before.

        The same message may come again.

        Args:
            id: its UUID.
            digest: the SHA-256 of what it says.
        """
        key, value = bytes.fromhex(id.replace("-", "")), bytes.fromhex(digest)
        added = self._base.execute("INSERT OR IGNORE INTO message VALUES (?, ?)", (key, value))
        if added.rowcount:
            return False
        found = self._base.execute("SELECT digest FROM message WHERE id = ?", (key,)).fetchone()
        return bool(found[0] != value)

    def put(self, checkpoint: Checkpoint, run: Any) -> None:
        """Write down how far a run has come.

        Args:
            checkpoint: how far that is.
            run: what it reads and how, as JSON can carry it.
        """
        begin, place = checkpoint.begin, checkpoint.place
        plain = {
            "run": run,
            "begin": [begin.file, begin.member, begin.start.offset, begin.start.root.hex()],
            "place": [place.number, place.line, place.column],
            "totals": checkpoint.totals.to_plain(),
            "written": checkpoint.written,
        }
        self._base.execute(
            "INSERT OR REPLACE INTO run VALUES ('checkpoint', ?)", (orjson.dumps(plain),)
        )
        self._base.execute("COMMIT")
        self._base.execute("BEGIN")

    def get(self, run: Any) -> Checkpoint | None:
        """Return how far a run has come; None if it has not been written down.

        Args:
            run: what it reads and how.

        Raises:
            SourceError: if the journal is that of another run.
        """
        found = self._base.execute("SELECT value FROM run WHERE key = 'checkpoint'").fetchone()
        if found is None:
            return None
        plain = orjson.loads(found[0])
        if plain["run"] != orjson.loads(orjson.dumps(run)):
            reason = _("this is the journal of a run over other files or with other options")
            raise SourceError(str(self.path), reason)
        file, member, offset, root = plain["begin"]
        begin = Begin(file, member, Start(offset, bytes.fromhex(root)))
        totals = from_plain(plain["totals"])
        return Checkpoint(begin, Place(*plain["place"]), totals, plain["written"])

    def close(self) -> None:
        """Close it; what was put last is what it keeps."""
        if self._opened is not None:
            self._opened.rollback()
            self._opened.close()
            self._opened = None

    def remove(self) -> None:
        """Close it and leave nothing behind."""
        self.close()
        if self.path is not None:
            for suffix in ("", "-wal", "-shm"):
                self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)

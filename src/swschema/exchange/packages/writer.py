"""Packages: bags (RFC 8493) in a zip archive, written in one pass whatever their size."""

from __future__ import annotations

import hashlib
import io
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import version
from typing import IO, TYPE_CHECKING, Protocol, cast

from swschema.convert.documents import convert_document
from swschema.convert.value import read_value
from swschema.errors import ExchangeError, FilesError
from swschema.exchange.file_names import check_name
from swschema.exchange.packages import bag
from swschema.exchange.packages.content import Content, PackageContent, PackedFile
from swschema.exchange.stable_files import open_stable
from swschema.i18n import _
from swschema.rules.batch import IDS

if TYPE_CHECKING:
    from swschema.exchange.packages.content_key import RecipientKey
    from swschema.parse.document import Document

RECORDS, ATTACHMENTS = "data/records/", "data/attachments/"
IDENTIFIERS = {**IDS, "dossier": "dossierId", "message": "messageId"}
READABLE = (stat.S_IFREG | 0o644) << 16  # as zip has the mode of a file
COMPRESSIBLE = ("text/plain",)  # scans are compressed already
PIECE = 256 * 1024  # bytes: as much as stays in the processor's cache
EARLIEST = 1980  # the first year that zip has a date for


@dataclass(frozen=True, slots=True)
class PackedBag:
    """What was written into a package.

    Attributes:
        files: how many files the payload has: the record, its signatures and the attachments.
        size: how many bytes these have.
    """

    files: int
    size: int


def write_package(
    content: PackageContent,
    sink: IO[bytes],
    *,
    title: str,
    packed_at: datetime,
    recipient: RecipientKey | None = None,
) -> PackedBag:
    """Write the package of a record, and check the attachments against their files meanwhile.

    It is written in one pass, and needs the memory of one piece of a file. The record is in it as
    it was read, byte for byte.

    Args:
        content: what it holds.
        sink: where it is written; it need not be able to seek.
        title: the name of the folder in the archive.
        packed_at: the date and time of packing.
        recipient: whom to encrypt it for; None to leave it in clear.

    Raises:
        SourceError: if a file cannot be read.
        FilesError: if a file is not what its attachment states, or changes meanwhile; what was
            written so far is no package.
    """
    if recipient is not None:
        return _write_encrypted(content, sink, title, packed_at, recipient)
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as archive:
        writer = _Writer(archive, _folder_name(title), _zip_date(packed_at))
        writer.add_text(bag.DECLARATION, bag.write_declaration())
        document = content.record
        writer.add_text(_record_path(document), document.data or convert_document(document, "json"))
        for name, jws in content.signatures.items():
            writer.add_text(f"{RECORDS}{name}", f"{jws.strip()}\n".encode())
        for file in content.files:
            writer.add_attachment(file)
        if writer.errors:
            raise FilesError(tuple(writer.errors))
        count = 1 + len(content.signatures) + len(content.files)
        packed = PackedBag(count, writer.payload_size)
        payload = {path: each for path, each in writer.digests.items() if _is_payload(path)}
        writer.add_text(bag.INFORMATION, _write_information(document, packed, packed_at))
        writer.add_text("manifest-sha256.txt", bag.write_manifest(payload))
        tags = {path: each for path, each in writer.digests.items() if not _is_payload(path)}
        writer.add_text("tagmanifest-sha256.txt", bag.write_manifest(tags))
    return packed


def _write_encrypted(
    content: PackageContent,
    sink: IO[bytes],
    title: str,
    packed_at: datetime,
    recipient: RecipientKey,
) -> PackedBag:
    from swschema.exchange.packages.encryption import EncryptingSink

    encrypting = EncryptingSink(sink, recipient)
    packed = write_package(content, cast("IO[bytes]", encrypting), title=title, packed_at=packed_at)
    encrypting.finish()
    return packed


def _record_path(document: Document) -> str:
    return f"{RECORDS}{document.record_type}.{document.syntax or 'json'}"


class _Source(Protocol):
    """What fills a buffer, and returns with how many bytes."""

    def readinto(self, buffer: bytearray, /) -> int | None:
        """Read into a buffer."""

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to a place."""


@dataclass(slots=True)
class _Writer:
    """An archive that is being written, with the digests of what is in it."""

    archive: zipfile.ZipFile
    folder: str
    date: tuple[int, int, int, int, int, int]
    digests: dict[str, str] = field(default_factory=dict)
    payload_size: int = 0
    errors: list[ExchangeError] = field(default_factory=list)
    buffer: bytearray = field(default_factory=lambda: bytearray(PIECE))

    def add_text(self, path: str, data: bytes) -> None:
        """Write a record or a tag file."""
        self._copy(path, io.BytesIO(data), len(data), zipfile.ZIP_DEFLATED)

    def add_attachment(self, file: PackedFile) -> None:
        """Write the file of an attachment; what is wrong with it is among the errors."""
        path = f"{ATTACHMENTS}{file.name}"
        is_text = file.media_type in COMPRESSIBLE
        method = zipfile.ZIP_DEFLATED if is_text else zipfile.ZIP_STORED
        try:
            with _open_content(file.content, file.name) as opened:
                size = opened.seek(0, io.SEEK_END)
                opened.seek(0)
                if size != file.size:
                    reason = _(
                        "has the size {actual:,}, and not {expected:,} as its attachment states"
                    )
                    reason = reason.format(actual=size, expected=file.size)
                    raise ExchangeError(file.name, file.pointer, reason)
                self._copy(path, opened, size, method)
            if self.digests[path] != file.sha256:
                reason = _("is not the file that its attachment states (sha256)")
                raise ExchangeError(file.name, file.pointer, reason)
        except ExchangeError as error:
            self.errors.append(error)

    def _copy(self, path: str, source: _Source, size: int, method: int) -> None:
        info = zipfile.ZipInfo(f"{self.folder}/{path}", self.date)
        info.compress_type, info.external_attr, info.file_size = method, READABLE, size
        digest, left = hashlib.sha256(), size
        with self.archive.open(info, "w") as target:
            while (count := source.readinto(self.buffer)) and count <= left:
                left -= count  # the archive has no room for more than it was told
                piece = memoryview(self.buffer)[:count]
                digest.update(piece)
                target.write(piece)
        self.digests[path] = digest.hexdigest()
        self.payload_size += size if _is_payload(path) else 0


@contextmanager
def _open_content(content: Content, name: str) -> Iterator[_Source]:
    if isinstance(content, bytes):
        yield io.BytesIO(content)
        return
    with open_stable(content, name) as opened:
        yield opened


def _write_information(document: Document, packed: PackedBag, packed_at: datetime) -> bytes:
    value = read_value(document)
    identifier = value.get(IDENTIFIERS[document.record_type.removesuffix("Draft")], "")
    labels = {
        "Bagging-Date": f"{packed_at:%Y-%m-%d}",
        "Bag-Software-Agent": f"swschema {version('swschema')}",
        "External-Description": document.record_type,
        "External-Identifier": identifier,
        "Payload-Oxum": f"{packed.size}.{packed.files}",
    }
    return bag.write_information({label: each for label, each in labels.items() if each})


def _is_payload(path: str) -> bool:
    return path.startswith(bag.PAYLOAD)


def _folder_name(title: str) -> str:
    return title if check_name(title) is None else "package"


def _zip_date(moment: datetime) -> tuple[int, int, int, int, int, int]:
    if moment.year < EARLIEST:
        return (EARLIEST, 1, 1, 0, 0, 0)
    return (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)

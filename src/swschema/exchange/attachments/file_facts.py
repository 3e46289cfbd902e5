"""What an attachment says of its file, measured on the file."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path

from swschema.errors import ExchangeError
from swschema.exchange.attachments.media_types import ZIP, TypeDetection
from swschema.exchange.attachments.page_counts import PDF, PageCounter
from swschema.exchange.stable_files import open_stable, read_chunks
from swschema.i18n import _
from swschema.schema.codes import code_list

OFD = "application/ofd"
ENCLOSED = 1024 * 1024  # bytes of content that a record may enclose, in Base64
IMAGES = ("image/jpeg", "image/png")  # of one page each
CHINA = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What an attachment says of its file.

    Attributes:
        name: the name of the file, without a folder.
        size: its size in bytes.
        sha256: its SHA-256 digest, in lower-case hexadecimal digits.
        media_type: its media type, by its content.
        pages: how many pages it has; None where that is not known.
        modified_at: when it was last changed, in China, as a record has a date and time.
        content: its content, if it is small enough to be enclosed in a record.
    """

    name: str
    size: int
    sha256: str
    media_type: str
    pages: int | None
    modified_at: str
    content: bytes | None = field(default=None, repr=False)


def measure_file(
    file: Path, *, name: str | None = None, counter: PageCounter | None = None
) -> FileFacts:
    """Return the facts of a file.

    Args:
        file: its path.
        name: what to call it; by default the name that it has.
        counter: what counts the pages of many files; by default one for this file.

    Raises:
        SourceError: if it cannot be read.
        ExchangeError: if it is no file that can be attached, or changes while it is read.
        MissingExtraError: if it is a PDF and pypdf is not installed.
    """
    if counter is None:
        with PageCounter() as own:
            return measure_file(file, name=name, counter=own)
    name = name or file.name
    digest, detection, size, content = hashlib.sha256(), TypeDetection(), 0, b""
    with open_stable(file, name) as opened:
        most = os.fstat(opened.fileno()).st_size
        for chunk in read_chunks(opened):
            digest.update(chunk)
            detection.add(chunk)
            size += len(chunk)
            if size > most:  # it grows, maybe faster than it is read
                break
            content += chunk if size <= ENCLOSED else b""
        if not size:
            raise ExchangeError(name, "", _("is empty"))
        media_type = _check_type(detection.find_type(), file, name, counter)
        pages = _count_pages(media_type, file, counter)
        modified = int(os.fstat(opened.fileno()).st_mtime)
    moment = datetime.fromtimestamp(modified, CHINA).isoformat()
    enclosed = content if size <= ENCLOSED else None
    return FileFacts(name, size, digest.hexdigest(), media_type, pages, moment, enclosed)


def measure_bytes(name: str, content: bytes, *, modified_at: datetime | None = None) -> FileFacts:
    """Return the facts of a file by its content.

    Args:
        name: the name of the file.
        content: its content; a temporary file holds it while its pages are counted.
        modified_at: when it was last changed, with its offset from UTC; by default now.

    Raises:
        ExchangeError: if it is no file that can be attached.
        MissingExtraError: if it is a PDF and pypdf is not installed.
    """
    with tempfile.NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        if modified_at is not None:
            os.utime(file.name, (modified_at.timestamp(), modified_at.timestamp()))
        return measure_file(Path(file.name), name=name)


def _check_type(found: str | None, file: Path, name: str, counter: PageCounter) -> str:
    """Return the media type of a file.

    Raises:
        ExchangeError: if it is none of those that the schema allows.
    """
    if found == ZIP and counter.is_ofd(file):
        return OFD
    if found is None or found == ZIP:
        types = ", ".join(each.code for each in code_list("mediaType").codes)
        reason = _("its content is of none of the media types that are allowed: {types}")
        raise ExchangeError(name, "", reason.format(types=types))
    return found


def _count_pages(media_type: str, file: Path, counter: PageCounter) -> int | None:
    if media_type in IMAGES:
        return 1
    return counter.count_pages(file) if media_type == PDF else None

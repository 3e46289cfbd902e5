"""The attachments of a record compared with their content: sizes and digests."""

from __future__ import annotations

import base64
import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path as FilePath
from typing import Any, Literal

from swschema.errors import SourceError
from swschema.i18n import _
from swschema.schema.files import IDS, whole_name
from swschema.schema.paths import Path
from swschema.schema.shapes import ObjectType

TYPES = ("Attachment",)
DRAFT_TYPES = ("AttachmentDraft",)  # which need not state anything
IDENTIFIER = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,35}", re.ASCII)
CHUNK = 1024 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class AttachmentViolation:
    """One statement of an attachment that is not true of its content.

    Attributes:
        path: names and indices from the root to the member that is to blame: `sizeBytes`,
            `sha256` or `fileName`.
        kind: whether the size differs, the digest of as many bytes differs or the file is not
            there.
        expected: the size in bytes that the attachment gives; None for other kinds.
        actual: the size in bytes that its content has; None for other kinds.
    """

    path: Path
    kind: Literal["size", "digest", "missing"]
    expected: int | None = None
    actual: int | None = None


def check_attachments(
    value: Mapping[str, Any], record: ObjectType, *, folder: FilePath | None = None
) -> Iterator[AttachmentViolation]:
    """Yield what is wrong with the attachments of a record whose content is at hand.

    That is content in the record itself and, where a folder is given, the files in it. A file
    may be absent if the attachment's content is in the record, or has an address elsewhere.

    Args:
        value: a structurally valid record, as JSON has it.
        record: its shape.
        folder: where the files are, by `fileName`, those of one of several records in a folder by
            its identifier, or beside it; no name leads out.

    Raises:
        SourceError: if the folder is none, or a file in it cannot be read.
    """
    if folder is not None and not folder.is_dir():
        raise SourceError(str(folder), _("is not a folder"))
    for path, attachment in find_attachments(value, record):
        yield from check_attachment(path, attachment, folder, owner=find_owner(value, path))


def check_attachment(
    path: Path,
    attachment: Mapping[str, Any],
    folder: FilePath | None,
    *,
    owner: str | None = None,
) -> Iterable[AttachmentViolation]:
    """Return what is wrong with one attachment; see `check_attachments`.

    Args:
        path: its path.
        attachment: a structurally valid attachment.
        folder: where the files are.
        owner: the identifier of the record that it belongs to (see `find_owner`).
    """
    folders = () if folder is None else list_folders(folder, owner)
    return dict.fromkeys(
        _check(path, attachment, folders)
    )  # the same fault of both contents is one


def find_attachments(
    value: Mapping[str, Any],
    record: ObjectType,
    path: Path = (),
    *,
    types: tuple[str, ...] = TYPES,
) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Yield each attachment in a record with its path, in the order of the schema.

    Args:
        value: a record, or a part of one; nothing is found in what has the wrong type.
        record: its shape.
        path: its path.
        types: the names of the types that are looked for.
    """
    for name, shape in _containers(record, types):
        member = value.get(name)
        if member is None:
            continue
        at = (*path, name)
        for place, part in _parts(at, member):
            if not isinstance(part, Mapping):
                continue
            if shape.name in types:
                yield place, part
            else:
                yield from find_attachments(part, shape, place, types=types)


def find_owner(value: Any, path: Path) -> str | None:
    """Return the identifier of the innermost record on a path, None where there is none.

    Args:
        value: a record, valid or not.
        path: a path in it.
    """
    owner = None
    for part in path:
        record_type = value.get("recordType") if isinstance(value, Mapping) else None
        if isinstance(record_type, str) and (member := IDS.get(whole_name(record_type))):
            owner = value.get(member)
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            break
    return owner if isinstance(owner, str) and IDENTIFIER.fullmatch(owner) else None


def list_folders(folder: FilePath, owner: str | None) -> tuple[FilePath, ...]:
    """Return where the files of a record are looked for: in a folder of its own, then beside it.

    Rounds of materials often have files of one name; a folder for each record keeps them apart.

    Args:
        folder: the folder with the files of all records.
        owner: the identifier of the record (see `find_owner`).
    """
    own = folder / owner if owner else folder
    # One that is a link may lead out of the folder.
    is_inside = os.path.isdir(own) and own.resolve().is_relative_to(folder.resolve())  # noqa: PTH112 - never raises
    return (own, folder) if is_inside else (folder,)


def content_matches(attachment: Mapping[str, Any]) -> bool:
    """Return whether the content in an attachment matches the size and digest of the attachment."""
    content = base64.b64decode(attachment["content"])
    digest: str = attachment["sha256"]
    size: int = attachment["sizeBytes"]
    return len(content) == size and hashlib.sha256(content).hexdigest() == digest


def _parts(path: Path, value: Any) -> Iterator[tuple[Path, Any]]:
    """Yield the items of a list with their paths; of another value, itself."""
    if not isinstance(value, list):
        yield path, value
        return
    for index, each in enumerate(value):
        yield (*path, index), each


@cache
def _containers(record: ObjectType, types: tuple[str, ...]) -> tuple[tuple[str, ObjectType], ...]:
    """Return the members that are attachments or have some in them, with their shapes."""
    return tuple(
        (member.name, member.shape)
        for member in record.members
        if isinstance(member.shape, ObjectType)
        and (member.shape.name in types or _containers(member.shape, types))
    )


def _check(
    path: Path, attachment: Mapping[str, Any], folders: Sequence[FilePath]
) -> Iterator[AttachmentViolation]:
    content = attachment.get("content")
    if content is not None:
        decoded = base64.b64decode(content)
        yield from _compare(path, attachment, len(decoded), [decoded])
    if not folders:
        return
    found = (_file(folder, attachment["fileName"]) for folder in folders)
    file = next(filter(None, found), None)
    if file is not None:
        yield from _compare(path, attachment, _size(file), _chunks(file))
    elif content is None and "uri" not in attachment:
        yield AttachmentViolation((*path, "fileName"), "missing")


def _compare(
    path: Path, attachment: Mapping[str, Any], size: int, chunks: Iterable[bytes]
) -> Iterator[AttachmentViolation]:
    """Yield what content differs in; it is read only if its size is as stated."""
    expected = int(attachment["sizeBytes"])
    if size != expected:  # then the digest differs too
        yield AttachmentViolation((*path, "sizeBytes"), "size", expected, size)
        return
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    if digest.hexdigest() != attachment["sha256"]:
        yield AttachmentViolation((*path, "sha256"), "digest")


def _file(folder: FilePath, name: str) -> FilePath | None:
    """Return the file of a name in a folder, or None: what lies outside is not there."""
    home = folder.resolve()
    try:
        file = (home / name).resolve()
        return file if file.is_relative_to(home) and file.is_file() else None
    except PermissionError as error:
        raise SourceError.from_os(folder / name, error) from error
    except (OSError, RuntimeError, ValueError):  # too long, a loop of links, no name at all
        return None


def _size(file: FilePath) -> int:
    try:
        return file.stat().st_size
    except OSError as error:
        raise SourceError.from_os(file, error) from error


def _chunks(file: FilePath) -> Iterator[bytes]:
    try:
        with file.open("rb") as opened:
            yield from iter(partial(opened.read, CHUNK), b"")
    except OSError as error:
        raise SourceError.from_os(file, error) from error

"""What a package holds: a record, and the files of its attachments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from swschema.attachments import DRAFT_TYPES, TYPES, find_attachments, find_owner
from swschema.convert.documents import read_value
from swschema.errors import ExchangeError, FilesError
from swschema.exchange.file_names import check_name, compose_name, find_clashes
from swschema.i18n import _
from swschema.schema.paths import pointer
from swschema.schema.shapes import root

if TYPE_CHECKING:
    from swschema.parse.document import Document

Content = FilePath | bytes


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file of an attachment that goes into a package.

    Attributes:
        name: its path among the attachments: its name, as the record has it, in the folder of the
            record if the file is in one.
        pointer: JSON Pointer to the first attachment that is of it.
        size: its size in bytes, as the record has it.
        sha256: its SHA-256 digest, as the record has it.
        media_type: its media type, as the record has it.
        content: its content, or the path where it is.
    """

    name: str
    pointer: str
    size: int
    sha256: str
    media_type: str
    content: Content


@dataclass(frozen=True, slots=True)
class PackageContent:
    """What a package is to hold.

    Attributes:
        record: the record, as it was read.
        files: the files of its attachments.
        elsewhere: pointers to attachments whose content is in the record or at an address.
        unused: the names of files at hand that no attachment is of; they stay outside.
    """

    record: Document
    files: tuple[PackedFile, ...]
    elsewhere: tuple[str, ...]
    unused: tuple[str, ...]


def find_content(record: Document, available: Mapping[str, Content]) -> PackageContent:
    """Return what the package of a record holds.

    Args:
        record: a structurally valid record.
        available: the files at hand, by name; those of one of several records may be in a folder
            that is called by its identifier.

    Raises:
        FilesError: if a file is missing, or attachments contradict each other or their files.
    """
    shape, types = root(record.record_type), (*TYPES, *DRAFT_TYPES)
    value = read_value(record)
    spelled = {compose_name(name): name for name in available}
    finding = _Finding(spelled, available, {}, [], [])
    for path, attachment in find_attachments(value, shape, types=types):
        finding.add(pointer(path), attachment, find_owner(value, path))
    finding.errors += find_clashes(finding.files)
    if finding.errors:
        raise FilesError(tuple(finding.errors))
    used = {compose_name(name) for name in finding.files}
    unused = tuple(name for name in available if compose_name(name) not in used)
    return PackageContent(record, tuple(finding.files.values()), tuple(finding.elsewhere), unused)


@dataclass(slots=True)
class _Finding:
    """The files found so far."""

    spelled: Mapping[str, str]  # the names of available files by their composed ones
    available: Mapping[str, Content]
    files: dict[str, PackedFile]
    elsewhere: list[str]
    errors: list[ExchangeError]

    def add(self, place: str, attachment: Mapping[str, Any], owner: str | None) -> None:
        """Add the file of an attachment, or what is wrong with it."""
        try:
            file = self._find(place, attachment, owner)
        except ExchangeError as error:
            self.errors.append(error)
            return
        if file is None:
            self.elsewhere.append(place)
        else:
            self.files.setdefault(file.name, file)

    def _find(
        self, place: str, attachment: Mapping[str, Any], owner: str | None
    ) -> PackedFile | None:
        """Return the file of an attachment; None where its content is in the record, or elsewhere.

        Raises:
            ExchangeError: if it is missing, or what the attachment says of it cannot be.
        """
        needed = ("fileName", "sizeBytes", "sha256")
        if missing := [each for each in needed if each not in attachment]:
            reason = _("does not state its file ({missing}): run swschema attach first")
            raise ExchangeError("", place, reason.format(missing=", ".join(missing)))
        name: str = attachment["fileName"]
        if unportable := check_name(name):
            raise ExchangeError(name, place, unportable)
        path = self._find_path(name, owner)
        if path is None:
            if {"content", "uri"} & attachment.keys():
                return None
            raise ExchangeError(name, place, _("the folder has no such file"))
        earlier = self.files.get(path)
        if earlier is not None and earlier.sha256 != attachment["sha256"]:
            reason = _(
                "is another file of the same name than at {place}: put it into a folder {id}"
            )
            raise ExchangeError(name, place, reason.format(place=earlier.pointer, id=owner))
        size, digest = int(attachment["sizeBytes"]), attachment["sha256"]
        content = self.available[self.spelled[compose_name(path)]]
        return PackedFile(path, place, size, digest, attachment.get("mediaType", ""), content)

    def _find_path(self, name: str, owner: str | None) -> str | None:
        """Return the path of a file, spelled as the record does: in a folder of its record first.

        The file on the disk may have its name in another normalization form.
        """
        paths = [name] if owner is None else [f"{owner}/{name}", name]
        return next((path for path in paths if compose_name(path) in self.spelled), None)

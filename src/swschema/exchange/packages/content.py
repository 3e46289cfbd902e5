"""What a package holds: a record, and the files of its attachments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from swschema.attachments import DRAFT_TYPES, TYPES, find_attachments, find_owner
from swschema.convert.value import read_value
from swschema.errors import ExchangeError, FilesError
from swschema.exchange.file_names import check_name, compose_name, find_clashes
from swschema.exchange.records import refuse_invalid
from swschema.exchange.signatures.record_signature import read_jws
from swschema.i18n import _, current_language
from swschema.schema.paths import pointer
from swschema.schema.shapes import root
from swschema.validate import parse_valid

if TYPE_CHECKING:
    from swschema.parse.document import Document
    from swschema.parse.source_type import Source

Content = FilePath | bytes
SIGNATURE = ".jws"  # how the names of files with signatures end


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
        signatures: signatures of the record, or of records in it, by the names of their files.
        elsewhere: pointers to attachments whose content is in the record or at an address.
        unused: the names of files at hand that no attachment is of; they stay outside.
    """

    record: Document
    files: tuple[PackedFile, ...]
    signatures: Mapping[str, str]
    elsewhere: tuple[str, ...]
    unused: tuple[str, ...]


@refuse_invalid
def find_content(
    record: Source,
    available: Mapping[str, Content],
    *,
    signatures: Mapping[str, str] | None = None,
    name: str | None = None,
) -> PackageContent:
    """Return what the package of a record holds.

    Args:
        record: what `swschema.validate` takes; a document that is read is packed as it is.
        available: the files at hand, by name; those of one of several records may be in a folder
            that is called by its identifier.
        signatures: what `sign_record` has returned for the record, or for records in it, by the
            names that their files are to have, which end with .jws.
        name: what to call the record in errors.

    Raises:
        SourceError: if the record cannot be read.
        InvalidDocumentError: if its structure is not valid; it has the report.
        FilesError: if a file is missing, or attachments contradict each other or their files, or a
            signature has a name that cannot be.
        SignatureError: if a signature is no detached JWS; none of them is verified.
    """
    document = parse_valid(record, name=name, language=current_language())
    return find_document_content(document, available, signatures or {})


def find_document_content(
    document: Document, available: Mapping[str, Content], signatures: Mapping[str, str]
) -> PackageContent:
    """Return what `find_content` does, of a record that is parsed and has a valid structure.

    Raises:
        FilesError: as `find_content` raises it.
        SignatureError: likewise.
    """
    shape, types = root(document.record_type), (*TYPES, *DRAFT_TYPES)
    value = read_value(document)
    spelled = {compose_name(name): name for name in available}
    finding = _Finding(spelled, available, {}, [], [])
    for path, attachment in find_attachments(value, shape, types=types):
        finding.add(pointer(path), attachment, find_owner(value, path))
    finding.errors += find_clashes(finding.files)
    finding.errors += _find_wrong_names(signatures)
    if finding.errors:
        raise FilesError(tuple(finding.errors))
    used = {compose_name(name) for name in finding.files}
    unused = tuple(name for name in available if compose_name(name) not in used)
    for each, jws in signatures.items():
        read_jws(jws, each)
    files, elsewhere = tuple(finding.files.values()), tuple(finding.elsewhere)
    return PackageContent(document, files, signatures, elsewhere, unused)


def _find_wrong_names(signatures: Mapping[str, str]) -> Iterator[ExchangeError]:
    for name in signatures:
        reason = check_name(name)
        if reason is None and not name.endswith(SIGNATURE):
            reason = _("is no name of a signature: it ends with {suffix}")
            reason = reason.format(suffix=SIGNATURE)
        if reason is not None:
            yield ExchangeError(name, "", reason)
    yield from find_clashes(signatures)


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

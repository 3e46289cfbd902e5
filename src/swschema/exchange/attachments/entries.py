"""The attachments of a record, brought up to date with their files."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from swschema.errors import ExchangeError, FilesError
from swschema.exchange.attachments.document_types import find_document_types
from swschema.exchange.attachments.entry import FileDescription, describe_file, make_identifier
from swschema.exchange.attachments.file_facts import FileFacts
from swschema.exchange.file_names import check_name, compose_name, find_clashes
from swschema.exchange.records import read_record, refuse_invalid
from swschema.i18n import _
from swschema.schema.files import DRAFTS, whole_name
from swschema.schema.paths import pointer
from swschema.schema.shapes import Scalar, matcher, shapes

if TYPE_CHECKING:
    from swschema.exchange.records import RecordInput

# Where each record has its attachments, and how their identifiers begin where there are none yet.
PLACES: Mapping[str, tuple[tuple[str, ...], str]] = {
    "registration": (("application", "attachments"), "A-"),
    "materials": (("attachments",), "M-"),
    "interview": (("minutes",), "I-"),
}
ATTACHABLE = (*PLACES, *DRAFTS)
UNDESCRIBED = FileDescription()


@dataclass(frozen=True, slots=True)
class AttachedFiles:
    """A record whose attachments are brought up to date with their files.

    Attributes:
        record: the record, as JSON has it.
        added: the names of files that it had no attachment for.
        updated: the names of files whose attachment stated something else.
        missing: pointers to the attachments whose content is not at hand: they have no file, no
            content in the record and no address.
        untyped: pointers to the attachments of a draft whose document type is left open.
    """

    record: dict[str, Any]
    added: tuple[str, ...]
    updated: tuple[str, ...]
    missing: tuple[str, ...]
    untyped: tuple[str, ...]


@refuse_invalid
def attach_files(
    value: RecordInput,
    files: Iterable[FileFacts],
    *,
    descriptions: Mapping[str, FileDescription] | None = None,
    name: str = "",
) -> AttachedFiles:
    """Return a record with an attachment for each of the files, which says what the files are.

    A file belongs to the attachment of its name, or of the identifier that its description gives.
    What attachments say of their files is replaced, and nothing else; other attachments stay as
    they are. A new one has the document type of its description, or else of its name.

    Args:
        value: a registration, materials or interview record, or a draft of one.
        files: the facts of the files.
        descriptions: what is known of the files beside, by their names.
        name: what to call the record in errors.

    Raises:
        RecordTypeError: if it is another record.
        ExchangeError: if it has no place for attachments.
        FilesError: if files cannot be attached, such as those whose document type is not known;
            in a draft that is left open.
    """
    record = copy.deepcopy(dict(read_record(value, *ATTACHABLE, name=name)))
    record_type = record["recordType"]
    path, prefix = PLACES[whole_name(record_type)]
    holder = _find_holder(record, path, name)
    found = holder.get(path[-1], [])
    is_list = path[-1] == "attachments"
    entries = _Entries(record_type, prefix, found if is_list else [found] if found else [])
    entries.attach(sorted(files, key=lambda each: each.name), descriptions or {})
    if not is_list and len(entries.all) > 1:
        reason = _("has one attachment, which is not of this name: rename the file, or use --map")
        raise ExchangeError(name, pointer(path), reason)
    if entries.all:
        holder[path[-1]] = entries.all if is_list else entries.all[0]
    places = [pointer((*path, index) if is_list else path) for index in range(len(entries.all))]
    return entries.finish(record, places)


def _find_holder(record: dict[str, Any], path: tuple[str, ...], name: str) -> dict[str, Any]:
    """Return the object that has the attachments.

    Raises:
        ExchangeError: if a record that is no draft has none yet.
    """
    for part in path[:-1]:
        if part not in record and record["recordType"] not in DRAFTS:
            reason = _("is not there yet: attach the files to a draft")
            raise ExchangeError(name, pointer(path[:-1]), reason)
        record = record.setdefault(part, {})
    return record


@dataclass(slots=True)
class _Entries:
    """The attachments of a record, and what was done to them."""

    record_type: str
    prefix: str
    all: list[dict[str, Any]]
    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    present: list[int] = field(default_factory=list)  # indices of those that have a file
    errors: list[ExchangeError] = field(default_factory=list)

    def attach(self, files: list[FileFacts], descriptions: Mapping[str, FileDescription]) -> None:
        """Bring them up to date.

        Raises:
            FilesError: if files cannot be attached.
        """
        self.errors += find_clashes(file.name for file in files)
        described = {compose_name(name): each for name, each in descriptions.items()}
        reserved = {each.attachment_id for each in described.values() if each.attachment_id}
        for file in files:
            reason = check_name(file.name)
            if reason or not _is_file_name(file.name):
                reason = reason or _("has a name that the schema does not allow (fileName)")
                self.errors.append(ExchangeError(file.name, "", reason))
            else:
                self._attach(file, described.get(compose_name(file.name), UNDESCRIBED), reserved)
        if self.errors:
            raise FilesError(tuple(self.errors))

    def finish(self, record: dict[str, Any], places: list[str]) -> AttachedFiles:
        """Return the result; the places are pointers to the attachments."""
        missing = (
            place
            for index, (place, entry) in enumerate(zip(places, self.all, strict=True))
            if index not in self.present and not {"content", "uri"} & entry.keys()
        )
        untyped = (
            places[index] for index in self.present if "documentTypeCode" not in self.all[index]
        )
        added, updated = tuple(self.added), tuple(self.updated)
        return AttachedFiles(record, added, updated, tuple(missing), tuple(untyped))

    def _attach(self, file: FileFacts, described: FileDescription, reserved: set[str]) -> None:
        index = self._find(file.name, described)
        before = {} if index is None else self.all[index]
        entry = describe_file(before, file, described)
        entry.setdefault("attachmentId", make_identifier(self.all, reserved, self.prefix))
        if "documentTypeCode" not in entry and (found := self._find_type(file.name)):
            entry["documentTypeCode"] = found
        if index is None:
            index = len(self.all)
            self.all.append(entry)
            self.added.append(file.name)
        elif entry != before:
            self.all[index] = entry
            self.updated.append(file.name)
        self.present.append(index)

    def _find(self, name: str, described: FileDescription) -> int | None:
        """Return the index of the attachment of a file, None if there is none yet.

        A file on a disk may spell its name in another normalization form than the record.
        """
        wanted = described.attachment_id
        keys = [
            [wanted is not None and each.get("attachmentId") == wanted for each in self.all],
            [each.get("fileName") == name for each in self.all],
            [compose_name(each.get("fileName", "")) == compose_name(name) for each in self.all],
        ]
        found = (index for key in keys for index, is_it in enumerate(key) if is_it)
        return next((index for index in found if index not in self.present), None)

    def _find_type(self, file_name: str) -> str | None:
        """Return the document type by a name; where there is none, note it but for a draft."""
        found = find_document_types(file_name, self.record_type)
        if len(found) == 1:
            return found[0]
        if found:
            reason = _("its name has several document types: {types}; give one by --map")
            reason = reason.format(types=", ".join(found))
        elif self.record_type in DRAFTS:
            return None
        else:
            reason = _("its document type is not known: give it by --map, or name the file by it")
        self.errors.append(ExchangeError(file_name, "", reason))
        return None


def _is_file_name(name: str) -> bool:
    """Return whether the schema allows a file name."""
    shape = shapes()["FileName"]
    assert isinstance(shape, Scalar)  # noqa: S101 - it is a text
    most = shape.limits["maxLength"]
    return len(name) <= most and bool(matcher(shape.pattern or "").match(name))

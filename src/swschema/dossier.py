"""One dossier from separate records, in either syntax."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from graphlib import CycleError, TopologicalSorter
from heapq import heappop, heappush
from os import PathLike
from typing import TYPE_CHECKING, Any

import orjson

from swschema.convert.documents import convert_document
from swschema.errors import AssemblyError
from swschema.i18n import _, current_language
from swschema.limits import DEFAULT_LIMITS, Limits
from swschema.parse.source import source_name
from swschema.rules.batch import IDS
from swschema.schema.files import DRAFTS
from swschema.schema.paths import Path, pointer
from swschema.schema.shapes import Scalar, matcher, root
from swschema.validate import parse_valid

if TYPE_CHECKING:
    from swschema.parse.document import Document
    from swschema.parse.source_type import Source

CONTENTS = {
    "dossier": ("registration", "materialsRounds", "interviews"),
    "message": ("registration", "materials", "interview", "dossier"),
}
LONGEST_ID = 36  # characters of an Identifier


@dataclass(frozen=True, slots=True)
class RecordSource:
    """A record that goes into the dossier, and where it was found.

    Attributes:
        name: the source.
        path: names and indices to the record in that source.
        value: the record as JSON has it.
    """

    name: str
    path: Path
    value: Mapping[str, Any]

    @property
    def id(self) -> str:
        """Return the record's own identifier."""
        return str(self.value[IDS[self.value["recordType"]]])

    def error(self, reason: str, *members: str) -> AssemblyError:
        """Return an error about the record, or about a member in it."""
        return AssemblyError(self.name, pointer((*self.path, *members)), reason)


def assemble(
    sources: Iterable[Source],
    *,
    names: Sequence[str] = (),
    dossier_id: str | None = None,
    assembled_at: datetime | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> dict[str, Any]:
    """Return one dossier with the records of many documents, as JSON has it.

    A registration, materials or interview is taken as it is; of a dossier or a message, the records
    in it are taken. Rounds of materials are in order, each after the one that it supersedes, and
    else by their dates of submission; interviews by their date and time. Nothing depends on the
    order of the sources.

    Args:
        sources: documents that `swschema.validate` takes, with exactly one registration.
        names: what to call the sources in errors; by default their paths, or kind and number.
        dossier_id: the dossier's identifier; by default one derived from the registration's.
        assembled_at: a date and time with its offset from UTC; by default now.
        limits: bounds on the size and depth of each document.

    Raises:
        SourceError: if a source cannot be read.
        InvalidDocumentError: if the structure of one is invalid; rules are not checked.
        AssemblyError: if the records do not belong together, an identifier repeats, or the
            dossier's own identifier or time is not valid.
    """
    sources = list(sources)
    names = names or [_name_source(source, number) for number, source in enumerate(sources, 1)]
    # A record that breaks a rule is taken: some rules can be checked in a dossier only.
    documents = (
        (name, parse_valid(source, name=name, limits=limits, language=current_language()))
        for source, name in zip(sources, names, strict=True)
    )
    return assemble_documents(documents, dossier_id=dossier_id, assembled_at=assembled_at)


def assemble_documents(
    documents: Iterable[tuple[str, Document]],
    *,
    dossier_id: str | None = None,
    assembled_at: datetime | None = None,
) -> dict[str, Any]:
    """Return what `assemble` does, of documents that are parsed.

    Args:
        documents: the documents, each with its name; their structure is valid.
        dossier_id: as `assemble` takes it, as is the other.
        assembled_at: the time of assembly.

    Raises:
        AssemblyError: as `assemble` does.
    """
    records = [
        record
        for name, document in documents
        for record in _find_records(_json_value(document), name)
    ]
    registration = _find_registration(records)
    _check_references(records, registration)
    rounds, interviews = (_list_unique(records, each) for each in ("materials", "interview"))
    now = datetime.now().astimezone().replace(microsecond=0)
    return {
        "recordType": "dossier",
        "schemaVersion": max((each.value["schemaVersion"] for each in records), key=_minor_version),
        "dossierId": _check_format(
            "dossierId", dossier_id or make_identifier("D", registration.id)
        ),
        "assembledAt": _check_format("assembledAt", _format_moment(assembled_at or now)),
        "registration": registration.value,
        "materialsRounds": _sort_rounds(rounds),
        "interviews": [each.value for each in sorted(interviews, key=_schedule_key)],
    }


def _name_source(source: Source, number: int) -> str:
    kind = source_name(source)
    return kind if isinstance(source, PathLike) else f"{kind} {number}"


def _json_value(document: Document) -> Mapping[str, Any]:
    """Return a structurally valid record as JSON has it."""
    value: dict[str, Any] = orjson.loads(convert_document(document, "json"))
    return value


def _find_records(value: Mapping[str, Any], name: str) -> list[RecordSource]:
    """Return the records that a document gives to the dossier.

    Raises:
        AssemblyError: if it gives none.
    """
    if value.get("actionType") == "DELETE":
        raise AssemblyError(name, "/actionType", _("the message deletes the record in it"))
    if value["recordType"] in DRAFTS:
        raise AssemblyError(name, "", _("is a draft, and a dossier holds none"))
    records = list(_walk_records(value, name, ()))
    if not records:
        raise AssemblyError(name, "", _("holds no record that belongs in a dossier"))
    return records


def _walk_records(value: Mapping[str, Any], name: str, path: Path) -> Iterator[RecordSource]:
    if value["recordType"] in IDS:
        yield RecordSource(name, path, value)
        return
    for member in CONTENTS.get(value["recordType"], ()):
        content = value.get(member, [])
        if isinstance(content, list):
            for index, each in enumerate(content):
                yield from _walk_records(each, name, (*path, member, index))
        else:
            yield from _walk_records(content, name, (*path, member))


def _select(records: Iterable[RecordSource], record_type: str) -> list[RecordSource]:
    return [record for record in records if record.value["recordType"] == record_type]


def _find_registration(records: Iterable[RecordSource]) -> RecordSource:
    registrations = _select(records, "registration")
    if not registrations:
        reason = _("the records contain no registration, but a dossier needs one")
        raise AssemblyError("", "/registration", reason)
    first, *more = registrations
    if more:
        reason = _("a dossier has one registration, and {name} already contains it")
        raise more[0].error(reason.format(name=first.name))
    return first


def _check_references(records: Iterable[RecordSource], registration: RecordSource) -> None:
    for record in records:
        reference = record.value.get("registrationRef", {"registrationId": registration.id})
        if reference["registrationId"] != registration.id:
            reason = _("refers to another registration than that in {name}")
            reason = reason.format(name=registration.name)
            raise record.error(reason, "registrationRef", "registrationId")


def _list_unique(records: Iterable[RecordSource], record_type: str) -> list[RecordSource]:
    """Return the records of a type, of which no two may have one identifier."""
    seen: dict[str, RecordSource] = {}
    for record in _select(records, record_type):
        if record.id in seen:
            reason = _("a record in {name} already has this identifier")
            raise record.error(reason.format(name=seen[record.id].name), IDS[record_type])
        seen[record.id] = record
    return list(seen.values())


def _sort_rounds(rounds: Iterable[RecordSource]) -> list[Mapping[str, Any]]:
    """Return rounds of materials so that each stands after the one that it supersedes."""
    by_id = {record.id: record for record in rounds}
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for id_, record in by_id.items():
        superseded = record.value.get("supersedes")
        sorter.add(id_, *([superseded] if superseded in by_id else []))
    try:
        sorter.prepare()
    except CycleError as error:
        record = by_id[min(error.args[1])]
        reason = _("the records supersede each other in a circle")
        raise record.error(reason, "supersedes") from None
    waiting: list[tuple[list[str], str]] = []
    out = []
    while sorter.is_active():
        for id_ in sorter.get_ready():
            heappush(waiting, (_submission_dates(by_id[id_]), id_))
        _dates, id_ = heappop(waiting)
        sorter.done(id_)
        out.append(by_id[id_].value)
    return out


def _submission_dates(record: RecordSource) -> list[str]:
    # Rounds may share their first date: what a window accepted goes on into the next.
    return sorted(submission["submittedOn"] for submission in record.value["submissions"])


def _schedule_key(record: RecordSource) -> tuple[datetime, str]:
    return datetime.fromisoformat(record.value["scheduledAt"]), record.id


def _minor_version(version: str) -> int:
    return int(version.partition(".")[2])


def make_identifier(letter: str, registration_id: str, more: str = "") -> str:
    """Return an identifier for a record of a registration, the same each time.

    Args:
        letter: how it begins, such as D for a dossier.
        registration_id: the registration's identifier; where it is too long, its digest stands.
        more: how it ends, such as the number of a round.
    """
    readable = f"{letter}-{registration_id}{more}"
    if len(readable) <= LONGEST_ID:
        return readable
    digest = hashlib.sha256(registration_id.encode()).hexdigest()
    return f"{letter}-{digest}"[: LONGEST_ID - len(more)] + more


def _format_moment(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise AssemblyError("", "/assembledAt", _("needs an offset from UTC, such as +08:00"))
    return moment.isoformat().replace("+00:00", "Z")


def _check_format(member: str, text: str) -> str:
    """Return the text of a member of the dossier, which its type must allow."""
    shape = root("dossier").by_name[member].shape
    assert isinstance(shape, Scalar)  # noqa: S101 - the schema says so
    if not matcher(shape.pattern or "").match(text):
        raise AssemblyError("", f"/{member}", _("has the wrong format for its type"))
    return text

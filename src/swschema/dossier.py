"""One dossier from separate records, in either syntax."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from graphlib import CycleError, TopologicalSorter
from heapq import heappop, heappush
from os import PathLike
from typing import TYPE_CHECKING, Any

import orjson

from swschema.convert.documents import convert_document
from swschema.errors import AssemblyError, InvalidDocumentError
from swschema.explain.codes import problem_codes
from swschema.i18n import _, current_language
from swschema.limits import DEFAULT_LIMITS, Limits
from swschema.parse.source import source_name
from swschema.schema.paths import Path, pointer
from swschema.schema.shapes import Scalar, matcher, root
from swschema.validate import Validation

if TYPE_CHECKING:
    from swschema.parse.source import Source

IDS = {"registration": "registrationId", "materials": "materialsId", "interview": "interviewId"}
HELD = {
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
        found: str = self.value[IDS[self.value["recordType"]]]
        return found

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

    A registration, materials or interview is taken as it is; a dossier, or a message, gives the
    records in it. Rounds of materials stand oldest first: each after the one that it supersedes,
    else by their dates of submission; interviews by the moment that they are scheduled at.
    Nothing depends on the order of the sources.

    Args:
        sources: documents that `swschema.validate` takes, with exactly one registration.
        names: what to call the sources in errors; by default their paths, or kind and number.
        dossier_id: the dossier's identifier; by default one made of the registration's.
        assembled_at: a moment with its offset from UTC; by default now.
        limits: bounds on the size and depth of each document.

    Raises:
        SourceError: if a source cannot be read.
        InvalidDocumentError: if one is structurally invalid; business rules are not asked.
        AssemblyError: if the records do not belong together, an identifier repeats, or the
            dossier's own identifier or moment is not one.
    """
    given = list(sources)
    known_as = names or [_name(source, number) for number, source in enumerate(given, 1)]
    parts = [
        part
        for source, name in zip(given, known_as, strict=True)
        for part in _parts(_value(source, name, limits), name)
    ]
    registration = _registration(parts)
    _check_references(parts, registration)
    moment = datetime.now().astimezone().replace(microsecond=0)
    return {
        "recordType": "dossier",
        "schemaVersion": max((part.value["schemaVersion"] for part in parts), key=_minor),
        "dossierId": _spelled("dossierId", dossier_id or _default_id(registration.id)),
        "assembledAt": _spelled("assembledAt", _written(assembled_at or moment)),
        "registration": registration.value,
        "materialsRounds": _oldest_first(_unique(parts, "materials")),
        "interviews": [part.value for part in sorted(_unique(parts, "interview"), key=_schedule)],
    }


def _name(source: Source, number: int) -> str:
    kind = source_name(source)
    return kind if isinstance(source, PathLike) else f"{kind} {number}"


def _value(source: Source, name: str, limits: Limits) -> Mapping[str, Any]:
    """Return a structurally valid record as JSON has it, having read its source once."""
    validation = Validation(source, name, limits=limits, language=current_language())
    report = validation.run()
    # What breaks a rule may be assembled: some rules can be asked of a dossier only.
    found = tuple(problem for problem in report.problems if problem.code in problem_codes())
    if found or validation.document is None:
        raise InvalidDocumentError(replace(report, problems=found or report.problems))
    value: dict[str, Any] = orjson.loads(convert_document(validation.document, "json"))
    return value


def _parts(value: Mapping[str, Any], name: str) -> list[RecordSource]:
    """Return the records that a document gives to the dossier.

    Raises:
        AssemblyError: if it gives none.
    """
    if value.get("actionType") == "DELETE":
        raise AssemblyError(name, "/actionType", _("the message deletes the record in it"))
    found = list(_walk(value, name, ()))
    if not found:
        raise AssemblyError(name, "", _("holds no record that belongs in a dossier"))
    return found


def _walk(value: Mapping[str, Any], name: str, path: Path) -> Iterator[RecordSource]:
    if value["recordType"] in IDS:
        yield RecordSource(name, path, value)
        return
    for member in HELD[value["recordType"]]:
        held = value.get(member, [])
        if isinstance(held, list):
            for index, each in enumerate(held):
                yield from _walk(each, name, (*path, member, index))
        else:
            yield from _walk(held, name, (*path, member))


def _of(parts: Iterable[RecordSource], record: str) -> list[RecordSource]:
    return [part for part in parts if part.value["recordType"] == record]


def _registration(parts: Iterable[RecordSource]) -> RecordSource:
    found = _of(parts, "registration")
    if not found:
        reason = _("the records contain no registration, but a dossier needs one")
        raise AssemblyError("", "/registration", reason)
    first, *more = found
    if more:
        reason = _("a dossier has one registration, and {name} already contains it")
        raise more[0].error(reason.format(name=first.name))
    return first


def _check_references(parts: Iterable[RecordSource], registration: RecordSource) -> None:
    for part in parts:
        reference = part.value.get("registrationRef", {"registrationId": registration.id})
        if reference["registrationId"] != registration.id:
            reason = _("refers to another registration than that in {name}")
            reason = reason.format(name=registration.name)
            raise part.error(reason, "registrationRef", "registrationId")


def _unique(parts: Iterable[RecordSource], record: str) -> list[RecordSource]:
    """Return the records of a type, of which no two may have one identifier."""
    seen: dict[str, RecordSource] = {}
    for part in _of(parts, record):
        if part.id in seen:
            reason = _("a record in {name} already has this identifier")
            raise part.error(reason.format(name=seen[part.id].name), IDS[record])
        seen[part.id] = part
    return list(seen.values())


def _oldest_first(rounds: Iterable[RecordSource]) -> list[Mapping[str, Any]]:
    """Return rounds of materials so that each stands after the one that it supersedes."""
    by_id = {part.id: part for part in rounds}
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for id_, part in by_id.items():
        superseded = part.value.get("supersedes")
        sorter.add(id_, *([superseded] if superseded in by_id else []))
    try:
        sorter.prepare()
    except CycleError as error:
        part = by_id[min(error.args[1])]
        reason = _("the records supersede each other in a circle")
        raise part.error(reason, "supersedes") from None
    waiting: list[tuple[list[str], str]] = []
    out = []
    while sorter.is_active():
        for id_ in sorter.get_ready():
            heappush(waiting, (_submitted(by_id[id_]), id_))
        _dates, id_ = heappop(waiting)
        sorter.done(id_)
        out.append(by_id[id_].value)
    return out


def _submitted(part: RecordSource) -> list[str]:
    # Rounds may share their first date: what a window accepted goes on into the next.
    return sorted(submission["submittedOn"] for submission in part.value["submissions"])


def _schedule(part: RecordSource) -> tuple[datetime, str]:
    return datetime.fromisoformat(part.value["scheduledAt"]), part.id


def _minor(version: str) -> int:
    return int(version.partition(".")[2])


def _default_id(registration_id: str) -> str:
    readable = f"D-{registration_id}"
    if len(readable) <= LONGEST_ID:
        return readable
    return f"D-{hashlib.sha256(registration_id.encode()).hexdigest()}"[:LONGEST_ID]


def _written(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise AssemblyError("", "/assembledAt", _("needs an offset from UTC, such as +08:00"))
    return moment.isoformat().replace("+00:00", "Z")


def _spelled(member: str, text: str) -> str:
    """Return the text of a member of the dossier, which its type must allow."""
    shape = root("dossier").by_name[member].shape
    assert isinstance(shape, Scalar)  # noqa: S101 - the schema says so
    if not matcher(shape.pattern or "").match(text):
        raise AssemblyError("", f"/{member}", _("has the wrong format for its type"))
    return text

"""How much of a record had to be typed: the origin of each of its values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from swschema.exchange.derivation.sources import DerivationSources, Record, find_interview_not_held
from swschema.exchange.derivation.table import Origin, derive_values
from swschema.exchange.records import read_record, refuse_invalid
from swschema.rules.batch import IDS
from swschema.rules.settings import DEFAULT_SETTINGS, Settings
from swschema.schema.files import DRAFTS, whole_name
from swschema.schema.paths import Path
from swschema.schema.shapes import ObjectType, Scalar, root

if TYPE_CHECKING:
    from swschema.exchange.records import RecordInput

ASSIGNED = "assigned"  # the stage of what an authority states
# What `swschema attach` takes from a file itself.
OF_FILES = frozenset({"fileName", "mediaType", "sizeBytes", "sha256", "pageCount", "createdAt"})


@dataclass(frozen=True, slots=True)
class Origins:
    """Where the values of a record come from that the enterprise reports.

    Attributes:
        copied: the paths of those that another record or a file holds.
        fixed: the paths of those that the procedure or the rulebook fixes.
        typed: the paths of all others.
    """

    copied: tuple[Path, ...]
    fixed: tuple[Path, ...]
    typed: tuple[Path, ...]

    @property
    def total(self) -> int:
        """How many values there are."""
        return len(self.copied) + len(self.fixed) + len(self.typed)


@refuse_invalid
def count_origins(
    value: RecordInput, case: RecordInput | None = None, settings: Settings = DEFAULT_SETTINGS
) -> Origins:
    """Return the origin of each value of a record, derived from the records before it.

    Args:
        value: a structurally valid registration, materials or interview record, or a draft of one.
        case: the registration, or a dossier with it and what came before the record; a registration
            itself needs none.
        settings: how the rules are applied.
    """
    counted = read_record(value, *IDS, *DRAFTS)
    if whole_name(counted["recordType"]) == "registration":
        kinds = counted.get("application", {}).get("enterpriseTypes", ())
        mode = counted.get("applicantMode")
        sources = DerivationSources(counted["registrationId"], kinds=kinds, mode=mode)
    else:
        before = {} if case is None else read_record(case, "registration", "dossier")
        sources = _find_sources(counted, before)
    return find_origins(counted, sources, settings)


def _find_sources(value: Record, case: Record) -> DerivationSources:
    """Return what materials or an interview can have been derived from."""
    identifier = value[f"{whole_name(value['recordType'])}Id"]
    rounds = [each for each in case.get("materialsRounds", ()) if each["materialsId"] != identifier]
    interviews = takewhile(
        lambda each: each["interviewId"] != identifier, case.get("interviews", ())
    )
    submissions = value.get("submissions", ())
    return DerivationSources(
        identifier,
        case.get("registration", case or None),
        materials=_find_cited(value, rounds),
        earlier=find_interview_not_held({"interviews": [*interviews]}),
        windows=[each["windowCode"] for each in submissions if "windowCode" in each],
        submitted_on=_find_first(submissions, "submittedOn"),
        signed_at=_find_first(value.get("signatures", ()), "signedAt"),
    )


def _find_first(items: Sequence[Record], member: str) -> str | None:
    return next((each[member] for each in items if member in each), None)


def _find_cited(value: Record, rounds: Sequence[Record]) -> Record | None:
    """Return the materials that a record supersedes or refers to."""
    cited = value.get("supersedes"), value.get("materialsRef", {}).get("materialsId")
    return next((each for each in rounds if each["materialsId"] in cited), None)


def find_origins(
    value: Mapping[str, Any], sources: DerivationSources, settings: Settings = DEFAULT_SETTINGS
) -> Origins:
    """Return the origin of each value of a record that the enterprise reports.

    What authorities state (their receipts, decisions and statuses) does not count.

    Args:
        value: a structurally valid record or draft, as JSON has it.
        sources: what it can be derived from.
        settings: how the rules are applied.
    """
    name = whole_name(value["recordType"])
    earlier = dict(list_leaves(sources.materials if name == "materials" else {}))
    derived = {
        (*each.path, *path): (leaf, each.origin)
        for each in derive_values(name, sources.list_names(), value, settings)
        for path, leaf in list_leaves(each.value)
    }
    found: dict[Origin, list[Path]] = {"copied": [], "fixed": [], "typed": []}
    for path, leaf in _list_reported(value, root(name)):
        known, origin = derived.get(path, (None, "typed"))
        if known != leaf:
            origin = "copied" if earlier.get(path) == leaf else "typed"
        found[_find_origin(path, origin)].append(path)
    return Origins(**{key: tuple(paths) for key, paths in found.items()})


def list_leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield each value that is no object or list, with its path."""
    if isinstance(value, Mapping):
        for name, each in value.items():
            yield from list_leaves(each, (*path, name))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from list_leaves(each, (*path, index))
    else:
        yield path, value


def _find_origin(path: Path, origin: Origin) -> Origin:
    if origin != "typed":
        return origin
    if path[0] in ("recordType", "schemaVersion"):
        return "fixed"
    if "attachments" in path or "minutes" in path:
        return "copied" if path[-1] in OF_FILES else "fixed"
    return "fixed" if "attachmentIds" in path else "typed"


def _list_reported(
    value: Any, shape: ObjectType | Scalar, path: Path = ()
) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, list):
        for index, each in enumerate(value):
            yield from _list_reported(each, shape, (*path, index))
    elif isinstance(shape, Scalar):
        yield path, value
    else:
        for name, each in value.items():
            member = shape.by_name.get(name)
            if member is None:
                yield (*path, name), each
            elif ASSIGNED not in member.schema.get("x-stage", ()):
                yield from _list_reported(each, member.shape, (*path, name))

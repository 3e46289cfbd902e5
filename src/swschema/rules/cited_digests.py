"""Digests of the records that a dossier cites, which no expression can compute: rule CN03."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from swschema.i18n import _
from swschema.rules.canonical import canonical
from swschema.rules.evaluate import RuleViolation
from swschema.schema.paths import Path
from swschema.schema.shapes import root

RULE = "CN03"
CITING = ("materialsRounds", "interviews")  # the members of a dossier whose records cite others


def find_citation_violations(record: str, value: Mapping[str, Any]) -> Iterator[RuleViolation]:
    """Yield where records of a dossier cite another version of a record than it holds (rule CN03).

    A registration is cited while its status and its decisions still change, so that the digest
    may be of an earlier state: with another status, and fewer decisions or events.

    Args:
        record: the record type.
        value: a structurally valid record, as JSON has it.
    """
    for dossier, path in find_dossier(record, value):
        rounds = dossier.get("materialsRounds", ())
        citing = [
            ((*path, name, index), each)
            for name in CITING
            for index, each in enumerate(dossier.get(name, ()))
        ]
        yield from compare_citations(dossier["registration"], rounds, citing)


def find_dossier(record: str, value: Mapping[str, Any]) -> Iterator[tuple[Any, Path]]:
    """Yield the dossier that a record is or has, with its path."""
    if record == "message" and "dossier" in value:
        yield value["dossier"], ("dossier",)
    elif record == "dossier":
        yield value, ()


def compare_citations(
    registration: Mapping[str, Any] | None,
    rounds: Iterable[Mapping[str, Any]],
    citing: Iterable[tuple[Path, Mapping[str, Any]]],
) -> Iterator[RuleViolation]:
    """Yield where records cite another version of a record.

    Args:
        registration: the registration that they cite; None if that is not known.
        rounds: the materials records that they cite.
        citing: the records with their paths, of which only the references are looked at.
    """
    digests = _Digests(registration) if registration is not None else None
    identifier = registration["registrationId"] if registration is not None else None
    materials = {each["materialsId"]: _Digests(each) for each in rounds}
    for at, record in citing:
        cited = record.get("registrationRef", {})
        # A citation that does not resolve is found by the rule's other check.
        if digests and cited.get("registrationId", "") == identifier:
            yield from _compare(cited, digests, (*at, "registrationRef", "sha256"))
        cited = record.get("materialsRef", {})
        found = materials.get(cited.get("materialsId"))
        if found is not None:
            yield from _compare(cited, found, (*at, "materialsRef", "sha256"))


class _Digests:
    """The digests (RFC 8785) of a record in its current and in all earlier states."""

    def __init__(self, value: Mapping[str, Any]) -> None:
        self._value = value
        self._computed: set[str] = set()
        self._rest = self._digests()

    def contain(self, digest: str) -> bool:
        """Return whether a digest is of the record in its current or in an earlier state."""
        while digest not in self._computed:
            following = next(self._rest, None)
            if following is None:
                return False
            self._computed.add(following)
        return True

    def _digests(self) -> Iterator[str]:
        parts = {name: _member(name, self._value[name]) for name in sorted(self._value)}
        yield hashlib.sha256(b"{%s}" % b",".join(parts.values())).hexdigest()
        # Only three members differ between states; what is before them is digested once.
        begun = hashlib.sha256(b"{" + b"".join(parts[n] + b"," for n in parts if n < "decisions"))
        middle = [name for name in parts if "decisions" <= name < "status"]
        last = b"".join(b"," + parts[name] for name in parts if name > "status") + b"}"
        status = root(str(self._value["recordType"])).by_name["status"].shape
        ends = [_member("status", code) + last for code in getattr(status, "codes", ())]
        for state in self._states():
            step = begun.copy()
            step.update(b"".join(found + b"," for n in middle if (found := state.get(n, parts[n]))))
            for end in ends:
                whole = step.copy()
                whole.update(end)
                yield whole.hexdigest()

    def _states(self) -> Iterator[dict[str, bytes]]:
        """Yield what an earlier state had of decisions and of events; empty for nothing.

        Events after completion find all decisions there, and each is first without its own.
        """
        yield {"decisions": b"", "events": b""}
        decisions = self._value.get("decisions")
        if decisions is not None:
            for count in range(len(decisions) + 1):
                yield {"decisions": _member("decisions", decisions[:count]), "events": b""}
        events = self._value.get("events")
        if events is not None:
            for count in range(len(events) + 1):
                yield {"events": _member("events", events[:count])}
                if count and "decision" in events[count - 1]:
                    asked = {k: v for k, v in events[count - 1].items() if k != "decision"}
                    yield {"events": _member("events", [*events[: count - 1], asked])}


def _member(name: str, value: Any) -> bytes:
    """Return a member of an object as canonical JSON has it."""
    return b'"%s":%s' % (name.encode(), canonical(value))


def _compare(cited: Mapping[str, Any], digests: _Digests, path: Path) -> Iterator[RuleViolation]:
    if "sha256" in cited and not digests.contain(cited["sha256"]):
        words = _("The SHA-256 digest (sha256) is not that of any state of the record referred to")
        yield RuleViolation(RULE, 0, path, message=words)

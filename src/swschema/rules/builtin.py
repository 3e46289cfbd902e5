"""The parts of rules that no expression can say: digests, and content that is at hand."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath
from typing import Any

from swschema.attachments import Mismatch, check_attachments
from swschema.i18n import _
from swschema.rules.canonical import canonical
from swschema.rules.evaluate import Breach
from swschema.schema.paths import Path
from swschema.schema.shapes import root


def attachments(record: str, value: Mapping[str, Any], folder: FilePath | None) -> Iterator[Breach]:
    """Yield where attachments (rule MT09) are not what the record says of them.

    Args:
        record: the record type.
        value: a structurally valid record, as JSON has it.
        folder: the folder that has their files; None where only content in the record is at hand.

    Raises:
        SourceError: if the folder is none, or a file in it cannot be read.
    """
    sized: set[Path] = set()
    for found in check_attachments(value, root(record), folder=folder):
        if found.kind == "size":
            sized.add(found.path[:-1])
        # Content of another size has another digest, which need not be told besides.
        if found.kind != "digest" or found.path[:-1] not in sized:
            yield Breach("MT09", 0, found.path, message=_mismatch(found))


def _mismatch(found: Mismatch) -> str:
    match found.kind:
        case "size":
            words = _("sizeBytes is {expected}, but the content has {actual} bytes")
            return words.format(expected=f"{found.expected:,}", actual=f"{found.actual:,}")
        case "digest":
            return _("sha256 is not the digest of the content")
    return _("the folder of attachments has no file with this name")


def references(record: str, value: Mapping[str, Any]) -> Iterator[Breach]:
    """Yield where records of a dossier cite (rule CN03) another version of a record than it holds.

    A registration is cited while its status and its decisions still move on, so that the digest
    may be of an earlier step of its life: with another status, and fewer decisions.

    Args:
        record: the record type.
        value: a structurally valid record, as JSON has it.
    """
    if record == "message" and "dossier" in value:
        yield from _references(value["dossier"], ("dossier",))
    elif record == "dossier":
        yield from _references(value, ())


def _references(dossier: Mapping[str, Any], path: Path) -> Iterator[Breach]:
    registration = dossier["registration"]
    steps = _Steps(registration)
    rounds = {each["materialsId"]: _Steps(each) for each in dossier.get("materialsRounds", ())}
    for name in ("materialsRounds", "interviews"):
        for index, each in enumerate(dossier.get(name, ())):
            at = (*path, name, index)
            cited = each["registrationRef"]
            # What does not resolve is told by the rule's other check.
            if cited["registrationId"] == registration["registrationId"]:
                yield from _compare(cited, steps, (*at, "registrationRef", "sha256"))
            materials = rounds.get(each.get("materialsRef", {}).get("materialsId"))
            if materials is not None:
                yield from _compare(
                    each["materialsRef"], materials, (*at, "materialsRef", "sha256")
                )


class _Steps:
    """The versions of a record at all steps of its life so far: their digests (RFC 8785)."""

    def __init__(self, value: Mapping[str, Any]) -> None:
        self._value = value
        self._found: set[str] = set()
        self._left = self._digests()

    def have(self, digest: str) -> bool:
        """Return whether a digest is of the record as it is, or as it was at an earlier step."""
        while digest not in self._found:
            found = next(self._left, None)
            if found is None:
                return False
            self._found.add(found)
        return True

    def _digests(self) -> Iterator[str]:
        parts = {name: _member(name, self._value[name]) for name in sorted(self._value)}
        yield hashlib.sha256(b"{%s}" % b",".join(parts.values())).hexdigest()
        # Only two members differ from step to step; what stands before them is digested once.
        first = b"".join(parts[name] + b"," for name in parts if name < "decisions")
        between = b"".join(parts[name] + b"," for name in parts if "decisions" < name < "status")
        last = b"".join(b"," + parts[name] for name in parts if name > "status") + b"}"
        begun = hashlib.sha256(b"{" + first)
        status = root(str(self._value["recordType"])).by_name["status"].shape
        ends = [_member("status", code) + last for code in getattr(status, "codes", ())]
        for decisions in self._decisions():
            step = begun.copy()
            step.update(decisions + between)
            for end in ends:
                whole = step.copy()
                whole.update(end)
                yield whole.hexdigest()

    def _decisions(self) -> Iterator[bytes]:
        """Yield the decisions as they were at each step, with a comma; nothing of none."""
        yield b""
        decisions = self._value.get("decisions")
        if decisions is not None:
            for count in range(len(decisions) + 1):
                yield _member("decisions", decisions[:count]) + b","


def _member(name: str, value: Any) -> bytes:
    """Return a member of an object as canonical JSON has it."""
    return b'"%s":%s' % (name.encode(), canonical(value))


def _compare(cited: Mapping[str, Any], steps: _Steps, path: Path) -> Iterator[Breach]:
    if "sha256" in cited and not steps.have(cited["sha256"]):
        words = _(
            "sha256 is not the digest of the cited record, in its current or any earlier state"
        )
        yield Breach("CN03", 0, path, message=words)

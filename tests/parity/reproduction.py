"""Disagreements on disk, cut down to what they need."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from independent.case import Case
from parity.engines import IN_PROCESS, Engine
from parity.judge import SYNTAXES, Disagreement, text

Differs = Callable[[bytes], bool]


def save(disagreement: Disagreement, number: int, folder: Path) -> None:
    """Write a disagreement's texts and reason, and its text cut down where engines differ."""
    case = disagreement.case
    stem = f"{number:03}-{case.kind}-{case.topic.replace(' ', '-').replace(':', '-')}"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{stem}.txt").write_text(f"{case.record}: {disagreement.reason}\n", encoding="utf-8")
    for syntax in SYNTAXES:
        data = text(case, syntax)
        if data is not None:
            (folder / f"{stem}.{syntax}").write_bytes(data)
            engines = [each for each in IN_PROCESS if each.syntax == syntax]
            differs = _differs(case, engines)
            if differs(data):
                (folder / f"{stem}.minimal.{syntax}").write_bytes(minimal(data, differs))


def _differs(case: Case, engines: list[Engine]) -> Differs:
    def verdicts(data: bytes) -> list[bool | None]:
        return [each.accepts([(case.record, data)])[0] for each in engines]

    return lambda data: len(set(verdicts(data))) > 1


def minimal(data: bytes, differs: Differs) -> bytes:
    """Return a text from which no piece can be taken without the engines agreeing again."""
    size = len(data) // 2
    while size:
        at = 0
        while at < len(data):
            shorter = data[:at] + data[at + size :]
            if differs(shorter):
                data = shorter
            else:
                at += size
        size //= 2
    return data

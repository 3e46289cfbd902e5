"""The summary of a run, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from independent.blind import MUTATED
from independent.generate import CHANCE, CODES, VALID
from parity.faults import FAULTS
from parity.tally import IN_BOTH, IN_JSON, IN_XML, Tally

Row = Sequence[object]


def tables(tally: Tally, engines: Mapping[str, str]) -> Iterator[str]:
    """Yield the tables of a run.

    Args:
        tally: its counts.
        engines: what each engine is, by name.
    """
    yield table(
        ("Documents", "all", "in both syntaxes", "in JSON only", "in XML only", "disagreements"),
        _kinds(tally),
    )
    yield table(
        ("Engine", "version", "judged", "agreed", "disagreed"),
        (_engine(name, what, tally) for name, what in engines.items()),
    )


def faults() -> str:
    """Return the table of the known defects of the engines."""
    return table(
        ("Defect", "engines", "behaviour", "workaround"),
        ((each.id, ", ".join(each.engines), each.what, each.workaround) for each in FAULTS),
        numbers=False,
    )


def _kinds(tally: Tally) -> Iterator[Row]:
    yield _kind("valid", [VALID], tally)
    yield from (_kind(f"mutants: `{code}`", [code], tally) for code in CODES)
    yield _kind("changed blindly", [MUTATED], tally)
    yield _kind("changed by chance", [CHANCE], tally)
    yield _kind("**all**", [VALID, *CODES, MUTATED, CHANCE], tally)


def _kind(title: str, kinds: Sequence[str], tally: Tally) -> Row:
    counts = [
        sum(tally.documents[kind, syntaxes] for kind in kinds)
        for syntaxes in (IN_BOTH, IN_JSON, IN_XML)
    ]
    return title, sum(counts), *counts, sum(tally.amiss[kind] for kind in kinds)


def _engine(name: str, what: str, tally: Tally) -> Row:
    judged, agreed = tally.judged[name], tally.agreed[name]
    return name, what, judged, agreed, judged - agreed


def table(head: Sequence[str], rows: Iterable[Row], *, numbers: bool = True) -> str:
    """Return a table in Markdown, its numbers aligned right."""
    filled = [[f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in row] for row in rows]
    right = [
        numbers and bool(filled) and filled[0][index].replace(",", "").isdigit()
        for index in range(len(head))
    ]
    rule = ["---:" if each else "---" for each in right]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rule, *filled))

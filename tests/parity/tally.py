"""What a run has judged, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from independent.case import Case
from parity.judge import Disagreement, Judged, disagreements

IN_BOTH, IN_JSON, IN_XML = "both", "json", "xml"


@dataclass(slots=True)
class Tally:
    """Counts of one share of a run, or of several.

    Attributes:
        documents: by kind and by the syntaxes that the document is in.
        amiss: documents that not all see alike, by kind.
        judged: documents by engine.
        agreed: those on which the engine's verdict is the right one.
        found: what is amiss.
    """

    documents: Counter[tuple[str, str]] = field(default_factory=Counter)
    amiss: Counter[str] = field(default_factory=Counter)
    judged: Counter[str] = field(default_factory=Counter)
    agreed: Counter[str] = field(default_factory=Counter)
    found: list[Disagreement] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Add the counts of another share."""
        self.documents += other.documents
        self.amiss += other.amiss
        self.judged += other.judged
        self.agreed += other.agreed
        self.found += other.found


def tally(judged: Iterable[Judged]) -> Tally:
    """Return the counts of what was judged."""
    made = Tally()
    for each in judged:
        made.documents[each.case.kind, _syntaxes(each.case)] += 1
        for name, said in each.verdicts.items():
            made.judged[name] += said is not None
            made.agreed[name] += said is each.right
        found = list(disagreements(each))
        made.amiss[each.case.kind] += bool(found)
        made.found += found
    return made


def _syntaxes(case: Case) -> str:
    if case.json is None:
        return IN_XML
    return IN_JSON if case.xml is None else IN_BOTH

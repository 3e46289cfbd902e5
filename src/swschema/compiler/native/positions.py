"""Patterns as position automata (Glushkov) in which no quantifier counts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from swschema.compiler.schema.patterns import QUANTIFIER, Fragment, Parser, PatternError


@dataclass(slots=True)
class ExpandingParser(Parser):
    """A parser that writes out quantifiers: an atom has positions of its own each time."""

    def parse_atom(self, depth: int) -> Fragment:
        """Read a character, a class or a group, and its quantifier."""
        start = self.at
        atom = Parser.parse_atom(self, depth)
        match = QUANTIFIER.match(self.text, self.at, self.end)
        if match is None:
            return atom
        if atom.nullable:
            raise PatternError(start, "repeats what may be empty")
        least, most = _counts(match[0])
        copies = [atom]
        for _number in range(1, most or max(least, 1)):
            self.at = start
            copies.append(Parser.parse_atom(self, depth))
        self.at = match.end()
        return self._chain(copies, least, is_endless=most is None)

    def _chain(self, copies: list[Fragment], least: int, *, is_endless: bool) -> Fragment:
        """Return copies of an atom in a row, of which the last ones need not be there.

        None of these is skipped for one behind it: that would let each be followed by all others.
        """
        for before, after in pairwise(copies):
            self.connect(before.last, after.first)
        if is_endless:
            self.connect(copies[-1].last, copies[-1].first)
        ends = copies[max(least, 1) - 1 :]
        last = frozenset().union(*(each.last for each in ends))
        return Fragment(least == 0, copies[0].first, last)


def _counts(quantifier: str) -> tuple[int, int | None]:
    """Return how often a quantifier repeats at least and at most; None for without end."""
    if quantifier in "*+?":
        return {"*": (0, None), "+": (1, None), "?": (0, 1)}[quantifier]
    least, comma, most = quantifier[1:-1].partition(",")
    return int(least), int(most) if most else None if comma else int(least)


def expand_pattern(pattern: str) -> tuple[ExpandingParser, Fragment]:
    """Return the positions of a pattern of the profile, and the pattern as a whole."""
    parser = ExpandingParser(pattern, len(pattern) - 1)
    return parser, parser.parse_alternatives(depth=0)

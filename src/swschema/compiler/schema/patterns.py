"""The patterns that ECMA-262, Rust, Python, .NET and XML Schema read alike."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from swschema.compiler.schema.characters import CharacterSet, write_xml_class

# Escapes that mean the same in all dialects; ECMA-262 in Unicode mode takes no others.
ESCAPES = {char: char for char in "\\.*+?()[]{}|^"} | {"n": "\n", "r": "\r", "t": "\t"}
CLASS_ESCAPES = ESCAPES | {"-": "-"}
# Only in classes, and replaced in XML Schema: a control character as it is would be hard to read.
CODE = re.compile(r"\\x([0-9a-f]{2})")
QUANTIFIER = re.compile(r"[*+?]|\{([0-9]+)(,([0-9]*))?\}")
SET_OPERATIONS = ("&&", "--", "~~")  # Rust subtracts and intersects classes with these


@dataclass(frozen=True, slots=True)
class PatternError(Exception):
    """A pattern that some engine would read otherwise.

    Attributes:
        offset: index of the character at fault.
        reason: what is wrong there.
    """

    offset: int
    reason: str


def check_pattern(pattern: str) -> None:
    r"""Check that a pattern is anchored and portable.

    Allowed are literals, classes, plain groups, alternation inside a group, and greedy
    quantifiers. Forbidden is what the dialects do not share: `.` (line breaks), `\d`, `\w`, `\s`,
    `\p`, `(?…)`, lazy and possessive quantifiers, anchors inside. A negated class must be
    disjoint from whatever can stand in its place, since libxml2 misjudges it otherwise.

    Raises:
        PatternError: with the place and the reason.
    """
    parse_pattern(pattern)


def write_xml_pattern(pattern: str) -> str:
    """Return a pattern of JSON Schema as XML Schema has it: without anchors, and in its classes.

    Raises:
        PatternError: if it is not portable.
    """
    pieces, end = [], 1
    for characters, start, after in parse_pattern(pattern).classes:
        pieces += [pattern[end:start], write_xml_class(characters)]
        end = after
    return "".join([*pieces, pattern[end:-1]])


def parse_pattern(pattern: str) -> Parser:
    """Return the parser of a pattern, at its end.

    Raises:
        PatternError: if it is not portable.
    """
    if not (pattern.startswith("^") and pattern.endswith("$")) or pattern.endswith("\\$"):
        raise PatternError(0, "is not anchored with ^ and $")
    parser = Parser(pattern, len(pattern) - 1)
    parsed = parser.parse_alternatives(depth=0)
    if parser.at != parser.end:
        raise PatternError(parser.at, "closes a group that was never opened")
    for positions in (parsed.first, *parser.follow):
        parser.check_choice(positions)
    return parser


@dataclass(frozen=True, slots=True)
class Fragment:
    """A part of a pattern, in the terms of its position automaton (Glushkov).

    Attributes:
        nullable: whether it matches the empty text.
        first: the positions that can match its first character.
        last: the positions that can match its last one.
    """

    nullable: bool = True
    first: frozenset[int] = frozenset()
    last: frozenset[int] = frozenset()


@dataclass(slots=True)
class Parser:
    """A parser of one pattern.

    Attributes:
        text: the pattern.
        end: the index of its final anchor.
        at: where the parser is.
        positions: each character or class in it: the characters that match it.
        follow: for each, the positions that can match the character after it.
        classes: the classes in brackets, with their first index and the one after them.
    """

    text: str
    end: int
    at: int = 1
    positions: list[CharacterSet] = field(default_factory=list)
    follow: list[set[int]] = field(default_factory=list)
    classes: list[tuple[CharacterSet, int, int]] = field(default_factory=list)

    def parse_alternatives(self, depth: int) -> Fragment:
        """Read to the end, or to the bracket that closes this group."""
        branches = [Fragment()]
        while self.at < self.end and self.text[self.at] != ")":
            if self.text[self.at] == "|":
                if depth == 0:
                    raise PatternError(self.at, "has an alternation outside a group")
                self.at += 1
                branches.append(Fragment())
            else:
                atom = self.parse_atom(depth)
                branches[-1] = self.join(branches[-1], self._parse_quantifier(atom))
        return Fragment(
            any(each.nullable for each in branches),
            frozenset().union(*(each.first for each in branches)),
            frozenset().union(*(each.last for each in branches)),
        )

    def join(self, before: Fragment, after: Fragment) -> Fragment:
        """Return two parts, one behind the other."""
        self.connect(before.last, after.first)
        return Fragment(
            before.nullable and after.nullable,
            before.first | after.first if before.nullable else before.first,
            before.last | after.last if after.nullable else after.last,
        )

    def connect(self, last: Iterable[int], first: Iterable[int]) -> None:
        """Let some positions follow others."""
        for position in last:
            self.follow[position].update(first)

    def parse_atom(self, depth: int) -> Fragment:
        """Read a character, a class or a group."""
        char = self.text[self.at]
        if char == "(":
            return self._parse_group(depth)
        if char == "[":
            return self._add_position(self._parse_class())
        if char == "\\":
            char = self._parse_escape(ESCAPES)
            return self._add_position(CharacterSet(((ord(char), ord(char)),)))
        if char in ".^$*+?{}]":
            raise PatternError(self.at, f"has a bare {char}")
        self.at += 1
        return self._add_position(CharacterSet(((ord(char), ord(char)),)))

    def _add_position(self, characters: CharacterSet) -> Fragment:
        self.positions.append(characters)
        self.follow.append(set())
        position = frozenset({len(self.positions) - 1})
        return Fragment(False, position, position)

    def _parse_group(self, depth: int) -> Fragment:
        start = self.at
        if self.text[start + 1] == "?":
            raise PatternError(start, "has a group with a question mark")
        self.at += 1
        part = self.parse_alternatives(depth + 1)
        if self.at == self.end:
            raise PatternError(self.at, "leaves a group open")
        self.at += 1
        return part

    def _parse_quantifier(self, atom: Fragment) -> Fragment:
        match = QUANTIFIER.match(self.text, self.at, self.end)
        if not match:
            return atom
        self.at = match.end()
        if QUANTIFIER.match(self.text, self.at, self.end):
            raise PatternError(self.at, "has a lazy, possessive or doubled quantifier")
        least = 0 if match[0] in "*?" else int(match[1] or 1)
        if match[0] in "*+" or match[2] or least > 1:
            self.connect(atom.last, atom.first)
        return Fragment(atom.nullable or least == 0, atom.first, atom.last)

    def _parse_escape(self, allowed: dict[str, str]) -> str:
        char = self.text[self.at + 1]
        if char not in allowed:
            raise PatternError(self.at, f"has the escape \\{char}, which the dialects do not share")
        self.at += 2
        return allowed[char]

    def _parse_class(self) -> CharacterSet:
        start = self.at
        negated = self.text[start + 1] == "^"
        self.at += 2 if negated else 1
        if self.text[self.at] == "]":
            raise PatternError(self.at, "has an empty class")
        ranges: list[tuple[int, int]] = []
        while self.at < self.end and self.text[self.at] != "]":
            if self.text[self.at : self.at + 2] in SET_OPERATIONS:
                raise PatternError(self.at, f"has {self.text[self.at : self.at + 2]} in a class")
            ranges.append(self._parse_range())
        if self.at >= self.end:
            raise PatternError(self.at, "leaves a class open")
        self.at += 1
        characters = CharacterSet(tuple(ranges), negated)
        self.classes.append((characters, start, self.at))
        return characters

    def _parse_range(self) -> tuple[int, int]:
        start = self.at
        low, literal = self._parse_member()
        if self.text[self.at] != "-":
            high = low
        else:
            self.at += 1
            high, also = self._parse_member()
            if not (literal and also):
                raise PatternError(start, "has a range with an escape, which libxml2 misreads")
        if high < low:
            raise PatternError(self.at, "has a range that runs backwards")
        if ord(high) > 0xFFFF:
            raise PatternError(start, "has a character beyond U+FFFF, which UTF-16 engines refuse")
        return ord(low), ord(high)

    def _parse_member(self) -> tuple[str, bool]:
        """Return a character of a class, and whether it can begin or end a range."""
        if code := CODE.match(self.text, self.at, self.end):
            self.at = code.end()
            return chr(int(code[1], 16)), True
        if self.text[self.at] == "\\":
            return self._parse_escape(CLASS_ESCAPES), False
        if self.text[self.at] in "[]-^":
            raise PatternError(self.at, f"has a bare {self.text[self.at]} in a class")
        self.at += 1
        return self.text[self.at - 1], True

    def check_choice(self, positions: Iterable[int]) -> None:
        """Check that of some positions, a negated class excludes all others.

        Raises:
            PatternError: if one does not.
        """
        choice = sorted(positions)
        for index, one in enumerate(choice):
            for other in choice[index + 1 :]:
                sets = self.positions[one], self.positions[other]
                if any(each.negated for each in sets) and not sets[0].is_disjoint(sets[1]):
                    reason = "has a negated class that overlaps with what can stand in its place"
                    raise PatternError(0, reason)

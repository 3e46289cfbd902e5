"""What is known at a line of the quick verdict: what is true there, and what has a name."""

from __future__ import annotations

import operator
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from swschema.compiler.cel.ast import (
    Binary,
    Conditional,
    Expression,
    Items,
    Literal,
    Macro,
    Not,
    parts,
    rebuilt,
)
from swschema.compiler.fast_rules.cases import chain
from swschema.compiler.fast_rules.emit import QuickPython
from swschema.compiler.fast_rules.simplify import negated
from swschema.schema.shapes import Shape

TRUE, FALSE = Literal(value=True), Literal(value=False)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known at a line.

    Attributes:
        writer: what writes expressions in full.
        shapes: the types of the variables that expressions may name there.
        facts: the conditions that are true, as Python in full.
        codes: the code that a value is known to be, by the value's Python in full.
        names: the variables that have the values of expressions, by their Python in full.
        registry: the names for variables that were given so far, by the same.
    """

    writer: QuickPython
    shapes: Mapping[str, Shape | None]
    facts: frozenset[str] = frozenset()
    codes: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    registry: dict[str, str] = field(default_factory=dict)

    def key(self, expression: Expression) -> str:
        """Return an expression as Python in full: the same for all that say the same."""
        return self.writer.write(expression)

    def python(self) -> QuickPython:
        """Return what writes expressions here."""
        return self.writer.naming(self.names)

    def holds(self, condition: Expression) -> bool:
        """Return whether a condition is known to be true."""
        return self.key(condition) in self.facts

    def given(self, condition: Expression) -> Known:
        """Return what is known where a condition is true besides."""
        terms = chain(condition, "&&")
        codes = {
            self.key(each.left): code_of(each)
            for each in terms
            if isinstance(each, Binary) and code_of(each)
        }
        facts = self.facts | {*map(self.key, terms)}
        return replace(self, facts=facts, codes={**self.codes, **codes})

    def naming(self, expression: Expression, name: str) -> Known:
        """Return what is known where a variable has the value of an expression besides."""
        return replace(self, names={**self.names, self.key(expression): name})

    def binding(self, name: str, shape: Shape | None) -> Known:
        """Return what is known where there is a variable besides."""
        return replace(self, shapes={**self.shapes, name: shape})

    def settled(self, condition: Expression) -> bool:
        """Return whether a condition is known to be true, or known to be false."""
        return self.holds(condition) or self.holds(negated(condition))

    def without(self, name: str) -> Known:
        """Return what is known where a variable of that name is another one."""
        named = re.compile(rf"\b{re.escape(name)}\b").search
        facts = frozenset(each for each in self.facts if not named(each))
        codes = {value: code for value, code in self.codes.items() if not named(value)}
        return replace(self, facts=facts, codes=codes)

    def folded(self, expression: Expression) -> Expression:
        """Return an expression without what is known to be true or false in it."""
        match expression:
            case Literal(value=bool() as value):
                return TRUE if value else FALSE
            case Binary(operator="&&" | "||" as sign, left=left, right=right):
                first = self.folded(left)
                # The other term is told only where this one leaves it open.
                inner = self.given(first if sign == "&&" else negated(first))
                return self._joined(sign, first, inner.folded(right))
            case Conditional(condition=condition, yes=yes, no=no):
                return self._chosen(self.folded(condition), yes, no)
            case Macro(kind=kind, of=of, variable=name, body=body) if not self.settled(expression):
                inner = self.without(name)
                return _same(expression, Macro(kind, self.folded(of), name, inner.folded(body)))
            case Not(operand=operand) if not self.holds(expression):
                return _negated(self.folded(operand))
        if self.holds(expression):
            return TRUE
        if self.holds(negated(expression)):
            return FALSE
        answer = self._answer(expression)
        if answer is not None:
            return TRUE if answer else FALSE
        return _same(expression, rebuilt(expression, self.folded))

    def _answer(self, expression: Expression) -> bool | None:
        """Return what a code that is known says of a comparison; None if nothing."""
        match expression:
            case Binary(operator="==" | "!=" | "in" as sign, left=left, right=right):
                code = self.codes.get(self.key(left))
                others = codes_in(right)
                if code is not None and others:
                    return (code in others) is (sign != "!=")
        return None

    def _joined(self, operator: str, left: Expression, right: Expression) -> Expression:
        # What leaves the other term to tell, and what tells for both.
        idle, last = (TRUE, FALSE) if operator == "&&" else (FALSE, TRUE)
        if left is idle or right is last:
            return right
        if right is idle or left is last:
            return left
        return Binary(operator, left, right)

    def _chosen(self, condition: Expression, yes: Expression, no: Expression) -> Expression:
        if condition is TRUE:
            return self.folded(yes)
        if condition is FALSE:
            return self.folded(no)
        contrary = self.given(negated(condition))
        return Conditional(condition, self.given(condition).folded(yes), contrary.folded(no))


def _same(one: Expression, other: Expression) -> Expression:
    """Return one expression if the other is of the same parts: what is written once is kept."""
    return one if all(map(operator.is_, parts(one), parts(other))) else other


def _negated(expression: Expression) -> Expression:
    if expression is TRUE:
        return FALSE
    return TRUE if expression is FALSE else negated(expression)


def code_of(expression: Expression) -> str:
    """Return the code that a value is compared with, '' if none."""
    match expression:
        case Binary(operator="==", right=Literal(value=str() as code)):
            return code
    return ""


def codes_in(expression: Expression) -> set[str]:
    """Return the codes that are written out in an expression, and nothing if there is more."""
    items = expression.items if isinstance(expression, Items) else (expression,)
    found = [each.value for each in items if isinstance(each, Literal)]
    texts = {each for each in found if isinstance(each, str)}
    return texts if len(texts) == len(items) else set()

"""What holds at a line of the fast verdict: conditions that are true, values that have names."""

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
    map_parts,
    parts,
)
from swschema.compiler.fast_rules.cases import split_terms
from swschema.compiler.fast_rules.emit import FastPython
from swschema.compiler.fast_rules.simplify import negate
from swschema.schema.shapes import Shape

TRUE, FALSE = Literal(value=True), Literal(value=False)


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What holds at a line.

    Attributes:
        writer: what writes expressions in full.
        shapes: the types of the variables in scope.
        facts: the conditions that are true, each as its Python without names.
        codes: the code that a value equals, by the value's Python without names.
        names: the variables that hold values of expressions, by the expressions' Python.
        registry: all names that variables got so far, by the same.
    """

    writer: FastPython
    shapes: Mapping[str, Shape | None]
    facts: frozenset[str] = frozenset()
    codes: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    registry: dict[str, str] = field(default_factory=dict)
    _folded: dict[Expression, Expression] = field(default_factory=dict)
    _told: dict[Expression, frozenset[str]] = field(default_factory=dict)

    def key(self, expression: Expression) -> str:
        """Return an expression's Python without names: equal for expressions of equal meaning."""
        return self.writer.write(expression)

    def python(self) -> FastPython:
        """Return the writer of expressions that uses the names in scope."""
        return self.writer.with_names(self.names)

    def holds(self, condition: Expression) -> bool:
        """Return whether a condition is true here."""
        return self.key(condition) in self.facts

    def assume(self, condition: Expression) -> Assumptions:
        """Return what holds where a condition is true as well."""
        terms = split_terms(condition, "&&")
        codes = {
            self.key(each.left): compared_code(each)
            for each in terms
            if isinstance(each, Binary) and compared_code(each)
        }
        facts = self.facts | {*map(self.key, terms)}
        return replace(self, facts=facts, codes={**self.codes, **codes})

    def with_name(self, expression: Expression, name: str) -> Assumptions:
        """Return what holds where a variable has the value of an expression."""
        return replace(self, names={**self.names, self.key(expression): name})

    def with_variable(self, name: str, shape: Shape | None) -> Assumptions:
        """Return what holds where there is one more variable."""
        return replace(self, shapes={**self.shapes, name: shape})

    def decides(self, condition: Expression) -> bool:
        """Return whether a condition is true here, or false here."""
        return self.holds(condition) or self.holds(negate(condition))

    def forget(self, name: str) -> Assumptions:
        """Return what holds where the name means another variable."""
        named = re.compile(rf"\b{re.escape(name)}\b").search
        facts = frozenset(each for each in self.facts if not named(each))
        codes = {value: code for value, code in self.codes.items() if not named(value)}
        return replace(self, facts=facts, codes=codes)

    def fold(self, expression: Expression) -> Expression:
        """Return an expression in which what is true or false here is folded."""
        if self._tells_of(expression):
            return self._fold(expression)
        # The result is the same wherever nothing is known of it, which is in most places.
        if expression not in self._folded:
            unknowing = replace(self, facts=frozenset(), codes={})
            self._folded[expression] = unknowing._fold(expression)
        return self._folded[expression]

    def _tells_of(self, expression: Expression) -> bool:
        """Return whether a condition that is true here, or a code, may be in an expression."""
        asked = self._asked(expression)
        return not (asked.isdisjoint(self.facts) and asked.isdisjoint(self.codes))

    def _asked(self, expression: Expression) -> frozenset[str]:
        """Return what folding an expression looks up: itself, its contrary, and so its parts."""
        if expression not in self._told:
            inner = map(self._asked, parts(expression))
            itself = {self.key(expression), self.key(negate(expression))}
            self._told[expression] = frozenset(itself).union(*inner)
        return self._told[expression]

    def _fold(self, expression: Expression) -> Expression:
        match expression:
            case Literal(value=bool() as value):
                return TRUE if value else FALSE
            case Binary(operator="&&" | "||" as sign, left=left, right=right):
                first = self.fold(left)
                # The right side is evaluated only where the left one does not decide.
                inner = self.assume(first if sign == "&&" else negate(first))
                return self._fold_connective(sign, first, inner.fold(right))
            case Conditional(condition=condition, yes=yes, no=no):
                return self._fold_conditional(self.fold(condition), yes, no)
            case Macro(kind=kind, of=of, variable=name, body=body) if not self.decides(expression):
                inner = self.forget(name)
                return _keep_unchanged(
                    expression, Macro(kind, self.fold(of), name, inner.fold(body))
                )
            case Not(operand=operand) if not self.holds(expression):
                return _negate_folded(self.fold(operand))
        if self.holds(expression):
            return TRUE
        if self.holds(negate(expression)):
            return FALSE
        answer = self._fold_code(expression)
        if answer is not None:
            return TRUE if answer else FALSE
        return _keep_unchanged(expression, map_parts(expression, self.fold))

    def _fold_code(self, expression: Expression) -> bool | None:
        """Return the result of a comparison with a known code; None if it has none."""
        match expression:
            case Binary(operator="==" | "!=" | "in" as sign, left=left, right=right):
                code = self.codes.get(self.key(left))
                others = literal_codes(right)
                if code is not None and others:
                    return (code in others) is (sign != "!=")
        return None

    def _fold_connective(self, operator: str, left: Expression, right: Expression) -> Expression:
        # The neutral element of the operator, and the absorbing one.
        idle, last = (TRUE, FALSE) if operator == "&&" else (FALSE, TRUE)
        if left is idle or right is last:
            return right
        if right is idle or left is last:
            return left
        return Binary(operator, left, right)

    def _fold_conditional(
        self, condition: Expression, yes: Expression, no: Expression
    ) -> Expression:
        if condition is TRUE:
            return self.fold(yes)
        if condition is FALSE:
            return self.fold(no)
        contrary = self.assume(negate(condition))
        return Conditional(condition, self.assume(condition).fold(yes), contrary.fold(no))


def _keep_unchanged(one: Expression, other: Expression) -> Expression:
    """Return the first expression if both have the same parts: caches are by identity."""
    return one if all(map(operator.is_, parts(one), parts(other))) else other


def _negate_folded(expression: Expression) -> Expression:
    if expression is TRUE:
        return FALSE
    return TRUE if expression is FALSE else negate(expression)


def compared_code(expression: Expression) -> str:
    """Return the code that a condition compares a value with, '' if it does not."""
    match expression:
        case Binary(operator="==", right=Literal(value=str() as code)):
            return code
    return ""


def literal_codes(expression: Expression) -> set[str]:
    """Return the codes of a literal list or value; none if anything else is in it."""
    items = expression.items if isinstance(expression, Items) else (expression,)
    found = [each.value for each in items if isinstance(each, Literal)]
    texts = {each for each in found if isinstance(each, str)}
    return texts if len(texts) == len(items) else set()

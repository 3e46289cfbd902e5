"""From an expression to Python for the fast verdict, with names for values that it has already."""

from __future__ import annotations

from collections.abc import Mapping

from swschema.compiler.cel.ast import (
    Binary,
    Call,
    Conditional,
    Expression,
    Items,
    Literal,
    Macro,
    Name,
    Not,
)
from swschema.compiler.cel.to_python import OPERATORS, Python
from swschema.compiler.fast_rules.cases import split_terms
from swschema.compiler.fast_rules.simplify import COUNT, DAY, LAPSED, OFFSET, SET, SOME, ZONE

CONTENT = "_content"
TEMPLATES = {
    COUNT: "{}.count({})",
    CONTENT: "content_matches({})",
    DAY: "{}[:10]",
    LAPSED: "codes_not_in_force({}, {})",
    OFFSET: "{}[-6:]",
    SET: "frozenset({})",
    SOME: "(len({}) > 0)",
    ZONE: "{}[19:]",
}
FEW = 3  # codes that are compared one by one faster than they are looked up in a set


class FastPython(Python):
    """Writes expressions as Python, with names in the place of what has a name."""

    def __init__(
        self,
        patterns: dict[str, str],
        names: Mapping[str, str] | None = None,
        full: FastPython | None = None,
    ) -> None:
        """Begin.

        Args:
            patterns: where to note patterns.
            names: the variables that have the values of expressions, by their Python in full.
            full: what writes them in full.
        """
        super().__init__(patterns)
        self._names_by_text = names or {}
        self._full = full or self
        self._written: dict[Expression, str] = {}

    def with_names(self, names: Mapping[str, str]) -> FastPython:
        """Return what writes variables in the place of expressions."""
        return FastPython(self.patterns, names, self._full)

    def condition(self, expression: Expression) -> str:
        """Return an expression as Python that is as good as true or false."""
        match expression:
            case Call(function=function, arguments=(items,)) if function == SOME:
                return self.write(items)
            case Not(operand=Call(function=function, arguments=(items,))) if function == SOME:
                return f"not {self._write_operand(items)}"
        return self.write(expression)

    def write(self, expression: Expression) -> str:
        """Return an expression as Python."""
        if expression not in self._written:
            self._written[expression] = self._find_name(expression) or self._write_operator(
                expression
            )
        return self._written[expression]

    def _write_operator(self, expression: Expression) -> str:
        match expression:
            case Binary(operator=operator) if operator in OPERATORS:
                terms = [self._write_term(each) for each in split_terms(expression, operator)]
                return f" {OPERATORS[operator]} ".join(terms)
            case Binary(operator="in", left=left, right=Items(items=items)):
                return f"{self._write_operand(left)} in {self._write_members(items)}"
        return super().write(expression)

    def write_negated(self, operand: Expression) -> str:
        """Return the contrary of an expression as Python."""
        match operand:
            case Binary(operator="in", left=left, right=Items(items=items)):
                return f"{self._write_operand(left)} not in {self._write_members(items)}"
            case Call(function="matches") if not self._find_name(operand):
                return self.write(operand)[1:-1].replace(" is not None", " is None")
        return super().write_negated(operand)

    def _find_name(self, expression: Expression) -> str | None:
        simple = not self._names_by_text or isinstance(expression, Name | Literal)
        return None if simple else self._names_by_text.get(self._full.write(expression))

    def _write_operand(self, expression: Expression) -> str:
        return self._find_name(expression) or super()._write_operand(expression)

    def _write_term(self, expression: Expression) -> str:
        """Return Python that holds together beside `and` and `or`."""
        text = self.write(expression)
        loose = isinstance(expression, Conditional) or (
            isinstance(expression, Binary) and expression.operator in OPERATORS
        )
        return f"({text})" if loose and not self._find_name(expression) else text

    def _write_members(self, items: tuple[Expression, ...]) -> str:
        """Return the codes that one is looked up in; Python makes a constant of either form."""
        texts = ", ".join(map(self.write, items))
        if len(items) > FEW:
            return f"{{{texts}}}"
        return f"({texts},)" if len(items) == 1 else f"({texts})"

    def _call(self, function: str, arguments: list[Expression]) -> str:
        if function not in TEMPLATES:
            return super()._call(function, arguments)
        match function, arguments:
            case "_set", [Macro(kind="map") as macro] if not self._find_name(macro):
                return f"{{{super()._macro(macro)[1:-1]}}}"
        return TEMPLATES[function].format(*map(self._write_operand, arguments))

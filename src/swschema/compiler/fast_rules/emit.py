"""From an expression to Python for the quick verdict, which names what it has told already."""

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
from swschema.compiler.fast_rules.cases import chain
from swschema.compiler.fast_rules.simplify import COUNT, DAY, LAPSED, OFFSET, SET, SOME, ZONE

CONTENT = "_content"
SPELLED = {
    COUNT: "{}.count({})",
    CONTENT: "content_matches({})",
    DAY: "{}[:10]",
    LAPSED: "codes_not_in_force({}, {})",
    OFFSET: "{}[-6:]",
    SET: "frozenset({})",
    SOME: "(len({}) > 0)",
    ZONE: "{}[19:]",
}
FEW = 3  # codes that are compared one by one quicker than they are looked up in a set


class QuickPython(Python):
    """Writes expressions as Python, with names in the place of what has a name."""

    def __init__(
        self,
        patterns: dict[str, str],
        known: Mapping[str, str] | None = None,
        full: QuickPython | None = None,
    ) -> None:
        """Begin.

        Args:
            patterns: where to note patterns.
            known: the variables that have the values of expressions, by their Python in full.
            full: what writes them in full.
        """
        super().__init__(patterns)
        self._known = known or {}
        self._full = full or self
        self._written: dict[Expression, str] = {}

    def naming(self, known: Mapping[str, str]) -> QuickPython:
        """Return what writes variables in the place of expressions."""
        return QuickPython(self.patterns, known, self._full)

    def condition(self, expression: Expression) -> str:
        """Return an expression as Python that is as good as true or false."""
        match expression:
            case Call(function=function, arguments=(items,)) if function == SOME:
                return self.write(items)
            case Not(operand=Call(function=function, arguments=(items,))) if function == SOME:
                return f"not {self._tight(items)}"
        return self.write(expression)

    def write(self, expression: Expression) -> str:
        """Return an expression as Python."""
        if expression not in self._written:
            self._written[expression] = self._named(expression) or self._spelled(expression)
        return self._written[expression]

    def _spelled(self, expression: Expression) -> str:
        match expression:
            case Binary(operator=operator) if operator in OPERATORS:
                terms = [self._term(each) for each in chain(expression, operator)]
                return f" {OPERATORS[operator]} ".join(terms)
            case Binary(operator="in", left=left, right=Items(items=items)):
                return f"{self._tight(left)} in {self._listed(items)}"
        return super().write(expression)

    def negated(self, operand: Expression) -> str:
        """Return the contrary of an expression as Python."""
        match operand:
            case Binary(operator="in", left=left, right=Items(items=items)):
                return f"{self._tight(left)} not in {self._listed(items)}"
            case Call(function="matches") if not self._named(operand):
                return self.write(operand)[1:-1].replace(" is not None", " is None")
        return super().negated(operand)

    def _named(self, expression: Expression) -> str | None:
        simple = not self._known or isinstance(expression, Name | Literal)
        return None if simple else self._known.get(self._full.write(expression))

    def _tight(self, expression: Expression) -> str:
        return self._named(expression) or super()._tight(expression)

    def _term(self, expression: Expression) -> str:
        """Return Python that holds together beside `and` and `or`."""
        text = self.write(expression)
        loose = isinstance(expression, Conditional) or (
            isinstance(expression, Binary) and expression.operator in OPERATORS
        )
        return f"({text})" if loose and not self._named(expression) else text

    def _listed(self, items: tuple[Expression, ...]) -> str:
        """Return the codes that one is looked up in; Python makes a constant of either form."""
        texts = ", ".join(map(self.write, items))
        if len(items) > FEW:
            return f"{{{texts}}}"
        return f"({texts},)" if len(items) == 1 else f"({texts})"

    def _call(self, function: str, arguments: list[Expression]) -> str:
        if function not in SPELLED:
            return super()._call(function, arguments)
        match function, arguments:
            case "_set", [Macro(kind="map") as macro] if not self._named(macro):
                return f"{{{super()._macro(macro)[1:-1]}}}"
        return SPELLED[function].format(*map(self._tight, arguments))

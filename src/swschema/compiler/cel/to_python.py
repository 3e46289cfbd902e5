"""From a checked expression to Python."""

from __future__ import annotations

from collections.abc import Mapping

from swschema.compiler.cel.ast import (
    Binary,
    Call,
    Conditional,
    Expression,
    Has,
    Items,
    Literal,
    Macro,
    Name,
    Not,
    Select,
)
from swschema.rules.functions import FUNCTIONS

OPERATORS = {"&&": "and", "||": "or"}
METHODS = {"startsWith": "{}.startswith({})", "endsWith": "{}.endswith({})"}
ELSEWHERE = {"matches": "matcher", "timestamp": "parse_instant"}  # what is no function of rules
RENAMED = {"recordDate": "record_date"}


class Python:
    """Writes expressions as Python, over the values that JSON has.

    Functions are called by their names in Python, `parse_instant` reads a date and time, and
    `params` is the mapping of the rule's parameters.

    Attributes:
        patterns: the names of compiled patterns, which the writing of expressions adds to.
    """

    def __init__(self, patterns: dict[str, str], names: Mapping[str, str] | None = None) -> None:
        """Begin.

        Args:
            patterns: where to note patterns.
            names: the Python names of variables, where they differ.
        """
        self.patterns = patterns
        self._names = names or {}

    def write(self, expression: Expression) -> str:
        """Return an expression as Python."""
        match expression:
            case Literal(value=value):
                return repr(value)
            case Name(name=name):
                return self._names.get(name, python_name(name))
            case Select(of=of, name=name):
                return f"{self._write_operand(of)}[{name!r}]"
            case Has(field=Select(of=of, name=name)):
                return f"{name!r} in {self._write_operand(of)}"
            case Not(operand=operand):
                return self.write_negated(operand)
            case Binary(operator=operator, left=left, right=right):
                sign = OPERATORS.get(operator, operator)
                return f"{self._write_operand(left)} {sign} {self._write_operand(right)}"
            case Conditional(condition=condition, yes=yes, no=no):
                first, test, last = map(self._write_operand, (yes, condition, no))
                return f"{first} if {test} else {last}"
        return self._write_atom(expression)

    def write_negated(self, operand: Expression) -> str:
        """Return the contrary of an expression as Python."""
        match operand:
            case Has(field=Select(of=of, name=name)):
                return f"{name!r} not in {self._write_operand(of)}"
            case Binary(operator="in", left=left, right=right):
                return f"{self._write_operand(left)} not in {self._write_operand(right)}"
            case Not(operand=inner):
                return self.write(inner)
        return f"not {self._write_operand(operand)}"

    def _write_operand(self, expression: Expression) -> str:
        """Return Python that holds together beside any operator."""
        text = self.write(expression)
        loose = isinstance(expression, Has | Not | Binary | Conditional)
        return f"({text})" if loose else text

    def _write_atom(self, expression: Expression) -> str:
        """Return Python for what holds together by itself: lists, macros, calls."""
        match expression:
            case Items(items=items):
                return f"({''.join(f'{self.write(each)}, ' for each in items).strip()})"
            case Macro():
                return self._macro(expression)
            case Call(function=function, arguments=arguments):
                return self._call(function, [*arguments])
        raise TypeError(type(expression).__name__)

    def _macro(self, macro: Macro) -> str:
        of, each, body = (
            self._write_operand(macro.of),
            python_name(macro.variable),
            self.write(macro.body),
        )
        match macro.kind:
            # Lists are short, and Python makes one quicker than it runs a generator.
            case "all":
                return f"(False not in [{body} for {each} in {of}])"
            case "exists":
                return f"(True in [{body} for {each} in {of}])"
            case "exists_one":
                return f"([{body} for {each} in {of}].count(True) == 1)"
            case "filter":
                return f"[{each} for {each} in {of} if {body}]"
        return f"[{body} for {each} in {of}]"

    def _call(self, function: str, arguments: list[Expression]) -> str:
        written = [self.write(each) for each in arguments]
        match function:
            case "matches":
                return f"({self._pattern(arguments[1])}({written[0]}) is not None)"
            case "size":
                return f"len({written[0]})"
            case "timestamp":
                return f"parse_instant({written[0]})"
            case "contains":
                return (
                    f"({self._write_operand(arguments[1])} in {self._write_operand(arguments[0])})"
                )
        if function in METHODS:
            return METHODS[function].format(self._write_operand(arguments[0]), written[1])
        return f"{FUNCTIONS[function].call.__name__}({', '.join(written)})"

    def _pattern(self, pattern: Expression) -> str:
        assert isinstance(pattern, Literal)  # noqa: S101 - checked
        return self.patterns.setdefault(str(pattern.value), f"PATTERN_{len(self.patterns) + 1}")


def python_name(name: str) -> str:
    """Return the Python name of a variable."""
    return RENAMED.get(name, name)

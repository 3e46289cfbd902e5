"""From a checked expression to XPath 2.0."""

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
    path,
)
from swschema.compiler.cel.types import WRITTEN, Type

OPERATORS = {
    "==": "eq",
    "!=": "ne",
    "<": "lt",
    "<=": "le",
    ">": "gt",
    ">=": "ge",
}
FOLDED = {"date", "dateTime", "decimal"}  # XML Schema folds white space around them
QUANTIFIERS = {"all": "every", "exists": "some"}
METHODS = {
    "contains": "contains",
    "startsWith": "starts-with",
    "endsWith": "ends-with",
    "matches": "matches",
    "timestamp": "xs:dateTime",
}


class XPath:
    """Writes the expressions of one rule.

    Attributes:
        types: the type of each part of the expressions.
        rule: the rule's id, which prefixes the names of its parameters.
    """

    def __init__(self, types: Mapping[Expression, Type], rule: str) -> None:
        self.types = types
        self.rule = rule

    def write(self, expression: Expression) -> str:
        """Return an expression as XPath, over the elements of a record.

        A variable of CEL is one of XPath; the prefix `sw` is of the specification, `f` of its
        functions.
        """
        if self._is_sequence(expression):
            return self._sequence(expression)
        match expression:
            case Literal(value=value):
                return _literal(value)
            case Binary():
                return self._binary(expression)
            case Has(field=field):
                return f"exists({self._node(field)})"
            case Not(operand=operand):
                return f"not({self.write(operand)})"
            case Conditional(condition=condition, yes=yes, no=no):
                chosen = f"{self.write(yes)} else {self.write(no)}"
                return f"(if ({self.write(condition)}) then {chosen})"
            case Items(items=items):
                return f"({', '.join(map(self.write, items))})"
            case Macro():
                return self._macro(expression)
            case Call(function=function, arguments=arguments):
                return self._call(function, arguments)
        return self._atom(self._node(expression), self.types[expression])

    def _binary(self, binary: Binary) -> str:
        left, right = self.write(binary.left), self.write(binary.right)
        match binary.operator:
            # XPath may look at either side of `and` first; a guard has to be looked at first.
            case "&&":
                return f"(if ({left}) then {right} else false())"
            case "||":
                return f"(if ({left}) then true() else {right})"
            case "in":
                return f"({left} = {self._sequence(binary.right)})"
            case "+" if self.types[binary.left].kind in WRITTEN:
                return f"concat({left}, {right})"
        return f"({left} {OPERATORS.get(binary.operator, binary.operator)} {right})"

    def _node(self, expression: Expression) -> str:
        """Return the path to a variable or a member in the document."""
        if isinstance(expression, Name):
            return f"${expression.name}"
        assert isinstance(expression, Select)  # noqa: S101 - nothing else leads to a node
        if path(expression.of) == "params":
            return f"${self.rule}-{expression.name}"
        record = self.types[expression.of].record
        assert record is not None  # noqa: S101 - checked
        member = record.by_name[expression.name]
        if member.attribute:
            return f"{self._node(expression.of)}/@{member.name}"
        return f"{self._node(expression.of)}/sw:{member.name}"

    def _atom(self, node: str, kind: Type) -> str:
        if kind.kind == "bool":
            return f"xs:boolean({node})"
        if kind.kind == "map":
            return node
        if kind.kind == "int":
            return f"xs:integer({node})"
        if kind.kind in FOLDED:
            return f"normalize-space({node})"
        return f"string({node})" if kind.kind in WRITTEN else node

    def _sequence(self, expression: Expression) -> str:
        """Return a list as a sequence of its items."""
        if isinstance(expression, Select) and (item := self._item_of(expression)):
            return f"{self._node(expression)}/sw:{item}"
        if isinstance(expression, Conditional):
            chosen = f"{self._sequence(expression.yes)} else {self._sequence(expression.no)}"
            return f"(if ({self.write(expression.condition)}) then {chosen})"
        return self.write(expression)

    def _is_sequence(self, expression: Expression) -> bool:
        """Return whether an expression is a list in a record, or one of two lists."""
        if isinstance(expression, Conditional):
            return self.types[expression].item is not None
        return isinstance(expression, Select) and self._item_of(expression) is not None

    def _item_of(self, field: Select) -> str | None:
        """Return what the items of a list in a record are called; None for what is no such list."""
        record = None if path(field.of) == "params" else self.types[field.of].record
        return record.by_name[field.name].item if record else None

    def _macro(self, macro: Macro) -> str:
        of, each = self._sequence(macro.of), f"${macro.variable}"
        is_list = self.types[macro.body].kind == "list"
        body = self._sequence(macro.body) if is_list else self.write(macro.body)
        if macro.kind in QUANTIFIERS:
            return f"({QUANTIFIERS[macro.kind]} {each} in {of} satisfies {body})"
        if macro.kind == "map":
            return f"(for {each} in {of} return {body})"
        filtered = f"for {each} in {of} return if ({body}) then {each} else ()"
        return f"(count({filtered}) eq 1)" if macro.kind == "exists_one" else f"({filtered})"

    def _call(self, function: str, arguments: tuple[Expression, ...]) -> str:
        if function == "size":
            (of,) = arguments
            if self.types[of].item is not None:
                return f"count({self._sequence(of)})"
            return f"string-length({self.write(of)})"
        name = METHODS.get(function, f"f:{function}")
        lists = {"list", "set"}
        written = (
            self._sequence(each) if self.types[each].kind in lists else self.write(each)
            for each in arguments
        )
        return f"{name}({', '.join(written)})"


def _literal(value: str | int | bool) -> str:
    if isinstance(value, bool):
        return "true()" if value else "false()"
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"

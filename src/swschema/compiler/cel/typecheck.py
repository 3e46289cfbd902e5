"""The check that an expression fits the schemas, and the types of its parts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from swschema.compiler.cel.ast import (
    Binary,
    Call,
    Conditional,
    Expression,
    Field,
    Has,
    Items,
    Literal,
    Macro,
    Name,
    Not,
    path,
)
from swschema.compiler.cel.types import (
    BOOL,
    DATE,
    INT,
    STRING,
    TIMESTAMP,
    WRITTEN,
    Type,
    of_member,
    of_result,
)
from swschema.compiler.errors import CelError
from swschema.compiler.schema.patterns import PatternError, check_pattern
from swschema.rules.functions import FUNCTIONS
from swschema.schema.shapes import Member

Facts = frozenset[str]
NONE: Facts = frozenset()
DAY = re.compile("[12][0-9]{3}-[01][0-9]-[0-3][0-9]")
INCOMPARABLE = {"dateTime", "decimal", "list", "record"}
ORDERED = {"int", "date", "timestamp"}
SIGNATURES: Mapping[str, tuple[tuple[str, ...], Type]] = {
    "contains": (("string", "string"), BOOL),
    "startsWith": (("string", "string"), BOOL),
    "endsWith": (("string", "string"), BOOL),
    "matches": (("string", "string"), BOOL),
    "timestamp": (("dateTime",), TIMESTAMP),
} | {name: (each.parameters, of_result(each.result)) for name, each in FUNCTIONS.items()}


@dataclass(slots=True)
class Checker:
    """Gives each part of expressions its type.

    Attributes:
        variables: the types of what a rule can name.
        types: the type of each part that was checked.
    """

    variables: dict[str, Type]
    types: dict[Expression, Type] = field(default_factory=dict)

    def check(self, expression: Expression, known: Facts = NONE) -> tuple[Type, Facts, Facts]:
        """Return an expression's type, and which members are there if it is true, or false.

        Args:
            expression: what to check.
            known: paths of optional members that are there.

        Raises:
            TypeFaultError: at the first part that does not fit.
        """
        found, yes, no = self._check(expression, known)
        self.types[expression] = found
        return found, yes, no

    def truth(self, expression: Expression, known: Facts = NONE) -> tuple[Facts, Facts]:
        """Check an expression that has to be true or false; return what each tells."""
        found, yes, no = self.check(expression, known)
        if found != BOOL:
            raise CelError(f"{_told(expression)} is a {found} where true or false is asked for")
        return yes, no

    def _check(self, expression: Expression, known: Facts) -> tuple[Type, Facts, Facts]:
        match expression:
            case Has(field=asked):
                return self._has(asked, known)
            case Not(operand=operand):
                yes, no = self.truth(operand, known)
                return BOOL, no, yes
            case Binary(operator="&&", left=left, right=right):
                yes, no = self.truth(left, known)
                more, less = self.truth(right, known | yes)
                return BOOL, yes | more, no & less
            case Binary(operator="||", left=left, right=right):
                yes, no = self.truth(left, known)
                more, less = self.truth(right, known | no)
                return BOOL, yes & more, no | less
            case Conditional():
                return self._conditional(expression, known)
            case _:
                return self._value(expression, known), NONE, NONE

    def _value(self, expression: Expression, known: Facts) -> Type:
        match expression:
            case Literal(value=bool()):
                return BOOL
            case Literal(value=int()):
                return INT
            case Literal(value=str() as text):
                return DATE if DAY.fullmatch(text) else STRING
            case Name(name=name):
                return self._name(name)
            case Field():
                return self._field(expression, known)
            case Items(items=items):
                return self._items(items, known)
            case Macro():
                return self._macro(expression, known)
            case Call():
                return self._call(expression, known)
            case Binary():
                return self._binary(expression, known)
        return STRING

    def _name(self, name: str) -> Type:
        if name not in self.variables:
            raise CelError(f"{name} is not known here; there are {', '.join(self.variables)}")
        return self.variables[name]

    def _member(self, asked: Field, known: Facts) -> Member:
        of = self.check(asked.of, known)[0]
        if of.record is None:
            raise CelError(f"{_told(asked.of)} is a {of} and has no members")
        member = of.record.by_name.get(asked.name)
        if member is None:
            raise CelError(f"{of.record.name} has no member {asked.name}")
        return member

    def _has(self, asked: Field, known: Facts) -> tuple[Type, Facts, Facts]:
        if self._member(asked, known).required:
            raise CelError(f"{_told(asked)} is always there, so has() says nothing")
        return BOOL, frozenset({str(path(asked))}), NONE

    def _field(self, asked: Field, known: Facts) -> Type:
        if path(asked.of) == "params":
            return self._name(f"params.{asked.name}")
        member = self._member(asked, known)
        if not member.required and path(asked) not in known:
            raise CelError(f"{_told(asked)} may be absent and no has() makes sure of it")
        return of_member(member)

    def _conditional(self, expression: Conditional, known: Facts) -> tuple[Type, Facts, Facts]:
        yes, no = self.truth(expression.condition, known)
        first, more, _ = self.check(expression.yes, known | yes)
        second, less, _ = self.check(expression.no, known | no)
        if first.kind != second.kind and not {first.kind, second.kind} <= WRITTEN:
            raise CelError(f"a choice is either a {first} or a {second}")
        return first, (yes | more) & (no | less), NONE

    def _items(self, items: tuple[Expression, ...], known: Facts) -> Type:
        kinds = {self.check(each, known)[0].kind for each in items}
        if len(kinds) > 1 or kinds & {"record", "list"}:
            raise CelError("a list that is written out has texts or numbers of one kind")
        return Type("list", item=Type(kinds.pop() if kinds else "string"))

    def _macro(self, macro: Macro, known: Facts) -> Type:
        of = self.check(macro.of, known)[0]
        if of.kind != "list" or of.item is None:
            raise CelError(f"{_told(macro.of)} is a {of}, not a list")
        if macro.variable in self.variables:
            raise CelError(f"{macro.variable} is in use already")
        self.variables[macro.variable] = of.item
        try:
            if macro.kind == "map":
                return Type("list", item=self.check(macro.body, known)[0])
            self.truth(macro.body, known)
        finally:
            del self.variables[macro.variable]
        return of if macro.kind == "filter" else BOOL

    def _call(self, call: Call, known: Facts) -> Type:
        given = [self.check(each, known)[0] for each in call.arguments]
        if call.function == "size":
            if len(given) != 1 or given[0].kind not in {"list", *WRITTEN}:
                raise CelError("size() is of one list or text")
            return INT
        if call.function not in SIGNATURES:
            raise CelError(f"there is no function {call.function}()")
        asked, result = SIGNATURES[call.function]
        if len(given) != len(asked):
            raise CelError(f"{call.function}() takes {len(asked)} values, not {len(given)}")
        for kind, one, argument in zip(asked, given, call.arguments, strict=True):
            if not _takes(kind, one):
                raise CelError(f"{call.function}() takes a {kind} where {_told(argument)} is")
        if call.function == "matches":
            _portable(call.arguments[1])
        return result

    def _binary(self, binary: Binary, known: Facts) -> Type:
        left = self.check(binary.left, known)[0]
        right = self.check(binary.right, known)[0]
        told = f"{_told(binary.left)} {binary.operator} {_told(binary.right)}"
        if binary.operator == "in":
            if right.item is None:
                raise CelError(f"{told}: {_told(binary.right)} is not a list")
            self._comparable(binary.left, left, binary.right, right.item, told)
            return BOOL
        if binary.operator in ("==", "!="):
            self._comparable(binary.left, left, binary.right, right, told)
            return BOOL
        if binary.operator in ("<", "<=", ">", ">="):
            if left.kind != right.kind or left.kind not in ORDERED:
                raise CelError(f"{told}: a {left} and a {right} have no order")
            return BOOL
        if binary.operator == "+" and left.kind in WRITTEN and right.kind in WRITTEN:
            return STRING
        if left != INT or right != INT:
            raise CelError(f"{told}: one cannot reckon with a {left} and a {right}")
        return INT

    def _comparable(
        self, one: Expression, left: Type, other: Expression, right: Type, told: str
    ) -> None:
        for side, type_ in ((other, left), (one, right)):
            for value in _literals(side):
                if type_.kind == "code" and value not in type_.codes:
                    raise CelError(f"{told}: {value} is none of the codes there")
        if left.kind == right.kind == "code" and not {*left.codes} & {*right.codes}:
            raise CelError(f"{told}: the two lists share no code")
        written_out = _literals(one) or _literals(other)
        if {left.kind, right.kind} == {"code", "string"} and not written_out:
            raise CelError(f"{told}: a code is compared with a text")
        kinds = {left.kind, right.kind}
        plain = kinds <= WRITTEN and "dateTime" not in kinds
        if not plain and (len(kinds) > 1 or kinds & INCOMPARABLE):
            raise CelError(f"{told}: a {left} is never equal to a {right}")


def _takes(asked: str, given: Type) -> bool:
    """Return whether a function that asks for a kind of value takes one of a type."""
    if asked == "list of string":
        return given.kind == "list" and given.item is not None and given.item.kind in WRITTEN
    return asked == str(given) or (asked == "string" and given.kind in WRITTEN)


def _literals(expression: Expression) -> list[object]:
    match expression:
        case Literal(value=value):
            return [value]
        case Items(items=items):
            return [value for each in items for value in _literals(each)]
    return []


def _portable(pattern: Expression) -> None:
    if not isinstance(pattern, Literal):
        raise CelError("matches() takes a pattern that is written out")
    try:
        check_pattern(str(pattern.value))
    except PatternError as error:
        raise CelError(f"the pattern {error.reason}, at character {error.offset + 1}") from None


def _told(expression: Expression) -> str:
    """Return an expression as a reader finds it in the rule."""
    match expression:
        case Literal(value=value):
            return repr(value)
        case Name() | Field():
            return str(path(expression)) if path(expression) else "a value"
        case Call(function=function):
            return f"{function}(…)"
        case Macro(of=of, kind=kind):
            return f"{_told(of)}.{kind}(…)"
        case Items():
            return "[…]"
    return "an expression"

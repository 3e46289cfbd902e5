"""The check that an expression fits the schemas, and the types of its parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

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
from swschema.compiler.cel.types import (
    BOOL,
    DATE,
    DAY,
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
INCOMPARABLE = {"dateTime", "decimal", "list", "map", "record"}
MAP, LISTS = "map of string", "list of list of string"
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

    def check(self, expression: Expression, present: Facts = NONE) -> tuple[Type, Facts, Facts]:
        """Return an expression's type, and which members are there if it is true, or false.

        Args:
            expression: what to check.
            present: paths of optional members that are present.

        Raises:
            CelError: at the first part that does not fit.
        """
        found, yes, no = self._check(expression, present)
        self.types[expression] = found
        return found, yes, no

    def check_condition(self, expression: Expression, present: Facts = NONE) -> tuple[Facts, Facts]:
        """Check a condition; return the members present where it is true, and where it is false."""
        found, yes, no = self.check(expression, present)
        if found != BOOL:
            raise CelError(f"{_describe(expression)} is a {found} where true or false is expected")
        return yes, no

    def _check(self, expression: Expression, present: Facts) -> tuple[Type, Facts, Facts]:
        match expression:
            case Has(field=field):
                return self._check_has(field, present)
            case Not(operand=operand):
                yes, no = self.check_condition(operand, present)
                return BOOL, no, yes
            case Binary(operator="&&", left=left, right=right):
                yes, no = self.check_condition(left, present)
                more, less = self.check_condition(right, present | yes)
                return BOOL, yes | more, no & less
            case Binary(operator="||", left=left, right=right):
                yes, no = self.check_condition(left, present)
                more, less = self.check_condition(right, present | no)
                return BOOL, yes & more, no | less
            case Conditional():
                return self._conditional(expression, present)
            case _:
                return self._value(expression, present), NONE, NONE

    def _value(self, expression: Expression, present: Facts) -> Type:
        match expression:
            case Literal(value=bool()):
                return BOOL
            case Literal(value=int()):
                return INT
            case Literal(value=str() as text):
                return DATE if DAY.fullmatch(text) else STRING
            case Name(name=name):
                return self._name(name)
            case Select():
                return self._field(expression, present)
            case Items(items=items):
                return self._items(items, present)
            case Macro():
                return self._macro(expression, present)
            case Call():
                return self._call(expression, present)
            case Binary():
                return self._binary(expression, present)
        return STRING

    def _name(self, name: str) -> Type:
        if name not in self.variables:
            raise CelError(f"{name} is not known here; there are {', '.join(self.variables)}")
        return self.variables[name]

    def _member(self, field: Select, present: Facts) -> Member:
        of = self.check(field.of, present)[0]
        if of.record is None:
            raise CelError(f"{_describe(field.of)} is a {of} and has no members")
        member = of.record.by_name.get(field.name)
        if member is None:
            raise CelError(f"{of.record.name} has no member {field.name}")
        return member

    def _check_has(self, field: Select, present: Facts) -> tuple[Type, Facts, Facts]:
        if self._member(field, present).required:
            raise CelError(f"{_describe(field)} is always there, so has() says nothing")
        return BOOL, frozenset({str(path(field))}), NONE

    def _field(self, field: Select, present: Facts) -> Type:
        if path(field.of) == "params":
            return self._name(f"params.{field.name}")
        member = self._member(field, present)
        if not member.required and path(field) not in present:
            raise CelError(f"{_describe(field)} may be absent and no has() makes sure of it")
        return of_member(member)

    def _conditional(self, expression: Conditional, present: Facts) -> tuple[Type, Facts, Facts]:
        yes, no = self.check_condition(expression.condition, present)
        first, more, _ = self.check(expression.yes, present | yes)
        second, less, _ = self.check(expression.no, present | no)
        if first.kind != second.kind and not {first.kind, second.kind} <= WRITTEN:
            raise CelError(f"a choice is either a {first} or a {second}")
        return first, (yes | more) & (no | less), NONE

    def _items(self, items: tuple[Expression, ...], present: Facts) -> Type:
        kinds = {self.check(each, present)[0].kind for each in items}
        if len(kinds) > 1 or kinds & {"record", "list"}:
            raise CelError("a list that is written out has texts or numbers of one kind")
        return Type("list", item=Type(kinds.pop() if kinds else "string"))

    def _macro(self, macro: Macro, present: Facts) -> Type:
        of = self.check(macro.of, present)[0]
        if of.kind != "list" or of.item is None:
            raise CelError(f"{_describe(macro.of)} is a {of}, not a list")
        if macro.variable in self.variables:
            raise CelError(f"{macro.variable} is in use already")
        self.variables[macro.variable] = of.item
        try:
            if macro.kind == "map":
                return Type("list", item=self.check(macro.body, present)[0])
            self.check_condition(macro.body, present)
        finally:
            del self.variables[macro.variable]
        return of if macro.kind == "filter" else BOOL

    def _call(self, call: Call, present: Facts) -> Type:
        types = [self.check(each, present)[0] for each in call.arguments]
        if call.function == "size":
            if len(types) != 1 or types[0].kind not in {"list", *WRITTEN}:
                raise CelError("size() is of one list or text")
            return INT
        if call.function not in SIGNATURES:
            raise CelError(f"there is no function {call.function}()")
        parameters, result = SIGNATURES[call.function]
        if len(types) != len(parameters):
            raise CelError(f"{call.function}() takes {len(parameters)} values, not {len(types)}")
        for kind, one, argument in zip(parameters, types, call.arguments, strict=True):
            if not _accepts(kind, one):
                raise CelError(f"{call.function}() takes a {kind} where {_describe(argument)} is")
        if call.function == "matches":
            _check_pattern(call.arguments[1])
        if parameters[0] in (MAP, LISTS):  # it gives a list of what is inside
            inside = types[0].item
            return Type("list", item=inside.item if inside and inside.item else inside)
        return result

    def _binary(self, binary: Binary, present: Facts) -> Type:
        left = self.check(binary.left, present)[0]
        right = self.check(binary.right, present)[0]
        text = f"{_describe(binary.left)} {binary.operator} {_describe(binary.right)}"
        if binary.operator == "in":
            if right.item is None or right.kind == "map":
                raise CelError(f"{text}: {_describe(binary.right)} is not a list")
            self._comparable(binary.left, left, binary.right, right.item, text)
            return BOOL
        if binary.operator in ("==", "!="):
            self._comparable(binary.left, left, binary.right, right, text)
            return BOOL
        if binary.operator in ("<", "<=", ">", ">="):
            if left.kind != right.kind or left.kind not in ORDERED:
                raise CelError(f"{text}: a {left} and a {right} have no order")
            return BOOL
        if binary.operator == "+" and left.kind in WRITTEN and right.kind in WRITTEN:
            return STRING
        if left != INT or right != INT:
            raise CelError(f"{text}: one cannot reckon with a {left} and a {right}")
        return INT

    def _comparable(
        self, one: Expression, left: Type, other: Expression, right: Type, text: str
    ) -> None:
        for side, type_ in ((other, left), (one, right)):
            for value in _literals(side):
                if type_.kind == "code" and value not in type_.codes:
                    raise CelError(f"{text}: {value} is none of the codes there")
        if left.kind == right.kind == "code" and not {*left.codes} & {*right.codes}:
            raise CelError(f"{text}: the two lists share no code")
        written_out = _literals(one) or _literals(other)
        if {left.kind, right.kind} == {"code", "string"} and not written_out:
            raise CelError(f"{text}: a code is compared with a text")
        kinds = {left.kind, right.kind}
        plain = kinds <= WRITTEN and "dateTime" not in kinds
        if not plain and (len(kinds) > 1 or kinds & INCOMPARABLE):
            raise CelError(f"{text}: a {left} is never equal to a {right}")


def _accepts(field: str, types: Type) -> bool:
    """Return whether a function with a parameter of a kind accepts a value of a type."""
    if field == "list of string":
        return types.kind == "list" and types.item is not None and types.item.kind in WRITTEN
    if field == MAP:
        return types.kind == "map"
    if field == LISTS:
        return types.item is not None and _accepts("list of string", types.item)
    return field == str(types) or (field == "string" and types.kind in WRITTEN)


def _literals(expression: Expression) -> list[object]:
    match expression:
        case Literal(value=value):
            return [value]
        case Items(items=items):
            return [value for each in items for value in _literals(each)]
    return []


def _check_pattern(pattern: Expression) -> None:
    if not isinstance(pattern, Literal):
        raise CelError("matches() takes a pattern that is written out")
    try:
        check_pattern(str(pattern.value))
    except PatternError as error:
        raise CelError(f"the pattern {error.reason}, at character {error.offset + 1}") from None


def _describe(expression: Expression) -> str:
    """Return an expression as a reader finds it in the rule."""
    match expression:
        case Literal(value=value):
            return repr(value)
        case Name() | Select():
            return str(path(expression)) if path(expression) else "a value"
        case Call(function=function):
            return f"{function}(…)"
        case Macro(of=of, kind=kind):
            return f"{_describe(of)}.{kind}(…)"
        case Items():
            return "[…]"
    return "an expression"

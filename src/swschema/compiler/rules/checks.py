"""The rulebook, checked against the schemas."""

from __future__ import annotations

import builtins
import keyword
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from swschema.compiler.cel.ast import Expression, Literal, free_names
from swschema.compiler.cel.parse import parse
from swschema.compiler.cel.to_python import ELSEWHERE
from swschema.compiler.cel.typecheck import NONE, Checker, Facts
from swschema.compiler.cel.types import DATE, WRITTEN, Type, of_parameter, of_shape
from swschema.compiler.errors import BuildError, BuildProblem, CelError
from swschema.compiler.rules.paths import MemberPath, enclosing_records, find_paths, variable_name
from swschema.compiler.rules.yaml_source import list_rules
from swschema.compiler.yaml_file import YamlFile
from swschema.rules.functions import FUNCTIONS
from swschema.schema.paths import Path
from swschema.schema.shapes import ObjectType, Shape

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
DAYS = ("recordDate", "today")  # the date of the record, and the day of checking
# What the Python of the checks calls by these names.
NAMES = {"params", "record_date", *DAYS}
RESERVED = {*keyword.kwlist, *dir(builtins), *ELSEWHERE.values(), *NAMES} | {
    each.call.__name__ for each in FUNCTIONS.values()
}
SHOWN = {"code", "int", "date", "dateTime"}  # what a message may show: never personal data


@dataclass(frozen=True, slots=True, eq=False)
class OperationSource:
    """One operation of the JSON Patch that fixes a record.

    Attributes:
        op: the operation: add, replace or remove.
        path: the member, as a JSON Pointer from `this` without the first slash.
        value: its value; None if it is removed.
        each: whether the value is a list, and each item of it the value of an operation.
    """

    op: str
    path: str
    value: Expression | None
    each: bool


@dataclass(frozen=True, slots=True, eq=False)
class CheckSource:
    """One condition of a rule.

    Attributes:
        rule: the rule's id.
        number: which of the rule's checks it is, from 1.
        scope: the record that it needs whole.
        target: the type of what is checked.
        paths: all paths from the record to values of that type.
        lists: lists that are made once for the record, to look values up in.
        when: whether it has anything to check; None if always.
        lets: the names it gives to values, in order.
        holds: what must be true.
        types: the types of all parts of these expressions.
        message_values: the names of the values in its messages, each with the id of the code list
            that it is from, or ''.
        fix: what a program can do to fix the record.
    """

    rule: str
    number: int
    scope: ObjectType
    target: Shape
    paths: tuple[MemberPath, ...]
    lists: Mapping[str, Expression]
    when: Expression | None
    lets: Mapping[str, Expression]
    holds: Expression
    types: Mapping[Expression, Type]
    message_values: Mapping[str, str]
    fix: tuple[OperationSource, ...] = ()

    @property
    def needs(self) -> list[str]:
        """Return the variables that the check takes from outside, in a fixed order."""
        parts = [each for each in (self.when, *self.lets.values(), self.holds) if each]
        used = set().union(*map(free_names, parts)) | {
            "params" for name in self.message_values if "." in name
        }
        first = ["this", *(name for name in (*DAYS, "params") if name in used)]
        return first[:1] + sorted(used - {*first} - {*self.lets}) + first[1:]


def read_checks(
    files: Iterable[YamlFile], shapes: Mapping[str, Shape], codes: Mapping[str, tuple[str, ...]]
) -> list[CheckSource]:
    """Return every check of the rulebook.

    Args:
        files: the files of the rulebook.
        shapes: every named type.
        codes: the codes of each code list by the list's id.

    Raises:
        BuildError: with every place where a rule does not fit the schemas.
    """
    problems: list[BuildProblem] = []
    made: list[CheckSource] = []
    for file, path, rule in list_rules(files):
        for index, written in enumerate(rule.get("checks", ())):
            reader = _Reader(file, (*path, "checks", index), rule, written, shapes, codes)
            try:
                made.append(reader.read(index + 1))
            except BuildError as error:
                problems += error.problems
    if problems:
        raise BuildError(tuple(problems))
    return made


@dataclass(slots=True)
class _Reader:
    """Reads one check."""

    file: YamlFile
    path: Path
    rule: Mapping[str, Any]
    written: Mapping[str, Any]
    shapes: Mapping[str, Shape]
    codes: Mapping[str, tuple[str, ...]]

    def read(self, number: int) -> CheckSource:
        """Return the check.

        Args:
            number: which of the rule's checks it is, from 1.

        Raises:
            BuildError: at the first place that does not fit the schemas.
        """
        scope, target = self._find_types()
        paths = tuple(find_paths(scope, target))
        if not paths:
            raise self._error("each", f"{scope.name} has no {target.name}")
        checker = Checker(self._variables(scope, target, paths))
        lists = self._read_lists(scope, checker)
        known, when = self._read_condition(checker)
        lets = self._read_lets(checker, known)
        holds = self._parse(self.written["assert"], "assert")
        if self._type_of(checker, holds, known, "assert").kind != "bool":
            raise self._error("assert", "is neither true nor false")
        self._check_blamed(target)
        return CheckSource(
            rule=self.rule["id"],
            number=number,
            scope=scope,
            target=target,
            paths=paths,
            lists=lists,
            when=when,
            lets=lets,
            holds=holds,
            types=checker.types,
            message_values=dict(sorted(self._message_values(checker))),
            fix=tuple(self._read_fix(target, checker, known)),
        )

    def _find_types(self) -> tuple[ObjectType, Shape]:
        """Return the record that the check needs whole, and the type that it is of."""
        scope = next(
            shape
            for shape in self.shapes.values()
            if isinstance(shape, ObjectType) and shape.record_type == self.written["in"]
        )
        target = self.shapes.get(self.written.get("each", scope.name))
        if target is None:
            raise self._error("each", f"there is no type {self.written['each']}")
        return scope, target

    def _read_lets(self, checker: Checker, known: Facts) -> dict[str, Expression]:
        """Return the values that get names, and let the rest of the check use the names."""
        lets = {}
        for name, text in self.written.get("let", {}).items():
            lets[name] = self._parse(text, "let", name)
            if name in checker.variables or name in RESERVED:
                raise self._error("let", f"{name} is in use already", name)
            checker.variables[name] = self._type_of(checker, lets[name], known, "let", name)
        return lets

    def _error(self, key: str, reason: str, *more: str | int) -> BuildError:
        where = f"{self.rule['id']} {key}: {reason}"
        return BuildError((self.file.problem_at((*self.path, key, *more), where),))

    def _variables(
        self, scope: ObjectType, target: Shape, paths: tuple[MemberPath, ...]
    ) -> dict[str, Type]:
        parameters = {
            f"params.{name}": of_parameter(each["value"], self.codes, each.get("codes", ""))
            for name, each in self.rule.get("parameters", {}).items()
        }
        around = {
            name: of_shape(record) for name, record in enclosing_records(scope, paths).items()
        }
        return {"this": of_shape(target), **around, **dict.fromkeys(DAYS, DATE), **parameters}

    def _read_lists(self, scope: ObjectType, checker: Checker) -> dict[str, Expression]:
        """Return the lists that are made once, and let the rest of the check use their names."""
        outer = {
            name: kind
            for name, kind in checker.variables.items()
            if name in ("recordDate", variable_name(scope)) or name.startswith("params.")
        }
        alone = Checker({**outer, variable_name(scope): of_shape(scope)}, checker.types)
        made = {}
        for name, text in self.written.get("once", {}).items():
            made[name] = self._parse(text, "once", name)
            found = self._type_of(alone, made[name], NONE, "once", name)
            if found.kind != "list" or found.item is None or found.item.kind not in WRITTEN:
                raise self._error("once", f"is a {found}, not a list of texts", name)
            if name in checker.variables or name in RESERVED:
                raise self._error("once", f"{name} is in use already", name)
            checker.variables[name] = Type("set", item=found.item)
        return made

    def _read_condition(self, checker: Checker) -> tuple[Facts, Expression | None]:
        if "when" not in self.written:
            return NONE, None
        when = self._parse(self.written["when"], "when")
        try:
            return checker.check_condition(when)[0], when
        except CelError as error:
            raise self._error("when", error.reason) from None

    def _parse(self, text: str, key: str, *more: str | int) -> Expression:
        try:
            return parse(text)
        except CelError as error:
            raise self._error(key, error.reason, *more) from None

    def _type_of(
        self, checker: Checker, expression: Expression, known: Facts, key: str, *more: str | int
    ) -> Type:
        try:
            return checker.check(expression, known)[0]
        except CelError as error:
            raise self._error(key, error.reason, *more) from None

    def _check_blamed(self, target: Shape) -> None:
        for index, blamed in enumerate(self.written.get("blames", ())):
            shape: Shape = target
            for name in filter(None, blamed.split("/")):
                member = shape.by_name.get(name) if isinstance(shape, ObjectType) else None
                if member is None:
                    raise self._error("blames", f"{shape.name} has no member {name}", index)
                if member.item and blamed.split("/")[-1] != name:
                    raise self._error("blames", f"{name} is a list, and which item is open", index)
                shape = member.shape

    def _read_fix(self, target: Shape, checker: Checker, known: Facts) -> Iterator[OperationSource]:
        for index, written in enumerate(self.written.get("fix", ())):
            key = next((key for key in ("value", "each") if key in written), "")
            value = self._parse(written[key], "fix", index, key) if key else None
            shown = value is not None and not isinstance(value, Literal)
            shape = self._fixed_shape(target, written["path"], index, shown=shown)
            if value is not None:
                found = self._type_of(checker, value, known, "fix", index, key)
                wanted = of_shape(shape).kind
                if key == "value" and found.kind != wanted and not {found.kind, wanted} <= WRITTEN:
                    raise self._error("fix", f"{written['path']} is no {found}", index, key)
            yield OperationSource(written["op"], written["path"], value, key == "each")

    def _fixed_shape(self, target: Shape, path: str, index: int, *, shown: bool) -> Shape:
        """Return the type of the member that an operation changes.

        Where the operation shows a value from the record, the member must not be private.
        """
        shape = target
        for name in filter(lambda step: step != "-" and not step.isdigit(), path.split("/")):
            member = shape.by_name.get(name) if isinstance(shape, ObjectType) else None
            if member is None:
                raise self._error("fix", f"{shape.name} has no member {name}", index, "path")
            if shown and "x-privacy" in member.schema:
                raise self._error("fix", f"{name} is private: no report may say it", index, "path")
            shape = member.shape
        return shape

    def _message_values(self, checker: Checker) -> Iterator[tuple[str, str]]:
        words = self.written.get("message", self.rule["message"])
        own = {*self.written.get("let", {})}
        for text in words.values():
            for name in PLACEHOLDER.findall(text):
                key = name if name in own else f"params.{name}"
                kind = checker.variables.get(key)
                if kind is None:
                    raise self._error("assert", f"its message names {name}, which does not exist")
                if (kind.item or kind).kind not in SHOWN:
                    raise self._error("assert", f"its message names {name}, a {kind}")
                yield key, (kind.item or kind).code_list

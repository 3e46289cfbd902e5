"""The life cycle of a registration, as it is written: read, and checked against the schemas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path as File
from typing import Any

import jsonschema_rs
import orjson

from swschema.compiler.cel.ast import Expression, free_names
from swschema.compiler.cel.parse import parse
from swschema.compiler.cel.typecheck import Checker
from swschema.compiler.cel.types import DATE, Type, of_parameter, of_shape
from swschema.compiler.errors import BuildError, BuildProblem, CelError
from swschema.compiler.rules.checks import RESERVED
from swschema.compiler.rules.yaml_source import list_rules
from swschema.compiler.yaml_file import YamlFile, read_yaml
from swschema.schema.paths import Path
from swschema.schema.shapes import ObjectType, Shape

FILE = "life-cycle.yaml"
STATES = "registrationStatus"
WINDOWS = "window"
WINDOW_STATES = "windowStatus"
SCOPES = "entrustmentScope"
DECISION = "AuthorityDecision"
CODE = "code"  # what an expression calls each code of a list in turn
# What the expressions of each part give, by the member that has them.
GIVEN = {
    "facts": {"is": "any"},
    "states": {"copies": "copies"},
    "transitions": {"evidence": "bool", "days": "days"},
    "next": {"concerns": "bool", "each": "codes", "when": "bool", "missing": "bool"},
    "deadlines": {"days": "days"},
}
Codes = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class LifeCycle:
    """What `schemas/v1/life-cycle.yaml` says.

    Attributes:
        value: the whole, as `schemas/life-cycle.schema.json` describes it, each expression on one
            line.
        expressions: each expression by its path in the whole.
        facts: the facts that each expression names, by its path, those that they name included,
            in the order of the whole.
        records: the record types by name.
    """

    value: Mapping[str, Any]
    expressions: Mapping[Path, Expression]
    facts: Mapping[Path, tuple[str, ...]]
    records: Mapping[str, ObjectType]

    def text_of(self, fact: str) -> str:
        """Return the expression of a fact, as it is written."""
        return next(str(each["is"]) for each in self.value["facts"] if each["name"] == fact)


def read_life_cycle(
    root: File, shapes: Mapping[str, Shape], codes: Codes, rules: Iterable[YamlFile]
) -> LifeCycle:
    """Return the life of a registration.

    Args:
        root: the repository.
        shapes: every named type.
        codes: the codes of each code list by the list's id.
        rules: the files of the rulebook, from which it takes parameters.

    Raises:
        BuildError: with every place that breaks the schema, does not fit the records or leads
            nowhere.
    """
    file = read_yaml(root / "schemas/v1" / FILE)
    problems = [*_broken(file, root / "schemas")]
    if problems:
        raise BuildError(tuple(problems))
    value = _on_one_line(file.value)
    records = {
        s.record_type: s for s in shapes.values() if isinstance(s, ObjectType) and s.record_type
    }
    reader = _Reader(file, records)
    reader.learn_parameters(codes, rules)
    expressions = {path: found for path, found in reader.expressions() if found is not None}
    problems = [*reader.problems, *_lost(file, records, codes)]
    if problems:
        raise BuildError(tuple(problems))
    return LifeCycle(value, expressions, _facts(value, expressions), records)


def _broken(file: YamlFile, schemas: File) -> Iterator[BuildProblem]:
    schema, rule = (
        orjson.loads((schemas / f"{name}.schema.json").read_bytes())
        for name in ("life-cycle", "rule")
    )
    registry = jsonschema_rs.Registry([(rule["$id"], rule)])
    validator = jsonschema_rs.Draft202012Validator(schema, registry=registry)
    for error in validator.iter_errors(file.value):
        yield file.problem_at(tuple(error.instance_path), error.message)


def _on_one_line(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _on_one_line(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_on_one_line(each) for each in value]
    return " ".join(value.split()) if isinstance(value, str) else value


def list_expressions(value: Mapping[str, Any]) -> Iterator[tuple[Path, str, str]]:
    """Yield each expression by its path, with the record it is about and the kind of its result."""
    for part, kinds in GIVEN.items():
        for index, each in enumerate(value[part]):
            for key in (key for key in kinds if key in each):
                yield (part, index, key), each.get("in", "dossier"), kinds[key]
    for index, each in enumerate(value["statuses"]):
        for number in range(len(each["states"])):
            yield ("statuses", index, "states", number, "evidence"), each["in"], "bool"


def value_at(value: Any, path: Path) -> Any:
    """Return the value at a path."""
    for part in path:
        value = value[part]
    return value


class _Reader:
    """Reads the expressions, and collects what is wrong with them."""

    def __init__(self, file: YamlFile, records: Mapping[str, ObjectType]) -> None:
        self.file = file
        self.problems: list[BuildProblem] = []
        self.codes: dict[Path, Type] = {}
        self.known: dict[str, dict[str, Type]] = {
            name: {"this": of_shape(records[name])}
            for name in ("registration", "materials", "interview")
        }
        whole = {"dossier": of_shape(records["dossier"])}
        self.known["dossier"] = {**self.known["registration"], **whole}

    def learn_parameters(self, codes: Codes, rules: Iterable[YamlFile]) -> None:
        """Learn the types of the parameters, and what the rules do not have of them."""
        written = {str(rule["id"]): rule for _file, _path, rule in list_rules(rules)}
        for name, source in self.file.value["parameters"].items():
            found = find_parameter(written.get(source["rule"], {}), source, codes)
            if found is None:
                path = ("parameters", name)
                self.problems.append(self.file.problem_at(path, "is no parameter of that rule"))
            else:
                self.known["dossier"][f"params.{name}"] = found

    def expressions(self) -> Iterator[tuple[Path, Expression | None]]:
        """Yield each expression with its path; None for one that does not fit."""
        for path, record, kind in list_expressions(self.file.value):
            yield path, self._read(path, record, kind)

    def _read(self, path: Path, record: str, kind: str) -> Expression | None:
        text = value_at(self.file.value, path)
        variables = {**self.known[record]}
        if path[-1] == "missing" and (of := self.codes.get(path[:-1])):
            variables[CODE] = of
        checker = Checker(variables)
        try:
            expression = parse(text)
            found = checker.check(expression)[0]
        except CelError as error:
            self.problems.append(self.file.problem_at(path, error.reason))
            return None
        if kind == "bool" and found.kind != "bool":
            self.problems.append(
                self.file.problem_at(path, f"is a {found}, neither true nor false")
            )
        if kind == "copies" and not _decisions(found):
            self.problems.append(self.file.problem_at(path, f"is a {found}, no list of decisions"))
        if kind == "days" and not _days(found):
            self.problems.append(self.file.problem_at(path, f"is a {found} and no list of dates"))
        if kind == "codes":
            self._learn_codes(path, found)
        if kind == "any":
            self._learn(path, record, found)
        return expression

    def _learn_codes(self, path: Path, found: Type) -> None:
        if found.item is None or found.item.kind not in ("code", "string"):
            self.problems.append(self.file.problem_at(path, f"is a {found} and no list of codes"))
        else:
            self.codes[path[:-1]] = found.item

    def _learn(self, path: Path, record: str, found: Type) -> None:
        name = str(value_at(self.file.value, path[:-1])["name"])
        if name in RESERVED or name in self.known[record]:
            self.problems.append(self.file.problem_at(path[:-1], f"{name} is in use already"))
        for each in {record, "dossier"} if record == "registration" else {record}:
            self.known[each][name] = found


def find_parameter(rule: Mapping[str, Any], source: Mapping[str, Any], codes: Codes) -> Type | None:
    """Return the type of what is taken from a rule; None if the rule does not have it."""
    if "check" in source:
        checks = rule.get("checks", ())[source["check"] - 1 : source["check"]]
        return DATE if any("validFrom" in check for check in checks) else None
    parameter = rule.get("parameters", {}).get(source["parameter"])
    if parameter is None:
        return None
    return of_parameter(parameter["value"], codes, parameter.get("codes", ""))


def _decisions(found: Type) -> bool:
    record = found.item and found.item.record
    return bool(record and record.name == DECISION) or (
        found.item is not None and _decisions(found.item)
    )


def _days(found: Type) -> bool:
    return found.item is not None and (found.item.kind in ("date", "string") or _days(found.item))


def _facts(
    value: Mapping[str, Any], expressions: Mapping[Path, Expression]
) -> dict[Path, tuple[str, ...]]:
    order = [str(each["name"]) for each in value["facts"]]
    named: dict[str, set[str]] = {}
    for index, name in enumerate(order):
        direct = free_names(expressions["facts", index, "is"]) & {*order}
        named[name] = direct.union(*(named[each] for each in direct))
    found = {}
    for path, expression in expressions.items():
        direct = free_names(expression) & {*order}
        every = direct.union(*(named[each] for each in direct))
        found[path] = tuple(name for name in order if name in every)
    return found


def _lost(
    file: YamlFile, records: Mapping[str, ObjectType], codes: Codes
) -> Iterator[BuildProblem]:
    """Yield the codes that no list has, and the states that the life of no registration reaches."""
    value = file.value
    for path, found, known in _coded(value, records, codes):
        for code in [found] if isinstance(found, str) else found:
            if code not in known:
                yield file.problem_at(path, f"{code} is none of the codes there")
    states = {each["code"]: each["kind"] for each in value["states"]}
    for code in codes[STATES]:
        if code not in states:
            yield file.problem_at(("states",), f"{code} is missing")
        if not any(each["to"] == code for each in value["transitions"]):
            yield file.problem_at(("transitions",), f"nothing leads to {code}")
        leaves = any(code in each.get("from", ()) for each in value["transitions"])
        if leaves == (states.get(code) == "terminal"):
            yield file.problem_at(
                ("states",), f"{code} is no {states.get(code)} state by its steps"
            )
        if states.get(code) == "open" and not any(code in each["states"] for each in value["next"]):
            yield file.problem_at(("next",), f"there is no entry for what {code} waits for")


def _coded(
    value: Mapping[str, Any], records: Mapping[str, ObjectType], codes: Codes
) -> Iterator[tuple[Path, str | list[str], tuple[str, ...]]]:
    """Yield the path of each code or list of codes, and the codes of its list."""
    for index, each in enumerate(value["states"]):
        yield ("states", index, "code"), each["code"], codes[STATES]
    for index, each in enumerate(value["transitions"]):
        yield ("transitions", index, "from"), each.get("from", []), codes[STATES]
        yield ("transitions", index, "to"), each["to"], codes[STATES]
        judged = each.get("judged", {}).get("codes", [])
        yield ("transitions", index, "judged"), judged, codes[STATES]
    for index, each in enumerate(value["statuses"]):
        own = codes[find_status_list(each, records)]
        for number, state in enumerate(each["states"]):
            path: Path = ("statuses", index, "states", number)
            yield (*path, "code"), [state["code"], *state.get("or", ())], own
        yield ("statuses", index, "window"), each.get("window", []), codes[WINDOWS]
    for part in ("next", "deadlines"):
        for index, each in enumerate(value[part]):
            yield (part, index, "states"), each["states"], codes[STATES]
            yield (part, index, "window"), each["window"], codes[WINDOWS]
            yield (part, index, "scope"), each.get("scope", []), codes[SCOPES]


def find_status_list(status: Mapping[str, Any], records: Mapping[str, ObjectType]) -> str:
    """Return the id of the list that the codes of a status are from."""
    if "member" not in status:
        return WINDOW_STATES
    member = records[status["in"]].by_name[status["member"]]
    return str(member.shape.schema["x-codelist"])

"""Where the values of records come from: read as written, and checked against the schemas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path as File
from typing import Any

import jsonschema_rs
import orjson

from swschema.compiler.cel.ast import called_functions, free_names
from swschema.compiler.cel.parse import parse
from swschema.compiler.cel.to_json import expression_to_json
from swschema.compiler.cel.typecheck import SIGNATURES
from swschema.compiler.errors import BuildError, BuildProblem, CelError
from swschema.compiler.lifecycle.source import find_parameter
from swschema.compiler.rules.yaml_source import list_rules
from swschema.compiler.schema.codes import COMMENT
from swschema.compiler.yaml_file import YamlFile, read_yaml
from swschema.schema.paths import Path
from swschema.schema.shapes import Member, ObjectType, Scalar, Shape

FILE = "derivations.yaml"
RECORDS = ("registration", "materials", "interview")
EXPRESSIONS = ("when", "from", "titleOf", "each")
# What the package gives to expressions; see `swschema.exchange.derivation.sources`.
NAMES = frozenset({
    "application", "day", "digests", "earlier", "enterprise", "identifier", "kinds", "materials",
    "mode", "params", "record", "registration", "signedAt", "submittedBy", "submittedOn", "this",
    "windows",
})  # fmt: skip
CALLED = {*SIGNATURES, "size"}
Codes = Mapping[str, tuple[str, ...]]
Derivations = Mapping[str, Any]


def read_derivations(
    root: File, shapes: Mapping[str, Shape], codes: Codes, rules: Iterable[YamlFile]
) -> Derivations:
    """Return where values come from, each expression as its text and parsed.

    Args:
        root: the repository.
        shapes: every named type.
        codes: the codes of each code list by the list's id.
        rules: the files of the rulebook, from which it takes parameters.

    Raises:
        BuildError: with every place that breaks the schema or does not fit the records.
    """
    file = read_yaml(root / "schemas/v1" / FILE)
    problems = [*_find_broken(file, root / "schemas")]
    if problems:
        raise BuildError(tuple(problems))
    written = {str(rule["id"]): rule for _file, _path, rule in list_rules(rules)}
    reader = _Reader(file, codes)
    reader.check_parameters(written)
    records = {
        s.record_type: s for s in shapes.values() if isinstance(s, ObjectType) and s.record_type
    }
    found = {
        name: reader.read_members(file.value[name], records[name], (name,), NAMES)
        for name in RECORDS
    }
    if reader.problems:
        raise BuildError(tuple(reader.problems))
    head = {"$schema": "../../derivations.schema.json", "$comment": COMMENT}
    return {**head, **{key: file.value[key] for key in ("title", "parameters")}, **found}


def _find_broken(file: YamlFile, schemas: File) -> Iterator[BuildProblem]:
    schema, *others = (
        orjson.loads((schemas / f"{name}.schema.json").read_bytes())
        for name in ("derivations", "life-cycle", "rule")
    )
    registry = jsonschema_rs.Registry([(each["$id"], each) for each in others])
    validator = jsonschema_rs.Draft202012Validator(schema, registry=registry)
    for error in validator.iter_errors(file.value):
        yield file.problem_at(tuple(error.instance_path), error.message)


class _Reader:
    """Reads the expressions, and collects what is wrong with them."""

    def __init__(self, file: YamlFile, codes: Codes) -> None:
        self.file = file
        self.codes = codes
        self.problems: list[BuildProblem] = []

    def check_parameters(self, rules: Mapping[str, Any]) -> None:
        """Find the parameters that the rules do not have."""
        for name, source in self.file.value["parameters"].items():
            if find_parameter(rules.get(source["rule"], {}), source, self.codes) is None:
                self._add(("parameters", name), "is no parameter of that rule")

    def read_members(
        self, written: list[Any], of: ObjectType, path: Path, names: frozenset[str]
    ) -> list[dict[str, Any]]:
        """Return members of a type with their expressions parsed."""
        found = []
        for index, each in enumerate(written):
            place = (*path, index)
            member = of.by_name.get(each["member"])
            if member is None:
                self._add(place, f"{of.name} has no member {each['member']}")
            else:
                found.append(self._read(each, member, place, names))
        return found

    def _read(
        self, each: Mapping[str, Any], member: Member, path: Path, names: frozenset[str]
    ) -> dict[str, Any]:
        self._check_place(each, member, path)
        own = names | {"before", each["as"], each.get("item", "before")} if "as" in each else names
        made = {**each}
        for key in EXPRESSIONS:
            if key in each:
                known = names if key == "each" else own
                made[key] = self._parse(each[key], (*path, key), known)
        if "members" in each and isinstance(member.shape, ObjectType):
            inner = self.read_members(each["members"], member.shape, (*path, "members"), own)
            made["members"] = inner
        return made

    def _check_place(self, each: Mapping[str, Any], member: Member, path: Path) -> None:
        """Find where what is written does not have the form of the member."""
        if ("each" in each) != (member.item is not None and "members" in each):
            self._add(path, "each goes with a list of objects, and with nothing else")
        if "members" in each and isinstance(member.shape, Scalar):
            self._add(path, f"{each['member']} has no members")
        if each.get("codes", next(iter(self.codes))) not in self.codes:
            self._add((*path, "codes"), "there is no such list of codes")

    def _parse(self, text: str, path: Path, names: frozenset[str]) -> dict[str, Any]:
        text = " ".join(text.split())
        try:
            expression = parse(text)
        except CelError as error:
            self._add(path, error.reason)
            return {}
        for name in sorted(free_names(expression) - names):
            self._add(path, f"there is nothing called {name}")
        for name in sorted(called_functions(expression) - CALLED):
            self._add(path, f"there is no function {name}")
        return {"cel": text, "parsed": expression_to_json(expression)}

    def _add(self, path: Path, reason: str) -> None:
        self.problems.append(self.file.problem_at(path, reason))

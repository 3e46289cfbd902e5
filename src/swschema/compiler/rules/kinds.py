"""The table of what each kind of enterprise brings, from which rules take their parameters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path as File
from typing import Any

from swschema.compiler.errors import BuildError, BuildProblem
from swschema.compiler.yaml_file import YamlFile, read_yaml

TABLE = "kinds.yaml"
KINDS = "enterpriseType"  # the code list of the kinds
SURE = ("certain", "likely", "guessed")
CITES = "cites"


def read_kinds(folder: File, codes: Mapping[str, tuple[str, ...]]) -> YamlFile:
    """Return the table of kinds of enterprise.

    Args:
        folder: `schemas/v1`.
        codes: the codes of each code list by the list's id.

    Raises:
        BuildError: with every place that has a name or a code that there is not.
    """
    file = read_yaml(folder / TABLE)
    problems = [*_check(file, codes)]
    if problems:
        raise BuildError(tuple(problems))
    return file


def _check(file: YamlFile, codes: Mapping[str, tuple[str, ...]]) -> Iterator[BuildProblem]:
    columns, kinds = file.value["columns"], file.value["kinds"]
    if tuple(kinds) != codes[KINDS]:
        yield file.problem_at(("kinds",), f"has not one row for each code of {KINDS}, in order")
    for kind, row in kinds.items():
        if not row.get(CITES):
            yield file.problem_at(("kinds", kind), "has no source")
        for column, cell in row.items():
            path = ("kinds", kind, column)
            if column == CITES:
                continue
            if column not in columns or not {*cell} <= {*SURE}:
                yield file.problem_at(path, "is no column, or has something other than entries")
                continue
            known = codes.get(columns[column].get("codes", ""))
            entries = {each for entry in cell.values() for each in entry}
            if known is not None and not entries <= {*known}:
                unknown = ", ".join(sorted(entries - {*known}))
                yield file.problem_at(path, f"has no codes of its list: {unknown}")


def add_kind_parameters(files: Iterable[YamlFile], table: YamlFile) -> list[YamlFile]:
    """Return the files of the rulebook with the parameters that come from the table of kinds.

    Args:
        files: the files.
        table: the table.

    Raises:
        BuildError: if a rule names a column that the table does not have.
    """
    return [YamlFile(each.name, _filled(each, table), each.node) for each in files]


def _filled(file: YamlFile, table: YamlFile) -> dict[str, Any]:
    rules = []
    for index, rule in enumerate(file.value["rules"]):
        parameters = dict(rule.get("parameters", {}))
        for name, parameter in parameters.items():
            if "kinds" in parameter:
                column = parameter["kinds"]["column"]
                if column not in table.value["columns"]:
                    path = ("rules", index, "parameters", name, "kinds")
                    raise BuildError((file.problem_at(path, f"there is no column {column}"),))
                parameters[name] = {**parameter, "value": take_column(table, **parameter["kinds"])}
        rules.append({**rule, "parameters": parameters} if parameters else rule)
    return {**file.value, "rules": rules}


def take_column(table: YamlFile, column: str, sure: Iterable[str]) -> dict[str, list[str]]:
    """Return the entries of a column that are so sure, by kind; only kinds that have some."""
    wanted = [*sure]
    found = {
        kind: [each for how in SURE if how in wanted for each in row.get(column, {}).get(how, ())]
        for kind, row in table.value["kinds"].items()
    }
    return {kind: entries for kind, entries in found.items() if entries}

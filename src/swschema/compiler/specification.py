"""The specification as it is written by hand: read once, and checked as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from swschema.compiler.derivations import Derivations, read_derivations
from swschema.compiler.glossary import Glossary, read_glossary
from swschema.compiler.lifecycle.checks import add_life_cycle_checks
from swschema.compiler.lifecycle.source import LifeCycle, read_life_cycle
from swschema.compiler.problem_codes import ProblemCodes, read_problem_codes
from swschema.compiler.rules.checks import CheckSource, read_checks
from swschema.compiler.rules.kinds import add_kind_parameters, read_kinds
from swschema.compiler.rules.periods import add_period_conditions
from swschema.compiler.rules.record_dates import (
    RecordDates,
    read_date_texts,
    read_record_dates,
)
from swschema.compiler.rules.yaml_source import list_rules, read_rule_files
from swschema.compiler.schema.codes import CodeLists, make_codes_schema, read_code_lists
from swschema.compiler.schema.countries import generated_lists
from swschema.compiler.schema.drafts import make_draft_schemas
from swschema.compiler.schema.profile import check_profile
from swschema.schema.files import SOURCES, VERSION, WHOLE
from swschema.schema.shapes import ObjectType, Scalar, Shape, compile_shapes

Files = dict[Path, bytes]
Rules = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True, eq=False, repr=False)  # it would take all memory
class Specification:
    """All that is written by hand and that the rest is generated from.

    Attributes:
        root: the repository.
        schemas: the source schemas by name, such as `common`.
        shapes: every named type of theirs.
        code_lists: the code lists by id.
        codes: the codes of each list by the list's id.
        life_cycle: the life cycle of a registration.
        rules: the rules by id, each with the title of its family and with the checks that follow
            from the life cycle.
        checks: the checks of all rules, parsed and typed.
        record_dates: what gives a record's own date, by record type.
        problem_codes: the codes of structural problems.
        glossary: the terms in both languages.
        kinds: the table of what each kind of enterprise brings, as it is written.
        derivations: where the values of records come from.
    """

    root: Path
    schemas: Mapping[str, Any]
    shapes: Mapping[str, Shape]
    code_lists: CodeLists
    codes: Mapping[str, tuple[str, ...]]
    life_cycle: LifeCycle
    rules: Rules
    checks: tuple[CheckSource, ...]
    record_dates: RecordDates
    problem_codes: ProblemCodes
    glossary: Glossary
    kinds: Mapping[str, Any]
    derivations: Derivations

    @property
    def version_folder(self) -> Path:
        """Return the folder of this version of the specification."""
        return self.root / "schemas" / VERSION

    @property
    def records(self) -> dict[str, ObjectType]:
        """Return the types that are documents of their own, by record type."""
        return {
            shape.record_type: shape
            for shape in self.shapes.values()
            if isinstance(shape, ObjectType) and shape.record_type
        }


def find_repository() -> Path:
    """Return the root of the repository: a build needs its sources, not an installed package.

    Raises:
        FileNotFoundError: if the package does not run from a checkout.
    """
    root = Path(__file__).parents[3]
    if not (root / "schemas" / VERSION).is_dir():
        raise FileNotFoundError(f"{root}: a build runs in a checkout of swschema")
    return root


def read_specification(root: Path) -> Specification:
    """Return the specification of a checkout.

    Args:
        root: the repository.

    Raises:
        BuildError: with each place where a source is wrong or does not fit the others.
    """
    version = root / "schemas" / VERSION
    code_lists = read_code_lists(version / "codes", generated_lists())
    schemas = _read_schemas(version, code_lists)
    shapes = compile_shapes(schemas)
    codes = list_codes(shapes)
    read = read_rule_files(version / "rules", root / "schemas/rule.schema.json")
    kinds = read_kinds(version, codes)
    written = add_kind_parameters(read, kinds)
    life_cycle = read_life_cycle(root, shapes, codes, written)
    derived = add_life_cycle_checks(written, life_cycle, code_lists)
    files = add_period_conditions(derived, shapes, read_date_texts(version / "rules"))
    records = [s for s in shapes.values() if isinstance(s, ObjectType) and s.record_type]
    return Specification(
        root=root,
        schemas=schemas,
        shapes=shapes,
        code_lists=code_lists,
        codes=codes,
        life_cycle=life_cycle,
        rules={
            rule["id"]: {"family": file.value["title"], **rule}
            for file, _, rule in list_rules(files)
        },
        checks=tuple(read_checks(files, shapes, codes)),
        record_dates=read_record_dates(version / "rules", records),
        problem_codes=read_problem_codes(root),
        glossary=read_glossary(root / "schemas"),
        kinds=kinds.value,
        derivations=read_derivations(root, shapes, codes, written),
    )


def list_codes(shapes: Mapping[str, Shape]) -> dict[str, tuple[str, ...]]:
    """Return the codes of each code list by the list's id."""
    return {
        str(shape.schema["x-codelist"]): shape.codes
        for shape in shapes.values()
        if isinstance(shape, Scalar) and "x-codelist" in shape.schema
    }


def _read_schemas(version: Path, code_lists: CodeLists) -> dict[str, Any]:
    written = {
        name: orjson.loads((version / f"{name}.schema.json").read_bytes())
        for name in ("common", *WHOLE)
    }
    found = {"codes": make_codes_schema(code_lists), **written, **make_draft_schemas(written)}
    schemas = {name: found[name] for name in SOURCES}
    check_profile(schemas)
    return schemas

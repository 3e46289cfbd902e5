"""The public API: what it has, and that nothing in it needs a name that is not public."""

from __future__ import annotations

import ast
import importlib
import inspect
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TypeVar, get_args, get_overloads

import pytest

import swschema
from conftest import SAMPLES, needed, walk
from swschema import errors, models, spark
from swschema.errors import (
    DateError,
    InvalidDocumentError,
    RecordTypeError,
    SwschemaError,
    UnknownNameError,
)
from swschema.models import Materials, Registration

REGISTRATION = SAMPLES / "valid/registration/hangzhou-xx.json"
MATERIALS = SAMPLES / "valid/materials/hangzhou-xx-approved.xml"
DOSSIER = SAMPLES / "valid/dossier/hangzhou-xx.json"
INVALID = SAMPLES / "invalid/registration/missing-legal-name.json"

ERRORS = sorted(
    name
    for name, value in vars(errors).items()
    if isinstance(value, type) and issubclass(value, SwschemaError)
)
PUBLIC = {*swschema.__all__, *models.__all__, *ERRORS}


def public_values(module: ModuleType, names: list[str]) -> Iterator[tuple[str, object]]:
    for name in names:
        yield name, getattr(module, name)


def all_annotations(value: object) -> Iterator[tuple[ModuleType, str]]:
    """Yield the annotations of a function or a class, with the module that each is in."""
    if isinstance(value, type):
        for kind in value.__mro__:
            if kind.__module__.startswith("swschema"):
                yield from class_annotations(kind)
        return
    function = inspect.unwrap(value) if callable(value) else None
    if inspect.isfunction(function):
        for each in (function, *get_overloads(function)):
            for text in each.__annotations__.values():
                yield sys.modules[function.__module__], text


def class_annotations(kind: type) -> Iterator[tuple[ModuleType, str]]:
    own = {name: member for name, member in vars(kind).items() if not name.startswith("_")}
    for name, text in inspect.get_annotations(kind).items():
        if not name.startswith("_"):
            yield sys.modules[kind.__module__], text
    for member in own.values():  # methods and properties
        yield from all_annotations(getattr(member, "fget", getattr(member, "func", member)))


@cache
def imports(module: ModuleType) -> dict[str, str]:
    """Return the modules that the names of a module are imported from, for types alone too."""
    tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
    return {
        alias.asname or alias.name: node.module or ""
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def is_ours(module: ModuleType, name: str) -> bool:
    """Return whether a name in a module means something that the package defines."""
    if name in imports(module):
        return imports(module)[name].startswith("swschema")
    return name in vars(module) and not isinstance(vars(module)[name], ModuleType | TypeVar)


def private_names(value: object) -> set[str]:
    """Return the names in the annotations of a value that are the package's own, and not public."""
    return {
        node.id
        for module, text in all_annotations(value)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Name) and is_ours(module, node.id) and node.id not in PUBLIC
    }


def test_names_are_sorted_and_there() -> None:
    assert swschema.__all__ == sorted(swschema.__all__)
    assert {*swschema.__all__} <= {*dir(swschema)}
    for module in (swschema, models, spark):
        assert len({*module.__all__}) == len(module.__all__)
    assert all(value is not None for _name, value in public_values(models, models.__all__))


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'valdiate'"):
        swschema.valdiate  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize("name", [*swschema.__all__, *ERRORS])
def test_public_name_mentions_public_names_alone(name: str) -> None:
    value = getattr(swschema if name in swschema.__all__ else errors, name)
    assert private_names(value) == set()


@pytest.mark.parametrize("name", spark.__all__)
def test_public_name_on_spark_mentions_public_names_alone(name: str) -> None:
    needed("pyspark")
    assert private_names(getattr(spark, name)) == set()


def test_source_is_one_of_public_types() -> None:
    own = [kind for kind in get_args(swschema.Source) if kind.__module__.startswith("swschema")]
    assert {kind.__name__ for kind in own} == {"LxmlElement", "LxmlTree"}
    assert {*get_args(models.Model)} == {getattr(models, name) for name in RECORD_MODELS}


RECORD_MODELS = (
    "Registration",
    "Materials",
    "Interview",
    "Dossier",
    "Message",
    "RegistrationDraft",
    "MaterialsDraft",
    "InterviewDraft",
)


def test_private_names_are_seen() -> None:
    from swschema.rules.problems import rule_problems
    from swschema.validate import Validation

    assert private_names(rule_problems) == {"Document"}
    assert private_names(Validation) == {"Diagnosis", "Document"}


def test_every_type_of_the_models_is_public() -> None:
    from swschema.models import v1

    tree = ast.parse(Path(v1.__file__).read_text(encoding="utf-8"))
    classes = {node.name for node in tree.body if isinstance(node, ast.ClassDef)}
    aliases = {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    assert (classes | aliases) - {"__all__"} <= {*models.__all__}
    assert len(classes) > 30


def test_import_loads_no_more_than_most_programs_need() -> None:
    code = "import sys, swschema; print(*(n for n in sys.modules if n.startswith('swschema.')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    rooms = {name.split(".")[1] for name in done.stdout.split()}
    assert rooms.isdisjoint({"batch", "configuration", "dossier", "lifecycle", "models"})
    assert rooms.isdisjoint({"cli", "compiler", "report", "spark", "streams", "totals"})


def test_name_stays_what_it_is_when_its_module_is_imported() -> None:
    for name in ("digest", "load", "validate"):
        importlib.import_module(f"swschema.{name}")
        assert callable(getattr(swschema, name))


def test_load_gives_the_model_asked_for() -> None:
    assert isinstance(swschema.load(REGISTRATION, Registration), Registration)
    assert isinstance(swschema.load(MATERIALS), Materials)


def test_load_of_another_record_is_an_error_with_both() -> None:
    with pytest.raises(RecordTypeError) as caught:
        swschema.load(MATERIALS, Registration)
    assert caught.value == RecordTypeError(str(MATERIALS), "materials", ("registration",))
    reason = "the record type is materials, but must be registration"
    assert str(caught.value) == f"{MATERIALS}: {reason}"


def test_load_into_a_part_of_a_record_is_a_wrong_call() -> None:
    with pytest.raises(UnknownNameError, match="no model of a record 'OnlineApplication'"):
        swschema.load(REGISTRATION, models.OnlineApplication)  # type: ignore[type-var]


def test_status_is_that_of_the_records_with_their_errors() -> None:
    status = swschema.status(DOSSIER, as_of="2018-03-20")
    assert (status.state, status.agrees, status.errors) == ("REGISTRATION_COMPLETED", True, ())


@pytest.mark.parametrize("sample", [*walk("rules/dossier"), *walk("rules/registration")])
def test_status_has_the_errors_that_validate_has(sample: str) -> None:
    path = SAMPLES / f"{sample}.xml"
    problems = swschema.validate(path).problems
    errors = [each for each in problems if each.severity == "error"]
    assert [*swschema.status(path).errors] == [each for each in errors if each.code != "ST01"]


def test_status_needs_a_registration() -> None:
    with pytest.raises(RecordTypeError) as caught:
        swschema.status(MATERIALS)
    assert caught.value.expected == ("registration", "dossier")


def test_status_of_an_invalid_record_is_an_error_with_its_report() -> None:
    with pytest.raises(InvalidDocumentError) as caught:
        swschema.status(INVALID, language="zh-Hans")
    assert caught.value.report == swschema.validate(INVALID, language="zh-Hans")


def test_status_on_no_day_is_a_wrong_call() -> None:
    with pytest.raises(DateError):
        swschema.status(DOSSIER, as_of="20 March 2018")


def test_render_gives_a_report_in_a_format() -> None:
    report = swschema.validate(INVALID)
    assert (
        "".join(swschema.render([report], "json")) == f"[{report.to_json(indent=True).decode()}]\n"
    )
    assert "".join(swschema.render([report])).startswith(str(INVALID))


def test_render_in_no_format_is_a_wrong_call() -> None:
    with pytest.raises(UnknownNameError, match="no report format 'pdf'"):
        swschema.render([], "pdf")  # type: ignore[arg-type]

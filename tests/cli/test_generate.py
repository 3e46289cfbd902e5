"""Vendors' models import, and load every valid sample."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import msgspec
import orjson
import pydantic
import pytest

from conftest import SAMPLES, walk
from swschema.cli import generate
from swschema.compiler.models import TARGETS, render_client_models
from swschema.schema import shapes
from swschema.schema.files import bundle


@pytest.fixture(scope="module", params=list(TARGETS))
def models(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    name = f"{request.param}_models"
    path = tmp_path_factory.mktemp("client") / f"{name}.py"
    path.write_text(render_client_models(bundle("swschema"), request.param), encoding="utf-8")
    return load_module(name, path)


def load_module(name: str, path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # where annotations are looked up
    spec.loader.exec_module(module)
    return module


def test_models_load_every_valid_sample(models: ModuleType) -> None:
    for sample in walk("valid"):
        value = orjson.loads((SAMPLES / f"{sample}.json").read_bytes())
        kind = getattr(models, shapes.root(value["recordType"]).name)
        if models.__name__ == "msgspec_models":
            loaded = msgspec.convert(value, kind)
            assert msgspec.to_builtins(loaded)["status" if "status" in value else "recordType"]
        else:
            assert pydantic.TypeAdapter(kind).validate_python(value)


def test_models_need_nothing_of_swschema(models: ModuleType) -> None:
    assert models.__file__
    assert "import swschema" not in Path(models.__file__).read_text(encoding="utf-8")
    assert "from swschema" not in Path(models.__file__).read_text(encoding="utf-8")


def test_command_line_knows_every_target() -> None:
    assert tuple(TARGETS) == generate.TARGETS

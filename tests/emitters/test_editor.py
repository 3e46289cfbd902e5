"""An editor completes codes and members of the module in TypeScript, and explains them."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from emitters.clients import generate
from javascript.package import install_packages
from swschema.schema.shapes import ObjectType, Scalar, shapes


@pytest.fixture(scope="module")
def shown(tool: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("editor")
    packages = install_packages(tool("npm"))
    generate("typescript", folder)
    script = Path(__file__).parent / "completion.mjs"
    command = [tool("node"), str(script), str(packages), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return orjson.loads(done.stdout)


def test_editor_completes_codes(shown: Any) -> None:
    status = shapes()["RegistrationStatusCode"]
    assert isinstance(status, Scalar)
    assert {*shown["codes"]} == {*status.codes}


def test_editor_completes_members(shown: Any) -> None:
    entity = shapes()["LegalEntity"]
    assert isinstance(entity, ObjectType)
    assert {*shown["members"]} == {*entity.by_name}


def test_editor_explains_a_member_in_both_languages(shown: Any) -> None:
    entity = shapes()["LegalEntity"]
    assert isinstance(entity, ObjectType)
    schema = entity.by_name["legalName"].schema
    assert schema["description"] in shown["words"]
    assert schema["x-zh"]["description"] in shown["words"]
    assert shown["type"].startswith("(property) LegalEntity.legalName: string")

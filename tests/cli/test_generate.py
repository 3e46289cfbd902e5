"""Vendors' models: what each style loads, refuses and writes again, counted over all samples."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import orjson
import pydantic
import pytest

from conftest import MALFORMED, ROOT, SAMPLES, walk
from docsite.guides import LANGUAGES, page
from swschema.cli import generate
from swschema.compiler.client_models.targets import TARGETS, render_client_models
from swschema.emitters.targets import TARGETS as LANGUAGE_TARGETS
from swschema.schema import shapes
from swschema.schema.files import RECORDS, bundle

MANIFEST = orjson.loads((SAMPLES / "manifest.json").read_bytes())["samples"]
VALID = [orjson.loads((SAMPLES / f"{name}.json").read_bytes()) for name in walk("valid")]
# What the types of JSON's values cannot say: a name given twice, and the bounds of the reader.
UNSEEN = MALFORMED | {"duplicate", "limit"}
REFUSALS = (pydantic.ValidationError, msgspec.ValidationError)


@dataclass(frozen=True)
class Style:
    """How one style of models is used.

    Attributes:
        name: the target of `swschema generate`.
        models: the module that was generated.
        load: what reads a record from JSON.
        dump: what writes it again.
    """

    name: str
    models: ModuleType
    load: Callable[[bytes, Any], Any]
    dump: Callable[[Any, Any], bytes]

    def kind(self, value: dict[str, Any]) -> Any:
        """Return the type of a record."""
        record = value.get("recordType") if isinstance(value, dict) else None
        return getattr(self.models, shapes.root(record if record in RECORDS else "message").name)

    def loads(self, data: bytes) -> bool:
        """Return whether a document is read."""
        try:
            self.load(data, self.kind(orjson.loads(data)))
        except REFUSALS:
            return False
        return True

    def keeps(self, value: dict[str, Any]) -> bool:
        """Return whether a record that was read and written is the same."""
        kind = self.kind(value)
        written = self.dump(self.load(orjson.dumps(value), kind), kind)
        return bool(orjson.loads(written) == value)


adapter = cache(pydantic.TypeAdapter)
USES: dict[str, tuple[Any, Any]] = {
    "pydantic": (
        lambda data, kind: kind.model_validate_json(data),
        lambda record, _kind: record.model_dump_json().encode(),
    ),
    "dataclasses": (
        lambda data, kind: adapter(kind).validate_json(data),
        lambda record, kind: adapter(kind).dump_json(record, exclude_none=True),
    ),
    "typeddict": (
        lambda data, kind: adapter(kind).validate_json(data),
        lambda record, kind: adapter(kind).dump_json(record),
    ),
    "msgspec": (
        lambda data, kind: msgspec.json.decode(data, type=kind),
        lambda record, _kind: msgspec.json.encode(record),
    ),
}
# The styles that check what they read, and the codes of what they let through: a record states its
# type and version by default, field names do for those of JSON, texts of dates have a pattern but
# need not be days of the calendar, and a number that is no integer may be one as a double.
CHECKING = {"pydantic": {"missing", "unknown", "type"}, "msgspec": {"missing", "format", "type"}}

SAMPLES_OF_STRUCTURE = [
    sample
    for sample in MANIFEST
    if sample["level"] == "structure"
    and not sample["valid"]
    and "json" in sample["files"]
    and not UNSEEN & {problem["code"] for problem in sample["problems"]}
]
INVALID = [(SAMPLES / each["files"]["json"]).read_bytes() for each in SAMPLES_OF_STRUCTURE]
CODES = [each["problems"][0]["code"] for each in SAMPLES_OF_STRUCTURE]


@pytest.fixture(scope="module", params=list(TARGETS))
def style(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Style:
    name = f"{request.param}_models"
    path = tmp_path_factory.mktemp("client") / f"{name}.py"
    path.write_text(render_client_models(bundle("swschema"), request.param), encoding="utf-8")
    return Style(request.param, load_module(name, path), *USES[request.param])


def load_module(name: str, path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # where annotations are looked up
    spec.loader.exec_module(module)
    return module


def test_style_keeps_every_valid_sample(style: Style) -> None:
    assert [value for value in VALID if not style.keeps(value)] == []


def test_whole_number_may_be_spelled_with_a_point(style: Style) -> None:
    value = next(each for each in VALID if each["recordType"] == "materials")
    data = orjson.dumps(value)
    assert data.count(b'"round":1,')
    loaded = style.load(data.replace(b'"round":1,', b'"round":1.0,'), style.kind(value))
    assert orjson.loads(style.dump(loaded, style.kind(value))) == value


def test_guides_say_what_each_style_does(style: Style) -> None:
    # About so many: each new sample changes it a little.
    refused = sum(not style.loads(data) for data in INVALID) / len(INVALID)
    for language in LANGUAGES:
        row = re.search(rf"\| `{style.name}` \| 100% \| (\d+)% \|", page(language, "models"))
        assert row
        assert abs(100 * refused - int(row[1])) < 5


@pytest.mark.parametrize("style", CHECKING, indirect=True)
def test_checking_style_misses_what_the_guide_says(style: Style) -> None:
    missed = {code for data, code in zip(INVALID, CODES, strict=True) if style.loads(data)}
    assert missed <= CHECKING[style.name]


@pytest.mark.parametrize("style", CHECKING, indirect=True)
@pytest.mark.parametrize(
    "amount", ["-5", "1e3", "0.000000001", "0", "NaN", "12.50\n", 5, 5.0, None, " 5"]
)
def test_amount_keeps_its_pattern(style: Style, amount: object) -> None:
    value = orjson.dumps({"amount": amount, "currency": "CNY"})
    with pytest.raises(REFUSALS):
        style.load(value, style.models.Money)


@pytest.mark.parametrize("style", CHECKING, indirect=True)
def test_unknown_member_is_refused(style: Style) -> None:
    with pytest.raises(REFUSALS):
        style.load(b'{"amount":"5","currency":"CNY","fax":"1"}', style.models.Money)


@pytest.mark.parametrize("style", sorted(TARGETS.keys() - {"typeddict"}), indirect=True)
def test_records_are_built_with_their_type_and_version(style: Style) -> None:
    value = next(each for each in VALID if each["recordType"] == "interview")
    given = {key: value[key] for key in value if key not in ("recordType", "schemaVersion")}
    loaded = style.load(orjson.dumps(given), style.kind(value))
    assert orjson.loads(style.dump(loaded, style.kind(value))) == value


def test_models_need_nothing_of_swschema(style: Style) -> None:
    assert style.models.__file__
    text = Path(style.models.__file__).read_text(encoding="utf-8")
    assert "import swschema" not in text
    assert "from swschema" not in text


def test_models_pass_a_type_checker(tmp_path: Path) -> None:
    for name in TARGETS:
        path = tmp_path / f"{name}_models.py"
        path.write_text(render_client_models(bundle("swschema"), name), encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(ROOT / ".mypy_cache")]
    done = subprocess.run(
        [*command, "."], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.stdout.startswith("Success"), done.stdout


def test_generator_warns_of_nothing(recwarn: pytest.WarningsRecorder) -> None:
    for name in TARGETS:
        render_client_models(bundle("swschema"), name)
    assert list(recwarn) == []


def test_command_line_knows_every_target() -> None:
    assert tuple(TARGETS) == generate.PYTHON_TARGETS
    assert (*LANGUAGE_TARGETS, *TARGETS) == generate.TARGETS

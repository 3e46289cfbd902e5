"""Every command and every block of code in the guides does what the page shows."""

from __future__ import annotations

import importlib
import inspect
import json
import re
import shlex
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml
from click.testing import CliRunner
from lxml import etree

import swschema
import test_law
from conftest import ROOT, SAMPLES, needed
from docsite import guides
from docsite.guides import LANGUAGES, blocks, commands, page, titled
from emitters.clients import jackson, newtonsoft, saxon
from javascript import package as javascript
from parity.processes import NPM, install_packages
from swschema import exchange
from swschema.cli import swschema as command
from swschema.compiler.site.downloads import WHOLE
from swschema.report import FORMATS
from swschema.schema.files import NAMESPACE, RECORDS
from test_api import ERRORS

EDITOR = ".vscode/settings.json"
# What the commands of a page need besides Python.
RUNNERS = {
    "languages": ("node", "npm", "java", "mcs", "mono"),
    "spark": ("java",),
    "typescript": ("node", "npm"),
    "javascript": ("node", "npm", "npx"),
    "java": ("javac", "java"),
    "csharp": ("mcs", "mono"),
    "go": ("go",),
}
LIBRARIES: dict[str, tuple[Callable[[], object], ...]] = {
    "java": (jackson, saxon),
    "csharp": (newtonsoft,),
}
# Pages on which the reader's language changes no more than a line of output, which is looked for
# instead: compilers and clusters take long.
ONE_LINE = {
    **dict.fromkeys(
        ("typescript", "java", "csharp", "go"), "registration.xml: 注册记录（XML）校验通过"
    ),
    "spark": "通过2份、未通过1份",
}
# A name of the page on Python: a function or a class with its parameters, or a type.
CALL = re.compile(r"^`(swschema\.[\w.]+)(?:\((.*?)\)(?: -> (.+))?)?`$", re.MULTILINE)

every = pytest.mark.parametrize("name", guides.names())
both = pytest.mark.parametrize("language", LANGUAGES)


@both
@every
def test_page_does_what_it_shows(
    name: str, language: str, tool: Callable[[str], str], tmp_path: Path
) -> None:
    if language != "en" and is_shown_in_english(name):
        assert ONE_LINE.get(name, "") in page(language, name)
        return
    kept, folder = tmp_path / "kept", tmp_path / "reader"
    kept.mkdir()
    folder.mkdir()
    for runner in RUNNERS.get(name, ()):
        tool(runner)
    for library in LIBRARIES.get(name, ()):
        library()
    if name == "spark":
        needed("pyspark")
    if name == "typescript":
        packages = javascript.install_packages(tool("npm"))
        (folder / "node_modules").symlink_to(packages)
    elif name == "javascript":
        javascript.link_package(folder, tool("node"), tool("npm"))
    elif "npm" in RUNNERS.get(name, ()):
        install_packages()
        (folder / "node_modules").symlink_to(NPM / "node_modules")
    steps = guides.steps(page(language, name), kept)
    if name == "spark":  # its code runs in tests/spark/test_guide.py, on the Spark of those tests
        steps = [each for each in steps if not each.line.startswith(f"python {kept}")]
    written = guides.run(steps, folder, language)
    assert len(written) == len(steps)
    for step, output in zip(steps, written, strict=True):
        assert guides.is_shown(step.shown or "", output), f"$ {step.line}\n{output}"


def is_shown_in_english(name: str) -> bool:
    """Return whether a Chinese page does what the English one does, and shows the same of it."""
    english, chinese = ([each.text for each in blocks(page(each, name))] for each in LANGUAGES)
    return name in ONE_LINE or english == chinese


@every
def test_both_languages_have_the_same_blocks(name: str) -> None:
    english, chinese = (
        [
            (each.language, each.title, _typed(each))
            for each in blocks(page(language, name))
            if each.language != "text"
        ]
        for language in LANGUAGES
    )
    assert english == chinese


def _typed(block: guides.Block) -> str | list[str]:
    """Return what a reader types or saves, and no output, which is in the reader's language."""
    if block.language == "console":
        return [step.line for step in commands(block)]
    return block.text


@every
def test_both_languages_have_the_same_sections(name: str) -> None:
    english, chinese = (
        re.findall(r"^#+ .*?(\{: #[\w-]+ \})?$", re.sub(guides.FENCE, "", page(each, name)), re.M)
        for each in LANGUAGES
    )
    assert english == chinese


def test_what_is_installed_has_such_an_extra() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    known = {"swschema", *(f"swschema[{each}]" for each in project["optional-dependencies"])}
    lines = [
        step.line
        for name in guides.names()
        for block in blocks(page("en", name))
        if block.language == "console"
        for step in commands(block)
        if step.line.startswith("pip")
    ]
    assert lines
    for line in lines:
        assert set(shlex.split(line)[2:]) <= known


@pytest.mark.parametrize(
    ("title", "found"),
    [
        (".github/workflows/records.yml", "jobs.validate.steps.3.run"),
        (".gitlab-ci.yml", "records.script.1"),
        (".pre-commit-config.yaml", "repos.0.hooks.0.entry"),
    ],
)
def test_what_ci_runs_passes(
    title: str, found: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = yaml.safe_load(titled("en", "ci", title))
    for part in found.split("."):
        line = line[int(part) if part.isdigit() else part]
    program, *arguments = shlex.split(str(line).partition(" > ")[0])
    assert program == "swschema"
    (tmp_path / "records").mkdir()
    sample = SAMPLES / "valid/registration/hangzhou-xx.json"
    (tmp_path / "records/registration.json").write_bytes(sample.read_bytes())
    monkeypatch.chdir(tmp_path)
    given = ["records/registration.json"] if title.startswith(".pre-commit") else []
    assert CliRunner().invoke(command, [*arguments, *given]).exit_code == 0


def test_inputs_of_the_action_are_there() -> None:
    workflow = yaml.safe_load(titled("en", "ci", ".github/workflows/action.yml"))
    *_checkout, step = workflow["jobs"]["validate"]["steps"]
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    assert step["with"].keys() <= action["inputs"].keys()
    for language in LANGUAGES:
        assert all(f"`{name}`" in page(language, "ci") for name in action["inputs"])


def test_hook_takes_records_alone() -> None:
    hook = yaml.safe_load(titled("en", "ci", ".pre-commit-config.yaml"))["repos"][0]["hooks"][0]
    assert re.search(hook["files"], "records/2018/registration.json")
    assert re.search(hook["files"], "records/materials.xml")
    assert not re.search(hook["files"], "src/records.json")
    assert not re.search(hook["files"], "records/notes.md")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return the project of the page on editors, with the schemas written out."""
    result = CliRunner().invoke(command, ["schemas", "--write", str(tmp_path / "schemas")])
    assert result.exit_code == 0
    return tmp_path


def test_editor_finds_the_schema_of_each_record(project: Path) -> None:
    settings = json.loads(titled("en", "editors", EDITOR))
    urls = {each["fileMatch"][0]: each["url"] for each in settings["json.schemas"]}
    assert urls.keys() == {f"*.{record}.json" for record in RECORDS}
    for record in RECORDS:
        schema = json.loads((project / urls[f"*.{record}.json"]).read_bytes())
        validator = jsonschema_rs.Draft202012Validator(schema)
        for sample in (SAMPLES / "valid" / record).glob("*.json"):
            validator.validate(json.loads(sample.read_bytes()))
        assert not validator.is_valid({"recordType": record})


def test_editor_finds_the_schema_by_the_namespace(project: Path) -> None:
    settings = json.loads(titled("en", "editors", EDITOR))
    catalogue = project / settings["xml.catalogs"][0]
    entries = {each.get("name"): each.get("uri") for each in etree.parse(catalogue).getroot()}
    found = catalogue.parent / str(entries[NAMESPACE])
    assert found == project / "schemas/xsd/swschema.xsd"
    schema = etree.XMLSchema(etree.parse(found))
    schema.assertValid(etree.parse(SAMPLES / "valid/materials/hangzhou-xx-approved.xml"))


def test_editor_finds_the_schema_of_the_configuration(project: Path) -> None:
    settings = json.loads(titled("en", "editors", EDITOR))
    ((_pattern, url),) = settings["evenBetterToml.schema.associations"].items()
    validator = jsonschema_rs.validator_for(json.loads((project / url).read_bytes()))
    validator.validate(tomllib.loads(titled("en", "rules", "swschema.toml")))
    assert not validator.is_valid(tomllib.loads(titled("en", "rules", "typo.toml")))


@both
def test_page_of_reports_shows_every_format(language: str) -> None:
    text = page(language, "reports")
    headings = re.findall(r"^## (\w+) \{", text, re.MULTILINE)
    assert sorted(set(headings) & set(FORMATS)) == sorted(FORMATS)
    shown = [step.line for b in blocks(text) if b.language == "console" for step in commands(b)]
    assert all(
        each == "text" or any(f"--format {each} " in line for line in shown) for each in FORMATS
    )


@both
def test_api_is_that_of_the_code(language: str) -> None:
    found = CALL.findall(page(language, "python"))
    assert sorted(name for name, *_more in found) == sorted(
        [f"swschema.{name}" for name in swschema.__all__]
        + [f"swschema.errors.{name}" for name in ERRORS if name != "SwschemaError"]
    )
    for name, parameters, result in found:
        module, _, last = name.rpartition(".")
        thing = getattr(importlib.import_module(module), last)
        assert parameters == _parameters(thing), name
        if result:
            assert result == inspect.signature(thing).return_annotation, name


@every
def test_files_to_save_are_in_the_site(name: str) -> None:
    for path in re.findall(r"\(download:samples/([^)]+)\)", page("en", name)):
        assert (SAMPLES / path).is_file()
        assert path.partition("/")[0] in WHOLE


@both
def test_functions_of_exchange_are_those_of_the_code(language: str) -> None:
    rows = re.findall(r"^\| .* \|$", page(language, "python"), re.MULTILINE)
    named = [name for row in rows for name in re.findall(r"`([a-z_]+)`", row)]
    functions = [name for name in exchange.__all__ if inspect.isfunction(getattr(exchange, name))]
    assert sorted(name for name in named if hasattr(exchange, name)) == sorted(functions)


def _parameters(thing: Any) -> str:
    told: list[str] = []
    is_value = "__init__" in getattr(thing, "__dict__", {}) and not getattr(
        thing, "_is_protocol", 0
    )
    if not is_value and not inspect.isfunction(inspect.unwrap(thing)):
        return ""  # a type, or an error without attributes
    for each in inspect.signature(thing).parameters.values():
        if each.name.startswith("_"):
            continue
        if each.kind is each.KEYWORD_ONLY and "*" not in told:
            told.append("*")
        told.append(each.name)
    return ", ".join(told)


@both
def test_number_of_hostile_documents_is_right(language: str) -> None:
    manifest = json.loads((SAMPLES / "evil/manifest.json").read_bytes())
    count = len(manifest["samples"])
    assert re.search(rf"`samples/evil/`\D*{count}\D", page(language, "security"))


def test_java_example_refuses_a_document_type(tool: Callable[[str], str], tmp_path: Path) -> None:
    # That in Chinese is the same: see `test_both_languages_have_the_same_blocks`.
    program = titled("en", "languages", "Validate.java")
    (tmp_path / "Validate.java").write_text(program, encoding="utf-8")
    (tmp_path / "schemas").symlink_to(ROOT / "schemas/v1")
    plain = (SAMPLES / "valid/registration/minimal.xml").read_text(encoding="utf-8")
    typed = plain.replace("<registration ", "<!DOCTYPE registration><registration ", 1)
    found = {}
    for name, text in (("plain.xml", plain), ("typed.xml", typed)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        done = subprocess.run(
            [tool("java"), "Validate.java", name], cwd=tmp_path, capture_output=True, text=True
        )
        found[name] = done.returncode == 0
        assert done.returncode == 0 or "DOCTYPE" in done.stderr
    assert found == {"plain.xml": True, "typed.xml": False}


@both
def test_numbers_of_the_proof_are_right(language: str) -> None:
    text = page(language, "profile")
    assert f"**{test_law.PER_RECORD * len(RECORDS):,}**" in text
    parity = (ROOT / "docs/parity.md").read_text(encoding="utf-8")
    run = re.search(r"^(\d{4}-\d\d-\d\d), seed", parity, re.MULTILINE)
    if run and run[1] in text:  # what is told of an earlier day stays true
        valid = re.search(r"^\| valid \| ([\d,]+)", parity, re.MULTILINE)
        whole = re.search(r"^\| \*\*all\*\* \| ([\d,]+) .* (\d+) \|$", parity, re.MULTILINE)
        assert valid
        assert whole
        assert {f"**{whole[1]}**", f"**{whole[2]}**"} <= set(re.findall(r"\*\*[^*]+\*\*", text))
        assert valid[1] in text


@pytest.mark.parametrize(
    ("shown", "written", "is_it"),
    [
        ("one\n", "one\n", True),
        ("one\n", "two\n", False),
        ("one\n…\n", "one\ntwo\nthree\n", True),
        ("one\n…\nfour\n", "one\ntwo\nthree\n", False),
        ("…: 1\n", "count: 1\n", True),
        ("", "something\n", False),
        ("", "", True),
        ("one\n", "one\ntwo\n", False),
    ],
)
def test_output_is_compared(shown: str, written: str, is_it: object) -> None:
    assert guides.is_shown(shown, written) is is_it

"""The samples: XML twins of the valid ones, variants, invalid ones, and the manifest of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson
import yaml

from swschema.compiler.errors import BuildError, Flaw
from swschema.compiler.problem_codes import ProblemCodes, check_expected_codes
from swschema.compiler.samples.expected import expected
from swschema.compiler.samples.mistakes import json_mistake, xml_mistake
from swschema.compiler.samples.rules import rule_samples
from swschema.compiler.schema.codes import COMMENT
from swschema.convert.xml_writer import write_xml
from swschema.schema.shapes import Record, compile_shapes

Files = dict[str, bytes]
OPTION = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
SECTIONS = ("valid", "variants", "invalid")


def sample_files(
    folder: Path,
    sources: Mapping[str, Any],
    rules: Mapping[str, Any],
    problems: ProblemCodes,
) -> dict[Path, bytes]:
    """Return all generated files of the samples.

    Args:
        folder: `samples/`, with `valid/<record>/<topic>.json` and `samples.yaml` in it.
        sources: the source schemas by name.
        rules: the rules by id, with the examples of each.
        problems: the codes of structural problems by code.

    Raises:
        BuildError: where `samples.yaml` and the valid samples do not agree.
    """
    roots = {
        shape.record_type: shape
        for shape in compile_shapes(sources).values()
        if isinstance(shape, Record) and shape.record_type
    }
    told = yaml.safe_load((folder / "samples.yaml").read_text(encoding="utf-8"))
    valid = dict(_valid(folder / "valid"))
    _check_told(valid, told, problems)
    pairs = {name: _pair(value, roots[value["recordType"]]) for name, value in valid.items()}
    files = {folder / f"valid/{name}.xml": pair["xml"] for name, pair in pairs.items()}
    entries = [_entry("valid", name, told["valid"][name], pairs[name]) for name in sorted(pairs)]
    for section in ("variants", "invalid"):
        for name, how in sorted(told[section].items()):
            record = roots[valid[how["of"]]["recordType"]]
            entry, made = _changed(section, name, how, valid[how["of"]], record, problems)
            files |= {folder / f"{section}/{name}.{kind}": data for kind, data in made.items()}
            entries.append(entry)
    broken, told_of_rules = rule_samples(folder, rules, valid, roots)
    files |= broken
    entries += told_of_rules
    manifest = {"$schema": "manifest.schema.json", "$comment": COMMENT, "samples": entries}
    return files | {folder / "manifest.json": orjson.dumps(manifest, option=OPTION)}


def _valid(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(folder.rglob("*.json")):
        name = path.relative_to(folder).with_suffix("").as_posix()
        yield name, orjson.loads(path.read_bytes())


def _check_told(valid: Mapping[str, Any], told: Mapping[str, Any], problems: ProblemCodes) -> None:
    flaws = [
        Flaw("samples.yaml", f"/valid/{name}", "a file and its description go together")
        for name in sorted(valid.keys() ^ told["valid"].keys())
    ]
    for section in ("variants", "invalid"):
        flaws += [
            Flaw("samples.yaml", f"/{section}/{name}/of", f"there is no valid sample {entry['of']}")
            for name, entry in told[section].items()
            if entry["of"] not in valid
        ]
    names = [name for section in SECTIONS for name in told[section]]
    flaws += [
        Flaw("samples.yaml", f"/{name}", "two samples have this name")
        for name in sorted(set(names))
        if names.count(name) > 1
    ]
    flaws += check_expected_codes("samples.yaml", told["invalid"], problems)
    if flaws:
        raise BuildError(tuple(flaws))


def _pair(value: Mapping[str, Any], record: Record) -> Files:
    xml = write_xml(value, record, indent=True).encode()
    return {"json": orjson.dumps(value, option=OPTION), "xml": xml}


def _changed(
    section: str,
    name: str,
    how: Mapping[str, Any],
    value: Mapping[str, Any],
    record: Record,
    problem_codes: ProblemCodes,
) -> tuple[dict[str, Any], Files]:
    """Return what is told of a sample that is made of a valid one, and its files."""
    original = _pair(value, record)
    try:
        made = _made(value, original["xml"], how, record)
        problems = [
            expected(each, made, original, record, problem_codes)
            for each in how.get("problems", ())
        ]
    except (KeyError, IndexError, ValueError, StopIteration) as error:
        raise BuildError((Flaw("samples.yaml", f"/{section}/{name}", str(error)),)) from error
    return {**_entry(section, name, how, made), "problems": problems}, made


def _made(value: Mapping[str, Any], xml: bytes, how: Mapping[str, Any], record: Record) -> Files:
    """Return both files of a sample, or the only one it can have."""
    files: Files = {}
    if how.get("only") != "xml":
        files["json"] = json_mistake(value, how)
    if how.get("only") != "json":
        files["xml"] = xml_mistake(xml, how, record)
    return files


def _entry(section: str, name: str, told: Mapping[str, Any], files: Files) -> dict[str, Any]:
    entry = {
        "id": name,
        "record": name.partition("/")[0],
        "level": "structure",
        "valid": section != "invalid",
        "description": {"en": told["en"], "zh": told["zh"]},
        "files": {kind: f"{section}/{name}.{kind}" for kind in files},
        "problems": [],
    }
    return entry | ({"equals": told["of"]} if section == "variants" else {})

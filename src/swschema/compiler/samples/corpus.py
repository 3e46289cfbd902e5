"""The samples: XML twins of the valid ones, variants, invalid ones, and the manifest of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson

from swschema.compiler.errors import BuildError, BuildProblem
from swschema.compiler.json_file import render_json
from swschema.compiler.problem_codes import check_expected_codes
from swschema.compiler.samples.expected import expected
from swschema.compiler.samples.mistakes import json_mistake, xml_mistake
from swschema.compiler.samples.rules import build_rule_samples
from swschema.compiler.samples.trails.dossier import build_trails, read_trails
from swschema.compiler.schema.codes import COMMENT
from swschema.compiler.specification import Files, Specification
from swschema.compiler.yaml_file import read_yaml
from swschema.convert.xml_writer import write_xml
from swschema.schema.shapes import ObjectType

FilesBySyntax = dict[str, bytes]
SECTIONS = ("valid", "variants", "invalid")


@dataclass(frozen=True, slots=True)
class Samples:
    """All generated files of the samples but the hostile ones.

    Attributes:
        files: XML twins, variants, invalid samples and the manifest.
        rule_files: the trails and the samples that break a rule, which are not committed.
    """

    files: Files
    rule_files: Files


def generate_sample_files(specification: Specification) -> Files:
    """Return XML twins, variants, invalid samples, and the manifest of all samples."""
    return build_samples(specification).files


def generate_rule_sample_files(specification: Specification) -> Files:
    """Return the trails and the samples that break a rule."""
    return build_samples(specification).rule_files


@lru_cache(maxsize=1)
def build_samples(specification: Specification) -> Samples:
    """Return all generated files of `samples/`.

    Raises:
        BuildError: where `samples.yaml` and the valid samples do not agree.
    """
    folder = specification.root / "samples"
    written = read_yaml(folder / "samples.yaml").value
    valid = dict(_valid(folder / "valid"))
    _check_written(valid, written, specification)
    files: Files = {}
    entries = []
    for name, value in sorted(valid.items()):
        pair = _pair(value, specification.records[value["recordType"]])
        files[folder / f"valid/{name}.xml"] = pair["xml"]
        entries.append(_entry("valid", name, written["valid"][name], pair))
    for section in ("variants", "invalid"):
        for name, how in sorted(written[section].items()):
            entry, made = _changed(section, name, how, valid[how["of"]], specification)
            files |= {folder / f"{section}/{name}.{kind}": data for kind, data in made.items()}
            entries.append(entry)
    source = read_trails(folder)
    trails = build_trails(source, dict(specification.kinds), valid)
    trail_files, trail_entries = _trail_samples(trails, source, specification)
    rule_files, rule_entries = build_rule_samples(specification, {**valid, **trails})
    entries += [*trail_entries, *rule_entries]
    head = {"$schema": "manifest.schema.json", "$comment": COMMENT, "asOf": written["asOf"]}
    manifest = {**head, "samples": entries}
    files[folder / "manifest.json"] = render_json(manifest)
    return Samples(files, rule_files | trail_files)


def _trail_samples(
    trails: Mapping[str, Mapping[str, Any]], source: Mapping[str, Any], specification: Specification
) -> tuple[Files, list[dict[str, Any]]]:
    """Return the files of the trails and their entries: only the rules show that they are valid."""
    files: Files = {}
    entries = []
    for name, value in sorted(trails.items()):
        pair = _pair(value, specification.records[value["recordType"]])
        folder = specification.root / "samples/trails"
        files |= {folder / f"{name}.{kind}": data for kind, data in pair.items()}
        words = source["trails"][name.partition("/")[2]]
        entries.append({**_entry("trails", name, words, pair), "level": "rules"})
    return files, entries


def _valid(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(folder.rglob("*.json")):
        name = path.relative_to(folder).with_suffix("").as_posix()
        yield name, orjson.loads(path.read_bytes())


def _check_written(
    valid: Mapping[str, Any], written: Mapping[str, Any], specification: Specification
) -> None:
    problems = [
        BuildProblem("samples.yaml", f"/valid/{name}", "a file and its description go together")
        for name in sorted(valid.keys() ^ written["valid"].keys())
    ]
    for section in ("variants", "invalid"):
        problems += [
            BuildProblem(
                "samples.yaml", f"/{section}/{name}/of", f"there is no valid sample {entry['of']}"
            )
            for name, entry in written[section].items()
            if entry["of"] not in valid
        ]
    names = [name for section in SECTIONS for name in written[section]]
    problems += [
        BuildProblem("samples.yaml", f"/{name}", "two samples have this name")
        for name in sorted(set(names))
        if names.count(name) > 1
    ]
    codes = {*specification.problem_codes, *specification.rules}
    problems += check_expected_codes("samples.yaml", written["invalid"], codes)
    if problems:
        raise BuildError(tuple(problems))


def _pair(value: Mapping[str, Any], record: ObjectType) -> FilesBySyntax:
    xml = write_xml(value, record, indent=True).encode()
    return {"json": render_json(value), "xml": xml}


def _changed(
    section: str,
    name: str,
    how: Mapping[str, Any],
    value: Mapping[str, Any],
    specification: Specification,
) -> tuple[dict[str, Any], FilesBySyntax]:
    """Return the manifest's entry of a sample that is made of a valid one, and its files."""
    record = specification.records[value["recordType"]]
    original = _pair(value, record)
    try:
        made = _made(value, original["xml"], how, record)
        problems = [
            expected(each, made, original, record, specification.problem_codes)
            for each in how.get("problems", ())
        ]
    except (KeyError, IndexError, ValueError, StopIteration) as error:
        raise BuildError(
            (BuildProblem("samples.yaml", f"/{section}/{name}", str(error)),)
        ) from error
    return {**_entry(section, name, how, made), "problems": problems}, made


def _made(
    value: Mapping[str, Any], xml: bytes, how: Mapping[str, Any], record: ObjectType
) -> FilesBySyntax:
    """Return both files of a sample, or the only one it can have."""
    files: FilesBySyntax = {}
    if how.get("only") != "xml":
        files["json"] = json_mistake(value, how)
    if how.get("only") != "json":
        files["xml"] = xml_mistake(xml, how, record)
    return files


def _entry(
    section: str, name: str, written: Mapping[str, Any], files: FilesBySyntax
) -> dict[str, Any]:
    entry = {
        "id": name,
        "record": name.partition("/")[0],
        "level": "structure",
        "valid": section != "invalid",
        "description": {"en": written["en"], "zh": written["zh"]},
        "files": {kind: f"{section}/{name}.{kind}" for kind in files},
        "problems": [],
    }
    return entry | ({"equals": written["of"]} if section == "variants" else {})

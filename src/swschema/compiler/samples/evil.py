"""The hostile samples and their manifest; large ones are described, not written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson

from swschema.compiler.errors import BuildError, BuildProblem
from swschema.compiler.json_file import render_json
from swschema.compiler.problem_codes import check_expected_codes
from swschema.compiler.samples.mistakes import edit_bytes, json_mistake, xml_mistake
from swschema.compiler.schema.codes import COMMENT
from swschema.compiler.specification import Files, Specification
from swschema.compiler.yaml_file import read_yaml
from swschema.convert.xml_writer import write_xml
from swschema.schema.shapes import ObjectType

BASE = "registration/hangzhou-xx-account-opened"


def generate_hostile_files(specification: Specification) -> Files:
    """Return all generated files of `samples/evil`.

    Raises:
        BuildError: where an entry of `evil.yaml` cannot be made.
    """
    samples = specification.root / "samples"
    folder = samples / "evil"
    written = read_yaml(folder / "evil.yaml").value
    codes = specification.problem_codes.keys() | specification.rules.keys()
    if problems := tuple(check_expected_codes("evil.yaml", written, codes)):
        raise BuildError(problems)
    files: dict[Path, bytes] = {}
    entries = []
    for name, how in written.items():
        entry = _entry(name, how)
        entries.append(entry)
        if "file" not in entry:
            continue
        try:
            files[folder / entry["file"]] = _content(
                how, entry["syntax"], samples, specification.records
            )
        except (KeyError, ValueError) as error:
            raise BuildError((BuildProblem("evil.yaml", f"/{name}", str(error)),)) from error
    manifest = {"$comment": COMMENT, "samples": entries}
    return files | {folder / "manifest.json": render_json(manifest)}


def _entry(name: str, how: Mapping[str, Any]) -> dict[str, Any]:
    syntax = how.get("syntax") or ("json" if "json" in how else "xml")
    made = {"generate": how["generate"]} if "generate" in how else {"file": f"{name}.{syntax}"}
    return {
        "id": name,
        "syntax": syntax,
        "description": {"en": how["en"], "zh": how["zh"]},
        **made,
        "valid": not how["codes"],
        "codes": how["codes"],
    }


def _content(
    how: Mapping[str, Any], syntax: str, samples: Path, records: Mapping[str, ObjectType]
) -> bytes:
    if "hex" in how:
        data = bytes.fromhex(how["hex"])
    elif "text" in how:
        data = edit_bytes(how["text"].encode(), how.get("bytes", ()))
    else:
        data = _edited(how, syntax, samples / f"valid/{how.get('of', BASE)}", records)
    return data[: how.get("cut")]


def _edited(
    how: Mapping[str, Any], syntax: str, base: Path, records: Mapping[str, ObjectType]
) -> bytes:
    value = orjson.loads(base.with_suffix(".json").read_bytes())
    if syntax == "json":
        return json_mistake(value, how)
    record = records[value["recordType"]]
    return xml_mistake(write_xml(value, record, indent=True).encode(), how, record)

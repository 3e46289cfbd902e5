"""The samples of the rules: what passes each, and what breaks it and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonpatch
import jsonpointer

from swschema.compiler.errors import BuildError, BuildProblem
from swschema.compiler.json_file import render_json
from swschema.compiler.samples.expected import expected
from swschema.compiler.specification import Specification
from swschema.convert.xml_writer import write_xml
from swschema.digest import digest_value
from swschema.rules.signed_digest import find_payload
from swschema.schema.shapes import ObjectType

FilesBySyntax = dict[str, bytes]


def build_rule_samples(
    specification: Specification, valid: Mapping[str, Mapping[str, Any]]
) -> tuple[dict[Path, bytes], list[dict[str, Any]]]:
    """Return the files of all samples that break a rule, and their entries in the manifest.

    Args:
        specification: the specification with the rules.
        valid: the valid samples by id.

    Raises:
        BuildError: where an example does not fit the sample that it is made from.
    """
    folder = specification.root / "samples"
    files: dict[Path, bytes] = {}
    entries = []
    for rule in specification.rules.values():
        for name in rule["examples"]["passing"]:
            if name not in valid:
                raise BuildError(
                    (BuildProblem("rules", f"/{rule['id']}", f"there is no sample {name}"),)
                )
        for example in rule["examples"]["failing"]:
            entry, made = _failing(rule, example, valid, specification.records)
            files |= {folder / entry["files"][kind]: data for kind, data in made.items()}
            entries.append(entry)
    return files, sorted(entries, key=lambda entry: str(entry["id"]))


def _failing(
    rule: Mapping[str, Any],
    example: Mapping[str, Any],
    valid: Mapping[str, Mapping[str, Any]],
    roots: Mapping[str, ObjectType],
) -> tuple[dict[str, Any], FilesBySyntax]:
    try:
        original = valid[example["of"]]
        record = roots[original["recordType"]]
        value = jsonpatch.apply_patch(original, example["patch"])
        if rule.get("native") != "payload":
            _restate_digest(value)
        made = _pair(value, record)
        severity = example.get("severity", rule["severity"])
        problems = [
            {**expected({"code": rule["id"], "pointer": at}, made, made, record, {})}
            | {"severity": severity}
            for at in example["at"]
        ]
    except (
        KeyError,
        LookupError,
        jsonpatch.JsonPatchException,
        jsonpointer.JsonPointerException,
        ValueError,
    ) as error:
        where = f"/{rule['id']}/examples/failing/{example['id']}"
        raise BuildError(
            (BuildProblem("rules", where, f"{type(error).__name__}: {error}"),)
        ) from error
    name = f"{record.record_type}/{rule['id'].lower()}-{example['id']}"
    entry = {
        "id": name,
        "record": record.record_type,
        "level": "rules",
        "valid": severity != "error",
        "description": {"en": example["en"], "zh": example["zh"]},
        "files": {kind: f"rules/{name}.{kind}" for kind in made},
        "problems": problems,
    }
    return entry, made


def _restate_digest(value: dict[str, Any]) -> None:
    """Put the digest of the changed record into the signature, so that no other rule is broken."""
    if value["recordType"] == "message" and "signature" in value:
        payload = find_payload(value)
        if payload is not None:
            value["signature"]["sha256"] = digest_value(payload)


def _pair(value: Mapping[str, Any], record: ObjectType) -> FilesBySyntax:
    xml = write_xml(value, record, indent=True).encode()
    return {"json": render_json(value), "xml": xml}

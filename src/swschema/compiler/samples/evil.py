"""The hostile samples and their manifest; what is large in them is told and not written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson
import yaml

from swschema.compiler.errors import BuildError, Flaw
from swschema.compiler.problem_codes import ProblemCodes, check_expected_codes
from swschema.compiler.samples.mistakes import json_mistake, xml_mistake
from swschema.compiler.schema.codes import COMMENT
from swschema.schema.shapes import root

BASE = "registration/hangzhou-xx-account-opened"


def evil_files(
    samples: Path, problems: ProblemCodes, planned: Mapping[Path, bytes]
) -> dict[Path, bytes]:
    """Return all generated files of `samples/evil`.

    Args:
        samples: `samples/`, with `evil/evil.yaml` and the valid samples as JSON in it.
        problems: the codes of structural problems by code.
        planned: the valid samples' XML, as it is about to be written.

    Raises:
        BuildError: where an entry of `evil.yaml` cannot be made.
    """
    folder = samples / "evil"
    told = yaml.safe_load((folder / "evil.yaml").read_text(encoding="utf-8"))
    if flaws := tuple(check_expected_codes("evil.yaml", told, problems)):
        raise BuildError(flaws)
    files: dict[Path, bytes] = {}
    entries = []
    for name, how in told.items():
        entry = _entry(name, how)
        entries.append(entry)
        if "file" not in entry:
            continue
        try:
            files[folder / entry["file"]] = _content(how, entry["syntax"], samples, planned)
        except (KeyError, ValueError) as error:
            raise BuildError((Flaw("evil.yaml", f"/{name}", str(error)),)) from error
    manifest = {"$comment": COMMENT, "samples": entries}
    option = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    return files | {folder / "manifest.json": orjson.dumps(manifest, option=option)}


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
    how: Mapping[str, Any], syntax: str, samples: Path, planned: Mapping[Path, bytes]
) -> bytes:
    if "hex" in how:
        data = bytes.fromhex(how["hex"])
    elif "text" in how:
        data = how["text"].encode()
    else:
        data = _edited(how, syntax, samples / f"valid/{how.get('of', BASE)}", planned)
    for old, new in how.get("bytes", ()):
        if old.encode() not in data:
            raise ValueError(f"there is no {old!r} to edit")
        data = data.replace(old.encode(), bytes.fromhex(new), 1)
    return data[: how.get("cut")]


def _edited(
    how: Mapping[str, Any], syntax: str, base: Path, planned: Mapping[Path, bytes]
) -> bytes:
    value = orjson.loads(base.with_suffix(".json").read_bytes())
    if syntax == "json":
        return json_mistake(value, how)
    return xml_mistake(planned[base.with_suffix(".xml")], how, root(value["recordType"]))

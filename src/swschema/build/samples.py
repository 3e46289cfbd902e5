"""The samples: XML twins of the valid ones, the invalid pairs, and the manifest of both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson
import yaml

from swschema.build.codes import COMMENT
from swschema.build.errors import BuildError, Flaw
from swschema.build.mistakes import json_mistake, xml_mistake
from swschema.convert.writer import write_xml
from swschema.shapes import Record, compile_shapes


def sample_files(folder: Path, sources: Mapping[str, Any]) -> dict[Path, bytes]:
    """Return all generated files of the samples.

    Args:
        folder: `samples/`, with `valid/<record>/<topic>.json` and `samples.yaml` in it.
        sources: the source schemas by name.

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
    _check_told(valid, told)
    files = {folder / f"valid/{name}.xml": _xml(value, roots) for name, value in valid.items()}
    for name, mistake in told["invalid"].items():
        base = valid[mistake["of"]]
        record = roots[base["recordType"]]
        try:
            files[folder / f"invalid/{name}.json"] = json_mistake(base, mistake)
            files[folder / f"invalid/{name}.xml"] = xml_mistake(_xml(base, roots), mistake, record)
        except (KeyError, IndexError, ValueError) as error:
            raise BuildError((Flaw("samples.yaml", f"/invalid/{name}", str(error)),)) from error
    manifest = {"$comment": COMMENT, "samples": [*_entries(told)]}
    option = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    return files | {folder / "manifest.json": orjson.dumps(manifest, option=option)}


def _valid(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(folder.rglob("*.json")):
        name = path.relative_to(folder).with_suffix("").as_posix()
        yield name, orjson.loads(path.read_bytes())


def _check_told(valid: Mapping[str, Any], told: Mapping[str, Any]) -> None:
    flaws = [
        Flaw("samples.yaml", f"/valid/{name}", "a file and its description go together")
        for name in sorted(valid.keys() ^ told["valid"].keys())
    ]
    flaws += [
        Flaw("samples.yaml", f"/invalid/{name}/of", f"there is no valid sample {mistake['of']}")
        for name, mistake in told["invalid"].items()
        if mistake["of"] not in valid
    ]
    if flaws:
        raise BuildError(tuple(flaws))


def _xml(value: Mapping[str, Any], roots: Mapping[str, Record]) -> bytes:
    return write_xml(value, roots[value["recordType"]], indent=True).encode()


def _entries(told: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for verdict in ("valid", "invalid"):
        for name, entry in sorted(told[verdict].items()):
            yield {
                "id": name,
                "valid": verdict == "valid",
                "description": {"en": entry["en"], "zh": entry["zh"]},
                "files": {kind: f"{verdict}/{name}.{kind}" for kind in ("json", "xml")},
                "problems": entry.get("problems", []),
            }

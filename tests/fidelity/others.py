"""What the classes of others' generators keep of the samples in JSON."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import orjson

import swschema
from conftest import ROOT
from emitters.proof import documents, run_driver
from fidelity import drivers
from fidelity.row import Counts
from parity.processes import install_packages
from swschema.schema.files import RECORDS, bundle
from swschema.schema.shapes import root

HOME = Path(__file__).parent
FILES = ROOT / "schemas/v1/generators"
NAMES = {record: root(record).name for record in RECORDS}


def json_documents() -> tuple[list[Path], list[Path]]:
    """Return the documents in JSON that are valid, and those that are not."""
    found = (documents(valid=True, folder="valid"), documents(valid=False))
    valid, invalid = ([path for path in each if path.suffix == ".json"] for each in found)
    return valid, invalid


def version(package: str) -> str:
    """Return the version of an npm package that is pinned."""
    lock = orjson.loads((HOME / "package-lock.json").read_bytes())
    return str(lock["packages"][f"node_modules/{package}"]["version"])


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a program of npm's in a folder."""
    program = str(HOME / "node_modules/.bin" / command[0])
    path = program if Path(program).exists() else command[0]
    return subprocess.run(
        [path, *command[1:]], cwd=folder, capture_output=True, text=True, check=False
    )


def count_driver(command: Sequence[str], folder: Path) -> Counts:
    """Return what a driver reads, keeps and refuses."""
    valid, invalid = json_documents()
    out = folder / "written"
    out.mkdir()
    run_driver(command, [*valid, *invalid], out)
    same = 0
    for index, path in enumerate(valid):
        written = out / f"{index}.json"
        if written.is_file():
            same += orjson.loads(written.read_bytes()) == orjson.loads(swschema.to_json(path))
    return Counts(
        valid=len(valid),
        loaded=sum((out / f"{index}.json").is_file() for index in range(len(valid))),
        same=same,
        invalid=len(invalid),
        refused=sum(
            (out / f"{index}.txt").is_file()
            for index in range(len(valid), len(valid) + len(invalid))
        ),
    )


def _quicktype(folder: Path, language: str, output: str, *options: str) -> bool:
    sources = [f"{FILES / 'swschema.schema.json'}#/$defs/{name}" for name in NAMES.values()]
    made = run(
        folder, "quicktype", "-s", "schema", *sources, "--lang", language, "-o", output, *options
    )
    return made.returncode == 0


def quicktype_typescript(folder: Path) -> Counts | None:
    """Return the counts of quicktype's TypeScript."""
    _quicktype(folder, "ts", "types.ts")
    (folder / "driver.ts").write_text(drivers.QUICKTYPE_TYPESCRIPT, encoding="utf-8")
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    types = ["--types", "node", "--typeRoots", str(ROOT / "javascript/node_modules/@types")]
    options = ["--target", "es2022", "--module", "nodenext", "--skipLibCheck", *types]
    if run(folder, "tsc", *options, "--strict", "types.ts", "driver.ts").returncode:
        return None
    return count_driver(["node", str(folder / "driver.js")], folder)


def quicktype_go(folder: Path) -> Counts | None:
    """Return the counts of quicktype's Go."""
    _quicktype(folder, "go", "types.go", "--package", "main")
    cases = "".join(
        drivers.GO_CASE.format(record=record, name=name) for record, name in NAMES.items()
    )
    (folder / "main.go").write_text(drivers.GO % cases, encoding="utf-8")
    (folder / "go.mod").write_text("module example.com/client\n\ngo 1.19\n", encoding="utf-8")
    if run(folder, "go", "build", "-o", "client", ".").returncode:
        return None
    return count_driver([str(folder / "client")], folder)


def quicktype_java(folder: Path) -> Counts | None:
    """Return None: what quicktype writes in Java does not compile with Debian's Jackson."""
    _quicktype(folder, "java", "Types.java", "--package", "records")
    sources = [path.name for path in folder.glob("*.java")]
    jars = "/usr/share/java/*"
    built = run(folder, "javac", "-encoding", "UTF-8", "-d", "out", "-cp", jars, *sources)
    assert built.returncode, "it compiles now: write a driver"
    return None


def quicktype_csharp(folder: Path) -> Counts | None:
    """Return None: what quicktype writes in C# does not compile with Debian's Newtonsoft.Json."""
    _quicktype(folder, "csharp", "Types.cs")
    library = "-r:/usr/lib/cli/Newtonsoft.Json-5.0/Newtonsoft.Json.dll"
    built = run(folder, "mcs", "-t:library", library, "Types.cs")
    assert built.returncode, "it compiles now: write a driver"
    return None


def json_schema_to_zod(folder: Path) -> Counts | None:
    """Return the counts of zod's schemas, which read references only where they are inlined."""
    types = orjson.loads((FILES / "swschema.schema.json").read_bytes())["$defs"]

    def inline(value: Any) -> Any:
        if isinstance(value, dict):
            if "$ref" in value:
                return inline(types[value["$ref"].rpartition("/")[2]])
            return {key: inline(each) for key, each in value.items()}
        return [inline(each) for each in value] if isinstance(value, list) else value

    for record, name in NAMES.items():
        (folder / f"{record}.json").write_bytes(orjson.dumps(inline(types[name])))
        command = ["-i", f"{record}.json", "-o", f"{record}.mjs", "-m", "esm"]
        if run(folder, "json-schema-to-zod", *command).returncode:
            return None
    (folder / "driver.mjs").write_text(drivers.ZOD, encoding="utf-8")
    (folder / "node_modules").symlink_to(HOME / "node_modules")
    driver = folder / "run.sh"
    driver.write_text(
        f'exec node "{folder}/driver.mjs" "$1" {",".join(RECORDS)}\n', encoding="utf-8"
    )
    return count_driver(["sh", str(driver)], folder)


def _count_types(folder: Path, imported: str, kind: Callable[[str], str]) -> Counts | None:
    """Return the counts of types: a document is read if it compiles as a constant."""
    valid, invalid = json_documents()
    lines = [imported]
    refused: set[int] = set()
    for index, path in enumerate([*valid, *invalid]):
        try:
            value = orjson.loads(path.read_bytes())
            name = NAMES[value["recordType"]]
        except (ValueError, KeyError, TypeError):
            refused.add(index)
            lines.append("")
            continue
        value.pop("$schema", None)  # of which swschema says that readers drop it
        lines.append(f"export const v{index}: {kind(name)} = {json.dumps(value)};")
    (folder / "samples.ts").write_text("\n".join(lines), encoding="utf-8")
    options = {"strict": True, "noEmit": True, "types": [], "target": "es2022"}
    settings = {"compilerOptions": options, "files": ["samples.ts"]}
    (folder / "tsconfig.json").write_bytes(orjson.dumps(settings))
    done = run(folder, "tsc", "--project", ".")
    assert done.returncode == 0 or "samples.ts(" in done.stdout, done.stdout[:500]
    refused |= {int(line) - 2 for line in re.findall(r"^samples\.ts\((\d+),", done.stdout, re.M)}
    if re.search(r"^types\.ts", done.stdout, re.MULTILINE):
        return None
    loaded = sum(index not in refused for index in range(len(valid)))
    return Counts(len(valid), loaded, loaded, len(invalid), len(refused) - len(valid) + loaded)


def json_schema_to_typescript(folder: Path) -> Counts | None:
    """Return the counts of json-schema-to-typescript's types."""
    made = run(folder, "json2ts", str(FILES / "swschema.schema.json"))
    (folder / "types.ts").write_text(made.stdout, encoding="utf-8")
    return _count_types(folder, 'import type * as types from "./types";', "types.{}".format)


def openapi_typescript(folder: Path) -> Counts | None:
    """Return the counts of openapi-typescript's types."""
    run(folder, "openapi-typescript", str(FILES / "openapi.json"), "-o", "types.ts")
    schema = 'components["schemas"]["{}"]'
    return _count_types(folder, 'import type { components } from "./types";', schema.format)


def datamodel_code_generator(folder: Path) -> Counts | None:
    """Return the counts of datamodel-code-generator's Pydantic models, made without options."""
    from datamodel_code_generator import generate
    from datamodel_code_generator.enums import DataModelType, InputFileType

    code = generate(
        bundle("swschema"),
        input_file_type=InputFileType.JsonSchema,
        output_model_type=DataModelType.PydanticV2BaseModel,
    )
    path = folder / "plain_models.py"
    path.write_text(str(code), encoding="utf-8")
    spec = importlib.util.spec_from_file_location("plain_models", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["plain_models"] = module
    spec.loader.exec_module(module)
    valid, invalid = json_documents()
    read = [_read(module, path) for path in valid]
    same = [
        orjson.loads(text) == orjson.loads(swschema.to_json(path))
        for path, text in zip(valid, read, strict=True)
        if text is not None
    ]
    refused = sum(_read(module, path) is None for path in invalid)
    return Counts(len(valid), len(same), sum(same), len(invalid), refused)


def _read(module: Any, path: Path) -> str | None:
    try:
        data = path.read_bytes()
        model = getattr(module, NAMES[orjson.loads(data)["recordType"]])
        return str(
            model.model_validate_json(data).model_dump_json(exclude_none=True, by_alias=True)
        )
    except (ValueError, KeyError, TypeError):
        return None


def python_version(package: str) -> str:
    """Return the version of a package of Python."""
    return importlib.metadata.version(package)


def install() -> None:
    """Install the generators of npm."""
    install_packages(HOME)

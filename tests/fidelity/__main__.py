"""`python -m fidelity`: measure all generators, and with --write put the table into the guide."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

import swschema
from conftest import ROOT
from emitters.clients import CLIENTS
from emitters.proof import documents, prove
from fidelity import others
from fidelity.row import Counts, Row
from fidelity.table import render_table
from parity.page import write
from swschema.errors import SwschemaError
from swschema.schema.files import SPECIFICATION

BOTH, JSON = "JSON, XML", "JSON"
UNION = ("union", "联合类型")
ENUM = ("enumeration", "枚举")
CONSTANTS = ("constants", "常量")
TEXT = ("text", "文本")
TYPED = ("text, accessors", "文本，可存取")
OURS = {
    "typescript": ("TypeScript", UNION, TYPED),
    "java": ("Java", ENUM, TYPED),
    "csharp": ("C#", CONSTANTS, TYPED),
    "go": ("Go", CONSTANTS, TYPED),
}
# Of the others: what is named, its version, what measures it, and what the types are.
Other = tuple[str, str, Callable[[Path], Counts | None], tuple[str, str]]


def find_program(name: str) -> str:
    """Return a program, which must be there."""
    found = shutil.which(name)
    if found is None:
        raise SystemExit(f"{name} is not installed")
    return found


def measure_ours() -> Iterator[Row]:
    """Yield the rows of swschema."""
    valid, invalid = documents(valid=True, folder="valid"), documents(valid=False)
    loaded = same = refused = 0
    for path in valid:
        model = swschema.load(path)
        loaded += 1
        dumped = [swschema.dump(model, syntax=syntax) for syntax in ("json", "xml")]
        same += {*map(swschema.digest, dumped)} == {swschema.digest(path)}
    for path in invalid:
        try:
            swschema.load(path)
        except SwschemaError:
            refused += 1
    counts = Counts(len(valid), loaded, same, len(invalid), refused)
    types = (("datetime", "datetime"), ("Decimal", "Decimal"))
    literal = ("literal", "字面量")
    yield Row("**swschema**: Python", SPECIFICATION, BOTH, counts, literal, *types)
    for target, (name, codes, values) in OURS.items():
        with tempfile.TemporaryDirectory() as folder:
            proof = prove(
                CLIENTS[target](find_program, Path(folder), None), Path(folder) / "written"
            )
        counts = Counts(len(valid), proof.loaded, proof.same, len(invalid), proof.refused)
        yield Row(f"**swschema**: {name}", SPECIFICATION, BOTH, counts, codes, values, values)


def list_others() -> tuple[Other, ...]:
    """Return the other generators."""
    quicktype = others.version("quicktype")
    return (
        ("quicktype: TypeScript", quicktype, others.quicktype_typescript, ENUM),
        ("quicktype: Go", quicktype, others.quicktype_go, CONSTANTS),
        ("quicktype: Java", quicktype, others.quicktype_java, ENUM),
        ("quicktype: C#", quicktype, others.quicktype_csharp, ENUM),
        (
            "json-schema-to-typescript (types alone)",
            others.version("json-schema-to-typescript"),
            others.json_schema_to_typescript,
            UNION,
        ),
        (
            "openapi-typescript (types alone)",
            others.version("openapi-typescript"),
            others.openapi_typescript,
            UNION,
        ),
        (
            "json-schema-to-zod, references inlined",
            others.version("json-schema-to-zod"),
            others.json_schema_to_zod,
            UNION,
        ),
        (
            "datamodel-code-generator: Pydantic",
            others.python_version("datamodel-code-generator"),
            others.datamodel_code_generator,
            ENUM,
        ),
    )


def measure_others() -> Iterator[Row]:
    """Yield the rows of the other generators."""
    others.install()
    for name, version, measure, codes in list_others():
        with tempfile.TemporaryDirectory() as folder:
            counts = measure(Path(folder))
        spelled = (TEXT, TEXT)
        if name.startswith("datamodel"):
            spelled = (("datetime", "datetime"), ("Decimal", "Decimal"))
        yield Row(name, version, JSON, counts, codes, *spelled)


def main() -> None:
    """Measure, print, and write where it is asked for."""
    rows = []
    for row in chain(measure_ours(), measure_others()):
        rows.append(row)
        print(row.name, row.version, row.counts, flush=True)
    if "--write" in sys.argv:
        for language in ("en", "zh"):
            page = ROOT / "docs" / language / "guides/fidelity.md"
            write(page, "table", render_table(rows, language))


if __name__ == "__main__":
    main()

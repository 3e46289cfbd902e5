"""Everything that is generated, as one plan of files; written, or compared with what is there."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from swschema.compiler import models, translations
from swschema.compiler.pages.files import page_files
from swschema.compiler.playground import playground_files
from swschema.compiler.problem_codes import problem_codes_bundle, read_problem_codes
from swschema.compiler.rules.files import rule_files
from swschema.compiler.samples.corpus import sample_files
from swschema.compiler.samples.evil import evil_files
from swschema.compiler.schema import bundle, catalog, codes, countries, profile, xsd
from swschema.compiler.schema.genericode import genericode_file
from swschema.schema.files import RECORDS, SOURCES, VERSION, kebab

Plan = dict[Path, bytes]
# Folders that hold nothing but what is generated: a file there that the plan does not name is an
# orphan, if the plan writes into that folder at all.
GENERATED = (
    "schemas/v1/bundles",
    "schemas/v1/genericode",
    "schemas/v1/xsd",
    "samples/invalid",
    "samples/rules",
    "samples/variants",
    "samples/evil",
)
# Generated files that are built where they are needed, and not committed.
NOT_COMMITTED = (
    "docs/en/index.md",
    "docs/en/proof",
    "docs/en/reference",
    "docs/zh/index.md",
    "docs/zh/proof",
    "docs/zh/reference",
    "playground/data",
)


def repository() -> Path:
    """Return the root of the repository: a build needs its sources, not an installed package.

    Raises:
        FileNotFoundError: if the package does not run from a checkout.
    """
    root = Path(__file__).parents[3]
    if not (root / "schemas" / VERSION).is_dir():
        raise FileNotFoundError(f"{root}: a build runs in a checkout of swschema")
    return root


def plan(root: Path, *, pages: bool = False) -> Plan:
    """Return all generated files of a checkout with their content.

    Args:
        root: the repository.
        pages: with the pages of the site, which are built and never committed.

    Raises:
        BuildError: where a source breaks the interchange profile.
    """
    version = root / "schemas" / VERSION
    made = {"country": countries.country_list(), "currency": countries.currency_list()}
    lists = codes.read_codes(version / "codes", made)
    sources = {"codes": codes.codes_schema(lists)} | {
        name: orjson.loads((version / f"{name}.schema.json").read_bytes())
        for name in SOURCES
        if name != "codes"
    }
    profile.check_profile(sources)
    problems = read_problem_codes(root)
    whole = bundle.whole_bundle(sources)
    files = {
        version / "codes.schema.json": _json(sources["codes"]),
        version / "catalog.xml": catalog.catalog().encode(),
        version / "xsd/swschema.xsd": xsd.xsd_driver().encode(),
        version / "bundles/swschema.bundle.json": _json(whole),
        root / "src/swschema/models/v1.py": models.package_models(whole).encode(),
    }
    files |= {version / f"codes/{name}.json": _json(value) for name, value in made.items()}
    files |= _genericode_files(version, lists)
    files |= {
        version / f"bundles/{name}.bundle.json": _json(bundle.record_bundle(sources, name))
        for name in RECORDS
    }
    files |= {
        version / f"xsd/{name}.xsd": xsd.xsd_file(sources, name, lists).encode() for name in sources
    }
    files |= translations.catalogue_files(root / "src/swschema")
    derived, rules = rule_files(root, sources, lists)
    files |= derived
    files |= problem_codes_bundle(root, problems)
    files |= sample_files(root / "samples", sources, rules, problems)
    files |= evil_files(root / "samples", problems, files)
    files |= playground_files(root, sources, lists, problems, files=files)
    if pages:
        files |= page_files(root, sources, lists, rules, problems=problems, files=files)
    return files


def _genericode_files(version: Path, lists: codes.CodeLists) -> Plan:
    return {
        version / f"genericode/{kebab(name)}.gc": genericode_file(lists, name).encode()
        for name in lists
    }


def write(root: Path, planned: Plan) -> list[Path]:
    """Write what differs from the plan and remove what is orphaned; return what was touched."""
    touched = [path for path, content in planned.items() if _read(path) != content]
    for path in touched:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(planned[path])
    gone = list(orphans(root, planned))
    for path in gone:
        path.unlink()
    return sorted([*touched, *gone])


def compare(root: Path, planned: Plan) -> Iterator[str]:
    """Yield a unified diff for each committed file that is stale, missing or orphaned."""
    wanted = planned | dict.fromkeys(orphans(root, planned), b"")
    built = {root / folder for folder in NOT_COMMITTED}
    wanted = {
        path: each for path, each in wanted.items() if built.isdisjoint([path, *path.parents])
    }
    for path, content in sorted(wanted.items()):
        found = _read(path)
        if found != content:
            name = path.relative_to(root).as_posix()
            yield "".join(
                difflib.unified_diff(
                    _lines(found or b""), _lines(content), f"{name} (found)", f"{name} (built)"
                )
            )


def orphans(root: Path, planned: Mapping[Path, bytes]) -> Iterator[Path]:
    """Yield the files in generated folders that nothing generates any more."""
    written = {folder for path in planned for folder in path.parents}
    folders = [root / folder for folder in (*GENERATED, *NOT_COMMITTED) if root / folder in written]
    found = {path for folder in folders for path in folder.rglob("*") if path.is_file()}
    found -= {root / "samples/evil/evil.yaml"}
    twins = set((root / "samples/valid").rglob("*.xml"))
    yield from sorted((found | twins) - planned.keys())


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _lines(content: bytes) -> list[str]:
    return content.decode(errors="replace").splitlines(keepends=True)


def _json(value: Any) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)

"""All that is generated, part by part: what makes each part, and which files are its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from swschema.compiler.bundles import generate_bundle_files
from swschema.compiler.client_models.targets import generate_model_files
from swschema.compiler.javascript import generate_javascript_files
from swschema.compiler.native.tables import generate_native_files
from swschema.compiler.pages.files import generate_page_files
from swschema.compiler.playground import generate_playground_files
from swschema.compiler.rules.files import generate_rule_files
from swschema.compiler.samples.corpus import generate_rule_sample_files, generate_sample_files
from swschema.compiler.samples.evil import generate_hostile_files
from swschema.compiler.schema.files import generate_genericode_files, generate_schema_files
from swschema.compiler.schema.generator_files import generate_generator_files
from swschema.compiler.schema.type_table import generate_type_table_files
from swschema.compiler.specification import Files, Specification
from swschema.compiler.translations import generate_catalogue_files


@dataclass(frozen=True, slots=True)
class Part:
    """Files that are generated together.

    Attributes:
        name: what a build calls it by.
        generate: gives the files with their content.
        owned: patterns of paths in the repository that match nothing but files of this part: any
            other is an orphan, unless it is YAML, which is always written by hand.
        committed: whether the files are in the repository; else they are built where they are
            needed.
        by_default: whether a build writes them unless told otherwise.
    """

    name: str
    generate: Callable[[Specification], Files]
    owned: tuple[str, ...] = ()
    committed: bool = True
    by_default: bool = True


PARTS = (
    Part("schemas", generate_schema_files, ("schemas/v1/xsd/*",)),
    Part("genericode", generate_genericode_files, ("schemas/v1/genericode/*",)),
    Part("bundles", generate_bundle_files, ("schemas/v1/bundles/*",)),
    Part("generators", generate_generator_files, ("schemas/v1/generators/*",)),
    Part("type-table", generate_type_table_files, ("schemas/v1/xslt/types.xsl",)),
    Part("models", generate_model_files),
    Part("rules", generate_rule_files),
    Part("native", generate_native_files, ("src/swschema/native/*.tables",)),
    Part("translations", generate_catalogue_files),
    Part(
        "samples",
        generate_sample_files,
        ("samples/valid/**/*.xml", "samples/variants/**/*", "samples/invalid/**/*"),
    ),
    Part("hostile-samples", generate_hostile_files, ("samples/evil/*",)),
    Part(
        "rule-samples",
        generate_rule_sample_files,
        ("samples/rules/**/*", "samples/trails/**/*"),
        committed=False,
    ),
    Part("javascript", generate_javascript_files, ("javascript/src/data/*",), committed=False),
    Part("playground", generate_playground_files, ("playground/data/*",), committed=False),
    Part(
        "pages",
        generate_page_files,
        (
            "docs/*/index.md",
            "docs/*/about/*changelog.md",
            "docs/*/bring/*",
            "docs/*/proof/*",
            "docs/*/reference/**/*",
        ),
        committed=False,
        by_default=False,
    ),
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a build writes.

    Attributes:
        root: the repository.
        files: the content of each file.
        orphans: files that nothing generates any more.
    """

    root: Path
    files: Files
    orphans: tuple[Path, ...]


def select_parts(names: Iterable[str] = (), *, committed_only: bool = False) -> list[Part]:
    """Return the parts of these names, or those of a plain build if there are none.

    Args:
        names: names of parts.
        committed_only: leave out the parts that are not in the repository.
    """
    wanted = {*names} or {part.name for part in PARTS if part.by_default}
    return [
        part for part in PARTS if part.name in wanted and (part.committed or not committed_only)
    ]


def make_plan(specification: Specification, parts: Iterable[Part]) -> Plan:
    """Return what a build of these parts writes.

    Raises:
        BuildError: where a source does not give what a part needs.
    """
    root = specification.root
    files: Files = {}
    orphans: list[Path] = []
    for part in parts:
        generated = part.generate(specification)
        files |= generated
        orphans += _find_orphans(root, part, generated)
    return Plan(root, files, tuple(sorted(orphans)))


def _find_orphans(root: Path, part: Part, generated: Files) -> Iterator[Path]:
    for pattern in part.owned:
        for path in root.glob(pattern):
            if path.is_file() and path not in generated and path.suffix != ".yaml":
                yield path

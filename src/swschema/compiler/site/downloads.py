"""The files that the site offers at stable addresses, which are those of the namespace."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from swschema.compiler.site.fields import list_field_rows, render_csv
from swschema.compiler.site.required_materials import (
    list_papers,
    render_table,
    render_table_as_csv,
)
from swschema.convert.documents import to_xlsx
from swschema.exchange.templates.workbook import write_workbook_template
from swschema.problems import Language
from swschema.schema.files import IDS, SPECIFICATION, draft_name

# By the folder in the site: what of the repository is in it.
FILES = {
    "v1": ("schemas/v1", ("*.schema.json", "catalog.xml", "swschema.sch", "swschema.xsl")),
    "v1/xsd": ("schemas/v1/xsd", ("*.xsd",)),
    "v1/bundles": ("schemas/v1/bundles", ("*.json",)),
    "v1/generators": ("schemas/v1/generators", ("*.json",)),
    "v1/xslt": ("schemas/v1/xslt", ("*.xsl",)),
    "v1/codes": ("schemas/v1/codes", ("*.json",)),
    "v1/genericode": ("schemas/v1/genericode", ("*.gc",)),
    "samples": ("samples", ("manifest.json", "manifest.schema.json", "README.md")),
}
# The samples that pages link to one by one.
WHOLE = ("valid", "invalid", "rules", "trails", "exchange", "keys")
ZIPPED = (
    "README.md",
    "manifest.json",
    "manifest.schema.json",
    "valid",
    "variants",
    "invalid",
    "rules",
    "trails",
    "adapters/own.py",
    "adapters/RecordValidator.java",
    "adapters/Xerces.java",
    "adapters/ajv/adapter.mjs",
    "adapters/ajv/package.json",
    "adapters/ajv/package-lock.json",
)
FORMS = ("registration", "materials", "interview")
LANGUAGES: Mapping[str, Language] = {"en": "en", "zh": "zh-Hans"}
WHEN = (1980, 1, 1, 0, 0, 0)  # the same bytes from the same files


def write_downloads(root: Path, site: Path) -> None:
    """Write all downloads into a site.

    Args:
        root: the repository.
        site: the folder of the built site.
    """
    for folder, (source, patterns) in FILES.items():
        (site / folder).mkdir(parents=True, exist_ok=True)
        for pattern in patterns:
            for path in (root / source).glob(pattern):
                shutil.copyfile(path, site / folder / path.name)
    for name in WHOLE:
        shutil.copytree(root / "samples" / name, site / "samples" / name, dirs_exist_ok=True)
    downloads = site / "downloads"
    downloads.mkdir(exist_ok=True)
    samples = root / "samples"
    kit = _zip(samples, ZIPPED, _workbooks(samples))
    (downloads / "swschema-samples.zip").write_bytes(kit)
    (downloads / "swschema-schemas.zip").write_bytes(_zip(site / "v1", (".",)))
    (downloads / "required-materials.json").write_bytes(render_table())
    for file, page in list_papers(root):
        path = site / "samples" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(page)
    for language in ("en", "zh"):
        table = render_table_as_csv(language)
        (downloads / f"required-materials.{language}.csv").write_bytes(table)
        rows = list_field_rows(language)
        (downloads / f"swschema-fields.{language}.csv").write_bytes(render_csv(rows))
    for name, workbook in _forms():
        (downloads / name).write_bytes(workbook)


def _forms() -> Iterator[tuple[str, bytes]]:
    """Yield the workbooks in which people fill in records, by name."""
    for record in FORMS:
        draft = {"recordType": draft_name(record), "schemaVersion": SPECIFICATION, IDS[record]: "1"}
        for short, language in LANGUAGES.items():
            data = write_workbook_template(draft, (language,))
            yield f"swschema-{record}.{short}.xlsx", data


def _workbooks(samples: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the workbook of each valid sample, by its path in the kit."""
    for path in sorted((samples / "valid").rglob("*.json")):
        name = path.relative_to(samples / "valid").with_suffix(".xlsx").as_posix()
        yield f"workbooks/{name}", to_xlsx(path)


def _zip(folder: Path, names: tuple[str, ...], more: Iterable[tuple[str, bytes]] = ()) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(_files(folder, names)):
            entry = zipfile.ZipInfo(f"swschema/{path.relative_to(folder).as_posix()}", WHEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())
        for name, data in more:
            archive.writestr(zipfile.ZipInfo(f"swschema/{name}", WHEN), data)
    return held.getvalue()


def _files(folder: Path, names: tuple[str, ...]) -> Iterator[Path]:
    for name in names:
        path = folder / name
        yield from (
            each for each in ([path] if path.is_file() else path.rglob("*")) if each.is_file()
        )

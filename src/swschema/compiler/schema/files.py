"""The files that derive from schemas and code lists: XML Schemas, the catalogue, genericode."""

from __future__ import annotations

from swschema.compiler.json_file import render_json
from swschema.compiler.schema.catalog import render_catalog
from swschema.compiler.schema.countries import generated_lists
from swschema.compiler.schema.genericode import render_genericode
from swschema.compiler.schema.xsd import render_xsd, render_xsd_driver
from swschema.compiler.specification import Files, Specification
from swschema.schema.files import DRAFTS, kebab


def generate_schema_files(specification: Specification) -> Files:
    """Return the schemas of codes and drafts, the lists from elsewhere, the catalogue and XSD."""
    version, lists = specification.version_folder, specification.code_lists
    files = {
        version / "codes.schema.json": render_json(specification.schemas["codes"]),
        version / "catalog.xml": render_catalog().encode(),
        version / "xsd/swschema.xsd": render_xsd_driver().encode(),
    }
    files |= {
        version / f"{name}.schema.json": render_json(specification.schemas[name])
        for name in ("commonDraft", *DRAFTS)
    }
    files |= {
        version / f"codes/{name}.json": render_json(lists[name]) for name in generated_lists()
    }
    for name, text in render_xsds(specification).items():
        files[version / f"xsd/{name}.xsd"] = text.encode()
    return files


def render_xsds(specification: Specification) -> dict[str, str]:
    """Return the XML Schema of each source schema, by its name."""
    schemas, lists = specification.schemas, specification.code_lists
    return {name: render_xsd(schemas, name, lists) for name in schemas}


def generate_genericode_files(specification: Specification) -> Files:
    """Return each code list as genericode."""
    folder, lists = specification.version_folder / "genericode", specification.code_lists
    return {folder / f"{kebab(name)}.gc": render_genericode(lists, name).encode() for name in lists}

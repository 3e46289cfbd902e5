"""The files that derive from schemas and code lists: XML Schemas, the catalogue, genericode."""

from __future__ import annotations

from swschema.compiler.json_file import to_json
from swschema.compiler.schema.catalog import catalog
from swschema.compiler.schema.countries import generated_lists
from swschema.compiler.schema.genericode import genericode_file
from swschema.compiler.schema.xsd import xsd_driver, xsd_file
from swschema.compiler.specification import Files, Specification
from swschema.schema.files import kebab


def schema_files(specification: Specification) -> Files:
    """Return the schema of codes, the lists that come from elsewhere, the catalogue and XSD."""
    version, lists = specification.version_folder, specification.code_lists
    files = {
        version / "codes.schema.json": to_json(specification.schemas["codes"]),
        version / "catalog.xml": catalog().encode(),
        version / "xsd/swschema.xsd": xsd_driver().encode(),
    }
    files |= {version / f"codes/{name}.json": to_json(lists[name]) for name in generated_lists()}
    for name, text in xsd_texts(specification).items():
        files[version / f"xsd/{name}.xsd"] = text.encode()
    return files


def xsd_texts(specification: Specification) -> dict[str, str]:
    """Return the XML Schema of each source schema, by its name."""
    schemas, lists = specification.schemas, specification.code_lists
    return {name: xsd_file(schemas, name, lists) for name in schemas}


def genericode_files(specification: Specification) -> Files:
    """Return each code list as genericode."""
    folder, lists = specification.version_folder / "genericode", specification.code_lists
    return {folder / f"{kebab(name)}.gc": genericode_file(lists, name).encode() for name in lists}

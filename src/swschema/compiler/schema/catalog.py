"""The OASIS XML Catalog, by which XML tools find the files without a network."""

from __future__ import annotations

from swschema.compiler.schema.codes import COMMENT
from swschema.schema.files import NAMESPACE, RECORDS, SOURCES


def render_catalog() -> str:
    """Return an OASIS XML Catalog 1.1 that maps every address to the file beside it."""
    base = NAMESPACE
    xsds = [f"xsd/{name}.xsd" for name in ("swschema", *SOURCES)]
    files = [
        *(f"{name}.schema.json" for name in SOURCES),
        *(f"bundles/{name}.bundle.json" for name in ("swschema", *RECORDS)),
        *xsds,
    ]
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f"<!-- {COMMENT} -->",
            '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">',
            f'  <uri name="{base}" uri="xsd/swschema.xsd"/>',
            *(f'  <uri name="{base}/{file}" uri="{file}"/>' for file in files),
            *(f'  <system systemId="{base}/{file}" uri="{file}"/>' for file in xsds),
            "</catalog>",
            "",
        ]
    )

"""The OASIS XML Catalog, by which XML tools find the files without a network."""

from __future__ import annotations

from swschema import resources
from swschema.compiler.schema.codes import COMMENT


def catalog() -> str:
    """Return an OASIS XML Catalog 1.1 that maps every address to the file beside it."""
    base = resources.NAMESPACE
    xsds = [f"xsd/{name}.xsd" for name in ("swschema", *resources.SOURCES)]
    files = [
        *(f"{name}.schema.json" for name in resources.SOURCES),
        *(f"bundles/{name}.bundle.json" for name in ("swschema", *resources.RECORDS)),
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

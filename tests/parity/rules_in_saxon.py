"""The rulebook's Schematron, as the XSLT that is shipped, under Saxon."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from lxml import etree
from saxonche import PySaxonProcessor, PyXsltExecutable

from conftest import AS_OF
from independent.places import Path, path_of
from independent.specification import FOLDER, NAMESPACE, root

SVRL = "{http://purl.oclc.org/dsdl/svrl}"
SPACES = {"sw": NAMESPACE}


def breaches(xml: bytes) -> Iterator[tuple[str, int, Path]]:
    """Yield each breach of a valid record: the rule, the number of its check, the path."""
    top = etree.fromstring(xml)
    record = root(etree.QName(top).localname)
    processor, stylesheet = _compiled()
    node = processor.parse_xml(xml_text=xml.decode())
    told = etree.fromstring(stylesheet.transform_to_string(xdm_node=node).encode())
    for failed in told.iter(f"{SVRL}failed-assert"):
        rule, _, number = str(failed.get("id")).partition("-")
        (element,) = top.xpath(str(failed.get("location")), namespaces=SPACES)
        yield rule, int(number), path_of(element, record)


@cache
def _compiled() -> tuple[PySaxonProcessor, PyXsltExecutable]:
    processor = PySaxonProcessor(license=False)
    xslt = processor.new_xslt30_processor()
    path = FOLDER / "swschema.xsl"
    compiled = xslt.compile_stylesheet(stylesheet_file=str(path))
    compiled.set_parameter("today", processor.make_string_value(AS_OF))
    return processor, compiled

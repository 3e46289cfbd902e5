"""The converters in XSLT, under Saxon."""

from __future__ import annotations

from functools import cache

from saxonche import PySaxonProcessor, PyXsltExecutable

from conftest import ROOT

FOLDER = ROOT / "schemas/v1/xslt"


def to_xml(text: str) -> bytes:
    """Return a record in JSON as XML, by the stylesheet.

    Raises:
        PySaxonApiError: where it refuses the record.
    """
    processor, stylesheet = _compiled("json-to-xml")
    stylesheet.set_parameter("json", processor.make_string_value(text, encoding="UTF-8"))
    return str(stylesheet.call_template_returning_string(None)).encode()


def to_json(xml: str, *, canonical: bool = False, part: str = "whole") -> bytes:
    """Return a record in XML as JSON, by the stylesheet.

    Raises:
        PySaxonApiError: where it refuses the record.
    """
    processor, stylesheet = _compiled("xml-to-json")
    stylesheet.set_parameter("canonical", processor.make_boolean_value(canonical))
    stylesheet.set_parameter("part", processor.make_string_value(part))
    node = processor.parse_xml(xml_text=xml)
    return str(stylesheet.transform_to_string(xdm_node=node)).encode()


@cache
def _compiled(name: str) -> tuple[PySaxonProcessor, PyXsltExecutable]:
    processor = _processor()
    path = FOLDER / f"{name}.xsl"
    return processor, processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(path))


@cache
def _processor() -> PySaxonProcessor:
    return PySaxonProcessor(license=False)

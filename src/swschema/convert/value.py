"""The JSON value of a record, whichever syntax it is in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from swschema.parse.document import Document


def read_value(document: Document) -> Mapping[str, Any]:
    """Return the JSON value of a record; that of XML is read once and then kept.

    Raises:
        ConversionError: at the first thing in XML that JSON has nothing for.
    """
    if document.value is None and document.element is not None:
        from swschema.convert.xml_reader import read_xml  # only XML pays for these modules
        from swschema.schema.shapes import root

        document.parsed = read_xml(document.element, root(document.record_type))
    return document.value or {}

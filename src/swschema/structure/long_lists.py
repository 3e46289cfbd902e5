"""Lists so long that a validator of XML Schema may take long over the mistakes in them.

libxml2 notes the path of each mistake, and counts siblings for it, which is quadratic time; and
xmlschema is slow by itself. Where a list is so long, the JSON value is looked at first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from swschema.parse.document import Document

LARGE = 100_000  # bytes of XML; what is smaller has no room for mistakes that would take long
LONG = 2_000  # children or attributes of one element; among fewer, no count takes long


def has_long_lists(document: Document) -> bool:
    """Return whether an element of an XML document has very many children or attributes."""
    if len(document.data) <= LARGE or document.element is None:
        return False
    return bool(document.element.xpath(f"boolean(//*[{LONG}] | //@*[{LONG}])"))

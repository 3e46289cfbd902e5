"""The header of a message that need not be valid: enough of it to answer its sender."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from swschema.exchange.messages.party import MEMBERS
from swschema.schema.files import NAMESPACE

if TYPE_CHECKING:
    from lxml.etree import _Element

    from swschema.parse.document import Document

TEXTS = ("messageId", "applicationNo", "correlationId")
PARTIES = ("sender", "receiver")


def read_header(document: Document) -> dict[str, Any]:
    """Return those members of a message's header that a receipt repeats, as far as they are texts.

    Args:
        document: a message, whatever else is wrong in it.
    """
    if document.element is not None:
        found = _read_element(document.element, (*TEXTS, *PARTIES))
    else:
        found = {name: (document.value or {}).get(name) for name in (*TEXTS, *PARTIES)}
    header: dict[str, Any] = {name: found[name] for name in TEXTS if isinstance(found[name], str)}
    for name in PARTIES:
        party = found[name]
        if isinstance(party, dict):
            header[name] = {
                member: party[member] for member in MEMBERS if isinstance(party.get(member), str)
            }
    return header


def has_receipt(document: Document) -> bool:
    """Return whether a message carries a receipt, whatever is wrong in it."""
    if document.element is not None:
        return document.element.find(f"{{{NAMESPACE}}}receipt") is not None
    return "receipt" in (document.value or {})


def _read_element(element: _Element, names: tuple[str, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in names:
        child = element.find(f"{{{NAMESPACE}}}{name}")
        if child is None:
            found[name] = None
        else:
            found[name] = _read_element(child, MEMBERS) if name in PARTIES else child.text
    return found

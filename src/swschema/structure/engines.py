"""The engines that validate a document's structure, behind one interface."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from swschema.errors import UnknownNameError
from swschema.i18n import _

if TYPE_CHECKING:
    from lxml import etree

    from swschema.parse.document import Document
    from swschema.schema.violation import Violation

ENGINES = ("fast", "reference")


class Engine(Protocol):
    """Validates JSON by the bundles and XML by the XML Schemas; safe to share between threads."""

    def accepts_json(self, record: str, value: Mapping[str, Any]) -> bool:
        """Return whether a value is a valid record."""

    def violations(self, record: str, value: Mapping[str, Any]) -> Iterator[Violation]:
        """Yield all violations of a value."""

    def accepts_xml(self, document: Document, *, is_read: bool) -> bool:
        """Return whether an XML document is a valid record.

        Args:
            document: the document.
            is_read: whether its JSON value is needed whatever the verdict is.
        """

    def xml_message(self, root: etree._Element) -> str:
        """Return the engine's first message about an invalid element."""


@cache
def find_engine(name: str) -> Engine:
    """Return the engine of a name, one of `ENGINES`.

    Raises:
        UnknownNameError: if there is no such engine.
        MissingExtraError: if its packages are not installed.
    """
    if name == "fast":
        from swschema.structure.fast import FastEngine

        return FastEngine()
    if name == "reference":
        from swschema.structure.reference import ReferenceEngine

        return ReferenceEngine()
    raise UnknownNameError(_("engine"), name, ENGINES)

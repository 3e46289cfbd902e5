"""The engines that judge a document's structure, behind one face."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from swschema.errors import UnknownNameError
from swschema.schema.paths import Path

if TYPE_CHECKING:
    from lxml import etree

ENGINES = ("fast", "reference")


@dataclass(frozen=True, slots=True)
class Violation:
    """What an engine says of a JSON value, in terms of JSON Schema.

    Attributes:
        keyword: the keyword that the value breaks.
        path: names and indices from the root. A missing or an unknown member is pointed to
            itself, not its object.
        limit: the keyword's value in the schema.
    """

    keyword: str
    path: Path
    limit: Any = None


class Engine(Protocol):
    """Judges JSON by the bundles and XML by the XML Schemas; safe to share between threads."""

    def accepts_json(self, record: str, value: Mapping[str, Any]) -> bool:
        """Return whether a value is a valid record."""

    def violations(self, record: str, value: Mapping[str, Any]) -> Iterator[Violation]:
        """Yield all that is wrong with a value."""

    def accepts_xml(self, root: etree._Element) -> bool:
        """Return whether an element is a valid record."""

    def xml_message(self, root: etree._Element) -> str:
        """Return what the engine says of an invalid element first."""


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
    raise UnknownNameError("engine", name, ENGINES)

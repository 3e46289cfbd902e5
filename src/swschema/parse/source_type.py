"""The type of a source: what a caller may pass as a document."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, Protocol, TypeAlias

from pydantic import BaseModel


class LxmlElement(Protocol):
    """An element of lxml, which has its types in another package."""

    @property
    def nsmap(self) -> object:
        """Return the namespaces at the element, by prefix."""


class LxmlTree(Protocol):
    """A tree of lxml elements."""

    @property
    def docinfo(self) -> object:
        """Return the XML declaration and the document type."""


# pydantic and lxml are loaded late, so most modules import this for their types only.
Source: TypeAlias = (
    bytes
    | bytearray
    | memoryview
    | str
    | os.PathLike[str]
    | Mapping[str, Any]
    | BaseModel
    | LxmlElement
    | LxmlTree
)

"""What stands in the way of a conversion, and where."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from swschema.schema.paths import Path


@dataclass(frozen=True, slots=True)
class Fault:
    """A place in an XML document that JSON cannot say.

    Attributes:
        code: the problem code, the same as for validation.
        path: property names and array indices from the record's root.
        reason: what is wrong, in a clause whose subject is the value at the path.
        element: the XML element concerned, if there is one.
    """

    code: str
    path: Path
    reason: str
    element: Any = None


@dataclass(slots=True)
class Misfit(Exception):  # noqa: N818 - it never leaves the package
    """A JSON value that XML cannot say; it learns its path on the way out of the writers.

    Attributes:
        reason: what is wrong, in a clause whose subject is the value at the path.
        way: property names and array indices, innermost first.
    """

    reason: str
    way: list[str | int] = field(default_factory=list)

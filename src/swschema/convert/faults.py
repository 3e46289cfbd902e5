"""What stands in the way of a conversion, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NoReturn

from swschema.errors import ConversionError
from swschema.pointers import Path, pointer


@dataclass(frozen=True, slots=True)
class Fault:
    """A place in a document that one syntax has and the other cannot say.

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


def raise_fault(fault: Fault) -> NoReturn:
    """Raise a fault as a ConversionError: the strict way to deal with one."""
    raise ConversionError(pointer(fault.path), fault.reason)

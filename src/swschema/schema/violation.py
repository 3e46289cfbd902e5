"""What an engine reports, before findings are made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from swschema.schema.paths import Path


@dataclass(frozen=True, slots=True)
class Violation:
    """A place where a record violates its schema, as one engine or the reader of XML reports it.

    Attributes:
        path: names and indices from the root. A missing or an unknown member has a path of its
            own, not that of its object.
        keyword: the JSON Schema keyword that the value violates; empty where none says it.
        limit: the keyword's value in the schema, where that is a number.
        code: the problem code; empty where it follows from the keyword.
        reason: where no keyword is violated, what is wrong, in a clause whose subject is the value.
        token: the XML element, or the token of the JSON text, that the reader reports; None
            where the path alone says which.
        meant: of a misspelt name, the name that was meant.
    """

    path: Path
    keyword: str = ""
    limit: Any = None
    code: str = ""
    reason: str = ""
    token: Any = None
    meant: str | None = None

"""One condition of a rule, as the package runs it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Check:
    """One condition of a rule.

    Attributes:
        rule: the rule's id, such as `MT02`.
        number: which of the rule's checks it is, from 1.
        scope: the record type that it needs whole.
        each: the type of what it checks, wherever that stands in the record.
        holds: whether it holds, asked with the values that it needs.
        needs: the names of these values, in order.
        told: what its message tells, asked in the same way: by name, a value and the id of the
            code list that it is from, or nothing; None where it tells nothing.
        once: what makes the lists, by name, that are made once for the record: from the record,
            the date of which codes are asked, and the rule's parameters.
    """

    rule: str
    number: int
    scope: str
    each: str
    holds: Callable[..., bool]
    needs: tuple[str, ...]
    told: Callable[..., Mapping[str, tuple[Any, str]]] | None
    once: Mapping[str, Callable[[Any, str, Any], frozenset[str]]]

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
        target: the type of what it checks, wherever that appears in the record.
        holds: returns whether it holds; its arguments are the values that it needs.
        needs: the names of these values, in order.
        message_values: returns the values in its message, from the same arguments: by name, a
            value and the id of the code list that it is from, or ""; None where there are none.
        lists: by name, functions that make a list once for the record: from the record, the date
            for which codes are looked up, and the rule's parameters.
    """

    rule: str
    number: int
    scope: str
    target: str
    holds: Callable[..., bool]
    needs: tuple[str, ...]
    message_values: Callable[..., Mapping[str, tuple[Any, str]]] | None
    lists: Mapping[str, Callable[[Any, str, Any], frozenset[str]]]

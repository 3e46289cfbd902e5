"""To which sender and which administrative division a record belongs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from swschema.parse.document import Document
from swschema.schema.files import NAMESPACE
from swschema.totals import UNKNOWN, Facts

SENDER = ("sender", "code")
DIVISION = ("application", "enterprise", "administrativeDivision")
# Where a record has the division of a registration.
DIVISIONS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "registration": (DIVISION,),
    "registrationDraft": (DIVISION,),
    "dossier": (("registration", *DIVISION),),
    "message": (
        ("registration", *DIVISION),
        ("dossier", "registration", *DIVISION),
        ("registrationDraft", *DIVISION),
    ),
}
# An invalid record may have anything there: only what may be a code is taken.
CODES = re.compile("[0-9A-Z]{4,18}")


def record_facts(document: Document) -> Facts:
    """Return record type, sender and division of a record, "" where it has none."""
    record = document.record_type
    content, find = (
        (document.value, _find_in_value)
        if document.value is not None
        else (document.element, _find_in_element)
    )
    sender = find(content, SENDER) if record == "message" else UNKNOWN
    for path in DIVISIONS.get(record, ()):
        if division := find(content, path):
            return record, sender, division
    return record, sender, UNKNOWN


def _find_in_value(value: Any, path: tuple[str, ...]) -> str:
    for name in path:
        if type(value) is not dict:
            return UNKNOWN
        value = value.get(name)
    return value if isinstance(value, str) and CODES.fullmatch(value) else UNKNOWN


def _find_in_element(element: Any, path: tuple[str, ...]) -> str:
    for tag in _tags(path):
        element = next(element.iterchildren(tag), None)
        if element is None:
            return UNKNOWN
    return element.text if CODES.fullmatch(element.text or "") else UNKNOWN


@cache
def _tags(path: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{{{NAMESPACE}}}{name}" for name in path)

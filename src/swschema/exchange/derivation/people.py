"""The person who submits materials: named in the registration, or in a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from swschema.errors import ExchangeError, SourceError
from swschema.i18n import _


def read_person(text: str, record: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a person by a path or a name.

    Args:
        text: the path of a JSON file with a person as the schema's type Person has it, or the name
            of a person in the registration.
        record: the registration, or a dossier with it.

    Raises:
        SourceError: if there is no such file and nobody of that name.
        ExchangeError: if the file has no person.
    """
    for person in _list_people(record.get("registration", record)):
        if person.get("name") == text:
            return person
    try:
        data = Path(text).read_bytes()
    except OSError as error:
        reason = _("is neither a file nor the name of a person in the registration")
        raise SourceError(text, reason) from error
    try:
        found = orjson.loads(data)
    except orjson.JSONDecodeError:
        raise ExchangeError(text, "", _("is not JSON in UTF-8")) from None
    if not isinstance(found, dict):
        raise ExchangeError(text, "", _("is no person, as the type Person has it"))
    return found


def _list_people(registration: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    application = registration.get("application", {})
    yield application.get("administrator", {})
    yield from application.get("operators", ())
    yield application.get("enterprise", {}).get("legalRepresentative", {})
    entrustment = application.get("entrustment", {})
    yield entrustment.get("signatory", {})
    yield entrustment.get("agent", {}).get("legalRepresentative", {})

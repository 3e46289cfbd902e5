"""One digest for a record, the same for its JSON and its XML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import orjson

from swschema.errors import ConversionError
from swschema.i18n import _
from swschema.limits import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from swschema.parse.source_type import Source


def digest(source: Source, *, limits: Limits = DEFAULT_LIMITS) -> str:
    """Return the SHA-256 digest of a record's canonical JSON (RFC 8785), in lower-case hex.

    It is the value of `registrationRef.sha256` and of a message's `signature.sha256`. White space,
    the order of JSON members and the format of numbers do not change it; nor does the syntax, since
    XML is converted to JSON first. The record is not validated (see `swschema.validate`), but a
    record that `to_json` cannot convert has no digest.

    Args:
        source: what `swschema.validate` takes.
        limits: bounds on the size.

    Raises:
        SourceError: if the source cannot be read.
        InvalidDocumentError: if it is not well-formed, or no known record.
        ConversionError: at the first thing that XML cannot represent, such as an unknown or a
            repeated member.
    """
    from swschema.convert.documents import to_json

    return digest_value(orjson.loads(to_json(source, limits=limits)))


def digest_value(value: Mapping[str, Any]) -> str:
    """Return the SHA-256 digest of a parsed JSON value, such as the record in a message.

    Args:
        value: the value as JSON has it; it need not be a record.

    Raises:
        ConversionError: if it has what canonical JSON cannot represent: a number that is no
            double, half of a surrogate pair, or an object that JSON does not have.
    """
    import hashlib

    import rfc8785

    try:
        return hashlib.sha256(rfc8785.dumps(dict(value))).hexdigest()
    except (rfc8785.CanonicalizationError, RecursionError):
        # The message of the library may quote the value.
        reason = _("has a value that canonical JSON (RFC 8785) cannot represent")
        raise ConversionError("", reason) from None

"""Dates and times as the specification writes them."""

from __future__ import annotations

from datetime import datetime

from swschema.errors import ExchangeError
from swschema.i18n import _


def current_moment() -> str:
    """Return the date and time of now, to the second, with the offset of the local time zone."""
    return write_moment(datetime.now().astimezone().replace(microsecond=0))


def write_moment(moment: datetime) -> str:
    """Return a date and time in the one spelling that the schemas' DateTime has for it.

    Args:
        moment: a date and time with its offset from UTC.

    Raises:
        ExchangeError: if it has no offset, or one of seconds.
    """
    text = moment.replace(microsecond=0).isoformat()
    second, offset = text[:19], text[19:]  # 2018-03-05T09:12:04, +08:00
    if len(offset) != len("+08:00"):
        raise _no_moment(text)
    fraction = f".{moment.microsecond:06}".rstrip("0").rstrip(".")
    return f"{second}{fraction}{'Z' if offset == '+00:00' else offset}"


def read_moment(text: str) -> str:
    """Return a date and time that somebody wrote (ISO 8601) in the spelling of the schemas.

    Raises:
        ExchangeError: if it is not a date and time with its offset from UTC.
    """
    try:
        return write_moment(datetime.fromisoformat(text))
    except ValueError:
        raise _no_moment(text) from None


def choose_moment(text: str | None) -> str:
    """Return a date and time that a caller gives, or now where there is none.

    Raises:
        ExchangeError: if it is not a date and time with its offset from UTC.
    """
    return current_moment() if text is None else read_moment(text)


def latest(*moments: str) -> str:
    """Return the latest of some moments, as it is written."""
    return max(moments, key=datetime.fromisoformat)


def _no_moment(text: str) -> ExchangeError:
    reason = _("is no date and time with an offset; write it like 2024-03-01T09:30:00+08:00")
    return ExchangeError(repr(text), "", reason)

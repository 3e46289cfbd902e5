"""Messages on what can be wrong with a stream itself, between its records."""

from __future__ import annotations

from swschema.i18n import _
from swschema.streams.chunk import StreamViolation


def describe_violation(violation: StreamViolation) -> str:
    """Return what is wrong with a stream, in the current language."""
    return {
        "comma": _("a comma is missing between two values of the array, or there is one too many"),
        "end": _("the stream ends before its array or its root element is closed"),
        "lost": _("the end of this record cannot be found: the rest of the stream was not checked"),
        "name": _("this end tag does not match the root element"),
        "trail": _("there is more text after the array: it was not checked"),
    }[violation]

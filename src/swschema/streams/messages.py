"""What can be wrong with a stream itself, between its records, in words."""

from __future__ import annotations

from swschema.i18n import _
from swschema.streams.chunk import Fault


def words(fault: Fault) -> str:
    """Return what a fault means, in the language in use."""
    return {
        "comma": _("a comma is missing between two values of the array, or one is too many"),
        "end": _("the stream ends before its array or its root element does"),
        "lost": _("where this record ends cannot be told: what follows was not looked at"),
        "name": _("this end tag is not that of the root element"),
        "trail": _("something follows the array, and was not looked at"),
    }[fault]

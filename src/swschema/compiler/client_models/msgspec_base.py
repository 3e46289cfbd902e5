"""What the models for msgspec are based on; `swschema generate` copies this module."""

from __future__ import annotations

from msgspec import Struct


class ClosedStruct(Struct, forbid_unknown_fields=True):
    """A type of the specification: closed."""

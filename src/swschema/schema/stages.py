"""Who fills in a member of a record."""

from __future__ import annotations

from swschema.schema.shapes import Member

# Assigned by an authority once, and from then on stated by the enterprise.
KNOWN_NUMBERS = frozenset({"CustomsRegistrationCode", "CiqRecordNo"})


def is_assigned(member: Member) -> bool:
    """Return whether a member is filled in by an authority or its system, or only later."""
    stages = member.schema.get("x-stage", [])
    if member.shape.name in KNOWN_NUMBERS:
        return False
    is_later = stages == ["postRegistration"] or member.shape.name == "RecordView"
    return is_later or "assigned" in stages

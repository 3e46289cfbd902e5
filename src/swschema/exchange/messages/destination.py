"""The authorities that a record concerns, as the destination of a message states them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

INSPECTION = "NATIONAL_INSPECTION"
CUSTOMS = frozenset(("CUSTOMS", "UNIFIED_CUSTOMS"))


def find_destination(record: Mapping[str, Any]) -> str | None:
    """Return the destination (FunctionCode) that rule EN01 requires; None for no authority.

    A draft is stored at the single window and goes to none; a dossier concerns both.

    Args:
        record: a structurally valid record, as JSON has it.
    """
    match record["recordType"]:
        case "registration":
            materials = record.get("application", {}).get("onlineMaterials", ())
            return _destination(each for one in materials for each in one["targetWindows"])
        case "materials":
            submissions = record["submissions"]
            open_ones = [each for each in submissions if "decision" not in each]
            return _destination(each["windowCode"] for each in open_ones or submissions)
        case "interview":
            return _destination(record["authorities"])
        case "dossier":
            return "BOTH"
    return None


def _destination(windows: Iterable[str]) -> str | None:
    found = {*windows}
    inspection, customs = INSPECTION in found, not CUSTOMS.isdisjoint(found)
    if inspection and customs:
        return "BOTH"
    return "CIQ" if inspection else "CUS" if customs else None

"""The items of two lists that are the same things, whatever their positions."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import orjson

from swschema.schema.paths import find_value
from swschema.schema.shapes import Member, ObjectType, Scalar

# By what things are recognised: members that identify one, the surest first. Where the first are
# not given, or nothing is found by them, the next are tried. A member may be in another (`a/b`).
KEYS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "Address": (("street", "city"),),
    "AssignedIdentifier": (("scheme", "value"), ("scheme",)),
    "Attachment": (("attachmentId",),),
    "Attendee": (("person/name",),),
    "AuthorityDecision": (("authority", "windowCode", "decidedAt"),),
    "BankAccount": (("accountNo",),),
    "CategoryRange": (("category",),),
    "ChangedItem": (("item",),),
    "Contact": (("name", "businessType"), ("name",), ("email",), ("mobile",)),
    "ControlMeasure": (("measureType", "title"), ("measureType",)),
    "Interview": (("interviewId",),),
    "InterviewSignature": (("signatoryName", "signingParty"),),
    "Interviewer": (("name",),),
    "Material": (("materialType", "title"), ("materialType",)),
    "Materials": (("materialsId",),),
    "PageScreenshot": (("attachmentId",),),
    "Permit": (("permitKind", "permitNo"), ("permitNo",), ("permitKind",)),
    "Person": (("idDocumentType", "idDocumentNo"), ("name", "role"), ("name",)),
    "Platform": (("platformName",), ("websiteUrl",), ("domain",), ("programmeId",)),
    "RegistrationEvent": (("eventId",),),
    "RepresentedEnterprise": (("foreignRegistrationNo",), ("legalName",)),
    "SealAttestation": (("sealType", "sealOwnerName"), ("sealType",)),
    "Submission": (("windowCode", "round"), ("windowCode",)),
    "TopicDiscussion": (("topicCode", "authority"), ("topicCode",)),
}


def match_items(
    before: Sequence[Any], after: Sequence[Any], shape: ObjectType | Scalar
) -> list[int | None]:
    """Return for each item of a list the index that it had in an earlier list; None for a new one.

    Things are recognised by what identifies them, and other values by being equal.

    Args:
        before: the earlier list.
        after: the list.
        shape: the type of the items.
    """
    found: list[int | None] = [None] * len(after)
    left = dict.fromkeys(range(len(before)))
    keys: Sequence[tuple[str, ...]] = ()
    if isinstance(shape, ObjectType):
        keys = KEYS.get(shape.name.removesuffix("Draft"), ())
    for key in [*keys, None]:
        by_key: dict[Hashable, deque[int]] = defaultdict(deque)
        for old in left:
            if (value := _key_of(before[old], key)) is not None:
                by_key[value].append(old)
        for index, item in enumerate(after):
            if found[index] is None and (same := by_key.get(_key_of(item, key))):
                found[index] = old = same.popleft()
                del left[old]
    return found


def find_moved(found: Sequence[int | None]) -> set[int]:
    """Return the indices of the fewest items of a list whose place among the others has changed.

    Args:
        found: what `match_items` returns.
    """
    # The longest increasing subsequence stays; the rest has moved.
    tails: list[int] = []
    ends: list[int] = []  # indices of the items that end the subsequences
    previous: dict[int, int | None] = {}
    for index, old in enumerate(found):
        if old is None:
            continue
        at = bisect_left(tails, old)
        previous[index] = ends[at - 1] if at else None
        tails[at : at + 1], ends[at : at + 1] = [old], [index]
    last = ends[-1] if ends else None
    while last is not None:
        last = previous.pop(last)
    return set(previous)


def name_item(item: Any, shape: ObjectType) -> tuple[tuple[Member, str], ...]:
    """Return by what an item is recognised, for people: members and their texts.

    Nothing of it is private, and nothing where all that identifies the item is.
    """
    for key in KEYS.get(shape.name.removesuffix("Draft"), ()):
        members = [shape.by_name[name] for name in key if "/" not in name]
        values = [item.get(each.name) for each in members]
        shown = not any("x-privacy" in each.schema for each in members)
        if members and shown and None not in values:
            return tuple(zip(members, map(str, values), strict=True))
    return ()


def _key_of(item: Any, key: tuple[str, ...] | None) -> Hashable | None:
    """Return what identifies an item by members, or as a whole; None where that is not there."""
    if key is None:
        return orjson.dumps(item, option=orjson.OPT_SORT_KEYS)
    values = tuple(find_value(item, tuple(name.split("/"))) for name in key)
    return None if None in values else values

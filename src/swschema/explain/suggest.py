"""The name or the code that was meant by another text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

from swschema.i18n import _
from swschema.schema.files import code_entries
from swschema.schema.shapes import ObjectType

SEPARATORS = re.compile(r"[ \t\n\r_·-]+")
LONGEST = 100  # characters; no name is longer


def normalize_name(text: str) -> str:
    """Return a text without what two spellings of a name differ in.

    That is upper and lower case, full-width letters, and the blanks, hyphens and underscores
    between words.
    """
    return SEPARATORS.sub("", unicodedata.normalize("NFKC", text[: LONGEST + 1]).lower())


def find_closest(name: str, names: Iterable[str]) -> str | None:
    """Return the name that was meant by a misspelt one, None if none is close enough.

    Short names are close to one another by chance: of up to three characters, none was meant but
    in another spelling; of up to seven, one mistake is allowed; of more, two.
    """
    if len(name) > LONGEST:
        return None
    wanted = normalize_name(name)
    if not wanted:
        return None
    best, least = None, 3
    for each in names:
        known = normalize_name(each)
        allowed = 0 if len(known) <= 3 else 1 if len(known) <= 7 else 2
        distance = count_edits(wanted, known, min(allowed, least - 1))
        if distance is not None:
            best, least = each, distance
        if least == 0:
            break
    return best


def count_edits(one: str, other: str, most: int) -> int | None:
    """Return in how many mistakes two texts differ; None if there are more than `most`.

    A mistake is a character too many, too few or another one, or two neighbours exchanged
    (optimal string alignment distance).
    """
    if one == other:
        return 0
    if most <= 0 or abs(len(one) - len(other)) > most:
        return None
    outside = most + 1
    before: list[int] = []
    row = [min(index, outside) for index in range(len(other) + 1)]
    for i, char in enumerate(one, 1):
        earlier, before = before, row
        row = [min(i, outside)] + [outside] * len(other)
        for j in range(max(1, i - most), min(len(other), i + most) + 1):
            cost = before[j - 1] + (char != other[j - 1])
            cost = min(cost, before[j] + 1, row[j - 1] + 1)
            if i > 1 and j > 1 and char == other[j - 2] and one[i - 2] == other[j - 1]:
                cost = min(cost, earlier[j - 2] + 1)
            row[j] = min(cost, outside)
        if min(row) > most:
            return None
    return row[-1] if row[-1] <= most else None


def find_member(name: str, parent: ObjectType, names: Iterable[str]) -> str | None:
    """Return the member that was meant by an unknown name: by a title or by a misspelt name.

    Args:
        name: the unknown name.
        parent: the type of the object that has it.
        names: the names of the members that come into question.
    """
    if len(name) > LONGEST:
        return None
    wanted, candidates = normalize_name(name), list(names)
    titled = [
        each
        for each in candidates
        if wanted in map(normalize_name, _titles(parent.by_name[each].schema))
    ]
    return titled[0] if len(titled) == 1 else find_closest(name, candidates)


def _titles(schema: Mapping[str, object]) -> tuple[str, str]:
    chinese = schema["x-zh"]
    assert isinstance(chinese, dict)  # noqa: S101 - the profile says so
    return str(schema["title"]), str(chinese["title"])


def find_codes(list_id: str, text: str) -> tuple[str, ...]:
    """Return the codes of a list that a text names otherwise.

    It may be the code in another spelling, a title in either language, or what stands for the
    code elsewhere: an alias, or the code of another standard. Several codes can have one.
    """
    return _names_of_codes(list_id).get(normalize_name(text), ())


@cache
def _names_of_codes(list_id: str) -> Mapping[str, tuple[str, ...]]:
    """Return the codes of a list by what they are called; what is more certain stands alone."""
    entries = code_entries(list_id)
    table: dict[str, tuple[str, ...]] = {}
    for names_of in (_spellings, _titles, _aliases):
        names: dict[str, list[str]] = {}
        for code, entry in entries.items():
            for name in dict.fromkeys(map(normalize_name, names_of(entry))):
                names.setdefault(name, []).append(code)
        table = {**{name: tuple(codes) for name, codes in names.items()}, **table}
    table.pop("", None)
    return table


def _spellings(entry: Mapping[str, object]) -> tuple[str, ...]:
    return (str(entry["code"]),)


def _aliases(entry: Mapping[str, object]) -> tuple[str, ...]:
    aliases, elsewhere = entry.get("aliases", ()), entry.get("x-maps-to", {})
    assert isinstance(aliases, list | tuple)  # noqa: S101 - the schema of code lists says so
    assert isinstance(elsewhere, dict)  # noqa: S101 - likewise
    return (*map(str, aliases), *map(str, elsewhere.values()))


def suggest_name(name: str) -> str:
    """Return the advice to write another name."""
    return _("did you mean {name}?").format(name=name)

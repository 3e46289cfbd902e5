"""What sheets and fields are called, in one language or two."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import chain, count
from typing import Any

from swschema.i18n import current_language, use_language
from swschema.problems import Language
from swschema.schema.labels import description, title
from swschema.workbook.layout import Names, SheetLayout

FORBIDDEN = re.compile(r"[\[\]:*?/\\'!]")  # in the name of a sheet; Excel allows some of these
LONGEST = 31  # characters of such a name, as Excel has it


def in_languages(languages: Sequence[Language], render: Callable[[], str], between: str) -> str:
    """Return a text in each language, one behind the other."""
    if [*languages] == [current_language()]:
        return render()
    texts = []
    for language in languages:
        with use_language(language):
            texts.append(render())
    return between.join(dict.fromkeys(texts))


def label(schema: Any, languages: Sequence[Language]) -> str:
    """Return the title of a field."""
    return in_languages(languages, lambda: title(schema), " / ")


def meaning(schema: Any, languages: Sequence[Language]) -> str:
    """Return the description of a field."""
    return in_languages(languages, lambda: description(schema), "\n")


def name_sheets(
    sheets: Iterable[SheetLayout], language: Language, taken: Iterable[str]
) -> dict[Names, str]:
    """Return a name for each sheet: the title of its list, with that of its owner where need be.

    Args:
        sheets: the sheets; those of a list after those that its items are in.
        language: of the names: links to cells have to stay short.
        taken: names of other sheets.
    """
    names: dict[Names, str] = {}
    used = {name.casefold() for name in taken}
    for sheet in sheets:
        own = in_languages([language], partial(_title, sheet), "")
        owner = in_languages([language], partial(_owner_title, sheet), "")
        choices = chain(
            [own, f"{owner}-{own}" if owner else own],
            (f"{_cut(own, LONGEST - 3)} {number}" for number in count(2)),
        )
        names[sheet.path] = next(
            name for each in choices if (name := _cut(each, LONGEST)).casefold() not in used
        )
        used.add(names[sheet.path].casefold())
    return names


def _title(sheet: SheetLayout) -> str:
    return title(sheet.shape.schema if sheet.member is None else sheet.member.schema)


def _owner_title(sheet: SheetLayout) -> str:
    """Return the title of the object that a list is in; nothing for the record itself."""
    return title(sheet.owner.schema) if sheet.owner else ""


def _cut(text: str, most: int) -> str:
    return FORBIDDEN.sub(" ", text).strip()[:most].strip()

"""Code lists with their words in both languages, and the days on which their codes are in force."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

import orjson

from swschema.errors import DateError, UnknownNameError
from swschema.i18n import _
from swschema.schema import files

DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
Period = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Code:
    """A code of a list.

    Attributes:
        code: the code as it stands in a document.
        title: what it is called in English.
        title_zh: what it is called in Chinese.
        description: what it means in English, a sentence, or empty where the title says it all.
        description_zh: the same in Chinese.
        valid_from: the first day on which it is in force, as 'YYYY-MM-DD'; None if it always was.
        valid_to: the last such day; None if it still is.
        aliases: what people write in its place, in either language.
    """

    code: str
    title: str
    title_zh: str
    description: str = ""
    description_zh: str = ""
    valid_from: str | None = None
    valid_to: str | None = None
    aliases: tuple[str, ...] = ()

    def in_force(self, day: str) -> bool:
        """Whether the code is in force on a day: from its first to its last day, both included.

        Args:
            day: a date as 'YYYY-MM-DD'.

        Raises:
            DateError: if the day is not such a date.
        """
        check_date(day)
        # Dates of this form are in the order of their texts.
        return (self.valid_from or day) <= day <= (self.valid_to or day)


@dataclass(frozen=True, slots=True)
class CodeList:
    """A code list.

    Attributes:
        id: its name in the schemas, in camelCase.
        title: what it is called in English.
        title_zh: what it is called in Chinese.
        description: what its codes tell, in English, a sentence.
        description_zh: the same in Chinese.
        source: where its codes come from, in English, a sentence.
        includes: the ids of the lists that it is composed of; empty for a list of its own codes.
        codes: its codes in the order of the source; those of its parts if it is composed.
    """

    id: str
    title: str
    title_zh: str
    description: str
    description_zh: str
    source: str
    includes: tuple[str, ...]
    codes: tuple[Code, ...]


@dataclass(frozen=True, slots=True)
class CodeMatch:
    """A code that a search found.

    Attributes:
        list_id: the list that the code is in.
        code: the code.
    """

    list_id: str
    code: Code


@cache
def list_ids() -> tuple[str, ...]:
    """Return the ids of all code lists, sorted; no list is read for it."""
    folder = files.version_folder() / "codes"
    return tuple(sorted(_camel(path.stem) for path in folder.glob("*.json")))


@cache
def code_list(list_id: str) -> CodeList:
    """Return a code list; each is read once, when it is first asked for.

    Args:
        list_id: the list's id in camelCase, such as `importMode`.

    Raises:
        UnknownNameError: if there is no such list.
    """
    if list_id not in list_ids():
        raise UnknownNameError(_("code list"), list_id, list_ids())
    path = files.version_folder() / "codes" / f"{files.kebab(list_id)}.json"
    head = orjson.loads(path.read_bytes())
    return CodeList(
        id=list_id,
        title=head["title"],
        title_zh=head["x-zh"]["title"],
        description=head["description"],
        description_zh=head["x-zh"]["description"],
        source=head["source"],
        includes=tuple(head.get("includes", ())),
        codes=tuple(map(_code, files.code_entries(list_id).values())),
    )


def in_force(list_id: str, code: str, day: str) -> bool:
    """Whether a code is in force on a day.

    From its first to its last day, both included; without these it always is. A code that is not
    in the list is never in force: that is a fault of the document, and no wrong call.

    Args:
        list_id: the list's id in camelCase, such as `importMode`.
        code: the code.
        day: a date as 'YYYY-MM-DD'.

    Raises:
        UnknownNameError: if there is no such list.
        DateError: if the day is not such a date.
    """
    check_date(day)
    found = _by_code(list_id).get(code)
    return found is not None and found.in_force(day)


@cache
def dated(list_id: str) -> Mapping[str, Period]:
    """Return the first and the last day of those codes of a list that have either.

    Raises:
        UnknownNameError: if there is no such list.
    """
    return MappingProxyType(
        {
            each.code: (each.valid_from, each.valid_to)
            for each in code_list(list_id).codes
            if each.valid_from or each.valid_to
        }
    )


def find(text: str, list_id: str | None = None) -> list[CodeMatch]:
    """Return the codes that a text names, by the code, its title in either language or an alias.

    Upper and lower case are the same. Exact matches come first, then what begins with the text,
    then what has it anywhere; each in the order of the lists. An alias matches as a whole.

    Args:
        text: what to look for; an empty one finds nothing.
        list_id: the list to look in. Without it, all are searched but for the composed ones,
            whose codes are those of their parts.

    Raises:
        UnknownNameError: if there is no such list.
    """
    wanted = text.strip().casefold()
    ranked = [
        (rank, found)
        for found in _searched(list_id)
        if wanted and (rank := _rank(wanted, found.code)) is not None
    ]
    return [found for _rank, found in sorted(ranked, key=lambda each: each[0])]


def _searched(list_id: str | None) -> Iterator[CodeMatch]:
    lists: Iterable[CodeList] = map(code_list, list_ids() if list_id is None else [list_id])
    for each in lists:
        if list_id is not None or not each.includes:
            yield from (CodeMatch(each.id, code) for code in each.codes)


def _rank(wanted: str, code: Code) -> int | None:
    texts = [text.casefold() for text in (code.code, code.title, code.title_zh)]
    if wanted in (*texts, *(alias.casefold() for alias in code.aliases)):
        return 0
    if any(text.startswith(wanted) for text in texts):
        return 1
    return 2 if any(wanted in text for text in texts) else None


@cache
def _by_code(list_id: str) -> dict[str, Code]:
    return {each.code: each for each in code_list(list_id).codes}


def _code(entry: Mapping[str, Any]) -> Code:
    chinese = entry["x-zh"]
    return Code(
        code=entry["code"],
        title=entry["title"],
        title_zh=chinese["title"],
        description=entry.get("description", ""),
        description_zh=chinese.get("description", ""),
        valid_from=entry.get("validFrom"),
        valid_to=entry.get("validTo"),
        aliases=tuple(entry.get("aliases", ())),
    )


def check_date(text: str) -> None:
    """Check that a text is a date.

    Raises:
        DateError: if it is not one such as 2018-04-20.
    """
    try:
        # Python alone would take 20180420 and 2018-W16-5 as well.
        if DATE.fullmatch(text):
            date.fromisoformat(text)
            return
    except ValueError:
        pass
    raise DateError(text)


def _camel(stem: str) -> str:
    return re.sub(r"-(.)", lambda match: match.group(1).upper(), stem)

"""Code lists as OASIS genericode 1.0, the form in which customs and invoice systems trade them.

Only the root element is in the namespace of genericode; its schema leaves all others unqualified.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from xml.sax.saxutils import escape

from swschema.compiler.schema.codes import COMMENT, CodeLists, list_entries
from swschema.schema.files import NAMESPACE

GENERICODE = "http://docs.oasis-open.org/codelist/ns/genericode/1.0/"
XHTML = "http://www.w3.org/1999/xhtml"
# The version of the specification that the lists belong to: see `schemas/CHANGELOG.md`.
EDITION = "1.0"
Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list.

    Attributes:
        id: its id in the file.
        name: what it is called in English.
        type: its datatype, of XML Schema.
        language: the language of its values, if they are in one.
        required: whether each code has a value in it.
        value: gives an entry's value, or None where it has none.
    """

    id: str
    name: str
    type: str
    language: str | None
    required: bool
    value: Callable[[Entry], str | None]


COLUMNS = (
    Column("code", "Code", "token", None, True, lambda entry: entry["code"]),
    Column("name", "Name in English", "string", "en", True, lambda entry: entry["title"]),
    Column(
        "nameZh", "Name in Chinese", "string", "zh-Hans", True, lambda entry: entry["x-zh"]["title"]
    ),
    Column(
        "description", "Description in English", "string", "en", False,
        lambda entry: entry.get("description"),
    ),
    Column(
        "descriptionZh", "Description in Chinese", "string", "zh-Hans", False,
        lambda entry: entry["x-zh"].get("description"),
    ),
    Column(
        "validFrom", "First day in force", "date", None, False,
        lambda entry: entry.get("validFrom"),
    ),
    Column(
        "validTo", "Last day in force", "date", None, False, lambda entry: entry.get("validTo")
    ),
)  # fmt: skip


def render_genericode(lists: CodeLists, list_id: str) -> str:
    """Return a code list as a genericode document, with the codes of its parts if it has any.

    A column that no code has a value in is left out.

    Args:
        lists: the code lists by id.
        list_id: the list to write.
    """
    rows = list_entries(lists, list_id)
    columns = [
        column
        for column in (*COLUMNS, *_equivalents(rows))
        if any(column.value(entry) is not None for entry in rows)
    ]
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f"<!-- {COMMENT} -->",
            f'<gc:CodeList xmlns:gc="{GENERICODE}">',
            *_annotation(lists[list_id]),
            *_identification(lists[list_id]),
            *_column_set(columns),
            "  <SimpleCodeList>",
            *(line for entry in rows for line in _row(columns, entry)),
            "  </SimpleCodeList>",
            "</gc:CodeList>",
            "",
        ]
    )


def _equivalents(rows: list[dict[str, Any]]) -> Iterator[Column]:
    """Yield a column for each standard that has codes of its own for those of the list."""
    for standard in sorted({name for entry in rows for name in entry.get("x-maps-to", ())}):
        name = "equivalent-" + re.sub(r"[^0-9A-Za-z-]+", "-", standard)
        value = partial(_equivalent, standard)
        yield Column(name, f"Equivalent in {standard}", "token", None, False, value)


def _equivalent(standard: str, entry: Entry) -> str | None:
    found: str | None = entry.get("x-maps-to", {}).get(standard)
    return found


def _annotation(value: Entry) -> Iterator[str]:
    # A description is made of elements from elsewhere: genericode gives it no text of its own.
    yield "  <Annotation>"
    for language, texts in (
        ("en", (value["description"], value["source"])),
        ("zh-Hans", (value["x-zh"]["description"],)),
    ):
        yield f'    <Description xml:lang="{language}">'
        yield from (f'      <p xmlns="{XHTML}">{escape(text)}</p>' for text in texts)
        yield "    </Description>"
    yield "  </Annotation>"


def _identification(value: Entry) -> Iterator[str]:
    name = f"{NAMESPACE}/codes/{value['id']}"
    yield "  <Identification>"
    yield f"    <ShortName>{value['id']}</ShortName>"
    yield f'    <LongName xml:lang="en">{escape(value["title"])}</LongName>'
    yield f'    <LongName xml:lang="zh-Hans">{escape(value["x-zh"]["title"])}</LongName>'
    yield f"    <Version>{EDITION}</Version>"
    yield f"    <CanonicalUri>{name}</CanonicalUri>"
    yield f"    <CanonicalVersionUri>{name}/{EDITION}</CanonicalVersionUri>"
    yield "    <Agency>"
    yield "      <ShortName>swschema</ShortName>"
    yield '      <LongName xml:lang="en">The swschema maintainers</LongName>'
    yield '      <LongName xml:lang="zh-Hans">swschema规范维护组</LongName>'
    yield "    </Agency>"
    yield "  </Identification>"


def _column_set(columns: list[Column]) -> Iterator[str]:
    yield "  <ColumnSet>"
    for column in columns:
        use = "required" if column.required else "optional"
        language = f' Lang="{column.language}"' if column.language else ""
        yield f'    <Column Id="{column.id}" Use="{use}">'
        yield f"      <ShortName>{column.id}</ShortName>"
        yield f'      <LongName xml:lang="en">{escape(column.name)}</LongName>'
        yield f'      <Data Type="{column.type}"{language}/>'
        yield "    </Column>"
    yield '    <Key Id="codeKey">'
    yield "      <ShortName>codeKey</ShortName>"
    yield '      <ColumnRef Ref="code"/>'
    yield "    </Key>"
    yield "  </ColumnSet>"


def _row(columns: list[Column], entry: Entry) -> Iterator[str]:
    yield "    <Row>"
    for column in columns:
        value = column.value(entry)
        if value is not None:
            simple = f"<SimpleValue>{escape(value)}</SimpleValue>"
            yield f'      <Value ColumnRef="{column.id}">{simple}</Value>'
    yield "    </Row>"

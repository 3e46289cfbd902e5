"""The texts of papers that are not in the schemas, and how texts and values are written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from swschema.exchange.papers.markup import Html, element, join
from swschema.lifecycle.status import BilingualText
from swschema.rules.dates import CHINA, china_date, parse_instant
from swschema.schema.files import code_entries
from swschema.schema.shapes import Kind, Scalar

Text = BilingualText | str


def say(text: Text, *, bilingual: bool) -> Html:
    """Return a text in Chinese, with its English below it if that is wanted."""
    if isinstance(text, str):
        return join(text)
    english = element("span", text.en, class_="en", lang="en") if bilingual else None
    return join(text.zh, english)


def schema_title(schema: Mapping[str, Any]) -> BilingualText:
    """Return the title of a schema or a code in both languages."""
    return BilingualText(schema["title"], schema["x-zh"]["title"])


def code_title(list_id: str, code: str) -> BilingualText:
    """Return the title of a code; the code itself where the list does not have it."""
    entry = code_entries(list_id).get(code)
    return schema_title(entry) if entry else BilingualText(code, code)


def write_value(scalar: Scalar, value: Any) -> Text:
    """Return a scalar value as a paper has it."""
    if scalar.kind is Kind.BOOLEAN:
        return BilingualText("Yes", "是") if value else BilingualText("No", "否")
    if list_id := scalar.schema.get("x-codelist"):
        return code_title(list_id, value)
    if scalar.format == "date":
        return write_date(value)
    if scalar.format == "date-time":
        return write_moment(value)
    return str(value)


def write_date(day: str) -> str:
    """Return a date as Chinese papers have it."""
    found = date.fromisoformat(day)
    return f"{found.year}年{found.month}月{found.day}日"


def write_moment(moment: str) -> str:
    """Return a date-time as Chinese papers have it, in China Standard Time."""
    found: datetime = parse_instant(moment).astimezone(CHINA)
    return f"{write_date(china_date(moment))}{found:%H:%M}"


def write_address(address: Mapping[str, Any]) -> str:
    """Return an address on one line, from the large to the small as in Chinese."""
    names = [address.get(name) for name in ("province", "city", "district", "street")]
    parts = [name for index, name in enumerate(names) if name and name not in names[:index]]
    country = address.get("countryCode", "CN")
    if country != "CN":
        parts.insert(0, code_title("country", country).zh)
    return "".join(parts) if country == "CN" else " ".join(parts)

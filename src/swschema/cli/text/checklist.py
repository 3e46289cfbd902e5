"""What a draft lacks, as text for a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import click

from swschema.cli.text.table import table, terminal_columns
from swschema.i18n import _
from swschema.json_text import render_json
from swschema.lifecycle.checklist import Checklist, ChecklistItem
from swschema.report.characters import show_hidden
from swschema.report.labels import count_todo, record_name
from swschema.schema.files import draft_name

MARKS = {"missing": "[ ]", "wrong": "[!]", "recommended": "[~]"}
ACTORS = ("ENTERPRISE", "AGENT", "AUTHORITY")


def write_text(found: Checklist) -> str:
    """Return it as a heading and a table for each of those who have to provide something."""
    sections = [_head(found)]
    for actor in ACTORS:
        items = [item for item in found.items if item.actor == actor]
        if items:
            sections.append(_section(actor, items, terminal_columns()))
    if any(item.state != "missing" for item in found.items):
        legend = _("[ ] missing  [!] filled in, but wrong  [~] should be stated")
        sections[-1] += "\n" + click.style(legend, dim=True)
    return "\n\n".join(sections) + "\n"


def write_json(found: Checklist) -> bytes:
    """Return it as one JSON object, the same in every language."""
    value = {
        "record": found.record,
        "id": found.identifier,
        "legalName": found.legal_name,
        "whole": found.whole,
        "errors": len(found.errors),
        "missing": [_item_value(item) for item in found.items if item.state == "missing"],
        "wrong": [_item_value(item) for item in found.items if item.state == "wrong"],
        "recommended": [_item_value(item) for item in found.items if item.state == "recommended"],
    }
    return render_json(value, indent=True, final_newline=True)


FORMS: Mapping[str, Callable[[Checklist], str | bytes]] = {
    "text": write_text,
    "json": write_json,
}


def _item_value(item: ChecklistItem) -> dict[str, object]:
    return {
        "code": item.code,
        "pointer": item.pointer,
        "field": {"en": item.field.en, "zh-Hans": item.field.zh},
        "words": {"en": item.words.en, "zh-Hans": item.words.zh},
        "actor": item.actor,
    }


def _head(found: Checklist) -> str:
    name = f"{found.identifier} {show_hidden(found.legal_name or '')}".rstrip()
    todo = sum(item.state != "recommended" for item in found.items)
    if found.whole:
        state, colour = _("{draft}: nothing is missing"), "green"
    elif found.errors:
        state, colour = _("{draft}: {todo}, and what is filled in has errors"), "red"
    else:
        state, colour = _("{draft}: {todo}"), "yellow"
    words = state.format(draft=record_name(draft_name(found.record)), todo=count_todo(todo))
    return f"{name}\n{click.style(words, fg=colour, bold=True)}"


def _section(actor: str, items: list[ChecklistItem], room: int | None) -> str:
    names = {
        "ENTERPRISE": _("To be provided by the enterprise"),
        "AGENT": _("To be provided by the agent"),
        "AUTHORITY": _("Filled in by the authority"),
    }
    rows = [(MARKS[item.state], str(item.field), _required(item)) for item in items]
    header = ["", names[actor], _("Required by")]
    return table(header, rows, room)


def _required(item: ChecklistItem) -> str:
    """Return what requires something: a rule with what it says, or the form itself."""
    if not item.code.isupper():
        return _("the form")
    words = f"{item.code}: {item.words}"
    if item.state == "wrong":
        return _("{words} (filled in, but wrong)").format(words=words)
    return _("{words} (should be stated)").format(words=words) if item.state != "missing" else words

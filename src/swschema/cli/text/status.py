"""The status of a registration, as text for a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import click

from swschema.cli.text.table import Cell, table, terminal_columns, wrap
from swschema.i18n import _
from swschema.json_text import render_json
from swschema.lifecycle.status import (
    BilingualText,
    Deadline,
    FollowUp,
    ProgressStep,
    RegistrationStatus,
    RequiredItem,
)
from swschema.report.characters import show_hidden, width
from swschema.schema.files import code_entries
from swschema.schema.labels import title

MARKS = {True: "[ ]", False: "[x]", None: "[?]"}
ARROW = " → "


def write_text(found: RegistrationStatus) -> str:
    """Return it as paragraphs and tables, as wide as the terminal."""
    room = terminal_columns()
    sections = [
        _head(found, room),
        _way(found, room),
        _windows(found, room),
        _checklist(found, room),
        _follow_ups(found, room),
        _deadlines(found, room),
    ]
    return "\n\n".join(section for section in sections if section) + "\n"


def write_json(found: RegistrationStatus) -> bytes:
    """Return it as one JSON object, the same in every language."""
    value = {
        "registrationId": found.registration_id,
        "legalName": found.legal_name,
        "asOf": found.as_of,
        "state": _code("registrationStatus", found.state),
        "stated": _code("registrationStatus", found.stated),
        "reached": _code("registrationStatus", found.reached),
        "agrees": found.agrees,
        "errors": len(found.errors),
        "steps": [_step_value(step) for step in found.steps],
        "windows": [
            {"window": _code("window", each.window), "state": _code("windowStatus", each.state)}
            for each in found.windows
        ],
        "next": [_item_value(item) for item in found.items],
        "followUps": [_follow_up_value(each, found.as_of) for each in found.follow_ups],
        "deadlines": [_deadline_value(each, found.as_of) for each in found.deadlines],
    }
    return render_json(value, indent=True, final_newline=True)


def _step_value(step: ProgressStep) -> dict[str, object]:
    return {
        "state": _code("registrationStatus", step.state),
        "trigger": _both(step.trigger),
        "date": step.day,
    }


def _item_value(item: RequiredItem) -> dict[str, object]:
    return {
        "words": _both(item.words),
        "window": _code("window", item.window),
        "actor": item.actor,
        "missing": item.missing,
    }


def _follow_up_value(found: FollowUp, as_of: str) -> dict[str, object]:
    return {
        "topic": _code("interviewTopic", found.topic),
        "authority": _code("authority", found.authority),
        "due": found.due,
        "daysLeft": found.days_left(as_of),
    }


def _deadline_value(found: Deadline, as_of: str) -> dict[str, object]:
    return {
        "words": _both(found.words),
        "window": _code("window", found.window),
        "date": found.day,
        "daysLeft": found.days_left(as_of),
    }


FORMS: Mapping[str, Callable[[RegistrationStatus], str | bytes]] = {
    "text": write_text,
    "json": write_json,
}


def _code(name: str, code: str) -> dict[str, str]:
    entry = code_entries(name)[code]
    return {"code": code, "en": entry["title"], "zh-Hans": entry["x-zh"]["title"]}


def _both(words: BilingualText) -> dict[str, str]:
    return {"en": words.en, "zh-Hans": words.zh}


def _title(name: str, code: str) -> str:
    return title(code_entries(name)[code])


def _wrapped(text: str, room: int | None) -> list[str]:
    return wrap(text, room) if room else [text]


def _section(heading: str, lines: str) -> str:
    return f"{click.style(heading, bold=True)}\n{lines}"


def _head(found: RegistrationStatus, room: int | None) -> str:
    name = f"{found.registration_id} {show_hidden(found.legal_name or '')}".rstrip()
    state = _("{state} ({code})").format(
        state=_title("registrationStatus", found.state), code=found.state
    )
    colour = {"open": "yellow", "complete": "green", "terminal": "red"}[_kind(found.state)]
    if found.errors:
        colour = "red"
    lines = [*_wrapped(name, room), click.style(state, fg=colour, bold=True)]
    return "\n".join([*lines, *(line for note in _notes(found) for line in _wrapped(note, room))])


def _kind(state: str) -> str:
    from swschema.lifecycle.table import life_cycle

    return next(str(each["kind"]) for each in life_cycle()["states"] if each["code"] == state)


def _notes(found: RegistrationStatus) -> Iterator[str]:
    stated, reached = (_title("registrationStatus", each) for each in (found.stated, found.reached))
    if not found.agrees:
        note = _(
            "The registration states {stated}, which does not match the recorded progress (ST01)."
        )
        yield note.format(stated=stated)
    elif found.stated != found.reached:
        note = _("The registration states this status; the records provided show {reached}.")
        yield note.format(reached=reached)
    if found.errors:
        note = _("The records have {count} errors. Correct them first: the status may change.")
        one = _("The records have 1 error. Correct it first: the status may change.")
        count = len(found.errors)
        yield one if count == 1 else note.format(count=count)


def _way(found: RegistrationStatus, room: int | None) -> str:
    lines = [""]
    for step in map(_step, found.steps):
        arrow = ARROW if lines[-1] else ""
        if room and width(lines[-1] + arrow + step) > room:
            lines.append("")
            arrow = ARROW.lstrip()
        lines[-1] += arrow + step
    return _section(_("Progress so far"), "\n".join(filter(None, lines)))


def _step(step: ProgressStep) -> str:
    state = _title("registrationStatus", step.state)
    return f"{step.day} {state}" if step.day else state


def _windows(found: RegistrationStatus, room: int | None) -> str:
    rows = [
        (_title("window", each.window), _title("windowStatus", each.state))
        for each in found.windows
    ]
    return table([_("Window"), _("Status")], rows, room)


def _checklist(found: RegistrationStatus, room: int | None) -> str:
    if not found.items:
        return ""
    actors = {"ENTERPRISE": _("enterprise"), "AGENT": _("agent"), "AUTHORITY": _("authority")}
    rows = [
        (MARKS[item.missing], _title("window", item.window), actors[item.actor], str(item.words))
        for item in _in_order(found.items)
    ]
    header = ["", _("Window"), _("Next action by"), _("Needed for the next step")]
    legend = click.style(_("[ ] missing  [x] present  [?] not known from the records"), dim=True)
    return "\n".join([table(header, rows, room), legend])


def _in_order(items: Sequence[RequiredItem]) -> list[RequiredItem]:
    """Return items window by window, in each with what the authority has to do last."""
    windows = [*code_entries("window")]
    return sorted(items, key=lambda each: (windows.index(each.window), each.actor == "AUTHORITY"))


def _follow_ups(found: RegistrationStatus, room: int | None) -> str:
    rows = [
        (
            _title("interviewTopic", each.topic),
            _title("authority", each.authority),
            each.due or "–",
            _left(each.days_left(found.as_of)),
        )
        for each in found.follow_ups
    ]
    header = [_("Open follow-up"), _("Authority"), _("Due date"), _("Time left")]
    return table(header, rows, room) if rows else ""


def _deadlines(found: RegistrationStatus, room: int | None) -> str:
    rows: list[tuple[Cell, ...]] = [
        (
            each.day,
            _left(each.days_left(found.as_of)),
            _title("window", each.window),
            str(each.words),
        )
        for each in found.deadlines
    ]
    header = [_("Date"), _("Time left"), _("Window"), _("What happens then")]
    return table(header, rows, room) if rows else ""


def _left(days: int | None) -> str:
    if days is None:
        return "–"
    if days < 0:
        ago = _("1 day overdue") if days == -1 else _("{days} days overdue")
        return ago.format(days=-days)
    words = _("1 day") if days == 1 else _("{days} days").format(days=days)
    return words if days else _("today")

"""`swschema change`, `withdraw`, `suspend`, `rectify` and `deregister`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import click

from swschema.cli import decision_options, options
from swschema.cli.cases import check_record
from swschema.cli.collisions import refuse_overwriting
from swschema.cli.decision_options import make_decision, split_pair, write_day
from swschema.cli.inputs import path_name
from swschema.cli.records import exit_if_refused, read_record, record_output
from swschema.i18n import _, use_language

EXAMPLE = "/application/enterprise/englishName=Hangzhou …"
registration = click.argument("path", metavar="REGISTRATION")
reason = click.option("--reason", metavar="TEXT", required=True, help="Why, in words.")
reported_on = click.option(
    "--on",
    "reported_on",
    type=options.DAY,
    metavar="DATE",
    required=True,
    help="When it is reported.",
)
effective_on = click.option(
    "--effective-on",
    type=options.DAY,
    metavar="DATE",
    help="From when it has effect; of a change, by default when it is reported.",
)
by_agent = click.option("--by-agent", is_flag=True, help="The agent reports it.")


# The options by which the members of an event are given.
GIVEN_BY: Mapping[str, str] = {
    **decision_options.GIVEN_BY,
    "reason": "--reason",
    "reportedOn": "--on",
    "effectiveOn": "--effective-on",
    "deadline": "--deadline",
    "changedItems": "--set",
    "initiatedBy": "--by-agent",
}


def _common(function: Callable[..., None]) -> Callable[..., None]:
    """Add the options that all events have."""
    added = (options.language, options.limits, record_output(), registration)
    for option in added:
        function = option(function)
    return function


@click.command("change", short_help="Report a change of a completed registration.")
@click.option(
    "--set",
    "changes",
    metavar="POINTER=VALUE",
    multiple=True,
    required=True,
    help="What changes, and its new value.",
)
@reason
@reported_on
@effective_on
@by_agent
@_common
def change(changes: tuple[str, ...], **given: Any) -> None:
    """Report a change of a completed registration, with its old and new values.

    REGISTRATION is a record in JSON or XML, or - for the standard input. The values are changed
    when the authority approves it.

    \b
    swschema change r.json --set "/application/enterprise/englishName=Hangzhou XX Group" \\
        --reason 更名 --on 2019-03-01 -o changed.json
    swschema decide changed.json --event E-01 --window UNIFIED_CUSTOMS --outcome APPROVED --by …

    The result breaks no rule. Exit status: 0 success, 1 it may not be changed, 2 incorrect usage or
    an unreadable path.
    """
    given["effective_on"] = given["effective_on"] or given["reported_on"]
    _report("CHANGE", given, changes=dict(split_pair(each, EXAMPLE) for each in changes))


@click.command("withdraw", short_help="Withdraw a registration that is not completed.")
@reason
@reported_on
@by_agent
@_common
def withdraw(**given: Any) -> None:
    """Withdraw a registration that is not completed.

    REGISTRATION is a record in JSON or XML, or - for the standard input. It is withdrawn once the
    authority has approved it: see swschema decide --event.

    \b
    swschema withdraw r.json --reason 经营计划调整 --on 2018-03-20 -o withdrawn.json

    The result breaks no rule. Exit status: 0 success, 1 it may not be withdrawn, 2 incorrect usage
    or an unreadable path.
    """
    _report("WITHDRAWAL", given)


@click.command("rectify", short_help="Report that a suspended registration is in order again.")
@reason
@reported_on
@by_agent
@_common
def rectify(**given: Any) -> None:
    """Report that what a registration was suspended for is in order again.

    REGISTRATION is a record in JSON or XML, or - for the standard input. The suspension ends once
    the authority has approved it: see swschema decide --event.

    \b
    swschema rectify r.json --reason 整改已完成 --on 2019-06-01 -o rectified.json

    The result breaks no rule. Exit status: 0 success, 1 it is not suspended, 2 incorrect usage or
    an unreadable path.
    """
    from swschema.exchange.steps.events import find_open_suspension

    _report("RECTIFICATION", given, related=find_open_suspension)


@click.command("suspend", short_help="Suspend a registration and order its rectification.")
@decision_options.window
@decision_options.officer
@decision_options.decided_at
@click.option("--deadline", type=options.DAY, metavar="DATE", required=True, help="When it is due.")
@effective_on
@reason
@_common
def suspend(deadline: datetime, **given: Any) -> None:
    """Suspend a completed registration, and order its rectification, as an authority.

    REGISTRATION is a record in JSON or XML, or - for the standard input.

    \b
    swschema suspend r.json --window UNIFIED_CUSTOMS --by HG2928009 --reason 违规经营 \\
        --deadline 2019-06-30 -o suspended.json

    The result breaks no rule. Exit status: 0 success, 1 it may not be suspended, 2 incorrect usage
    or an unreadable path.
    """
    _order("SUSPENSION", given, deadline=write_day(deadline))


@click.command("deregister", short_help="Cancel a registration.")
@click.option("--excluded", is_flag=True, help="An authority excludes the enterprise.")
@click.option("--window", metavar="WINDOW", help="With --excluded: who decides.")
@click.option("--by", "officer", metavar="OFFICER", help="With --excluded: the officer.")
@reason
@reported_on
@effective_on
@by_agent
@_common
def deregister(excluded: bool, window: str | None, officer: str | None, **given: Any) -> None:
    """Cancel a completed registration at the enterprise's request, or exclude the enterprise.

    REGISTRATION is a record in JSON or XML, or - for the standard input. At the enterprise's
    request it is cancelled once the authority has approved it: see swschema decide --event.

    \b
    swschema deregister r.json --reason 停止经营 --on 2019-12-01 -o cancelled.json
    swschema deregister r.json --excluded --window CUSTOMS --by HG2928009 --reason … --on …

    The result breaks no rule. Exit status: 0 success, 1 it may not be cancelled, 2 incorrect usage
    or an unreadable path.
    """
    if not excluded:
        _report("CANCELLATION", given)
        return
    if window is None or officer is None:
        raise click.UsageError(_("--excluded needs --window and --by"))
    given.pop("by_agent")
    day = write_day(given.pop("reported_on"))
    at = f"{day}T09:00:00+08:00"
    _order("EXCLUSION", {**given, "window": window, "officer": officer, "decided_at": at})


COMMANDS: Mapping[str, click.Command] = {
    str(each.name): each for each in (change, withdraw, suspend, rectify, deregister)
}


def _report(
    kind: str,
    given: Mapping[str, Any],
    *,
    changes: Mapping[str, str] | None = None,
    related: Callable[[Mapping[str, Any]], str] | None = None,
) -> None:
    """Add an event that the enterprise or its agent reports."""
    from swschema.exchange.steps.events import Event

    def make(record: Mapping[str, Any]) -> Event:
        return Event(
            kind,
            given["reason"],
            str(write_day(given["reported_on"])),
            "AGENT" if given["by_agent"] else "ENTERPRISE",
            effective_on=write_day(given.get("effective_on")),
            relates_to=related(record) if related else None,
            changes=changes or {},
        )

    _add(make, given)


def _order(kind: str, given: Mapping[str, Any], **more: Any) -> None:
    """Add an event that an authority orders."""
    from swschema.exchange.steps.events import Event, order

    decision = make_decision(
        window=given["window"],
        outcome="APPROVED",
        officer=given["officer"],
        decided_at=given["decided_at"],
        reason=given["reason"],
    )

    def make(_record: Mapping[str, Any]) -> Event:
        return order(kind, decision, effective_on=write_day(given.get("effective_on")), **more)

    _add(make, given)


def _add(make: Callable[[Mapping[str, Any]], Any], given: Mapping[str, Any]) -> None:
    """Add an event to the registration of a path, and write it."""
    from swschema.exchange.steps.events import add_event

    path, language, target = given["path"], given["language"], given["target"]
    refuse_overwriting([path], [target.path])
    with use_language(language), exit_if_refused(path_name(path)):
        read = read_record(path, given["limits"], language, "registration")
        made = add_event(read.value, make(read.value))
        check_record(made, read.name, language, given_by=GIVEN_BY)
        target.write(made, read.syntax)

"""The options of commands by which an authority decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from swschema.cli import options
from swschema.cli.moments import MOMENT
from swschema.i18n import _
from swschema.schema.files import code_entries

if TYPE_CHECKING:
    from swschema.exchange.steps.decisions import Decision

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

window: Decorator = click.option(
    "--window", type=click.Choice([*code_entries("window")]), required=True, help="Who decides."
)
officer: Decorator = click.option(
    "--by", "officer", metavar="OFFICER", required=True, help="The officer's number or name."
)
decided_at: Decorator = click.option(
    "--at", "decided_at", metavar="DATETIME", type=MOMENT, help="When; by default now."
)
reason: Decorator = click.option("--reason", metavar="TEXT", help="Why, in words.")
reason_codes: Decorator = click.option(
    "--reason-code",
    "reason_codes",
    type=click.Choice([*code_entries("reasonCode")]),
    multiple=True,
    help="Why, as a code; of several, the option again.",
)
deadline: Decorator = click.option(
    "--deadline", type=options.DAY, metavar="DATE", help="Until when corrections are due."
)


# The options by which the members of a decision, and of what it is on, are given.
GIVEN_BY: Mapping[str, str] = {
    "decisionOutcome": "--outcome",
    "decidedBy": "--by",
    "decidedAt": "--at",
    "reasonText": "--reason",
    "reasonCodes": "--reason-code",
    "correctionDeadline": "--deadline",
    "assignedIdentifiers": "--assign",
    "reviewStatus": "--return",
    "reviewRemark": "--return",
}


def make_decision(
    *,
    window: str,
    outcome: str,
    officer: str,
    decided_at: str | None,
    reason: str | None,
    reason_codes: Sequence[str] = (),
    deadline: datetime | None = None,
    identifiers: Mapping[str, str] | None = None,
) -> Decision:
    """Return the decision that the options give."""
    from swschema.exchange.moments import current_moment
    from swschema.exchange.steps.decisions import Decision

    return Decision(
        window,
        outcome,
        officer,
        decided_at or current_moment(),
        reason=reason,
        reason_codes=reason_codes,
        deadline=write_day(deadline),
        identifiers=identifiers or {},
    )


def write_day(day: datetime | None) -> str | None:
    """Return a date as the schemas write it."""
    return None if day is None else day.date().isoformat()


def split_pair(given: str, example: str) -> tuple[str, str]:
    """Return the two sides of NAME=VALUE.

    Args:
        given: what was given.
        example: what to give instead, if it has no sign.

    Raises:
        UsageError: if it has none.
    """
    name, sign, value = given.partition("=")
    if not sign:
        raise click.UsageError(
            _("give a name and a value, such as {example}").format(example=example)
        )
    return name, value

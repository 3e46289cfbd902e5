"""`swschema decide`."""

from __future__ import annotations

from datetime import datetime

import click

from swschema.cli import decision_options, options
from swschema.cli.cases import check_record
from swschema.cli.collisions import refuse_overwriting
from swschema.cli.decision_options import make_decision, split_pair
from swschema.cli.inputs import path_name
from swschema.cli.records import RecordOutput, exit_if_refused, read_record, record_output
from swschema.i18n import use_language
from swschema.limits import Limits
from swschema.problems import Language
from swschema.schema.files import code_entries


@click.command("decide", short_help="Put an authority's decision into a record.")
@click.argument("path", metavar="RECORD")
@decision_options.window
@click.option(
    "--outcome",
    type=click.Choice([*code_entries("decisionOutcome")]),
    required=True,
    help="What is decided.",
)
@decision_options.officer
@decision_options.decided_at
@decision_options.reason
@decision_options.reason_codes
@decision_options.deadline
@click.option(
    "--assign",
    metavar="SCHEME=VALUE",
    multiple=True,
    help="An identifier that is assigned, such as CIQ_RECORD_NO=3300000001.",
)
@click.option(
    "--return",
    "returned",
    metavar="MATERIAL=REMARK",
    multiple=True,
    help="A material that is returned; all others are approved.",
)
@click.option("--event", metavar="ID", help="The event of a registration that is decided on.")
@record_output()
@options.limits
@options.language
def command(
    path: str,
    window: str,
    outcome: str,
    officer: str,
    decided_at: str | None,
    reason: str | None,
    reason_codes: tuple[str, ...],
    deadline: datetime | None,
    assign: tuple[str, ...],
    returned: tuple[str, ...],
    event: str | None,
    target: RecordOutput,
    limits: Limits,
    language: Language,
) -> None:
    """Put an authority's decision into a record, with the statuses that follow from it.

    RECORD is a registration (on which the single window decides), a materials record, or an
    interview, in JSON or XML, or - for the standard input.

    \b
    swschema decide materials.xml --window CUSTOMS --outcome APPROVED --by HG2928009 -o next.xml
    swschema decide materials.json --window CUSTOMS --outcome CORRECTION_REQUIRED --by HG2928009 \\
        --reason-code ILLEGIBLE_SCAN --return BUSINESS_LICENSE=复印件模糊 --deadline 2018-03-26

    The result breaks no rule. OUT is written completely or not at all. Exit status: 0 success, 1
    the record has nothing to decide on, or is invalid, before or after it, 2 incorrect usage or an
    unreadable path.
    """
    from swschema.exchange.steps.decisions import decide

    refuse_overwriting([path], [target.path])
    decision = make_decision(
        window=window,
        outcome=outcome,
        officer=officer,
        decided_at=decided_at,
        reason=reason,
        reason_codes=reason_codes,
        deadline=deadline,
        identifiers=dict(split_pair(each, "CIQ_RECORD_NO=3300000001") for each in assign),
    )
    remarks = dict(split_pair(each, "BUSINESS_LICENSE=复印件模糊") for each in returned)
    with use_language(language), exit_if_refused(path_name(path)):
        read = read_record(path, limits, language, "registration", "materials", "interview")
        made = decide(read.value, decision, event=event, returned=remarks)
        check_record(made, read.name, language, given_by=decision_options.GIVEN_BY)
        target.write(made, read.syntax)

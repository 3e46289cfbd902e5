"""`swschema fill`."""

from __future__ import annotations

from typing import Any

import click

from swschema.cli import options
from swschema.cli.cases import check_record
from swschema.cli.collisions import refuse_overwriting
from swschema.cli.decision_options import split_pair
from swschema.cli.inputs import path_name, read_file
from swschema.cli.records import RecordOutput, exit_if_refused, read_record, record_output
from swschema.i18n import use_language
from swschema.limits import Limits
from swschema.problems import Language

EXAMPLE = "/accountEmail=a@example.cn"


@click.command("fill", short_help="Put facts into a draft or a record by their places.")
@click.argument("path", metavar="RECORD")
@click.option(
    "--set",
    "settings",
    metavar="POINTER=VALUE",
    multiple=True,
    help="A value and its place, such as /application/enterprise/legalName=….",
)
@click.option(
    "--facts",
    "files",
    metavar="FILE",
    multiple=True,
    help="A JSON object with values by their places.",
)
@record_output()
@options.limits
@options.language
def command(
    path: str,
    settings: tuple[str, ...],
    files: tuple[str, ...],
    target: RecordOutput,
    limits: Limits,
    language: Language,
) -> None:
    """Put facts into a draft or a record by their places, whatever its syntax.

    RECORD is a file in JSON or XML, or - for the standard input. A place is a JSON Pointer
    (RFC 6901), in which - stands for a new item of a list. What is there is replaced; objects and
    lists on the way are made.

    \b
    swschema fill draft.xml --set /submissions/1/taxDescription/taxpayerKind=GENERAL -o next.xml
    swschema fill draft.json --facts facts.json -o next.json

    The draft of a registration has then also what follows from the facts, such as the principal of
    an entrustment; for other drafts, see swschema derive --draft. Materials and interviews have the
    statuses that follow, such as that the interview was held. The result has to be valid, as
    far as it is filled in. OUT is written completely or not at all.
    Exit status: 0 success, 1 there is no such place, or the result is invalid, 2 incorrect usage or
    an unreadable path.
    """
    from swschema.exchange.derivation.drafts import refill_registration
    from swschema.exchange.derivation.facts import read_facts, set_facts
    from swschema.exchange.steps.states import MEMBERS, restate

    refuse_overwriting([path, *files], [target.path])
    with use_language(language), exit_if_refused(path_name(path)):
        read = read_record(path, limits, language)
        facts: dict[str, Any] = {}
        for file in files:
            facts |= read_facts(read_file(file, limits.max_bytes), file)
        facts |= dict(split_pair(each, EXAMPLE) for each in settings)
        value = set_facts(read.value, facts)
        if value["recordType"] == "registrationDraft":
            value = refill_registration(value)
        elif value["recordType"] in MEMBERS:
            value = restate(value)
        check_record(value, read.name, language)
        target.write(value, read.syntax)

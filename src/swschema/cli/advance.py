"""`swschema advance`."""

from __future__ import annotations

import click

from swschema.cli import options
from swschema.cli.cases import read_case
from swschema.cli.collisions import refuse_overwriting
from swschema.cli.records import RecordOutput, exit_if_refused, record_output
from swschema.i18n import use_language
from swschema.limits import Limits
from swschema.problems import Language


@click.command("advance", short_help="Take over into the registration what windows have decided.")
@click.argument("paths", nargs=-1, required=True, metavar="RECORD…")
@click.option("--dossier", "whole", is_flag=True, help="Write the dossier, not the registration.")
@record_output()
@options.limits
@options.language
def command(
    paths: tuple[str, ...],
    whole: bool,
    target: RecordOutput,
    limits: Limits,
    language: Language,
) -> None:
    """Take over into the registration what the other records show: the single window's step.

    RECORD is a dossier, or a registration and the records after it, in JSON or XML. What is written
    is the registration with the status that they lead to and, on completion, with the decisions of
    the authorities.

    \b
    swschema advance dossier.json -o registration.json
    swschema advance registration.json materials.xml interview.xml --dossier -o dossier.json

    OUT is written completely or not at all. Exit status: 0 success, 1 there is no step to take, or
    a record is invalid, 2 incorrect usage or an unreadable path.
    """
    from swschema.exchange.steps.progress import advance

    refuse_overwriting(paths, [target.path])
    with use_language(language), exit_if_refused(", ".join(paths)):
        case = read_case(paths, limits, language, checked=False)
        made = advance(case.value, name=case.name, language=language)
        record = made if whole else made["registration"]
        target.write(record, case.syntax)

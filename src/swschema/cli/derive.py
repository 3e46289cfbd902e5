"""`swschema derive`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from swschema.cli import options
from swschema.cli.cases import RegistrationCase, check_record, read_case
from swschema.cli.collisions import refuse_overwriting
from swschema.cli.moments import MOMENT
from swschema.cli.records import RecordOutput, exit_if_refused, read_record, record_output
from swschema.i18n import _, use_language
from swschema.limits import Limits
from swschema.problems import Language
from swschema.schema.files import code_entries

if TYPE_CHECKING:
    from swschema.exchange.derivation.drafts import Derivation

WINDOWS = tuple(code for code in code_entries("window") if code != "SINGLE_WINDOW")

existing = click.option(
    "--draft", metavar="FILE", help="A draft that is partly filled in; what it has is kept."
)
identifier = click.option(
    "--id", "identifier", metavar="ID", help="Its identifier; by default one of the registration's."
)


@click.group("derive", short_help="Draft the next record from those that there are.")
def command() -> None:
    """Draft the next record with everything that the records before it hold.

    \b
    swschema derive materials registration.json --submitted-on 2018-03-12 -o materials.json
    swschema derive interview dossier.json -o interview.json
    swschema status materials.json
    """


@command.command("materials", short_help="Draft the materials for the windows.")
@click.argument("paths", nargs=-1, required=True, metavar="RECORD…")
@click.option(
    "--window",
    "windows",
    type=click.Choice(WINDOWS),
    multiple=True,
    help="Where they are submitted; of several, the option again. By default all of the day.",
)
@click.option(
    "--submitted-on",
    "day",
    type=options.DAY,
    metavar="DATE",
    help="When they are submitted.",
)
@click.option(
    "--submitted-by",
    "person",
    metavar="FILE|NAME",
    help="Who submits them: a person as JSON, or the name of one in the registration.",
)
@identifier
@existing
@record_output()
@options.limits
@options.language
def materials_command(
    paths: tuple[str, ...],
    windows: tuple[str, ...],
    day: datetime | None,
    person: str | None,
    limits: Limits,
    **others: Any,
) -> None:
    """Draft the materials record for the windows, from a registration or a dossier.

    RECORD is a registration, a dossier, or a registration and the records after it, in JSON or
    XML. The draft has what they hold and what the procedure and the rulebook fix; how much that is,
    and what is left to fill in, is on the standard error.

    \b
    swschema derive materials registration.xml --window CUSTOMS --submitted-on 2018-03-12
    swschema derive materials case/ --submitted-by agent.json -o materials.json

    OUT is written completely or not at all. Exit status: 0 success, 1 a record is invalid, 2
    incorrect usage or an unreadable path.
    """
    from swschema.exchange.derivation.drafts import derive_materials
    from swschema.exchange.derivation.people import read_person

    def derive(case: RegistrationCase, given: Mapping[str, Any]) -> Derivation:
        return derive_materials(
            case.value,
            windows=windows,
            submitted_on=day.date().isoformat() if day else None,
            submitted_by=read_person(person, case.value) if person else None,
            **given,
        )

    _run(derive, paths, limits, **others)


@command.command("interview", short_help="Draft the interview.")
@click.argument("paths", nargs=-1, required=True, metavar="RECORD…")
@click.option(
    "--signed-at",
    metavar="DATETIME",
    type=MOMENT,
    help="When attendees and interviewers signed the minutes of the interview, once it was held.",
)
@identifier
@existing
@record_output()
@options.limits
@options.language
def interview_command(
    paths: tuple[str, ...], signed_at: str | None, limits: Limits, **others: Any
) -> None:
    """Draft the interview from a dossier.

    RECORD is a dossier, or a registration and the records after it, in JSON or XML. The draft has
    what they hold and what the procedure and the rulebook fix; how much that is, and what is left
    to fill in, is on the standard error.

    \b
    swschema derive interview dossier.json -o interview.json
    swschema derive interview dossier.json --draft held.json --signed-at 2018-03-21T16:40:00+08:00

    The second is of an interview that was held, and adds who signs its minutes. OUT is written
    completely or not at all. Exit status: 0 success, 1 a record is invalid, 2 incorrect usage or an
    unreadable path.
    """
    from swschema.exchange.derivation.drafts import derive_interview

    def derive(case: RegistrationCase, given: Mapping[str, Any]) -> Derivation:
        return derive_interview(case.value, signed_at=signed_at, **given)

    _run(derive, paths, limits, **others)


def _run(
    derive: Callable[[RegistrationCase, Mapping[str, Any]], Derivation],
    paths: tuple[str, ...],
    limits: Limits,
    *,
    identifier: str | None,
    draft: str | None,
    target: RecordOutput,
    language: Language,
) -> None:
    """Derive a draft, write it, and say how much it has."""
    refuse_overwriting(paths, [target.path])
    with use_language(language), exit_if_refused(", ".join(paths)):
        case = read_case(paths, limits, language)
        given: dict[str, Any] = {"identifier": identifier}
        if draft is not None:
            given["existing"] = read_record(draft, limits, language).value
        found = derive(case, given)
        report = check_record(
            found.value, Path(target.path).name if target.path else case.name, language
        )
        target.write(found.value, case.syntax)
        _summarize(found, sum(each.severity == "todo" for each in report.problems))


def _summarize(found: Derivation, left: int) -> None:
    from swschema.exchange.derivation.origins import list_leaves

    counts: Counter[str] = Counter()
    for each in found.derived:
        counts[each.origin] += sum(1 for _leaf in list_leaves(each.value))
    line = _("values: {copied} copied, {fixed} fixed by the rulebook, {typed} typed; {left} to do")
    numbers = {name: counts[name] for name in ("copied", "fixed", "typed")}
    click.echo(line.format(**numbers, left=left), err=True)

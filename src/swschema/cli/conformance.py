"""`swschema conformance`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from swschema.cli import options
from swschema.i18n import use_language
from swschema.problems import Language
from swschema.schema.files import samples_folder

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
WRONG = 1

samples: Decorator = click.option(
    "--samples",
    "folder",
    metavar="DIR",
    help="The folder of samples; by default the one that is installed.",
)
syntax: Decorator = click.option(
    "--syntax", type=click.Choice(["json", "xml"]), help="Only files of this syntax."
)
level: Decorator = click.option(
    "--level",
    type=click.Choice(["structure", "rules"]),
    default="structure",
    show_default=True,
    help="What the validator checks: the structure, or also the rules.",
)
form: Decorator = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to write the result.",
)


@click.group("conformance", short_help="Test any validator, in any language, with the samples.")
def command() -> None:
    """Test any validator, in any language, with the samples and their expected results."""


@command.command("list", short_help="List the files and their expected results.")
@samples
@syntax
@level
@form
@options.language
def list_cases(folder: str | None, syntax: Any, level: Any, form: str, language: Language) -> None:
    """List the files of the kit and their expected results.

    \b
    swschema conformance list
    swschema conformance list --syntax xml --format json
    """
    from swschema.conformance.kit import cases
    from swschema.conformance.render import list_json, list_text

    show = list_json if form == "json" else list_text
    with use_language(language):
        click.echo(show(cases(_folder(folder), syntax, level)))


@command.command("run", short_help="Run a validator on all files and score its results.")
@click.option(
    "--command",
    "validator",
    metavar="COMMAND",
    required=True,
    help="The command that runs the validator.",
)
@samples
@syntax
@level
@form
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=60,
    show_default=True,
    help="Seconds to wait for a result.",
)
@options.language
def run(
    validator: str,
    folder: str | None,
    syntax: Any,
    level: Any,
    form: str,
    timeout: float,
    language: Language,
) -> None:
    """Run a validator on all files and score its results.

    COMMAND is run once. It reads one path a line from its standard input until that ends, and
    for each path it writes one line to its standard output, in any order:

    \b
    {"file": "<the path as read>", "valid": true}
    {"file": "<the path as read>", "valid": false, "problems": [{"code": "missing",
     "pointer": "/status", "line": 3}]}

    --level rules adds the samples that only break a rule; there a problem's code is the rule's id.
    The environment variable SWSCHEMA_AS_OF is the day of checking, such as 2025-12-31.
    `problems` and each of its members may be left out: only verdicts count for the exit status. For
    an XML validator, use --syntax xml.

    \b
    swschema conformance run --command 'node my-validator.mjs' --syntax json
    swschema conformance run --command 'java Xerces.java swschema.xsd' --syntax xml

    Exit status: 0 all verdicts are right, 1 some are wrong, 2 incorrect usage, or a validator that
    does not follow the protocol.
    """
    from swschema.conformance.client import collect_answers
    from swschema.conformance.kit import cases, checking_day
    from swschema.conformance.render import score_json, score_text
    from swschema.conformance.score import score

    kit = cases(_folder(folder), syntax, level)
    day = checking_day(_folder(folder))
    with use_language(language):
        paths = [case.path for case in kit]
        result = score(kit, collect_answers(validator, paths, timeout, as_of=day))
        click.echo(score_json(result) if form == "json" else score_text(result))
    sys.exit(0 if result.perfect else WRONG)


def _folder(given: str | None) -> Path:
    return Path(given).resolve() if given is not None else samples_folder()

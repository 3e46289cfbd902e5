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
    "--samples", "folder", metavar="DIR", help="The kit; by default the one that is installed."
)
syntax: Decorator = click.option(
    "--syntax", type=click.Choice(["json", "xml"]), help="Only the files of one syntax."
)
level: Decorator = click.option(
    "--level",
    type=click.Choice(["structure", "rules"]),
    default="structure",
    show_default=True,
    help="What the validator knows: the structure, or the rules besides.",
)
form: Decorator = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to write the result.",
)


@click.group("conformance", short_help="Test any validator, in any language, by the samples.")
def command() -> None:
    """Test any validator, in any language, by the samples and what is expected of them."""


@command.command("list", short_help="List the files and what is expected of each.")
@samples
@syntax
@level
@form
@options.language
def list_cases(folder: str | None, syntax: Any, level: Any, form: str, language: Language) -> None:
    """List the files of the kit and what is expected of each.

    \b
    swschema conformance list
    swschema conformance list --syntax xml --format json
    """
    from swschema.conformance.kit import cases
    from swschema.conformance.render import list_json, list_text

    show = list_json if form == "json" else list_text
    with use_language(language):
        click.echo(show(cases(_folder(folder), syntax, level)))


@command.command("run", short_help="Put all files to a validator and score its answers.")
@click.option(
    "--command", "validator", metavar="COMMAND", required=True, help="Runs the validator."
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
    help="Seconds that may pass without an answer.",
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
    """Put all files to a validator and score its answers.

    COMMAND is run once. It reads one path a line from its standard input until that ends, and
    for each path it writes one line to its standard output, in any order:

    \b
    {"file": "<the path as read>", "valid": true}
    {"file": "<the path as read>", "valid": false, "problems": [{"code": "missing",
     "pointer": "/status", "line": 3}]}

    By --level rules it is asked about the samples that only a rule makes wrong, too; a problem's
    code is the rule's id then. `problems` and each of its members may be left out; verdicts alone
    decide. An XML validator is asked for XML alone by --syntax xml.

    \b
    swschema conformance run --command 'node my-validator.mjs' --syntax json
    swschema conformance run --command 'java Xerces.java swschema.xsd' --syntax xml

    Exit status: 0 all verdicts are right, 1 some are wrong, 2 a wrong call, or a validator that
    does not keep to the protocol.
    """
    from swschema.conformance.client import ask
    from swschema.conformance.kit import cases
    from swschema.conformance.render import score_json, score_text
    from swschema.conformance.score import score

    asked = cases(_folder(folder), syntax, level)
    with use_language(language):
        result = score(asked, ask(validator, [case.path for case in asked], timeout))
        click.echo(score_json(result) if form == "json" else score_text(result))
    sys.exit(0 if result.perfect else WRONG)


def _folder(given: str | None) -> Path:
    return Path(given).resolve() if given is not None else samples_folder()

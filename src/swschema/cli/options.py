"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from swschema.cli.click_messages import choose_language
from swschema.errors import UnknownNameError
from swschema.i18n import LANGUAGES, find_language, preferred_language, use_language
from swschema.limits import DEEPEST_RECORD, DEFAULT_LIMITS, Limits
from swschema.problems import Language
from swschema.streams.formats import FORMS, Form

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class LanguageChoice(click.Choice[Language]):
    """The languages, also by the names that systems have for them, such as `zh_CN`."""

    def __init__(self) -> None:
        super().__init__(LANGUAGES)

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Language:
        """Return the language of a name; fail where there is none."""
        try:
            return find_language(str(value))
        except UnknownNameError:
            return super().convert(value, param, ctx)


max_bytes: Decorator = click.option(
    "--max-bytes",
    type=click.IntRange(min=1),
    default=DEFAULT_LIMITS.max_bytes,
    show_default=True,
    help="Refuse larger documents.",
)
max_depth: Decorator = click.option(
    "--max-depth",
    type=click.IntRange(min=DEEPEST_RECORD),
    default=DEFAULT_LIMITS.max_depth,
    show_default=True,
    help="Refuse documents that nest deeper.",
)


def limits(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options by which it bounds what it reads, as its `limits`."""

    @wraps(function)
    def call(*args: Any, max_bytes: int, max_depth: int, **others: Any) -> Any:
        return function(*args, limits=Limits(max_bytes, max_depth), **others)

    return max_bytes(max_depth(call))


DAY = click.DateTime(["%Y-%m-%d"])
as_of: Decorator = click.option(
    "--as-of",
    "day",
    type=DAY,
    metavar="DATE",
    help="Check as on this date: nothing may be dated after it but what may lie ahead, such as"
    " deadlines; by default today in China.",
)


def _use(ctx: click.Context, language: Language) -> Language:
    """Use a language until the command has ended."""
    ctx.with_resource(use_language(language))
    choose_language(language)
    return language


language: Decorator = click.option(
    "--lang",
    "language",
    type=LanguageChoice(),
    default=preferred_language,
    is_eager=True,  # what is wrong with other options is said in it
    callback=lambda ctx, _param, value: _use(ctx, value),
    help="The language of messages (zh is zh-Hans); by default that of the environment.",
)
jobs: Decorator = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="The number of processes; by default one per processor, for large inputs.",
)
output: Decorator = click.option(
    "-o", "--output", metavar="OUT", help="Where to write; by default standard output."
)
force: Decorator = click.option(
    "--force", is_flag=True, help="Overwrite files that are already there."
)
indent: Decorator = click.option(
    "--indent", is_flag=True, help="Put each member on a line of its own."
)
form: Decorator = click.option(
    "--input",
    "input_form",
    type=click.Choice(["auto", *FORMS]),
    default="auto",
    show_default=True,
    help="The content of each file: one document, or records as NDJSON, as a JSON array or as XML"
    " under one root or one after another.",
)
configuration: Decorator = click.option(
    "--config",
    "configuration",
    metavar="FILE",
    help="The configuration; by default the nearest swschema.toml, or pyproject.toml with a table"
    " [tool.swschema], from the working directory upwards.",
)
no_configuration: Decorator = click.option(
    "--no-config", "unconfigured", is_flag=True, help="Use no configuration."
)


def form_of(chosen: str) -> Form | None:
    """Return the form that `--input` asks for, None to detect it from each file."""
    return next((each for each in FORMS if each == chosen), None)

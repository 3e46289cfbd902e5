"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from swschema.languages import LANGUAGES, preferred
from swschema.sources.limits import DEEPEST_RECORD, DEFAULT_LIMITS

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

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
language: Decorator = click.option(
    "--lang",
    "language",
    type=click.Choice(LANGUAGES),
    default=preferred,
    help="The language of messages; by default that of the environment.",
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

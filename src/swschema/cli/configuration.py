"""The configuration that a command runs by."""

from __future__ import annotations

import os
from pathlib import Path

import click
from click.core import ParameterSource

from swschema.configuration import Configuration, find_configuration, read_configuration
from swschema.i18n import _, use_language
from swschema.problems import Language


def load_configuration(
    named: str | None, *, unconfigured: bool, language: Language
) -> Configuration:
    """Return the configuration that was named, or else the nearest, or an empty one.

    Args:
        named: the value of `--config`.
        unconfigured: whether `--no-config` was given.
        language: of messages about a faulty one.

    Raises:
        ConfigurationError: if it cannot be used.
    """
    if named is not None and unconfigured:
        raise click.UsageError(_("--config and --no-config contradict each other"))
    if unconfigured:
        return Configuration()
    with use_language(language):
        path = Path(named) if named is not None else _nearest()
        return read_configuration(path) if path else Configuration()


def choose_language(configuration: Configuration, language: Language) -> Language:
    """Return the language to use: of `--lang`, of SWSCHEMA_LANG, else of the configuration.

    Other variables of the environment are for the whole system, and come last.

    Args:
        configuration: the configuration.
        language: the value of `--lang`, which the environment gives by default.
    """
    source = click.get_current_context().get_parameter_source("language")
    if source is ParameterSource.COMMANDLINE or os.environ.get("SWSCHEMA_LANG"):
        return language
    return configuration.language or language


def _nearest() -> Path | None:
    try:
        here = Path.cwd()
    except OSError:  # it is gone
        return None
    return find_configuration(here)

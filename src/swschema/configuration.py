"""The configuration of validation in a folder: `swschema.toml`, or a part of `pyproject.toml`.

    as-of = 2018-03-26
    attachments = "scans"
    fail-on = "warning"
    lang = "zh-Hans"

    [rules.PL04]
    severity = "error"

    [rules.PL04.parameters]
    days = 30

In `pyproject.toml` the tables are `[tool.swschema]`, `[tool.swschema.rules.PL04]` and so on. What
there is to write is in `schemas/v1/bundles/configuration.schema.json`, which the build makes of the
rulebook.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING, Any

from swschema.error import explain_os_error
from swschema.errors import ConfigurationError, UnknownNameError
from swschema.i18n import _, find_language
from swschema.rules.settings import DEFAULT_SETTINGS, Settings
from swschema.schema.files import configuration_schema_path

if TYPE_CHECKING:
    from jsonschema_rs import Draft7Validator, ValidationError

    from swschema.problems import Language, Severity

OWN, SHARED = "swschema.toml", "pyproject.toml"
TABLE = ("tool", "swschema")  # of the shared file
BARE = re.compile("[A-Za-z0-9_-]+", re.ASCII)
LINE = re.compile(r" \(at line (\d+), column \d+\)$")
DEEPEST = 100  # levels; no key has a tenth of them
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Configuration:
    """The configuration of validation in a file.

    Attributes:
        path: the file; None where there is none.
        settings: how the rules are applied.
        fail_on: the severity that makes a run fail; None where it is not set.
        language: the language of messages; None where it is not set.
    """

    path: Path | None = None
    settings: Settings = DEFAULT_SETTINGS
    fail_on: Severity | None = None
    language: Language | None = None


def find_configuration(start: Path) -> Path | None:
    """Return the nearest configuration, looked for from a folder upwards; None if there is none.

    In one folder, `swschema.toml` goes before `pyproject.toml`, which counts only if it has a table
    `[tool.swschema]`.

    Raises:
        ConfigurationError: if a `pyproject.toml` is no file, or names swschema and is no TOML.
    """
    start = start.resolve()
    for folder in (start, *start.parents):
        # Whatever has the name counts, be it a link that leads nowhere.
        if os.path.lexists(folder / OWN):
            return folder / OWN
        if os.path.lexists(folder / SHARED) and _has_table(folder / SHARED):
            return folder / SHARED
    return None


def read_configuration(path: Path) -> Configuration:
    """Return the configuration in a file.

    Args:
        path: a file of any name; one named `pyproject.toml` has its table in it.

    Raises:
        ConfigurationError: if it cannot be read, is not TOML, or has an invalid key or value.
    """
    prefix = TABLE if path.name == SHARED else ()
    value: Any = _parsed(path, _bytes(path))
    for name in prefix:
        value = value.get(name) if isinstance(value, dict) else None
    if value is None:
        raise ConfigurationError(str(path), "", _("it has no table [tool.swschema]"))
    _name_language(value)
    for error in _validator().iter_errors(value):
        key, reason = _fault(error, prefix)
        raise ConfigurationError(str(path), _key((*prefix, *key)), reason)
    return Configuration(
        path, _settings(path, prefix, value), value.get("fail-on"), value.get("lang")
    )


def _name_language(value: Any) -> None:
    """Put the name of a language in place of another that it goes by, such as `zh_CN`."""
    if isinstance(value, dict) and isinstance(value.get("lang"), str):
        with suppress(UnknownNameError):  # the schema reports it
            value["lang"] = find_language(value["lang"])


def _settings(path: Path, prefix: tuple[str, ...], value: Mapping[str, Any]) -> Settings:
    rules = value.get("rules", {})
    folder = path.parent / value["attachments"] if "attachments" in value else None
    if folder is not None and not folder.is_dir():
        reason = _("there is no folder {folder}").format(folder=folder)
        raise ConfigurationError(str(path), _key((*prefix, "attachments")), reason)
    return Settings(
        as_of=value.get("as-of"),
        severities={name: each["severity"] for name, each in rules.items() if "severity" in each},
        parameters={
            name: each["parameters"] for name, each in rules.items() if "parameters" in each
        },
        attachments=folder,
    )


def _has_table(path: Path) -> bool:
    data = _bytes(path)
    if b"swschema" not in data:  # so for nearly all, and parsing takes time
        return False
    tool = _parsed(path, data).get(TABLE[0])
    return isinstance(tool, dict) and TABLE[1] in tool


def _bytes(path: Path) -> bytes:
    try:
        kind = path.stat().st_mode
        if not S_ISREG(kind):  # a pipe may never end
            reason = _("it is a folder") if S_ISDIR(kind) else _("it is not a regular file")
            raise ConfigurationError(str(path), "", reason)
        return path.read_bytes()
    except OSError as error:
        reason = explain_os_error(error)
        raise ConfigurationError(str(path), "", reason) from None


def _parsed(path: Path, data: bytes) -> Any:
    import tomllib

    try:
        return _plain(tomllib.loads(data.decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        reason = _("it is not in UTF-8: save it as UTF-8")
        raise ConfigurationError(str(path), "", reason, line) from None
    except tomllib.TOMLDecodeError as error:
        found = LINE.search(str(error))
        reason = _("it is not valid TOML: {reason}").format(reason=LINE.sub("", str(error)))
        raise ConfigurationError(str(path), "", reason, int(found[1]) if found else None) from None
    except RecursionError:
        raise ConfigurationError(str(path), "", _("it is nested too deeply")) from None


def _plain(value: Any, depth: int = 0) -> Any:
    """Return a value of TOML as JSON has it: dates as text, and 30.0 as the whole number it is.

    Raises:
        RecursionError: if it is nested deeper than any parser of JSON allows.
    """
    if depth > DEEPEST:
        raise RecursionError
    if isinstance(value, dict):
        return {name: _plain(each, depth + 1) for name, each in value.items()}
    if isinstance(value, list):
        return [_plain(each, depth + 1) for each in value]
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return int(value) if isinstance(value, float) and value.is_integer() else value


@cache
def _schema() -> dict[str, Any]:
    import orjson

    found: dict[str, Any] = orjson.loads(configuration_schema_path().read_bytes())
    return found


@cache
def _validator() -> Draft7Validator:
    import jsonschema_rs

    return jsonschema_rs.Draft7Validator(_schema(), validate_formats=True)


def _key(path: tuple[str | int, ...]) -> str:
    """Return a path of keys as TOML writes it."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{_name(part)}" for part in path)
    return text.removeprefix(".")


def _name(key: str) -> str:
    import json

    return key if BARE.fullmatch(key) else json.dumps(key)


def _fault(error: ValidationError, prefix: tuple[str, ...]) -> tuple[tuple[str | int, ...], str]:
    """Return the path to what is wrong, and what is wrong with it.

    Args:
        error: what is wrong.
        prefix: the path of the table of swschema in the file.
    """
    path = tuple(error.instance_path)
    schema = _schema()
    for part in error.schema_path[:-1]:
        schema = schema[str(part)]
    match error.kind.name:
        case "additionalProperties":
            name = error.kind.as_dict()["unexpected"][0]
            return (*path, name), _unknown(path, name, list(schema["properties"]))
        case "enum":
            return path, _not_among(error.instance, schema["enum"])
        case "type" if len(path) == 2 and schema["type"] == "object":
            severities = schema["properties"]["severity"]["enum"]
            return path, _rule_table((*prefix, *path), error.instance, severities)
        case "type" if "format" not in schema:
            return path, _of_another_kind(schema["type"])
        case "minimum":
            return path, _("give {least} or more").format(least=schema["minimum"])
        case "uniqueItems":
            return path, _("an item appears twice")
        case "minLength":
            return path, _("name a folder")
    return path, _("give a day such as 2018-03-26")


def _unknown(path: tuple[str | int, ...], name: str, known: list[str]) -> str:
    """Return what is wrong with a name that there is not, at one of the four levels."""
    if len(path) == 2 and name == "parameters":
        return _("the rule has no parameters")
    words = {
        0: _("there is no such key"),
        1: _("there is no such rule"),
        2: _("a rule has no such setting"),
        3: _("the rule has no such parameter"),  # path: rules, the rule, parameters
        4: _("there is no such kind of enterprise"),  # the path goes on with the parameter
    }
    return _("{fault}; {advice}").format(fault=words[len(path)], advice=_advice(name, known))


def _not_among(value: Any, known: list[str]) -> str:
    advice = _advice(value if isinstance(value, str) else "", known)
    return _("there is no such value; {advice}").format(advice=advice)


def _advice(name: str, known: list[str]) -> str:
    """Return which name was meant, or which there are."""
    from swschema.explain.suggest import find_closest, suggest_name

    meant = find_closest(name, known)
    if meant:
        return suggest_name(meant)
    if known == list(_schema()["properties"]["rules"]["properties"]):
        return _("run swschema rules list")
    shown = _(", ").join(known[:SHOWN])
    if len(known) > SHOWN:
        more = _("choose from {codes} and {count} more")
        return more.format(codes=shown, count=len(known) - SHOWN)
    return _("choose from {codes}").format(codes=shown)


def _rule_table(path: tuple[str | int, ...], value: Any, severities: list[str]) -> str:
    """Return the table to write for a rule where there is a value, such as `CM01 = "off"`."""
    severity = value if value in severities else severities[0]
    table = f'[{_key(path)}]\nseverity = "{severity}"'
    return _("write a table:\n{table}").format(table=table)


def _of_another_kind(expected: str) -> str:
    kinds = {
        "array": _("give a list, in brackets"),
        "integer": _("give a whole number, without quotes"),
        "object": _("write a table"),
        "string": _("give a text, in quotes"),
    }
    return kinds[expected]

"""The specification's files, wherever this package is installed."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import orjson

VERSION = "v1"
SPECIFICATION = "1.0"  # the newest version within it, as in its changelog
NAMESPACE = f"https://w3id.org/swschema/{VERSION}"
WHOLE = ("registration", "materials", "interview", "dossier", "message")
DRAFTS = ("registrationDraft", "materialsDraft", "interviewDraft")
# The members that identify the records of a registration.
IDS = {"registration": "registrationId", "materials": "materialsId", "interview": "interviewId"}
RECORDS = (*WHOLE, *DRAFTS)
SOURCES = ("codes", "common", *WHOLE, "commonDraft", *DRAFTS)


@cache
def schemas_folder() -> Path:
    """Return the folder of the specification: package data, or the repository's `schemas/`."""
    package = Path(__file__).parents[1]
    # An editable installation does not see what the wheel is given beside the code.
    for folder in (package / "schemas", package.parent.parent / "schemas"):
        if (folder / VERSION).is_dir():
            return folder
    raise FileNotFoundError(f"{package / 'schemas'}: swschema is not installed whole")


@cache
def samples_folder() -> Path:
    """Return the folder of the conformance kit: package data, or the repository's `samples/`."""
    package = Path(__file__).parents[1]
    for folder in (package / "samples", package.parent.parent / "samples"):
        if (folder / "manifest.json").is_file():
            return folder
    raise FileNotFoundError(f"{package / 'samples'}: swschema is not installed whole")


def version_folder() -> Path:
    """Return the folder of the current major version of the specification."""
    return schemas_folder() / VERSION


def schema_path(name: str) -> Path:
    """Return the path of one source schema, such as `common` or `registration`."""
    return version_folder() / f"{name}.schema.json"


def bundle_path(record: str) -> Path:
    """Return the path of a record's flat bundle: one file whose references are all local."""
    return version_folder() / "bundles" / f"{record}.bundle.json"


def rules_path() -> Path:
    """Return the path of the rulebook, all rules in one file."""
    return version_folder() / "bundles" / "rules.json"


def expressions_path() -> Path:
    """Return the path of the expressions of all rules, parsed, in one file."""
    return version_folder() / "bundles" / "expressions.json"


def problem_codes_path() -> Path:
    """Return the path of the codes of structural problems, all in one file."""
    return version_folder() / "bundles" / "problems.json"


def configuration_schema_path() -> Path:
    """Return the path of the JSON Schema of a configuration."""
    return version_folder() / "bundles" / "configuration.schema.json"


def life_cycle_path() -> Path:
    """Return the path of the life of a registration: states, transitions, what comes next."""
    return version_folder() / "bundles" / "life-cycle.json"


def derivations_path() -> Path:
    """Return the path of where the values of records come from, expressions parsed."""
    return version_folder() / "bundles" / "derivations.json"


def schematron_path() -> Path:
    """Return the path of the rulebook as ISO Schematron."""
    return version_folder() / "swschema.sch"


def xsd_path(name: str) -> Path:
    """Return the path of an XML Schema; `swschema` is the one that includes all others."""
    return version_folder() / "xsd" / f"{name}.xsd"


@cache
def source(name: str) -> dict[str, Any]:
    """Return one source schema, parsed; treat it as read-only."""
    found: dict[str, Any] = orjson.loads(schema_path(name).read_bytes())
    return found


def sources() -> dict[str, Any]:
    """Return the source schemas, parsed, by name; treat them as read-only."""
    return {name: source(name) for name in SOURCES}


@cache
def code_entries(list_id: str) -> dict[str, dict[str, Any]]:
    """Return the codes of a list with their words, by code; a composed list has those of its parts.

    Args:
        list_id: the list's id in camelCase, such as `importMode`.
    """
    path = version_folder() / "codes" / f"{kebab(list_id)}.json"
    found = orjson.loads(path.read_bytes())
    if "includes" in found:
        return {
            code: words for part in found["includes"] for code, words in code_entries(part).items()
        }
    return {entry["code"]: entry for entry in found["codes"]}


def draft_name(name: str) -> str:
    """Return the name that the draft of a record or of a source has."""
    return f"{name}Draft"


def whole_name(name: str) -> str:
    """Return the name of the record that a draft is to become; of another record, its own."""
    return name.removesuffix("Draft")


def kebab(name: str) -> str:
    """Return a camelCase name in kebab-case, as files are named."""
    return re.sub(r"(?=[A-Z])", "-", name).lower()


@cache
def record_schema(record: str) -> dict[str, Any]:
    """Return the schema that a record's value conforms to; treat it as read-only.

    It is the flat bundle without the name of a schema for editors, which a reader drops.
    """
    found = bundle(record)
    members = {name: each for name, each in found["properties"].items() if name != "$schema"}
    return {**found, "properties": members}


@cache
def bundle(record: str) -> dict[str, Any]:
    """Return a record's flat bundle, parsed; treat it as read-only."""
    found: dict[str, Any] = orjson.loads(bundle_path(record).read_bytes())
    return found

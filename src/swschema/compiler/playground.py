"""What the playground runs on: shapes, words, rules and XML Schema, made compact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from importlib.metadata import version
from pathlib import Path
from typing import Any

import orjson
from babel.messages.pofile import read_po
from lxml import etree

from swschema.compiler.cel.ast import (
    Binary,
    Call,
    Conditional,
    Expression,
    Field,
    Has,
    Items,
    Literal,
    Macro,
    Name,
    Not,
)
from swschema.compiler.json_file import to_json
from swschema.compiler.rules.checks import Check
from swschema.compiler.schema.codes import COMMENT, entries, validity_periods
from swschema.compiler.schema.files import xsd_texts
from swschema.compiler.specification import Files, Specification
from swschema.schema.files import NAMESPACE, RECORDS, VERSION
from swschema.schema.shapes import Member, Scalar, Shape

KINDS: dict[type, str] = {
    Literal: "literal",
    Name: "name",
    Field: "field",
    Not: "not",
    Binary: "binary",
    Conditional: "if",
    Macro: "macro",
    Items: "list",
    Call: "call",
}
XS = "{http://www.w3.org/2001/XMLSchema}"


def playground_files(specification: Specification) -> Files:
    """Return the data in `playground/data/` that the page is built with."""
    data = specification.root / "playground/data"
    return {
        data / "specification.json": to_json(_specification(specification)),
        data / "rules.json": _rules(specification),
        data / "swschema.xsd": _one_schema(xsd_texts(specification).values()),
    }


def _specification(specification: Specification) -> dict[str, Any]:
    lists, problems = specification.code_lists, specification.problem_codes
    messages = specification.root / "src/swschema/locale/zh_Hans/LC_MESSAGES/swschema.po"
    return {
        "$comment": COMMENT,
        "version": version("swschema"),
        "specification": VERSION,
        "namespace": NAMESPACE,
        "records": RECORDS,
        "types": {name: _type(shape) for name, shape in specification.shapes.items()},
        "codes": {
            list_id: [[each["code"], *_both(each, "title")] for each in entries(lists, list_id)]
            for list_id in lists
        },
        "examples": {code: each.sample for code, each in problems.items() if each.sample},
        "messages": _messages(messages),
    }


def _messages(catalogue: Path) -> dict[str, str]:
    """Return the Chinese of each message."""
    with catalogue.open("rb") as file:
        return {str(each.id): str(each.string) for each in read_po(file) if each.id}


def _type(shape: Shape) -> dict[str, Any]:
    if isinstance(shape, Scalar):
        return _scalar(shape)
    made = {"title": _both(shape.schema, "title"), "members": [*map(_member, shape.members)]}
    return made | ({"record": shape.record_type} if shape.record_type else {})


def _scalar(shape: Scalar) -> dict[str, Any]:
    made: dict[str, Any] = {"kind": shape.kind.value}
    if shape.format:
        made["format"] = shape.format
    if "x-codelist" in shape.schema:
        made["list"] = shape.schema["x-codelist"]
    if shape.pattern or shape.format:  # a remedy says how such a value is spelled
        made["description"] = _both(shape.schema, "description")
    return made


def _member(member: Member) -> dict[str, Any]:
    made: dict[str, Any] = {
        "name": member.name,
        "type": member.shape.name,
        "title": _both(member.schema, "title"),
        "description": _both(member.schema, "description"),
    }
    if member.item is not None:
        made["item"] = member.item
    if member.attribute:
        made["attribute"] = True
    if "x-privacy" in member.schema:
        made["private"] = True
    return made


def _both(schema: Mapping[str, Any], word: str) -> list[str]:
    """Return a title or a description in English and in Chinese."""
    return [schema[word], schema["x-zh"][word]]


def _rules(specification: Specification) -> bytes:
    """Return the rulebook with its expressions parsed, a rule on each line."""
    by_rule: dict[str, list[Check]] = {}
    for check in specification.checks:
        by_rule.setdefault(check.rule, []).append(check)
    rules = {name: _rule(rule, by_rule.get(name, [])) for name, rule in specification.rules.items()}
    dates = specification.record_dates
    parts = {
        "$comment": COMMENT,
        "dates": {record: _tree(each.expression) for record, each in dates.items()},
        "periods": validity_periods(specification.code_lists),
    }
    head = [f'"{key}": {orjson.dumps(each).decode()}' for key, each in parts.items()]
    rows = [f'"{key}": {orjson.dumps(each).decode()}' for key, each in rules.items()]
    text = ",\n".join([*head, '"rules": {\n' + ",\n".join(rows) + "\n}"])
    return f"{{\n{text}\n}}\n".encode()


def _rule(rule: Mapping[str, Any], made: list[Check]) -> dict[str, Any]:
    written = rule.get("checks", ())
    return {
        "severity": rule["severity"],
        "message": _words(rule["message"]),
        "remedy": _words(rule["remedy"]),
        "parameters": {name: each["value"] for name, each in rule.get("parameters", {}).items()},
        "checks": [_check(check, text) for check, text in zip(made, written, strict=True)],
    }


def _check(check: Check, written: Mapping[str, Any]) -> dict[str, Any]:
    parsed = {
        "once": {name: _tree(each) for name, each in check.lists.items()},
        "when": check.when and _tree(check.when),
        "let": {name: _tree(each) for name, each in check.lets.items()},
        "assert": _tree(check.holds),
        "blames": written.get("blames"),
        "severity": written.get("severity"),
        "message": _words(written["message"]) if "message" in written else None,
        "values": dict(check.message_values),
    }
    place = {"in": check.scope.record_type, "each": check.target.name}
    return place | {key: each for key, each in parsed.items() if each}


def _words(both: Mapping[str, str]) -> list[str]:
    return [both["en"], both["zh"]]


def _tree(expression: Expression) -> list[Any]:
    """Return an expression as JSON: what it is, and its parts in order."""
    if isinstance(expression, Has):
        return ["has", _tree(expression.field.of), expression.field.name]
    inner = (getattr(expression, field.name) for field in fields(expression))
    return [KINDS[type(expression)], *map(_part, inner)]


def _part(part: Any) -> Any:
    if isinstance(part, tuple):
        return [*map(_tree, part)]
    return _tree(part) if isinstance(part, Expression) else part


def _one_schema(xsds: Iterable[str]) -> bytes:
    """Return several XML Schemas of one namespace as one, without includes and documentation."""
    parser = etree.XMLParser(remove_blank_text=True, remove_comments=True, resolve_entities=False)
    first, *others = (etree.fromstring(each.encode(), parser) for each in xsds)
    for other in others:
        first.extend(list(other))
    for name in ("annotation", "include"):
        for each in list(first.iter(f"{XS}{name}")):
            parent = each.getparent()
            assert parent is not None  # noqa: S101 - the root is neither
            parent.remove(each)
    return etree.tostring(first, encoding="utf-8", xml_declaration=False) + b"\n"

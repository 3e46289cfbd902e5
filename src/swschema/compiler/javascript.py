"""The data of the JavaScript library: shapes, labels, rules and XML Schema in a compact form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import orjson
from babel.messages.pofile import read_po
from lxml import etree

from swschema.compiler.cel.to_json import expression_to_json, shorten_names
from swschema.compiler.json_file import render_json
from swschema.compiler.lifecycle.data import describe_life_cycle
from swschema.compiler.rules.checks import CheckSource
from swschema.compiler.rules.expressions import describe_check
from swschema.compiler.schema.codes import COMMENT, list_entries, validity_periods
from swschema.compiler.schema.files import render_xsds
from swschema.compiler.specification import Files, Specification
from swschema.emitters.client_types import make_types
from swschema.emitters.typescript import render_typescript_types
from swschema.report.sarif import describe_rules
from swschema.schema.files import NAMESPACE, RECORDS, VERSION
from swschema.schema.shapes import Member, ObjectType, Scalar, Shape

LIMITS = ("minLength", "maxLength", "minimum", "maximum")
XS = "{http://www.w3.org/2001/XMLSchema}"


def generate_javascript_files(specification: Specification) -> Files:
    """Return the data in `javascript/src/data/` that the library is built with."""
    data = specification.root / "javascript/src/data"
    return {
        data / "specification.json": render_json(_describe_specification(specification)),
        data / "rules.json": _write_rules(specification),
        data / "life-cycle.json": render_json(describe_life_cycle(specification)),
        data / "records.ts": _write_types(specification),
        data / "sarif-rules.json": render_json(describe_rules()),
        data / "swschema.xsd": _merge_schemas(render_xsds(specification).values()),
    }


def _write_types(specification: Specification) -> bytes:
    shapes = specification.shapes.values()
    records = (each for each in shapes if isinstance(each, ObjectType) and each.record_type)
    return f"// {COMMENT}\n\n{render_typescript_types(make_types(records))}".encode()


def _describe_specification(specification: Specification) -> dict[str, Any]:
    lists = specification.code_lists
    messages = specification.root / "src/swschema/locale/zh_Hans/LC_MESSAGES/swschema.po"
    return {
        "$comment": COMMENT,
        "version": version("swschema"),
        "specification": VERSION,
        "namespace": NAMESPACE,
        "records": RECORDS,
        # Sorted, a draft's types are beside those whose texts they repeat, and compress to nothing.
        "types": {
            name: _describe_type(shape) for name, shape in sorted(specification.shapes.items())
        },
        "codes": {
            list_id: [
                [each["code"], *_texts(each, "title"), *_other_names(each)]
                for each in list_entries(lists, list_id)
            ]
            for list_id in lists
        },
        "messages": _read_messages(messages),
    }


def _read_messages(catalogue: Path) -> dict[str, str]:
    """Return the Chinese of each message."""
    with catalogue.open("rb") as file:
        return {str(each.id): str(each.string) for each in read_po(file) if each.id}


def _describe_type(shape: Shape) -> dict[str, Any]:
    if isinstance(shape, Scalar):
        return _describe_scalar(shape)
    described = {
        "title": _texts(shape.schema, "title"),
        "members": [*map(_describe_member, shape.members)],
    }
    return described | ({"record": shape.record_type} if shape.record_type else {})


def _describe_scalar(shape: Scalar) -> dict[str, Any]:
    described: dict[str, Any] = {"kind": shape.kind.value}
    if shape.format:
        described["format"] = shape.format
    if "x-codelist" in shape.schema:
        described["list"] = shape.schema["x-codelist"]
    if shape.pattern:  # a remedy says whether another spelling would match it
        described["pattern"] = shape.pattern
    described |= {key: shape.limits[key] for key in LIMITS if key in shape.limits}
    if shape.pattern or shape.format:  # a remedy says how such a value is written
        described["description"] = _texts(shape.schema, "description")
    return described


def _describe_member(member: Member) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": member.name,
        "type": member.shape.name,
        "title": _texts(member.schema, "title"),
        "description": _texts(member.schema, "description"),
    }
    if member.item is not None:
        described["item"] = member.item
    if member.attribute:
        described["attribute"] = True
    if member.required:
        described["required"] = True
    for key, name in (("minItems", "least"), ("maxItems", "most")):
        if key in member.schema:
            described[name] = member.schema[key]
    if "x-privacy" in member.schema:
        described["private"] = True
    return described


def _other_names(code: Mapping[str, Any]) -> list[str]:
    """Return what stands for a code elsewhere: its aliases and the codes of other standards."""
    return [*code.get("aliases", ()), *code.get("x-maps-to", {}).values()]


def _texts(schema: Mapping[str, Any], keyword: str) -> list[str]:
    """Return a title or a description in English and in Chinese."""
    return [schema[keyword], schema["x-zh"][keyword]]


def _write_rules(specification: Specification) -> bytes:
    """Return the rules with their expressions parsed, one rule on each line."""
    by_rule: dict[str, list[CheckSource]] = {}
    for check in specification.checks:
        by_rule.setdefault(check.rule, []).append(check)
    rules = {
        name: _describe_rule(rule, by_rule.get(name, []))
        for name, rule in specification.rules.items()
    }
    dates = specification.record_dates
    parts = {
        "$comment": COMMENT,
        "dates": {
            record: shorten_names(expression_to_json(each.expression))
            for record, each in dates.items()
        },
        "periods": validity_periods(specification.code_lists),
    }
    head = [f'"{key}": {orjson.dumps(each).decode()}' for key, each in parts.items()]
    rows = [f'"{key}": {orjson.dumps(each).decode()}' for key, each in rules.items()]
    text = ",\n".join([*head, '"rules": {\n' + ",\n".join(rows) + "\n}"])
    return f"{{\n{text}\n}}\n".encode()


def _describe_rule(rule: Mapping[str, Any], checks: list[CheckSource]) -> dict[str, Any]:
    sources = rule.get("checks", ())
    return {
        "severity": rule["severity"],
        "message": _pair(rule["message"]),
        "remedy": _pair(rule["remedy"]),
        "parameters": {name: each["value"] for name, each in rule.get("parameters", {}).items()},
        "checks": [_describe_check(*pair) for pair in zip(checks, sources, strict=True)],
    }


def _describe_check(check: CheckSource, source: Mapping[str, Any]) -> dict[str, Any]:
    described = {
        "blames": source.get("blames"),
        "severity": source.get("severity"),
        "message": _pair(source["message"]) if "message" in source else None,
    }
    written = describe_check(check)
    for key in ("when", "assert"):
        if key in written:
            written[key] = shorten_names(written[key])
    for key in ("lists", "let"):
        if key in written:
            written[key] = {name: shorten_names(each) for name, each in written[key].items()}
    for each in written.get("fix", ()):
        each |= {key: shorten_names(each[key]) for key in ("value", "each") if key in each}
    return written | {key: each for key, each in described.items() if each}


def _pair(texts: Mapping[str, str]) -> list[str]:
    return [texts["en"], texts["zh"]]


def _merge_schemas(xsds: Iterable[str]) -> bytes:
    """Return several XML Schemas of one namespace as one, without includes and documentation."""
    parser = etree.XMLParser(remove_blank_text=True, remove_comments=True, resolve_entities=False)
    first, *others = (etree.fromstring(each.encode(), parser) for each in xsds)
    for other in others:
        first.extend(list(other))
    for name in ("annotation", "include"):
        for each in list(first.iter(f"{XS}{name}")):
            parent = each.getparent()
            assert parent is not None  # noqa: S101 - the root is none of these
            parent.remove(each)
    return etree.tostring(first, encoding="utf-8", xml_declaration=False) + b"\n"

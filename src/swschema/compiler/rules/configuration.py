"""The JSON Schema of a configuration: the rules by id, and what can be changed about each.

Editors complete TOML by it (Taplo, Even Better TOML), and `swschema.configuration` checks by it. It
is in draft 7, which is as much as editors know, and has no references. Its descriptions are what an
editor shows, so they have both languages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from swschema.compiler.schema.codes import COMMENT, CodeLists, list_entries
from swschema.i18n import LANGUAGES
from swschema.problems import Problem
from swschema.schema.files import NAMESPACE

Schema = dict[str, Any]
DRAFT = "http://json-schema.org/draft-07/schema#"
KINDS = "enterpriseType"  # the code list of the kinds of enterprise
DATE = "^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$"  # that of Date in schemas/v1/common.schema.json
DAY = {"type": "string", "format": "date", "pattern": DATE}


def make_configuration_schema(rules: Mapping[str, Mapping[str, Any]], lists: CodeLists) -> Schema:
    """Return the schema of `swschema.toml`, and of `[tool.swschema]` in `pyproject.toml`.

    Args:
        rules: the rules by id.
        lists: the code lists by id.
    """
    words = (
        "The configuration of swschema for this folder and its subfolders.",
        "本文件夹及其下级文件夹中swschema的校验配置。",
    )
    head = {
        "$schema": DRAFT,
        "$comment": COMMENT,
        "$id": f"{NAMESPACE}/configuration.schema.json",
        "title": "swschema.toml",
        "description": _both(*words),
    }
    table = _table(
        "Changes to the severities and parameters of rules, by rule id.",
        "按规则编号调整业务规则的严重程度和参数。",
        {name: _rule(rule, lists) for name, rule in rules.items()},
    )
    return {**head, **_object({**_options(), "rules": table})}


def _options() -> Schema:
    return {
        "as-of": {
            **DAY,
            "description": _both(
                "The day of checking, such as 2018-03-26: nothing may be dated after it but what"
                " may lie ahead, such as a deadline. By default today in China.",
                "校验日期，如2018-03-26：除期限等可以在将来的日期外，其他日期均不得晚于该日。"
                "默认取北京时间的当日。",
            ),
        },
        "attachments": {
            "type": "string",
            "minLength": 1,
            "description": _both(
                "The folder with the files of attachments, relative to the folder of this file.",
                "附件文件所在的文件夹，相对于本配置文件所在位置。",
            ),
        },
        "fail-on": {
            "enum": ["error", "warning"],
            "default": "error",
            "description": _both(
                "The lowest severity that makes the exit status 1.",
                "使退出状态为1的最低严重程度；设为warning时，错误同样使退出状态为1。",
            ),
        },
        "lang": {
            "enum": [*LANGUAGES],
            "description": _both(
                "The language of messages; by default that of the environment.",
                "消息的语言；默认取系统环境的语言。",
            ),
        },
    }


def _rule(rule: Mapping[str, Any], lists: CodeLists) -> Schema:
    members: Schema = {
        "severity": {
            "enum": ["error", "warning", "off"],
            "default": rule["severity"],
            "description": _both(
                "An error makes a document fail, a warning does not; off switches the rule off.",
                "错误使文档校验未通过，警告不影响校验结论；off停用该规则。",
            ),
        }
    }
    if "parameters" in rule:
        parameters = {name: _parameter(each, lists) for name, each in rule["parameters"].items()}
        members["parameters"] = _table("The rule's parameters.", "该规则的参数。", parameters)
    title = rule["title"]
    link = {"links": {"key": Problem(rule["id"], "").help}}
    return {**_table(title["en"], title["zh"], members), "x-taplo": link}


def _parameter(parameter: Mapping[str, Any], lists: CodeLists) -> Schema:
    """Return the schema of a parameter: of the type that its default value has."""
    value = parameter["value"]
    title = parameter["title"]
    words = {"description": _both(title["en"], title["zh"])}
    if isinstance(value, dict):
        return _by_kind(parameter, lists)
    if isinstance(value, int):
        least = {"minimum": 0} if value >= 0 else {}
        return {"type": "integer", **least, "default": value, **words}
    one = _codes(parameter["codes"], lists) if "codes" in parameter else _text(value)
    kind = {"type": "array", "items": one, "uniqueItems": True} if isinstance(value, list) else one
    return {**kind, "default": value, **words}


def _by_kind(parameter: Mapping[str, Any], lists: CodeLists) -> Schema:
    """Return the schema of a parameter with a list of codes for each kind of enterprise."""
    one = _codes(parameter["codes"], lists) if "codes" in parameter else {"type": "string"}
    title, value = parameter["title"], parameter["value"]
    of_kinds = {
        each["code"]: {
            "type": "array",
            "items": one,
            "uniqueItems": True,
            "default": value.get(each["code"], []),
            "description": _both(each["title"], each["x-zh"]["title"]),
        }
        for each in list_entries(lists, KINDS)
    }
    return {**_table(title["en"], title["zh"], of_kinds), "default": value}


def _text(value: str | list[str]) -> Schema:
    dated = isinstance(value, str) and re.fullmatch(DATE, value)
    return {**DAY} if dated else {"type": "string"}


def _codes(name: str, lists: CodeLists) -> Schema:
    found = list_entries(lists, name)
    titles = [f"{each['title']} · {each['x-zh']['title']}" for each in found]
    codes = [each["code"] for each in found]
    return {"enum": codes, "x-taplo": {"docs": {"enumValues": titles}}}


def _table(english: str, chinese: str, properties: Schema) -> Schema:
    return {**_object(properties), "description": _both(english, chinese)}


def _object(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _both(english: str, chinese: str) -> str:
    return f"{english}\n\n{chinese}"

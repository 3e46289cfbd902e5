"""The libraries that do the same work as swschema, each in the quickest way its manual shows."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import fastjsonschema
import orjson
from lxml import etree
from pydantic import ValidationError

import swschema
import validators
from cases import Sample, Syntax
from models import XsdataModels
from swschema import models
from swschema.rules.settings import STRUCTURE

Action = Callable[[], object]
Bind = Callable[[Sample], Action]
OURS = "swschema"
WITH_RULES = "swschema, with all rules"  # of records that keep to them
JSON_FLOOR, XML_FLOOR = "orjson.loads", "lxml parse"
RESULT_FLOOR = "lxml parse of the result"
BARE_DOLLAR = re.compile(r"(?<!\\)\$(?!\Z)")


@dataclass(frozen=True, slots=True)
class Work:
    """One kind of work: the syntax it starts from, what cannot be beaten, and who does it."""

    title: str
    syntax: Syntax
    floor: str
    judges: bool
    binds: Mapping[str, Bind]


def works(xsdata: XsdataModels) -> dict[str, Work]:
    """Return all works by key, with their floors first."""
    return {
        "json": Work("JSON bytes → verdict", "json", JSON_FLOOR, True, JSON_VERDICTS),
        "xml": Work("XML bytes → verdict", "xml", XML_FLOOR, True, XML_VERDICTS),
        "to_xml": Work("JSON → XML", "json", RESULT_FLOOR, False, _to_xml(xsdata)),
        "to_json": Work("XML → JSON", "xml", XML_FLOOR, False, _to_json(xsdata)),
        "load": Work("JSON bytes → model", "json", JSON_FLOOR, False, LOADS),
    }


def _to_xml(xsdata: XsdataModels) -> dict[str, Bind]:
    return {
        RESULT_FLOOR: lambda sample: partial(etree.fromstring, swschema.to_xml(sample.json)),
        OURS: lambda sample: partial(swschema.to_xml, sample.json),
        "xsdata": xsdata.to_xml,
    }


def _to_json(xsdata: XsdataModels) -> dict[str, Bind]:
    return {
        XML_FLOOR: _parse_xml,
        OURS: lambda sample: partial(swschema.to_json, sample.xml),
        "xsdata": xsdata.to_json,
        "xmlschema.to_dict": lambda sample: partial(_to_dict, sample.xml, "strict"),
        "xmlschema.to_dict, not validating": lambda sample: partial(_to_dict, sample.xml, "skip"),
    }


def _parse_json(sample: Sample) -> Action:
    return partial(orjson.loads, sample.json)


def _parse_xml(sample: Sample) -> Action:
    return partial(etree.fromstring, sample.xml)


def _model(record: str) -> Any:
    return getattr(models, f"{record[0].upper()}{record[1:]}")


def _jsonschema_rs(sample: Sample) -> Action:
    is_valid = validators.rust(sample.record).is_valid
    return lambda: is_valid(orjson.loads(sample.json))


@cache
def _compiled(record: str) -> Callable[[Any], Any]:
    compiled: Callable[[Any], Any] = fastjsonschema.compile(
        _without_dollars(validators.definition(record))
    )
    return compiled


def _without_dollars(value: Any) -> Any:
    """Return a schema whose patterns have no bare `$` but the last.

    fastjsonschema takes each for the end, also in a character class.
    """
    if isinstance(value, dict):
        return {
            name: BARE_DOLLAR.sub(r"\\$", each)
            if name == "pattern" and isinstance(each, str)
            else _without_dollars(each)
            for name, each in value.items()
        }
    return [_without_dollars(each) for each in value] if isinstance(value, list) else value


def _fastjsonschema(sample: Sample) -> Action:
    check = _compiled(sample.record)

    def verdict() -> bool:
        try:
            check(orjson.loads(sample.json))
        except fastjsonschema.JsonSchemaValueException:
            return False
        return True

    return verdict


def _jsonschema(sample: Sample) -> Action:
    is_valid = validators.python(sample.record).is_valid
    return lambda: is_valid(orjson.loads(sample.json))


def _pydantic(sample: Sample) -> Action:
    take = _model(sample.record).model_validate_json

    def verdict() -> bool:
        try:
            take(sample.json)
        except ValidationError:
            return False
        return True

    return verdict


def _to_dict(xml: bytes, validation: str) -> bytes:
    found = validators.xmlschema().to_dict(xml, validation=validation)
    return orjson.dumps(found[0] if isinstance(found, tuple) else found, default=str)


JSON_VERDICTS: dict[str, Bind] = {
    JSON_FLOOR: _parse_json,
    OURS: lambda sample: lambda: swschema.validate(sample.json, settings=STRUCTURE).valid,
    WITH_RULES: lambda sample: lambda: swschema.validate(sample.json).valid,
    "jsonschema-rs alone": _jsonschema_rs,
    "fastjsonschema": _fastjsonschema,
    "python-jsonschema": _jsonschema,
    "pydantic": _pydantic,
}
XML_VERDICTS: dict[str, Bind] = {
    XML_FLOOR: _parse_xml,
    OURS: lambda sample: lambda: swschema.validate(sample.xml, settings=STRUCTURE).valid,
    WITH_RULES: lambda sample: lambda: swschema.validate(sample.xml).valid,
    "libxml2 alone": lambda sample: (
        lambda: validators.libxml2().validate(etree.fromstring(sample.xml))
    ),
    "xmlschema": lambda sample: lambda: validators.xmlschema().is_valid(sample.xml),
}
LOADS: dict[str, Bind] = {
    JSON_FLOOR: _parse_json,
    OURS: lambda sample: partial(swschema.load, sample.json),
    "pydantic alone": lambda sample: partial(
        _model(sample.record).model_validate_json, sample.json
    ),
}

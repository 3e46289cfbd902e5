"""Valid documents, changed without knowing what a change means, with their twins."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from lxml import etree

from independent import records, specification
from independent.case import Case, NoTwinError
from independent.json_mutations import mutate_json
from independent.json_text import PLAIN as PLAIN_JSON
from independent.json_text import JsonStyle, write_json
from independent.specification import RECORDS
from independent.tree_mutations import mutate_xml
from independent.xml_text import PLAIN as PLAIN_XML
from independent.xml_text import XmlStyle, write_xml
from independent.xml_value import read_xml

SAMPLES = Path(__file__).parents[2] / "samples/valid"
MUTATED = "mutated"
COUNTS = (1, 1, 1, 2, 3)
DEPTHS = (2, 4, 8, 8)


def mutated(random: Random) -> Case:
    """Return a document after some changes; whether it is valid is for the engines to say."""
    record = random.choice(RECORDS)
    if random.random() < 0.5:
        value = json.loads(random.choice(_samples(record)))
    else:
        value = records.record(specification.root(record), random, depth=random.choice(DEPTHS))
    change = random.choice((_tree, _text))
    return change(record, value, random)


@cache
def _samples(record: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted((SAMPLES / record).glob("*.json"))]


def _tree(record: str, value: dict[str, Any], random: Random) -> Case:
    """Change the tree of the XML, and read the JSON from what has come of it."""
    plain = write_xml(value, specification.root(record))
    xml = mutate_xml(plain, random, random.choice(COUNTS))
    try:
        made = read_xml(xml)
    except (NoTwinError, etree.XMLSyntaxError):
        return Case(MUTATED, "XML tree", record, None, xml, None, None)
    style = JsonStyle(random) if random.random() < 0.3 else PLAIN_JSON
    text = write_json(made, style)
    return Case(MUTATED, "XML tree", str(made["recordType"]), text, xml, None, None)


def _text(record: str, value: dict[str, Any], random: Random) -> Case:
    """Change the value of the JSON, and write the XML of what has come of it."""
    made = mutate_json(json.dumps(value).encode(), random, random.choice(COUNTS))
    style = random if random.random() < 0.3 else None
    text = write_json(made, JsonStyle(style) if style else PLAIN_JSON)
    name = made.get("recordType")
    if isinstance(name, str) and name in RECORDS:
        record = name
    shape = specification.root(record)
    try:
        xml_style = XmlStyle.by_chance(style) if style else PLAIN_XML
        xml = write_xml(made, shape, xml_style)
    except NoTwinError:
        return Case(MUTATED, "JSON text", record, text, None, None, None)
    return Case(MUTATED, "JSON text", record, text, xml, None, None)

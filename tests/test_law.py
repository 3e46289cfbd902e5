"""The loss contract and the equal verdicts, over thousands of generated documents."""

from __future__ import annotations

import os
from random import Random
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import swschema
from independent import records, specification
from parity.xml_engines import libxml2_accepts_bare
from swschema.rules.settings import STRUCTURE
from swschema.schema.files import RECORDS, schemas_folder
from swschema.structure.fast import FastEngine

PER_RECORD = 1000  # `make soak` takes as many others
SEED = os.environ.get("SEED", "")
SHARES = 8  # so that two workers have something to share
ENGINE = FastEngine()


@pytest.mark.parametrize("share", range(SHARES))
@pytest.mark.parametrize("record", RECORDS)
def test_generated_document_survives(record: str, share: int) -> None:
    shape = specification.root(record)
    random = Random(f"{record} {share}{SEED}")
    for _ in range(PER_RECORD // SHARES):
        value = records.record(shape, random)
        assert ENGINE.accepts_json(record, value), list(ENGINE.violations(record, value))
        xml = swschema.to_xml(value)
        assert libxml2_accepts_bare(record, xml), ENGINE.xml_message(etree.fromstring(xml))
        back = orjson.loads(swschema.to_json(xml))
        assert back == value
        assert swschema.to_xml(back) == xml
        check_model(value, xml)


def check_model(value: dict[str, Any], xml: bytes) -> None:
    """Check that a document which went through its model is the same, in both syntaxes."""
    model = swschema.load(value)
    assert swschema.load(xml) == model
    assert swschema.dump(model, syntax="xml") == xml
    dumped = swschema.dump(model)
    assert orjson.loads(dumped) == value
    assert swschema.digest(dumped) == swschema.digest(value)


@pytest.mark.parametrize("record", RECORDS)
def test_reference_engine_agrees_on_generated_documents(record: str) -> None:
    pytest.importorskip("xmlschema")
    random = Random(f"reference {record}")
    for _ in range(15):
        value = records.record(specification.root(record), random)
        xml = swschema.to_xml(value)
        assert swschema.validate(value, engine="reference", settings=STRUCTURE).problems == ()
        assert swschema.validate(xml, engine="reference", settings=STRUCTURE).problems == ()


@given(st.text())
def test_any_text_comes_back_or_is_refused(text: str) -> None:
    value = {"recordType": "message", "schemaVersion": text, "note": text}
    try:
        xml = swschema.to_xml(value)
    except swschema.SwschemaError:
        return
    assert orjson.loads(swschema.to_json(xml)) == value


@given(st.text())
def test_any_text_has_one_verdict(text: str) -> None:
    value = orjson.loads(
        (schemas_folder().parent / "samples/valid/message/receipt-approved.json").read_bytes()
    )
    value["note"] = text
    try:
        xml = swschema.to_xml(value)
    except swschema.SwschemaError:
        assert not swschema.validate(value, settings=STRUCTURE).valid
        return
    ours = [
        (each.code, each.pointer) for each in swschema.validate(value, settings=STRUCTURE).problems
    ]
    theirs = [
        (each.code, each.pointer) for each in swschema.validate(xml, settings=STRUCTURE).problems
    ]
    assert ours == theirs

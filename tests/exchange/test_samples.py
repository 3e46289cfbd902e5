"""The signed messages of the kit, verified by its certificates."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import swschema
from conftest import SAMPLES
from swschema.exchange import read_trust, verify_message

TRUST = read_trust(SAMPLES / "keys")
SIGNED = [
    path
    for path in sorted((SAMPLES / "valid/message").glob("*.json"))
    if "signature" in json.loads(path.read_bytes())
]


def test_most_messages_of_the_kit_are_signed() -> None:
    assert len(SIGNED) >= 8


@pytest.mark.parametrize("path", SIGNED, ids=lambda path: path.stem)
def test_signature_of_the_sample_holds_in_both_syntaxes(path: Path) -> None:
    for each in (path, path.with_suffix(".xml")):
        message = json.loads(swschema.to_json(each))
        found = verify_message(message, TRUST, receiver=message["receiver"]["code"])
        assert found.certificate == f"{message['sender']['code']}.pem"


def test_receipts_state_the_digest_of_what_they_answer() -> None:
    messages = [*(SAMPLES / "valid/message").glob("*.json")]
    digests = {
        json.loads(each.read_bytes())["messageId"]: swschema.digest(each) for each in messages
    }
    stated = [
        (receipt["messageRef"], receipt["messageSha256"])
        for each in messages
        if (receipt := json.loads(each.read_bytes()).get("receipt"))
    ]
    assert len(stated) == 2
    for answered, digest in stated:
        assert digests[answered] == digest

"""The reference engine gives the verdicts of the default one where its libraries would not."""

from __future__ import annotations

import pytest

import swschema
from conftest import SAMPLES
from swschema.rules.settings import STRUCTURE

ACCOUNT = (SAMPLES / "valid/registration/hangzhou-xx-account-opened.xml").read_text("utf-8")
WHOLE = (SAMPLES / "valid/registration/hangzhou-xx.xml").read_text("utf-8")
RECEIPT = (SAMPLES / "valid/message/receipt-approved.xml").read_text("utf-8")
# What Python takes for white space, and XML does not.
SPACES = ("\x85", "\xa0", "\u2003", "\u2028", "\u3000")


@pytest.mark.parametrize("space", SPACES, ids=ascii)
@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        (ACCOUNT, "<status>", "{}<status>"),
        (ACCOUNT, "</registration>", "{}</registration>"),
        (WHOLE, "<enterpriseTypes>", "<enterpriseTypes>{}"),
        (WHOLE, "</enterpriseTypes>", "{}</enterpriseTypes>"),
        (ACCOUNT, "<decisions/>", "<decisions>{}</decisions>"),
        (RECEIPT, "</sentAt>", "{}</sentAt>"),
        (RECEIPT, "<sentAt>", "<sentAt>{}"),
    ],
)
def test_white_space_is_that_of_xml(text: str, old: str, new: str, space: str) -> None:
    assert old in text
    document = text.replace(old, new.format(space), 1).encode()
    reports = [
        swschema.validate(document, engine=engine, settings=STRUCTURE).problems
        for engine in ("fast", "reference")
    ]
    assert reports[0]
    assert reports[0] == reports[1]


def test_unknown_names_come_in_the_order_of_the_document() -> None:
    names = [f"surplus{number}" for number in range(40)]
    value = {"recordType": "message", **dict.fromkeys(names, "")}
    found = swschema.validate(value, engine="reference", settings=STRUCTURE).problems
    assert [each.pointer[1:] for each in found if each.code == "unknown"] == names

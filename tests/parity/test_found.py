"""What the harness has found in swschema, cut down."""

from __future__ import annotations

import pytest

from conftest import SAMPLES
from parity.judge import report

ACCOUNT = SAMPLES / "valid/registration/hangzhou-xx-account-opened"
JSON = ACCOUNT.with_suffix(".json").read_bytes()
XML = ACCOUNT.with_suffix(".xml").read_bytes()


@pytest.mark.parametrize(
    ("old", "new", "findings"),
    [
        # Names of the fifth edition of XML, which Expat does not know, told in their place.
        (b"<status>", "<𠮷/><status>".encode(), (("unknown", "/𠮷"),)),
        # Encodings that libxml2 knows, and that are not read.
        (b'UTF-8"?>', b'BIG-5"?>\n<!---->', (("encoding", ""),)),
        (b"UTF-8", b"UTF-16", (("encoding", ""),)),
    ],
)
def test_xml_has_its_findings(
    old: bytes, new: bytes, findings: tuple[tuple[str, str], ...]
) -> None:
    assert report(XML.replace(old, new, 1)) == findings


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "utf-8-sig"])
def test_encoding_declared_is_the_one_that_the_document_begins_in(encoding: str) -> None:
    text = XML.decode().replace("UTF-8", "GBK")
    assert report(text.encode(encoding)) == (("encoding", ""),)


@pytest.mark.parametrize("number", [b"1e400", b"-1E+309", b"9" * 400, b"-" + b"9" * 5000])
def test_number_that_no_float_holds_has_its_place(number: bytes) -> None:
    text = JSON.replace(b'"ACCOUNT_ACTIVATED"', number)
    assert report(text) == (("type", "/status"),)


@pytest.mark.parametrize("values", [("DRAFT", "WRONG"), ("WRONG", "DRAFT"), ("WRONG", "WRONG")])
def test_of_a_repeated_name_no_value_is_told(values: tuple[str, str]) -> None:
    one, other = values
    json = JSON.replace(b'"ACCOUNT_ACTIVATED"', f'"{one}", "status": "{other}"'.encode())
    xml = XML.replace(b"ACCOUNT_ACTIVATED", f"{one}</status><status>{other}".encode())
    assert [report(json), report(xml)] == [(("duplicate", "/status"),)] * 2


def test_unknown_name_that_repeats_is_told_once() -> None:
    json = JSON.replace(b'"status"', b'"note2": 1, "note2": 2, "status"')
    xml = XML.replace(b"<status>", b"<note2/><note2/><status>")
    assert [report(json), report(xml)] == [(("unknown", "/note2"),)] * 2


def test_nothing_in_an_unknown_member_is_told() -> None:
    json = JSON.replace(b'"status"', b'"note2": {"a": 1, "a": 2}, "status"')
    xml = XML.replace(b"<status>", b"<note2><a/><a/></note2><status>")
    assert [report(json), report(xml)] == [(("unknown", "/note2"),)] * 2

"""What a file is, one document or a stream, by its first bytes."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from conftest import SAMPLES
from swschema.streams.formats import HEAD, Form, detect_form

DOCUMENTS = [
    path
    for folder in ("valid", "invalid", "rules", "variants")
    for path in sorted((SAMPLES / folder).rglob("*"))
    if path.suffix in (".json", ".xml")
]
# An array is no document, and `swschema.validate` says so of one that it is given as such.
ARRAYS = {"type-list-of-records"}


@pytest.mark.parametrize("folder", ["valid", "invalid", "rules", "variants"])
def test_every_sample_is_a_document(folder: str) -> None:
    paths = [path for path in DOCUMENTS if path.is_relative_to(SAMPLES / folder)]
    streams = {
        path.stem
        for path in paths
        if detect_form(path.read_bytes()[:HEAD], path.name) != "document"
    }
    assert paths
    assert streams <= ARRAYS


@pytest.mark.parametrize(
    "name", ["a.ndjson", "a.jsonl", "a.JSONLINES", "a.ndjson.gz", "a.jsonl.zst"]
)
@pytest.mark.parametrize("head", [b"", b"junk", b"[", b"{\n", b"<a>"])
def test_suffix_of_ndjson_is_enough(name: str, head: bytes) -> None:
    assert detect_form(head, name) == "ndjson"


UTF_16 = "<a><materials/></a>".encode("utf-16-le")


@pytest.mark.parametrize(
    ("head", "form"),
    [
        (b"[", "array"),
        (b" \r\n[{}]", "array"),
        (codecs.BOM_UTF8 + b" [", "array"),
        (b'{"a":1}\n{"b":', "ndjson"),
        (b'{"a":1}\r\n\r\n {', "ndjson"),
        (codecs.BOM_UTF8 + b"{}\n{", "ndjson"),
        (b'\n{"a":1}\n{', "ndjson"),
        (b'{"a":1}', "document"),
        (b'{"a":1}\n', "document"),
        (b'{"a":1}\n\n \n', "document"),
        (b'{"a":1}\n]', "document"),
        (b'{\n  "a": 1\n}\n', "document"),
        (b'{"a":[\n{"b":1},\n{"b":2}\n]}', "document"),
        (b'{"a":\n{"b":1}}', "document"),
        (b"", "document"),
        (b" \n", "document"),
        (b"junk\n{}", "document"),
        (b"<a><materials>", "xml"),
        (b"<a b='>'>\n<!-- <b> --><?c <d> ?><x:registration", "xml"),
        (b"<?xml version='1.0'?>\n<!-- a -->\n<a><dossier/>", "xml"),
        (codecs.BOM_UTF8 + b"<a><message/>", "xml"),
        (codecs.BOM_UTF16_LE + UTF_16, "xml"),
        (UTF_16, "xml"),
        (b"<a><b><materials/></b></a>", "document"),
        (b"<a>text<materials/></a>", "document"),
        (b"<a/><materials/>", "document"),
        (b"<materials><materials/></materials>", "document"),
        (b"<x:materials><materials/>", "document"),
        (b"<materials/>\n<materials/>", "document"),
        (b"<a></a>", "document"),
        (b"<!DOCTYPE a><a><materials/></a>", "document"),
        (b"<", "document"),
        (b" [ \n[1]]", "document"),
    ],
)
def test_form_is_told_by_the_first_bytes(head: bytes, form: Form) -> None:
    assert detect_form(head, "a.txt") == form


def test_suffix_of_json_and_xml_says_nothing() -> None:
    assert detect_form(b"[1]", str(Path("a.xml"))) == "array"
    assert detect_form(b"<a><materials/></a>", "a.json") == "xml"

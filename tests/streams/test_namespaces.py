"""Namespaces that only the root declares are those of its records, and move no place."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import orjson
import pytest
from lxml import etree

import swschema
from conftest import SAMPLES
from streams.streamed import cut, records_of, texts
from swschema.batch.processor import Processor
from swschema.problems import Problem
from swschema.schema.files import NAMESPACE
from swschema.streams.namespaces import declare_namespaces

XML = swschema.to_xml(SAMPLES / "valid/registration/hangzhou-xx-account-opened.json")
OWN = XML.partition(b"?>")[2].strip()
DECLARED = b' xmlns="%b"' % NAMESPACE.encode()
BARE = OWN.replace(DECLARED, b"", 1)
PREFIXED = OWN.replace(DECLARED, b"", 1).replace(b"</", b"</s:").replace(b"<", b"<s:")
PREFIXED = PREFIXED.replace(b"<s:/s:", b"</s:")


def valid(data: bytes) -> list[bool]:
    return [bool(swschema.validate(text).valid) for text in texts(data, block=1000)]


def test_the_sample_needs_its_namespace() -> None:
    assert BARE != OWN
    assert not swschema.validate(BARE).valid


@pytest.mark.parametrize(
    ("root", "record"),
    [
        (b"<all%b>" % DECLARED, BARE),
        (b"<all%b>" % DECLARED.replace(b"=", b"\n =\n "), BARE),
        (b"<all a=\" xmlns='urn:x'\"%b>" % DECLARED, BARE),
        (b"<s:all xmlns:s='%b'>" % NAMESPACE.encode(), PREFIXED),
        (b"<all\r\nxmlns='urn:x' xmlns:s='%b' xmlns:t='urn:t'>" % NAMESPACE.encode(), PREFIXED),
        (b"<all xmlns='urn:other'>", OWN),
        (b"<all xmlns:s='urn:other'>", OWN),
    ],
)
def test_record_has_what_the_root_declares(root: bytes, record: bytes) -> None:
    name = root[1:].split()[0].strip(b">")
    assert valid(root + b"\n" + record * 2 + b"</" + name + b">") == [True, True]


def test_declaration_of_its_own_wins() -> None:
    root = b"<a xmlns='urn:a' xmlns:b='urn:b'>"
    record = b"<materials xmlns='urn:c' xmlns:b='urn:d'><b:x/></materials>"
    assert declare_namespaces(record, root) == record


def test_only_prefixes_that_are_used_are_inserted() -> None:
    found = etree.fromstring(
        declare_namespaces(b"<b:x/>", b"<a xmlns='u' xmlns:b='v' xmlns:c='w'>")
    )
    assert found.nsmap == {None: "u", "b": "v"}


def test_what_is_inserted_has_no_line_of_its_own() -> None:
    found = declare_namespaces(b"<b:x/>", b"<a\r\nxmlns:b\n=\r'u\nv'>")
    assert found == b"<b:x xmlns:b='u v'/>"


def test_inserted_says_how_much_is_not_in_the_stream() -> None:
    data = b"<all%b>\n %b</all>" % (DECLARED, BARE)
    (entry,) = records_of(cut(data))
    length = len(entry.data) - entry.inserted
    assert data[entry.offset : entry.offset + length] == BARE
    assert entry.inserted == len(DECLARED)


def problems(data: bytes) -> list[Problem]:
    process = Processor()
    return [
        problem
        for chunk in cut(data, block=1000)
        for result in process(chunk).results
        for problem in result.report.problems
    ]


@pytest.mark.parametrize("lines", [b"", b"\n"])
def test_problem_stands_at_its_column_in_the_file(lines: bytes) -> None:
    bad = BARE.replace(b"<verificationLink>", b"<verificationLink><junk/>", 1).replace(b"\n", b"")
    before = f"<all{DECLARED.decode()}><!-- 税务 -->"
    data = before.encode() + lines + bad + b"</all>"
    at = data.decode().index("<junk/>")
    start = data.decode().rfind("\n", 0, at)
    (problem,) = [each for each in problems(data) if each.code == "unknown"]
    assert (problem.line, problem.column) == (1 + len(lines), at - start)


@pytest.mark.parametrize("breaks", [b"", b"\n"])
def test_malformed_place_is_that_of_the_file(breaks: bytes) -> None:
    data = b"<all%b>\n  %b</all>" % (
        DECLARED.replace(b" ", breaks or b" "),
        BARE.replace(b"\n", b"").replace(b"</verificationLink>", b"& </verificationLink>", 1),
    )
    (problem,) = [each for each in problems(data) if each.code == "unescaped"]
    line = data.decode().split("\n")[-1]
    assert problem.line == data.count(b"\n") + 1
    assert problem.column == line.index("& ") + 1


def test_command_line_tells_the_column_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "all.xml"
    bad = BARE.replace(b"<verificationLink>", b"<verificationLink><junk/>", 1).replace(b"\n", b"")
    path.write_bytes(b"<all%b>%b</all>" % (DECLARED, bad))
    done = subprocess.run(
        [sys.executable, "-m", "swschema", "validate", "--format", "ndjson", str(path)],
        capture_output=True,
        check=False,
    )
    told = [orjson.loads(line) for line in done.stdout.splitlines()]
    columns = [
        problem["column"]
        for report in told
        for problem in report.get("problems", [report])
        if problem.get("code") == "unknown"
    ]
    assert columns == [path.read_text(encoding="utf-8").index("<junk/>") + 1]

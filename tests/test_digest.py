"""One digest for a record, whatever its syntax and spelling."""

from __future__ import annotations

import hashlib
import json
import os
import struct
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from conftest import SAMPLES, walk
from swschema.cli import swschema
from swschema.digest import digest, digest_value
from swschema.errors import ConversionError, InvalidDocumentError, SourceError

MINIMAL = SAMPLES / "valid/registration/minimal.json"
FULL = SAMPLES / "valid/registration/full.json"


def run(*arguments: str | Path, given: bytes = b"") -> Result:
    called = ["digest", "--lang", "en", *map(str, arguments)]
    return CliRunner().invoke(swschema, called, input=BytesIO(given))


def sha256(canonical: str) -> str:
    return hashlib.sha256(canonical.encode()).hexdigest()


@pytest.mark.parametrize("sample", walk("valid"))
def test_json_and_xml_have_one_digest(sample: str) -> None:
    paths = [SAMPLES / f"{sample}.{suffix}" for suffix in ("json", "xml")]
    value = json.loads(paths[0].read_bytes())
    assert {digest(path) for path in paths} == {digest_value(value)}


def test_no_two_samples_share_a_digest() -> None:
    samples = walk("valid")
    assert len({digest(SAMPLES / f"{sample}.xml") for sample in samples}) == len(samples)


def test_signed_sample_holds_its_payload_s_digest() -> None:
    message = json.loads((SAMPLES / "valid/message/agency-signed.json").read_bytes())
    assert message["signature"]["sha256"] == digest_value(message["registration"])


def test_spelling_does_not_count() -> None:
    value = json.loads(FULL.read_bytes())
    turned = dict(reversed(value.items()))
    tree = etree.fromstring(FULL.with_suffix(".xml").read_bytes())
    sources = [
        value,
        turned,
        json.dumps(turned, indent=7, ensure_ascii=True),
        FULL.read_text(encoding="utf-8"),
        tree,
        etree.tostring(tree, pretty_print=True, encoding="UTF-16"),
    ]
    assert {digest(source) for source in sources} == {digest(FULL)}


def test_whole_number_is_one_value_however_it_is_spelled() -> None:
    text = FULL.read_text(encoding="utf-8")
    size = json.loads(text)["application"]["attachments"][0]["sizeBytes"]
    spelled = text.replace(f'"sizeBytes": {size},', f'"sizeBytes": {size}.0,')
    assert spelled != text
    assert digest(spelled) == digest(text)
    assert digest_value(json.loads(spelled)) == digest(text)


def test_any_other_value_has_another_digest() -> None:
    value = json.loads(MINIMAL.read_bytes())
    assert digest({**value, "registrationId": value["registrationId"] + "0"}) != digest(value)


def test_rfc_8785_example() -> None:
    value = json.loads(r"""{
        "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
        "literals": [null, true, false]
    }""")
    canonical = (
        r'{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],'
        r'"string":"€$\u000f\nA' + r"'B\"\\\\\"/" + '"}'
    )
    assert digest_value(value) == sha256(canonical)


def test_rfc_8785_order_of_names() -> None:
    names = ["€", "\r", "\ufb33", "1", "\U0001f600", "\x80", "ö"]
    ordered = ["\\r", "1", "\x80", "ö", "€", "\U0001f600", "\ufb33"]
    canonical = "{" + ",".join(f'"{name}":0' for name in ordered) + "}"
    assert digest_value(dict.fromkeys(names, 0)) == sha256(canonical)


@pytest.mark.parametrize(
    ("bits", "spelled"),
    [
        ("0000000000000000", "0"),
        ("8000000000000000", "0"),
        ("0000000000000001", "5e-324"),
        ("8000000000000001", "-5e-324"),
        ("7fefffffffffffff", "1.7976931348623157e+308"),
        ("4340000000000000", "9007199254740992"),
        ("4430000000000000", "295147905179352830000"),
        ("44b52d02c7e14af5", "9.999999999999997e+22"),
        ("44b52d02c7e14af6", "1e+23"),
        ("44b52d02c7e14af7", "1.0000000000000001e+23"),
        ("444b1ae4d6e2ef4e", "999999999999999700000"),
        ("444b1ae4d6e2ef4f", "999999999999999900000"),
        ("444b1ae4d6e2ef50", "1e+21"),
        ("3eb0c6f7a0b5ed8c", "9.999999999999997e-7"),
        ("3eb0c6f7a0b5ed8d", "0.000001"),
        ("41b3de4355555553", "333333333.3333332"),
        ("41b3de4355555557", "333333333.33333343"),
        ("becbf647612f3696", "-0.0000033333333333333333"),
        ("43143ff3c1cb0959", "1424953923781206.2"),
    ],
)
def test_rfc_8785_numbers(bits: str, spelled: str) -> None:
    (number,) = struct.unpack(">d", bytes.fromhex(bits))
    assert digest_value({"n": number}) == sha256(f'{{"n":{spelled}}}')


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), 2**53, "\ud800", b"", {1: 2}], ids=repr
)
def test_what_canonical_json_cannot_say_is_refused(value: Any) -> None:
    with pytest.raises(ConversionError, match="RFC 8785"):
        digest_value({"a": value})


def test_bottomless_value_is_refused() -> None:
    value: dict[str, Any] = {}
    value["a"] = value
    with pytest.raises(ConversionError, match="RFC 8785"):
        digest_value(value)


def test_repeated_name_is_refused() -> None:
    text = MINIMAL.read_text(encoding="utf-8")
    with pytest.raises(ConversionError, match="/status: appears more than once"):
        digest(text.replace('"status"', '"status": "DRAFT", "status"'))


@pytest.mark.parametrize("suffix", ["json", "xml"])
def test_unknown_member_is_refused_in_both(suffix: str) -> None:
    text = MINIMAL.with_suffix(f".{suffix}").read_text(encoding="utf-8")
    stranger = {"json": ('{"x": 1,', "{"), "xml": ("<x/></registration>", "</registration>")}
    new, old = stranger[suffix]
    with pytest.raises(ConversionError, match="/x: is not a field of this record"):
        digest(text.replace(old, new, 1))


@pytest.mark.parametrize("source", [b"", b"{", b"<a", b"{}", b"<a/>", b"[" * 5000])
def test_what_is_no_record_is_refused(source: bytes) -> None:
    with pytest.raises(InvalidDocumentError):
        digest(source)


def test_missing_file_is_a_source_error() -> None:
    with pytest.raises(SourceError):
        digest(Path("gone.json"))


def test_importing_swschema_does_not_load_the_library() -> None:
    code = "import sys, swschema, swschema.digest; print('rfc8785' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_command_prints_as_sha256sum_does() -> None:
    xml = MINIMAL.with_suffix(".xml")
    found = digest(MINIMAL)
    done = run(MINIMAL, xml, "-", given=xml.read_bytes())
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == f"{found}  {MINIMAL}\n{found}  {xml}\n{found}  -\n"


def test_command_walks_folders() -> None:
    done = run(SAMPLES / "valid/dossier")
    assert done.exit_code == 0
    assert len(done.stdout.splitlines()) == len([*(SAMPLES / "valid/dossier").iterdir()])


def test_command_goes_on_past_what_has_no_digest(tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_bytes(b"{")
    done = run(bad, MINIMAL)
    assert done.exit_code == 1
    assert done.stdout == f"{digest(MINIMAL)}  {MINIMAL}\n"
    assert "error truncated: " in done.stderr
    done = run("gone.json", tmp_path / "none", bad, MINIMAL)
    assert done.exit_code == 2
    assert "gone.json: no such file or directory" in done.stderr


def test_command_names_the_document_that_cannot_be_converted(tmp_path: Path) -> None:
    path = tmp_path / "stranger.json"
    path.write_bytes(MINIMAL.read_bytes().replace(b"{", b'{"x": 1,', 1))
    done = run(path)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == f"swschema: {path}: /x: is not a field of this record\n"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_command_escapes_a_name_that_would_break_the_line(tmp_path: Path) -> None:
    path = tmp_path / "a\nb\\.json"
    path.write_bytes(MINIMAL.read_bytes())
    done = run(path)
    assert done.stdout == f"\\{digest(MINIMAL)}  {tmp_path}/a\\nb\\\\.json\n"

"""A document that is not UTF-8 is said to be GBK where it most likely is, and only there."""

from __future__ import annotations

import pytest

import swschema
from conftest import SAMPLES, walk
from swschema.parse.likely_encoding import is_likely_gbk

CHINESE = [
    sample
    for sample in walk("valid")
    if not (SAMPLES / f"{sample}.json").read_text(encoding="utf-8").isascii()
]


def text_of(sample: str, syntax: str) -> str:
    return (SAMPLES / f"{sample}.{syntax}").read_text(encoding="utf-8")


@pytest.mark.parametrize("syntax", ["json", "xml"])
@pytest.mark.parametrize("sample", CHINESE)
def test_gb18030_is_named(sample: str, syntax: str) -> None:
    data = text_of(sample, syntax).encode("gb18030")
    (problem,) = swschema.validate(data).problems
    assert problem.code == "encoding"
    assert "most likely in GBK or GB18030" in problem.message
    assert "UTF-8" in problem.remedy


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("sample", CHINESE[:3])
def test_wide_encoding_of_json_is_named(sample: str, encoding: str) -> None:
    (problem,) = swschema.validate(text_of(sample, "json").encode(encoding)).problems
    assert problem.code == "encoding"
    assert encoding[:6].upper() in problem.message


@pytest.mark.parametrize("sample", CHINESE[:3])
def test_second_byte_order_mark_has_its_own_code(sample: str) -> None:
    text = "\ufeff" + text_of(sample, "json")
    (problem,) = swschema.validate(text.encode("utf-8-sig")).problems
    assert (problem.code, problem.line, problem.column) == ("byte-order-mark", 1, 1)


@pytest.mark.parametrize(
    "data",
    [
        "Geschäftsführerin für Zölle".encode("latin-1"),
        "株式会社サンプル".encode("shift_jis"),
        b"ASCII",
        "杭州".encode() + b"\xff",
        b"\xff\xfe\xfd",
    ],
)
def test_another_encoding_is_not_named_gbk(data: bytes) -> None:
    assert not is_likely_gbk(data)


def test_gbk_that_breaks_off_in_a_character_is_named() -> None:
    assert is_likely_gbk("杭州市".encode("gbk")[:-1])

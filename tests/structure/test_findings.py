"""One mistake, one finding; with its excerpt and its remedy."""

from __future__ import annotations

import orjson
import pytest

import swschema
from conftest import MALFORMED, SAMPLES, walk

PATH = SAMPLES / "valid/registration/hangzhou-xx-account-opened.json"
VALUE = orjson.loads(PATH.read_bytes())


def problems(change: dict[str, object]) -> list[swschema.Problem]:
    text = orjson.dumps({**VALUE, **change}, option=orjson.OPT_INDENT_2)
    return list(swschema.validate(text).problems)


def test_four_mistakes_are_four_problems() -> None:
    found = problems({"status": "OPEN", "applicantMode": 5, "fax": "1", "schemaVersion": "2.0"})
    assert sorted(each.code for each in found) == ["enum", "type", "unknown", "version"]


def test_misspelt_name_is_one_problem_with_the_name_that_was_meant() -> None:
    text = PATH.read_bytes().replace(b'"status"', b'"staus"')
    (found,) = swschema.validate(text).problems
    assert (found.code, found.pointer) == ("unknown", "/staus")
    assert found.remedy == "did you mean status?"


def test_misspelt_code_is_told_with_the_code_that_was_meant() -> None:
    (found,) = problems({"status": "ACOUNT_ACTIVATED"})
    assert found.remedy.startswith("did you mean ACCOUNT_ACTIVATED (")


def test_codes_are_shown_with_their_labels() -> None:
    (found,) = problems({"applicantMode": "BOTH"})
    assert "SELF (" in found.remedy
    assert "AGENCY (" in found.remedy


def test_pattern_is_told_in_words() -> None:
    (found,) = problems({"accountEmail": "nobody"})
    assert "RFC 5321" in found.remedy


def test_excerpt_shows_the_member() -> None:
    (found,) = problems({"status": "OPEN"})
    assert found.excerpt == '"status": "OPEN"'


def test_personal_data_is_masked() -> None:
    (found,) = problems({"accountEmail": "Zhang San 13800138000"})
    assert found.excerpt == '"accountEmail": •••'


def test_unknown_member_is_masked() -> None:
    (found,) = problems({"homePhone": "13800138000"})
    assert found.excerpt == '"homePhone": •••'


def test_container_is_not_spread_out() -> None:
    link = {name: VALUE["verificationLink"][name] for name in ("sentAt", "clickedAt")}
    (found,) = problems({"verificationLink": link})
    assert (found.code, found.excerpt) == ("missing", '"verificationLink": {…}')


@pytest.mark.parametrize("sample", walk("invalid"))
def test_json_and_xml_tell_the_same(sample: str) -> None:
    told = [
        sorted((each.code, each.pointer, each.xpath) for each in swschema.validate(path).problems)
        for path in (SAMPLES / f"{sample}.json", SAMPLES / f"{sample}.xml")
    ]
    if not {*MALFORMED, "limit"} & {code for code, _, _ in told[0]}:
        assert [(code, at) for code, at, _ in told[0]] == [(code, at) for code, at, _ in told[1]]
    structural = [[each for each in one if each[2]] for one in told]
    assert structural[0] == structural[1]


def test_a_word_for_an_object_is_the_same_mistake_in_both() -> None:
    xml = PATH.with_suffix(".xml").read_text(encoding="utf-8")
    start, end = xml.index("<verificationLink>"), xml.index("</verificationLink>")
    xml = f"{xml[:start]}<verificationLink>none{xml[end:]}"
    (ours,) = swschema.validate(xml).problems
    (theirs,) = problems({"verificationLink": "none"})
    assert (
        (ours.code, ours.pointer) == (theirs.code, theirs.pointer) == ("type", "/verificationLink")
    )

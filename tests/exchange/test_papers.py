"""The papers for a window: what is on them, by the rules and the records."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from cli.test_commands import run
from conftest import SAMPLES
from swschema.digest import digest
from swschema.errors import DateError, ExchangeError, UnknownNameError
from swschema.exchange import make_papers
from swschema.exchange.papers.case import FORMS
from swschema.schema.files import code_entries

Value = dict[str, Any]
WINDOWS = ("NATIONAL_INSPECTION", "CUSTOMS", "UNIFIED_CUSTOMS")
TRAILS = sorted((SAMPLES / "trails/dossier").glob("*.json"))
HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(2)>'&\u202e"
INSPECTION = ("entity-registration-info", "quality-integrity-commitment")
VOID = {"meta", "br", "col"}


def read(name: str) -> Value:
    value: Value = json.loads((SAMPLES / f"{name}.json").read_bytes())
    return value


def text_of(page: bytes) -> str:
    """Return what can be read on a page."""
    body = page.decode().partition("<body>")[2]
    return re.sub(r"<[^>]*>", "\n", body)


def windows_of(dossier: Value) -> list[str]:
    rounds = dossier["materialsRounds"]
    return sorted({each["windowCode"] for one in rounds for each in one["submissions"]})


class Tags(HTMLParser):
    """Collects the tags of a page, and sees that each is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.seen.add(tag)
        assert not any(name.startswith("on") for name, _value in attrs)  # type: ignore[attr-defined]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("path", TRAILS, ids=lambda path: path.stem)
def test_papers_of_a_whole_trail_are_complete(path: Path) -> None:
    dossier = json.loads(path.read_bytes())
    for window in windows_of(dossier):
        pages = make_papers([dossier], window=window)
        listed = text_of(pages["1-list.html"])
        last = dossier["materialsRounds"][-1]
        (submission, *_) = [
            each for each in reversed(last["submissions"]) if each["windowCode"] == window
        ]
        titles = [each["title"] for each in submission["materials"]]
        assert [title for title in titles if title not in listed] == []
        assert "记录未填报" not in listed
        assert len(pages) == 2 + sum(member in submission for member in FORMS.values())
        assert not any("待填" in text_of(page) for page in pages.values())
        assert all(last["materialsId"] in text_of(page) for page in pages.values())


@pytest.mark.parametrize(
    ("name", "window", "papers"),
    [
        ("hangzhou-xx", "NATIONAL_INSPECTION", [*INSPECTION]),
        ("hangzhou-xx", "CUSTOMS", ["enterprise-basic-info-form", "tax-description"]),
        ("hangzhou-xx", "UNIFIED_CUSTOMS", ["enterprise-basic-info-form", "tax-description"]),
        ("payment", "NATIONAL_INSPECTION", [INSPECTION[0]]),
        ("payment", "CUSTOMS", ["enterprise-basic-info-form"]),
        ("logistics", "NATIONAL_INSPECTION", [*INSPECTION]),
    ],
)  # fmt: skip
def test_rules_say_what_a_window_asks(name: str, window: str, papers: list[str]) -> None:
    pages = make_papers([read(f"valid/registration/{name}")], window=window, as_of="2018-05-01")
    expected = ["cover", "list", *papers]
    assert [*pages] == [f"{number}-{paper}.html" for number, paper in enumerate(expected)]


def test_list_names_what_the_record_lacks() -> None:
    registration = read("valid/registration/payment")
    del registration["application"]["permits"]
    pages = make_papers([registration], window="CUSTOMS", as_of="2018-04-13")
    assert "支付业务许可证或者金融许可证" in text_of(pages["1-list.html"])
    pages = make_papers([registration], window="CUSTOMS", as_of="2018-04-12")
    assert "支付业务许可证或者金融许可证" not in text_of(pages["1-list.html"])


def test_likely_paper_is_said_to_be_likely() -> None:
    registration = read("valid/registration/logistics")
    listed = text_of(make_papers([registration], window="NATIONAL_INSPECTION")["1-list.html"])
    assert "可能须提交的纸质材料" in listed


def test_registration_alone_fills_in_what_it_holds() -> None:
    registration = read("valid/registration/hangzhou-xx")
    pages = make_papers([registration], window="CUSTOMS")
    form = text_of(pages["2-enterprise-basic-info-form.html"])
    assert "林晓棠" in form
    assert "浙江省杭州市滨江区长河街道示例路88号" in form
    cover = text_of(pages["0-cover.html"])
    assert digest(registration) in cover.replace(" ", "")
    assert registration["registrationId"] in cover
    assert "待填" in cover  # when it is submitted
    cover = text_of(
        make_papers([registration], window="CUSTOMS", as_of="2018-03-12")["0-cover.html"]
    )
    assert "2018年3月12日" in cover


def test_filing_elsewhere_stands_for_the_filing_information() -> None:
    pages = make_papers([read("valid/materials/filed-elsewhere")], window="NATIONAL_INSPECTION")
    assert [*pages] == ["0-cover.html", "1-list.html", "2-quality-integrity-commitment.html"]
    assert "异地备案" in text_of(pages["1-list.html"])


def test_number_of_a_permit_stands_for_its_copy() -> None:
    pages = make_papers([read("valid/materials/permit-number")], window="UNIFIED_CUSTOMS")
    assert "记录未填报" not in text_of(pages["1-list.html"])


def test_last_round_is_printed() -> None:
    rounds = [read(f"valid/materials/hangzhou-xx-{name}") for name in ("returned", "resubmitted")]
    pages = make_papers(rounds, window="CUSTOMS")
    assert rounds[1]["materialsId"] in text_of(pages["0-cover.html"])
    assert pages == make_papers(reversed(rounds), window="CUSTOMS")


def test_draft_has_blanks_and_a_whole_record_has_none() -> None:
    draft = read("valid/materialsDraft/customs-resubmission")
    form = text_of(make_papers([draft], window="CUSTOMS")["3-tax-description.html"])
    assert "待填" in form
    assert "一般纳税人" in form  # to be ticked
    whole = read("valid/materials/hangzhou-xx-submitted")
    form = text_of(make_papers([whole], window="CUSTOMS")["3-tax-description.html"])
    assert "待填" not in form


def test_codes_are_offered_that_are_in_force() -> None:
    registration = read("valid/registration/hangzhou-xx")
    for day, offered in (("2018-10-31", False), ("2018-11-01", True)):
        pages = make_papers([registration], window="UNIFIED_CUSTOMS", as_of=day)
        assert ("关税保证保险" in text_of(pages["3-tax-description.html"])) == offered


def test_values_are_in_chinese() -> None:
    dossier = read("trails/dossier/trail-seller-agency")
    form = text_of(make_papers([dossier], window="CUSTOMS")["2-enterprise-basic-info-form.html"])
    for text in ("变更注册", "2017年9月18日", "浙江省杭州市滨江区示例大道102号", "居民身份证"):
        assert text in form
    assert not re.search("[A-Z]+_[A-Z]+", form)


def test_english_is_only_there_if_wanted() -> None:
    dossier = read("trails/dossier/trail-seller-agency")
    name = "2-enterprise-basic-info-form.html"
    assert "Legal name" not in text_of(make_papers([dossier], window="CUSTOMS")[name])
    assert "Legal name" in text_of(make_papers([dossier], window="CUSTOMS", bilingual=True)[name])


def test_digest_is_that_of_the_record() -> None:
    record = read("valid/materials/hangzhou-xx-submitted")
    page = text_of(make_papers([record], window="CUSTOMS")["0-cover.html"])
    assert digest(record) in page.replace(" ", "")


def test_places_for_seals_are_those_of_the_record() -> None:
    record = read("valid/materials/hangzhou-xx-submitted")
    form = record["submissions"][1]["materials"][0]
    name = "2-enterprise-basic-info-form.html"
    assert "骑缝章" not in text_of(make_papers([record], window="CUSTOMS")[name])
    form["seals"][0]["sealedPages"] = "STRADDLE"
    form["seals"].append({"sealType": "LEGAL_REP_NAME", "sealOwnerName": "林晓棠", "form": "INK"})
    page = text_of(make_papers([record], window="CUSTOMS")[name])
    assert "骑缝章" in page
    assert "法定代表人名章" in page


def test_clauses_are_printed() -> None:
    record = read("valid/materials/hangzhou-xx-submitted")
    name = "3-quality-integrity-commitment.html"
    page = make_papers([record], window="NATIONAL_INSPECTION", clauses="一、<b>\n二、")[name]
    assert "一、&lt;b&gt;<br>二、" in page.decode()


@pytest.mark.parametrize("path", TRAILS[::4], ids=lambda path: path.stem)
def test_nothing_of_a_record_becomes_markup(path: Path) -> None:
    dossier = json.loads(path.read_bytes())
    for window in windows_of(dossier):
        spoilt = _spoil(dossier)
        for page in make_papers([spoilt], window=window, clauses=HOSTILE, bilingual=True).values():
            tags = Tags()
            tags.feed(page.decode())
            assert tags.open == []
            assert not {"script", "img", "iframe", "a"} & tags.seen
            assert b"\xe2\x80\xae" not in page  # the override of the reading order


def _spoil(value: Any, name: str = "") -> Any:
    """Return a record of which every free text is hostile."""
    if isinstance(value, dict):
        return {key: _spoil(each, key) for key, each in value.items()}
    if isinstance(value, list):
        return [_spoil(each, name) for each in value]
    kept = re.fullmatch(r"[0-9A-Za-z_./:+@-]*", value) if isinstance(value, str) else True
    return value if kept else value + HOSTILE


def test_pages_load_nothing() -> None:
    dossier = read("trails/dossier/trail-seller-agency")
    for page in make_papers([dossier], window="CUSTOMS").values():
        assert not re.search(rb"(?:src=|href|url\(|@import)", page)


def test_records_of_two_registrations_are_refused() -> None:
    records = [read("valid/materials/payment"), read("valid/registration/logistics")]
    with pytest.raises(ExchangeError, match="one registration"):
        make_papers(records, window="CUSTOMS")


def test_wrong_calls_are_refused() -> None:
    record = read("valid/materials/payment")
    with pytest.raises(UnknownNameError):
        make_papers([record], window="SINGLE_WINDOW")
    with pytest.raises(DateError):
        make_papers([record], window="CUSTOMS", as_of="2018-02-30")
    with pytest.raises(ExchangeError, match="no record"):
        make_papers([read("valid/interview/hangzhou-xx")], window="CUSTOMS")


def test_command_writes_the_pages_of_both_syntaxes(tmp_path: Path) -> None:
    for syntax in ("json", "xml"):
        path = SAMPLES / f"trails/dossier/trail-seller-agency.{syntax}"
        result = run("papers", str(path), "--window", "CUSTOMS", "-o", str(tmp_path / syntax))
        assert result[0] == 0, result[2]
    pages = [sorted(each.iterdir()) for each in (tmp_path / "json", tmp_path / "xml")]
    assert len(pages[0]) == 4
    assert [each.read_bytes() for each in pages[0]] == [each.read_bytes() for each in pages[1]]


def test_command_replaces_nothing_unless_it_is_to(tmp_path: Path) -> None:
    arguments = ("papers", str(SAMPLES / "valid/materials/payment.json"), "--window", "CUSTOMS")
    (tmp_path / "1-list.html").write_text("mine", encoding="utf-8")
    result = run(*arguments, "-o", str(tmp_path))
    assert result[0] == 2
    assert [each.name for each in tmp_path.iterdir()] == ["1-list.html"]
    assert run(*arguments, "-o", str(tmp_path), "--force")[0] == 0
    assert (tmp_path / "1-list.html").read_text(encoding="utf-8") != "mine"


def test_command_reports_an_invalid_record(tmp_path: Path) -> None:
    path = tmp_path / "broken.json"
    path.write_text('{"recordType": "materials"}', encoding="utf-8")
    result = run("papers", str(path), "--window", "CUSTOMS", "-o", str(tmp_path / "papers"))
    assert result[0] == 1
    assert not (tmp_path / "papers").exists()


def test_clauses_have_to_be_text(tmp_path: Path) -> None:
    clauses = tmp_path / "clauses.txt"
    clauses.write_bytes("承诺".encode("gbk"))
    path = str(SAMPLES / "valid/materials/payment.json")
    result = run(
        "papers", path, "--window", "CUSTOMS", "-o", str(tmp_path), "--clauses", str(clauses)
    )
    assert result[0] == 2
    assert [each.name for each in tmp_path.iterdir()] == ["clauses.txt"]


def codes() -> Iterator[str]:
    yield from code_entries("materialType")


def test_each_form_is_of_a_code() -> None:
    assert {*FORMS} < {*codes()}

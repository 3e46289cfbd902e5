"""What holds for every format."""

from __future__ import annotations

import html
from collections.abc import Iterator

import click
import orjson
import pytest

import swschema
from conftest import SAMPLES
from report.reported import ERROR, nasty, rendered, sampled
from swschema.problems import Report
from swschema.report import FORMATS, renderer

STREAMED = sorted(set(FORMATS) - {"html", "junit"})  # those two begin with their counts


@pytest.mark.parametrize("form", FORMATS)
def test_every_sample_is_rendered_in_both_languages(form: str) -> None:
    for reports in (sampled("en"), sampled("zh-Hans")):
        text = rendered(form, *reports)
        plain = html.unescape(text)
        assert all(each.message in text + plain for each in reports[-1].problems)
        text.encode()


@pytest.mark.parametrize("form", FORMATS)
def test_personal_data_stays_masked(form: str) -> None:
    value = orjson.loads((SAMPLES / "valid/registration/hangzhou-xx.json").read_bytes())
    value["accountEmail"] = "Zhang San 13800138000"
    text = rendered(form, swschema.validate(orjson.dumps(value)))
    assert "13800138000" not in text
    assert "pattern" in text


@pytest.mark.parametrize("form", sorted(set(FORMATS) - {"json", "ndjson", "sarif"}))
def test_nothing_from_outside_steers_terminal_or_reader(form: str) -> None:
    text = click.unstyle(rendered(form, nasty()))
    assert not set(text) & set("\x00\x1b\u202e\ud800")


@pytest.mark.parametrize("form", FORMATS)
def test_odd_names_can_be_written_as_utf_8(form: str) -> None:
    assert rendered(form, nasty()).encode()


@pytest.mark.parametrize("form", STREAMED)
def test_first_report_is_written_before_the_second_is_made(form: str) -> None:
    made: list[int] = []

    def reports() -> Iterator[Report]:
        for number in range(2):
            made.append(number)
            yield Report(f"{number}.json", "json", "message", (ERROR,))

    for piece in renderer(form)(reports()):
        if "0.json" in piece:
            break
    assert made == [0]


@pytest.mark.parametrize("form", FORMATS)
def test_pieces_end_with_a_line_break_or_are_empty(form: str) -> None:
    for reports in ([], [Report("a.json", "json", "message", (ERROR,))]):
        text = rendered(form, *reports)
        assert text == "" or text.endswith("\n")

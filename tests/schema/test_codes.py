"""Codes: what they mean, when they are in force, and how people look them up."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys

import pytest

from conftest import ROOT
from swschema.cli.text.table import table, wrap
from swschema.errors import DateError, UnknownNameError
from swschema.report.characters import width
from swschema.schema import codes
from swschema.schema.codes import Code, CodeMatch
from swschema.schema.files import version_folder

# Whoever runs the tests may have a terminal of some width.
PLAIN = {name: value for name, value in os.environ.items() if name != "COLUMNS"}


def run(*arguments: str, **environment: str) -> tuple[int, str, str]:
    """Return the exit status and what was written to standard output and standard error."""
    done = subprocess.run(
        [sys.executable, "-m", "swschema", "codes", *arguments],
        capture_output=True,
        env={**PLAIN, "SWSCHEMA_LANG": "en", **environment},
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def names(found: list[CodeMatch]) -> list[str]:
    return [each.code.code for each in found]


def test_every_list_is_listed_under_its_own_id() -> None:
    for path in (version_folder() / "codes").glob("*.json"):
        assert json.loads(path.read_bytes())["id"] in codes.list_ids()


def test_every_list_has_words_in_both_languages() -> None:
    for each in map(codes.code_list, codes.list_ids()):
        assert all((each.title, each.title_zh, each.description, each.description_zh, each.source))
        assert all(code.title and code.title_zh for code in each.codes)


def test_composed_list_has_the_codes_of_its_parts() -> None:
    composed = codes.code_list("materialType")
    parts = [code for part in composed.includes for code in codes.code_list(part).codes]
    assert list(composed.codes) == parts


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2018-04-19", False), ("2018-04-20", True), ("2024-01-01", True)],
)
def test_first_day_counts(day: str, expected: bool) -> None:
    assert codes.in_force("window", "UNIFIED_CUSTOMS", day) is expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2013-12-31", False), ("2014-01-01", True), ("2015-06-30", True), ("2015-07-01", False)],
)
def test_last_day_counts(day: str, expected: bool) -> None:
    code = Code("A", "A", "甲", valid_from="2014-01-01", valid_to="2015-06-30")
    assert code.in_force(day) is expected


def test_code_without_dates_is_always_in_force() -> None:
    assert codes.in_force("window", "CUSTOMS", "0001-01-01")
    assert codes.in_force("window", "CUSTOMS", "9999-12-31")


def test_unknown_code_is_never_in_force() -> None:
    assert not codes.in_force("window", "POST_OFFICE", "2024-01-01")


@pytest.mark.parametrize("day", ["", "20180420", "2018-4-20", "2018-02-30", "2018-W16-5", "今天"])
def test_day_that_is_no_date_is_a_wrong_call(day: str) -> None:
    with pytest.raises(DateError, match="write it like 2018-04-20"):
        codes.in_force("window", "POST_OFFICE", day)


def test_unknown_list_is_a_wrong_call() -> None:
    for call in (codes.code_list, codes.dated):
        with pytest.raises(UnknownNameError, match="there is no code list 'windows'"):
            call("windows")


def test_dated_gives_only_codes_with_dates() -> None:
    assert codes.dated("window") == {"UNIFIED_CUSTOMS": ("2018-04-20", None)}
    assert codes.dated("applicantMode") == {}


# By the announcements that `source` in each list names.
@pytest.mark.parametrize(
    ("list_id", "code", "first"),
    [
        ("importMode", "DIRECT_PURCHASE", "2014-02-10"),
        ("importMode", "BONDED", "2014-08-01"),
        ("importMode", "BONDED_A", "2016-12-01"),
        ("authority", "UNIFIED_CUSTOMS", "2018-04-20"),
        ("signingParty", "UNIFIED_CUSTOMS", "2018-04-20"),
        ("idDocumentType", "HMT_RESIDENCE", "2018-09-01"),
        ("idDocumentType", "FOREIGN_PR", "2017-06-16"),
        ("licenseForm", "THREE_IN_ONE", "2015-06-11"),
    ],
)
def test_dates_are_those_announced(list_id: str, code: str, first: str) -> None:
    assert codes.dated(list_id)[code] == (first, None)


def test_no_code_ends_before_it_begins() -> None:
    for list_id in codes.list_ids():
        for first, last in codes.dated(list_id).values():
            assert not first or not last or first <= last


@pytest.mark.parametrize("text", ["CN", "cn", "China", "cHINA", "中国", " 中国 "])
def test_exact_match_comes_first(text: str) -> None:
    (china,) = (code for code in codes.code_list("country").codes if code.code == "CN")
    assert codes.find(text, "country")[0] == CodeMatch("country", china)


def test_beginning_comes_before_part() -> None:
    assert names(codes.find("bonded", "economicZone")) == [
        "BONDED_ZONE",
        "BONDED_PORT_ZONE",
        "BONDED_LOGISTICS_PARK",
        "BONDED_LOGISTICS_CENTRE",
    ]
    assert names(codes.find("in", "country"))[:3] == ["IN", "ID", "AR"]  # India, Indonesia, a part


def test_chinese_part_is_found_in_all_lists() -> None:
    assert {"economicZone", "importMode"} <= {each.list_id for each in codes.find("保税")}


def test_code_of_a_part_is_found_once() -> None:
    assert [each.list_id for each in codes.find("TAX_DESCRIPTION")] == ["customsMaterial"]
    assert names(codes.find("TAX_DESCRIPTION", "documentType")) == ["TAX_DESCRIPTION"]


@pytest.mark.parametrize("text", ["", "  ", "no such code"])
def test_what_is_nowhere_is_not_found(text: str) -> None:
    assert codes.find(text) == []


def test_import_reads_no_list() -> None:
    code = "from swschema.schema import codes; print(codes.code_list.cache_info().currsize)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "0\n"


def test_list_tells_every_list() -> None:
    status, out, _ = run("list", "--lang", "zh-Hans")
    assert status == 0
    assert {line.split()[0] for line in out.splitlines()[1:]} == set(codes.list_ids())
    assert "import" in out
    assert "进口模式" in out


def test_show_tells_the_status_of_a_day() -> None:
    status, out, _ = run("show", "window", "--as-of", "2018-04-19")
    table_lines = out.split("\n\n")[1].splitlines()
    assert status == 0
    assert table_lines[0].endswith("On 2018-04-19")
    assert [line.endswith(" not yet in force") for line in table_lines[1:]] == [False] * 3 + [True]


def test_show_tells_both_languages_in_either() -> None:
    for language in ("en", "zh-Hans"):
        _, out, _ = run("show", "window", "--lang", language)
        assert "Inspection and quarantine window  检验检疫窗口" in out


def test_show_as_json_keeps_all() -> None:
    _, out, _ = run("show", "importMode", "--format", "json", "--as-of", "2015-01-01")
    shown = json.loads(out)
    assert shown["title"] == {"en": "Import mode", "zh-Hans": "进口模式"}
    assert shown["asOf"] == "2015-01-01"
    assert [code["status"] for code in shown["codes"]] == ["IN_FORCE", "IN_FORCE", "NOT_YET"]
    assert shown["codes"][2]["validFrom"] == "2016-12-01"


def test_show_as_csv_has_a_row_a_code() -> None:
    _, out, _ = run("show", "country", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    assert out.startswith("\ufeff")
    assert len(rows) == len(codes.code_list("country").codes)
    assert [*rows[0].values()] == ["country", "AD", "Andorra", "安道尔", "", "", "IN_FORCE"]


def test_formats_for_programs_speak_no_language() -> None:
    for form in ("json", "csv"):
        english, chinese = (
            run("show", "window", "--format", form, "--lang", each) for each in ("en", "zh-Hans")
        )
        assert english == chinese


def test_unknown_list_exits_with_2_and_advice() -> None:
    for arguments in (("show", "import-mode"), ("find", "x", "--in", "importmode")):
        status, out, err = run(*arguments)
        assert (status, out) == (2, "")
        assert "did you mean importMode?" in err
    assert "run swschema codes list" in run("show", "xyzzy")[2]


@pytest.mark.parametrize("day", ["2018-02-30", "20180420", "today"])
def test_day_that_is_no_date_exits_with_2(day: str) -> None:
    status, out, err = run("show", "window", "--as-of", day)
    assert (status, out) == (2, "")
    assert "--as-of" in err


def test_find_exits_with_0_or_1() -> None:
    status, out, _ = run("find", "国检", "--in", "window")
    assert status == 0
    assert "window  NATIONAL_INSPECTION" in out
    status, out, err = run("find", "no such code")
    assert (status, out) == (1, "")
    assert err == "no code or title contains no such code\n"


@pytest.mark.parametrize("command", ["list", "show", "find"])
def test_help_tells_the_exit_status(command: str) -> None:
    assert "Exit status: 0" in run(command, "--help")[1]


@pytest.mark.parametrize("columns", [40, 64, 100])
def test_text_fits_the_terminal(columns: int) -> None:
    for arguments in (("list",), ("show", "window"), ("find", "customs")):
        _, out, _ = run(*arguments, COLUMNS=str(columns))
        assert max(map(width, out.splitlines())) <= columns


def test_columns_stay_straight_beside_chinese() -> None:
    rows = [("国检窗口", "a", 7), ("海关", "b", 12)]
    lines = table(["Name", "x", "n"], rows, None).splitlines()[1:]
    assert lines == ["国检窗口  a   7", "海关      b  12"]


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("NATIONAL_INSPECTION", 12, ["NATIONAL_", "INSPECTION"]),
        ("unbreakable", 6, ["unbrea", "kable"]),
        ("国检窗口", 6, ["国检窗", "口"]),
        ("国检窗，口", 6, ["国检", "窗，口"]),
        ("国检（窗口）", 6, ["国检", "（窗", "口）"]),
        ("", 6, [""]),
    ],
)
def test_lines_break_where_they_may(text: str, columns: int, lines: list[str]) -> None:
    assert wrap(text, columns) == lines


def test_wheel_carries_the_genericode_files() -> None:
    import tomllib

    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    included = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert included["schemas"] == "swschema/schemas"
    assert (ROOT / "schemas/v1/genericode/import-mode.gc").is_file()

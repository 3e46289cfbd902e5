"""`swschema rules`: what rules there are, and what each says."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import orjson
import pytest
from click.testing import CliRunner, Result

from conftest import ROOT
from rulebook import PARAMETERS, forget_rulebook, use_rulebook
from swschema.cli import swschema
from swschema.conformance.kit import cases
from swschema.report.characters import width
from swschema.rules.catalogue import rulebook

HAN = re.compile("[\u4e00-\u9fff]")


@pytest.fixture(autouse=True)
def wider_rulebook(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    use_rulebook(monkeypatch, tmp_path_factory.mktemp("rulebook"))
    yield
    monkeypatch.undo()
    forget_rulebook()


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return a folder that the test runs in, with no language or terminal in the environment."""
    for name in ("SWSCHEMA_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(swschema, ["rules", *arguments])


def output(*arguments: str) -> str:
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def listed(*arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = orjson.loads(output("list", "--format", "json", *arguments))
    return found


def ids(*arguments: str) -> list[str]:
    return [each["id"] for each in listed(*arguments)]


def configure(text: str) -> None:
    Path("swschema.toml").write_text(text, encoding="utf-8")


STRICT = '[rules.ZZ07]\nseverity = "off"\n[rules.ZZ07.parameters]\ndays = 30\nmodes = ["SELF"]\n'


# The list.


def test_every_rule_is_listed_in_every_format() -> None:
    known = list(rulebook())
    rows = list(csv.DictReader(io.StringIO(output("list", "--format", "csv").lstrip("\ufeff"))))
    assert ids() == [row["rule"] for row in rows] == known
    assert [line.split()[0] for line in output("list").splitlines()[1:]] == known


def test_text_has_severity_records_and_title() -> None:
    line = output("list", "--family", "zz").splitlines()[1]
    assert re.split("  +", line) == [
        "ZZ07",
        "warning",
        "registration, materials, dossier",
        "A screenshot is recent when it is submitted",
    ]


def test_text_speaks_chinese() -> None:
    head, line = output("list", "--family", "ZZ", "--lang", "zh-Hans").splitlines()
    assert re.split("  +", head) == ["规则", "严重程度", "适用记录", "规则要求"]
    assert "警告" in line
    assert "截图应为提交时近期所截取" in line


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("columns", [60, 100])
def test_lines_fit_the_terminal(
    monkeypatch: pytest.MonkeyPatch, columns: int, language: str
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    text = output("list", "--lang", language) + output("show", "ZZ07", "--lang", language)
    assert max(map(width, text.splitlines())) <= columns


def test_records_filter_by_what_a_rule_needs_whole() -> None:
    assert "ZZ07" in ids("--record", "dossier")
    assert "ZZ07" in ids("--record", "materials")
    assert "ZZ07" not in ids("--record", "message")
    assert "AG01" in ids("--record", "registration")
    assert "AG01" not in ids("--record", "dossier")


def test_severity_filters_by_what_is_in_force() -> None:
    assert "ZZ07" in ids("--severity", "warning")
    configure(STRICT)
    assert ids("--severity", "off") == ["ZZ07"]
    assert "ZZ07" not in ids("--severity", "warning")
    assert "ZZ07" in ids("--severity", "warning", "--no-config")


def test_filters_add_up() -> None:
    assert ids("--family", "ZZ", "--severity", "error") == []
    assert output("list", "--family", "ZZ", "--severity", "error").count("\n") == 1


def test_changed_severity_has_a_column_of_its_own() -> None:
    assert "In the rulebook" not in output("list")
    configure(STRICT)
    head, line = output("list", "--family", "ZZ").splitlines()
    assert re.split("  +", head)[1:3] == ["Severity", "In the rulebook"]
    assert re.split("  +", line)[1:3] == ["off", "warning"]


def test_json_tells_all_in_both_languages_and_what_is_configured() -> None:
    configure(STRICT)
    (rule,) = listed("--family", "ZZ")
    assert (rule["severity"], rule["usual"]) == ("off", "warning")
    assert rule["family"] == {"letters": "ZZ", "title": {"en": "Made up", "zh-Hans": "虚构类别"}}
    assert rule["records"] == ["registration", "materials", "dossier"]
    assert rule["remedy"] == {"en": "Make a new one.", "zh-Hans": "请重新截图。"}
    assert rule["parameters"][0] == {
        "name": "days",
        "title": {"en": "Days until it is too old", "zh-Hans": "超过即视为过旧的天数"},
        "value": 30,
        "default": 90,
        "codes": None,
    }
    assert rule["parameters"][2]["codes"] == "applicantMode"
    assert rule["help"] == "https://w3id.org/swschema/v1/rules/ZZ07"


def test_csv_opens_in_a_spreadsheet() -> None:
    configure(STRICT)
    text = CliRunner().invoke(swschema, ["rules", "list", "--format", "csv"]).stdout_bytes
    (row,) = [
        each
        for each in csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline=""))
        if each["rule"] == "ZZ07"
    ]
    assert text.startswith(b"\xef\xbb\xbfrule,severity,")
    assert text.count(b"\n") == text.count(b"\r\n")
    assert (row["severity"], row["usual"], row["family"]) == ("off", "warning", "ZZ")
    assert row["records"] == "registration materials dossier"


def test_unknown_family_gets_advice() -> None:
    result = run("list", "--family", "QQ")
    assert result.exit_code == 2
    assert "there is no family of rules QQ; run swschema rules list" in result.stderr


# One rule.


def test_rule_is_shown_whole() -> None:
    assert output("show", "ZZ07") == (
        "ZZ07  A screenshot is recent when it is submitted\n"
        "warning · registration, materials, dossier · Made up · since 1.2"
        " · https://w3id.org/swschema/v1/rules/ZZ07\n"
        "\n"
        "Rationale\n"
        "  An old one shows nothing.\n"
        "\n"
        "Conditions (CEL expressions)\n"
        "  1. materials: each Submission (error)\n"
        "     when    has(this.round)\n"
        "     let     x = this.round\n"
        "     assert  x > 0 &&\n"
        "               x < 9\n"
        "     else    the screenshot is older than {days} days\n"
        "  2. registration: the whole record\n"
        "     assert  true\n"
        "     else    the screenshot is older than {days} days\n"
        "  Checked in code: sha256 must be the digest of the record in the dossier that is cited.\n"
        "\n"
        "Parameters\n"
        "  days = 90\n"
        "     Days until it is too old\n"
        '  until = "2017-12-31"\n'
        "     The last day\n"
        '  modes = ["SELF", "AGENCY"]\n'
        "     Ways to apply that are looked at; codes of applicantMode\n"
        '  mode = "SELF"\n'
        "     The mode; codes of applicantMode\n"
        '  hosts = ["example.com"]\n'
        "     Hosts\n"
        "\n"
        "How to fix it\n"
        "  Make a new one.\n"
        "\n"
        "Sources\n"
        "  GB 32100-2015\n"
        "  The procedure of the Hangzhou single window, section 1\n"
    )


def test_rule_is_shown_in_chinese() -> None:
    told = output("show", "ZZ07", "--lang", "zh-Hans")
    headings = [line for line in told.splitlines() if line and line[0] != " "]
    assert headings[0] == "ZZ07  截图应为提交时近期所截取"
    assert all(HAN.search(each) for each in headings)
    assert "警告 · 注册记录、材料记录、案卷" in told


def test_values_in_force_stand_above_those_of_the_rulebook() -> None:
    configure(STRICT)
    told = output("show", "ZZ07")
    assert "\noff (in the rulebook: warning) · " in told
    assert "  days = 30\n     Days until it is too old\n     in the rulebook: 90\n" in told
    assert '  modes = ["SELF"]\n' in told
    assert '     in the rulebook: ["SELF", "AGENCY"]\n' in told
    assert told.count("in the rulebook") == 3


def test_parameters_are_written_as_a_configuration_takes_them() -> None:
    told = output("show", "ZZ07").split("Parameters\n")[1].split("\n\n")[0]
    written = "\n".join(re.findall(r"^  (\w.*)$", told, re.MULTILINE))
    configure(f"[rules.ZZ07.parameters]\n{written}\n")
    assert output("show", "ZZ07") == output("show", "ZZ07", "--no-config")
    assert tomllib.loads(written) == {key: each["value"] for key, each in PARAMETERS.items()}


def test_expressions_are_broken_between_names_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    assert " has(this.round)\n" in output("show", "ZZ07")


def test_samples_come_with_their_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    told = output("show", "AG01", "--no-config")
    keeping, breaking = told.split("Passing samples\n")[1].split("Failing samples\n")
    assert "    samples/valid/registration/agency-run.xml\n" in keeping
    assert "  An agent registers an enterprise and shows no power of attorney.\n" in breaking
    paths = re.findall("^    (.*)$", keeping + breaking, re.MULTILINE)
    assert len(paths) >= 4
    assert all(Path(path).is_file() for path in paths)


def test_samples_elsewhere_have_their_whole_path() -> None:
    assert f"    {ROOT}/samples/valid/registration/agency-run.json\n" in output("show", "AG01")


def test_paths_of_samples_are_never_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    assert f"    {ROOT}/samples/valid/registration/agency-run.json\n" in output("show", "AG01")


def test_id_may_be_in_lower_case() -> None:
    assert output("show", "zz07") == output("show", "ZZ07")


@pytest.mark.parametrize(
    ("name", "advice"), [("ZZ7", "did you mean ZZ07?"), ("x\x1b", "run swschema rules list")]
)
def test_unknown_id_gets_advice(name: str, advice: str) -> None:
    result = run("show", name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert advice in result.stderr
    assert "\x1b" not in result.stderr


def test_true_rules_are_all_shown_in_both_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("swschema.cli.text.rule.cases", cache(cases))  # one kit for all
    for name in rulebook():
        assert output("show", name).startswith(name)
        assert HAN.search(output("show", name, "--lang", "zh-Hans"))


def test_ids_and_families_are_completed() -> None:
    environment = {"_SWSCHEMA_COMPLETE": "bash_complete", "COMP_CWORD": "3"}

    def completed(*words: str) -> str:
        line = {"COMP_WORDS": " ".join(["swschema", "rules", *words])}
        return CliRunner().invoke(swschema, [], env=environment | line, prog_name="swschema").output

    assert completed("show", "zz") == "plain,ZZ07\n"
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(environment, "COMP_CWORD", "4")
        assert completed("list", "--family", "Z") == "plain,ZZ\n"

"""What a folder has written down about validation, and what is wrong with it."""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import orjson
import pytest
from click.testing import CliRunner, Result

from conftest import ROOT, SAMPLES
from rulebook import PARAMETERS, forget_rulebook, use_rulebook
from swschema import configuration
from swschema.cli import main, swschema
from swschema.configuration import find_configuration, read_configuration
from swschema.errors import ConfigurationError
from swschema.i18n import use_language
from swschema.problems import Report
from swschema.rules.catalogue import rulebook
from swschema.rules.settings import Settings
from swschema.validate import Validation

NO_ENTRUSTMENT = SAMPLES / "rules/registration/ag01-no-entrustment.json"
SILENT = '[rules.AG01]\nseverity = "off"\n'


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
    """Return a folder that the test runs in, with no language in the environment."""
    for name in ("SWSCHEMA_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "a/b"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    return folder


def written(text: str, name: str = "swschema.toml") -> Path:
    path = Path.cwd() / name
    path.write_text(text, encoding="utf-8")
    return path


def settings(text: str) -> Settings:
    return read_configuration(written(text)).settings


def refusal(text: str, name: str = "swschema.toml") -> ConfigurationError:
    with pytest.raises(ConfigurationError) as refused:
        read_configuration(written(text, name))
    return refused.value


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(swschema, [str(each) for each in arguments])


# Where it is found.


def test_nearest_folder_wins(here: Path) -> None:
    far, near = here.parents[1] / "swschema.toml", here.parent / "pyproject.toml"
    far.write_text("")
    assert find_configuration(here) == far
    near.write_text("[tool.swschema]\n")
    assert find_configuration(here) == near


def test_own_file_goes_before_the_shared_one(here: Path) -> None:
    written("[tool.swschema]\n", "pyproject.toml")
    own = written("")
    assert find_configuration(here) == own


@pytest.mark.parametrize(
    "text",
    ['[project]\nname = "swschema"\n', "tool = 1 # swschema\n", "[tool.ruff]\n", "no toml at all"],
)
def test_shared_file_without_the_table_is_passed_over(here: Path, text: str) -> None:
    written(text, "pyproject.toml")
    far = here.parent / "swschema.toml"
    far.write_text("")
    assert find_configuration(here) == far


def test_broken_shared_file_that_names_swschema_is_told(here: Path) -> None:
    written("[tool.swschema\n", "pyproject.toml")
    with pytest.raises(ConfigurationError, match=r"pyproject\.toml:1: it is not valid TOML"):
        find_configuration(here)


@pytest.mark.parametrize("name", ["swschema.toml", "pyproject.toml"])
@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (Path.mkdir, "it is a folder"),
        (os.mkfifo, "it is not a regular file"),
        (lambda path: path.symlink_to(path), "too many levels of symbolic links"),
        (lambda path: path.symlink_to("gone"), "no such file or directory"),
    ],
    ids=["folder", "pipe", "loop", "broken link"],
)
def test_what_is_no_file_is_told(
    here: Path, make: Callable[[Path], None], reason: str, name: str
) -> None:
    make(here / name)
    told = run("validate", NO_ENTRUSTMENT).exception
    assert isinstance(told, ConfigurationError)
    assert (told.file, told.reason) == (str(here / name), reason)


def test_working_folder_that_is_gone_has_no_configuration(here: Path) -> None:
    here.rmdir()
    assert run("validate", NO_ENTRUSTMENT).exit_code == 1


# What it says.


def test_everything_is_read(here: Path) -> None:
    (here / "scans").mkdir()
    path = written(
        'as-of = 2018-03-26\nattachments = "scans"\nfail-on = "warning"\nlang = "zh-Hans"\n'
        '[rules.AG01]\nseverity = "off"\n[rules.ZZ07]\nseverity = "error"\n'
        '[rules.ZZ07.parameters]\ndays = 30\nuntil = 2018-01-01\nmodes = ["AGENCY"]\n'
        'mode = "AGENCY"\nhosts = []\n'
    )
    found = read_configuration(path)
    assert (found.path, found.fail_on, found.language) == (path, "warning", "zh-Hans")
    assert found.settings == Settings(
        as_of="2018-03-26",
        severities={"AG01": "off", "ZZ07": "error"},
        parameters={
            "ZZ07": {
                "days": 30,
                "until": "2018-01-01",
                "modes": ["AGENCY"],
                "mode": "AGENCY",
                "hosts": [],
            }
        },
        attachments=here / "scans",
    )


@pytest.mark.parametrize("name", ["zh", "zh_CN"])
def test_chinese_goes_by_the_names_that_systems_have(name: str) -> None:
    assert read_configuration(written(f'lang = "{name}"\n')).language == "zh-Hans"


def test_empty_file_changes_nothing() -> None:
    found = read_configuration(written(""))
    assert (found.settings, found.fail_on, found.language) == (Settings(), None, None)


def test_shared_file_has_the_same_in_its_table() -> None:
    text = '[tool.swschema]\nfail-on = "warning"\n[tool.swschema.rules.AG01]\nseverity = "off"\n'
    found = read_configuration(written(text, "pyproject.toml"))
    assert found.fail_on == "warning"
    assert found.settings.severities == {"AG01": "off"}


def test_file_by_another_name_has_no_table_around() -> None:
    assert read_configuration(written(SILENT, "strict.toml")).settings.severities == {"AG01": "off"}


def test_attachments_are_relative_to_the_file(here: Path) -> None:
    (here.parent / "scans").mkdir()
    path = here.parent / "swschema.toml"
    path.write_text('attachments = "scans"')
    assert read_configuration(path).settings.attachments == here.parent / "scans"


def test_byte_order_mark_of_windows_is_no_fault() -> None:
    assert settings("\ufeffas-of = 2018-03-26").as_of == "2018-03-26"


def test_whole_number_may_be_written_with_a_point() -> None:
    days = settings("[rules.ZZ07.parameters]\ndays = 30.0\n").parameters["ZZ07"]["days"]
    assert (days, type(days)) == (30, int)


# What is wrong with it.


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        ("as-off = 1", "as-off", "there is no such key; did you mean as-of?"),
        (
            "x = 1",
            "x",
            "there is no such key; choose from as-of, attachments, fail-on, lang, rules",
        ),
        ('"a b\\u001b" = 1', '"a b\\u001b"', "there is no such key; choose from as-of"),
        ("as-of = 5", "as-of", "give a day such as 2018-03-26"),
        ('as-of = "2018-02-30"', "as-of", "give a day such as 2018-03-26"),
        ("as-of = 2018-03-26T09:00:00", "as-of", "give a day such as 2018-03-26"),
        ("as-of = 09:00:00", "as-of", "give a day such as 2018-03-26"),
        ("attachments = 1", "attachments", "give a text, in quotes"),
        ('attachments = ""', "attachments", "name a folder"),
        ('attachments = "gone"', "attachments", "there is no folder"),
        ('fail-on = "waring"', "fail-on", "there is no such value; did you mean warning?"),
        ("lang = 1", "lang", "there is no such value; choose from en, zh-Hans"),
        ("rules = 1", "rules", "write a table"),
        ("[rules.ZZ7]", "rules.ZZ7", "there is no such rule; did you mean ZZ07?"),
        ("[rules.QQ99]", "rules.QQ99", "there is no such rule; run swschema rules list"),
        ("[rules.ZZ07]\nlevel = 1", "rules.ZZ07.level", "a rule has no such setting"),
        ("[rules.AG01.parameters]\nx = 1", "rules.AG01.parameters", "the rule has no parameters"),
        (
            "[rules.ZZ07.parameters]\nday = 1",
            "rules.ZZ07.parameters.day",
            "the rule has no such parameter; did you mean days?",
        ),
        ('[rules.ZZ07]\nseverity = "eror"', "rules.ZZ07.severity", "did you mean error?"),
    ],
)
def test_fault_is_told_by_key(text: str, key: str, reason: str) -> None:
    error = refusal(text)
    assert (error.key, error.line) == (key, None)
    assert error.reason.startswith(reason) or error.reason.endswith(reason)


@pytest.mark.parametrize(
    ("parameter", "value", "inside", "reason"),
    [
        ("days", '"30"', "", "give a whole number, without quotes"),
        ("days", "true", "", "give a whole number, without quotes"),
        ("days", "30.5", "", "give a whole number, without quotes"),
        ("days", "nan", "", "give a whole number, without quotes"),
        ("days", "-1", "", "give 0 or more"),
        ("until", '"soon"', "", "give a day such as 2018-03-26"),
        ("modes", '"SELF"', "", "give a list, in brackets"),
        ("modes", '["SELF", "SLEF"]', "[1]", "there is no such value; did you mean SELF?"),
        ("modes", '["SELF", "SELF"]', "", "an item appears twice"),
        ("mode", '"self-service"', "", "there is no such value; choose from SELF, AGENCY"),
        ("hosts", "[1]", "[0]", "give a text, in quotes"),
    ],
)
def test_fault_in_a_parameter_is_told(parameter: str, value: str, inside: str, reason: str) -> None:
    error = refusal(f"[rules.ZZ07.parameters]\n{parameter} = {value}\n")
    assert (error.key, error.reason) == (f"rules.ZZ07.parameters.{parameter}{inside}", reason)


@pytest.mark.parametrize(
    ("name", "head", "table"),
    [
        ("swschema.toml", "[rules]", "rules.AG01"),
        ("pyproject.toml", "[tool.swschema.rules]", "tool.swschema.rules.AG01"),
    ],
)
def test_severity_in_place_of_a_table_shows_the_table(name: str, head: str, table: str) -> None:
    error = refusal(f'{head}\nAG01 = "off"\n', name)
    assert error.reason == f'write a table:\n[{table}]\nseverity = "off"'
    shown = error.reason.split("\n", 1)[1]
    assert read_configuration(written(shown, name)).settings.severities == {"AG01": "off"}


def test_other_value_in_place_of_a_table_shows_one_too() -> None:
    assert refusal("[rules]\nAG01 = 1\n").reason == (
        'write a table:\n[rules.AG01]\nseverity = "error"'
    )


def test_key_in_the_shared_file_is_told_from_its_root() -> None:
    error = refusal("[tool.swschema]\nas-of = 1\n", "pyproject.toml")
    assert error.key == "tool.swschema.as-of"


def test_shared_file_that_is_named_must_have_the_table() -> None:
    assert "[tool.swschema]" in refusal("[project]\n", "pyproject.toml").reason


def test_line_is_told_where_it_is_no_toml() -> None:
    error = refusal("lang = 'en'\nas-of =\n")
    assert str(error) == f"{error.file}:2: it is not valid TOML: Invalid value"


def test_line_is_told_where_it_is_not_utf_8(here: Path) -> None:
    path = here / "swschema.toml"
    path.write_bytes('# 1\n# 企业\nlang = "en"\n'.encode("gbk"))
    with pytest.raises(ConfigurationError, match=r"swschema\.toml:2: it is not in UTF-8"):
        read_configuration(path)


def test_nesting_without_end_is_told() -> None:
    assert refusal(f"x = {'[' * 9000}").reason in (
        "it is nested too deeply",
        "it is not valid TOML: Invalid value",
    )


@pytest.mark.parametrize(
    "text", [f"{'a.' * 5000}b = 1", f"{'a.' * 150}b = 1", f"x = {'[' * 150}{']' * 150}"]
)
def test_what_is_nested_too_deeply_is_told(text: str) -> None:
    assert refusal(text).reason == "it is nested too deeply"


def test_file_that_is_not_there_is_told(here: Path) -> None:
    with pytest.raises(ConfigurationError, match="no such file or directory"):
        read_configuration(here / "gone.toml")


def test_faults_are_told_in_chinese() -> None:
    with use_language("zh-Hans"):
        assert refusal("[rules.ZZ7]").reason == "规则不存在；是否应为ZZ07？"


# The schema that editors complete it by.


def test_schema_holds_every_rule_and_default() -> None:
    schema = configuration._schema()
    shown = schema["properties"]["rules"]["properties"]
    assert list(shown) == list(rulebook())
    for name, rule in rulebook().items():
        members = shown[name]["properties"]
        assert members["severity"]["default"] == rule["severity"]
        parameters = members.get("parameters", {"properties": {}})["properties"]
        assert {key: each["default"] for key, each in parameters.items()} == {
            key: each["value"] for key, each in rule.get("parameters", {}).items()
        }


def test_schema_takes_its_own_defaults() -> None:
    schema = configuration._schema()
    defaults = {key: each["value"] for key, each in PARAMETERS.items()}
    value = {"rules": {"ZZ07": {"severity": "warning", "parameters": defaults}}}
    assert jsonschema_rs.Draft7Validator(schema, validate_formats=True).is_valid(value)


def test_schema_speaks_both_languages_and_has_no_references() -> None:
    schema = configuration._schema()
    days = schema["properties"]["rules"]["properties"]["ZZ07"]["properties"]["parameters"]
    assert days["properties"]["days"]["description"] == (
        "Days until it is too old\n\n超过即视为过旧的天数"
    )
    mode = days["properties"]["mode"]
    assert mode["enum"] == ["SELF", "AGENCY"]
    assert mode["x-taplo"]["docs"]["enumValues"][0].endswith(" · 自行办理")
    assert "$ref" not in orjson.dumps(schema).decode()


def test_schema_is_one_of_draft_7() -> None:
    schema = configuration._schema()
    jsonschema_rs.meta.validate(schema)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"


def test_schema_that_is_shipped_is_of_the_rulebook_that_is_shipped() -> None:
    bundles = ROOT / "schemas/v1/bundles"
    schema = orjson.loads((bundles / "configuration.schema.json").read_bytes())
    shipped = orjson.loads((bundles / "rules.json").read_bytes())["rules"]
    assert list(schema["properties"]["rules"]["properties"]) == [rule["id"] for rule in shipped]


# How a run follows it.


def verdict(*arguments: str | Path) -> tuple[int, list[dict[str, Any]]]:
    result = run("validate", NO_ENTRUSTMENT, "--format", "json", *arguments)
    return result.exit_code, orjson.loads(result.stdout)[0]["problems"]


def test_totals_tell_of_warnings_in_both_languages() -> None:
    written('[rules.AG01]\nseverity = "warning"\n')
    twice = (NO_ENTRUSTMENT, NO_ENTRUSTMENT.with_suffix(".xml"))
    assert run("validate", *twice).stderr == "2 passed (2 with warnings), 0 failed\n"
    told = run("validate", "--lang", "zh-Hans", *twice, "gone.json").stderr
    assert told.endswith("通过2份（其中2份有警告）、未通过0份、无法读取1份\n")
    assert run("validate", "--no-rules", *twice).stderr == "2 passed, 0 failed\n"


def test_without_one_the_rulebook_holds() -> None:
    status, (problem,) = verdict()
    assert (status, problem["severity"], problem["usual"]) == (1, "error", None)


def test_severity_is_changed_and_shown() -> None:
    written('[rules.AG01]\nseverity = "warning"\n')
    status, (problem,) = verdict()
    assert (status, problem["severity"], problem["usual"]) == (0, "warning", "error")


def test_rule_that_is_off_is_silent() -> None:
    written(SILENT)
    assert verdict() == (0, [])


def test_one_that_is_named_goes_before_one_that_is_found() -> None:
    written(SILENT)
    other = written('[rules.AG01]\nseverity = "warning"\n', "other.toml")
    assert len(verdict("--config", other)[1]) == 1


def test_none_is_used_where_none_is_wanted() -> None:
    written(SILENT)
    assert verdict("--no-config")[0] == 1


def test_named_and_none_contradict() -> None:
    result = run("validate", NO_ENTRUSTMENT, "--no-config", "--config", "x.toml")
    assert result.exit_code == 2
    assert "contradict" in result.stderr


def test_no_rules_judges_the_structure_alone() -> None:
    assert verdict("--no-rules") == (0, [])


def test_fail_on_of_the_command_line_wins() -> None:
    written('fail-on = "warning"\n[rules.AG01]\nseverity = "warning"\n')
    assert verdict()[0] == 1
    assert verdict("--fail-on", "error")[0] == 0


def test_language_of_the_command_line_wins_and_that_of_the_system_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written('lang = "zh-Hans"\n')
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert "错误 AG01" in run("validate", NO_ENTRUSTMENT).stdout
    assert "error AG01" in run("validate", NO_ENTRUSTMENT, "--lang", "en").stdout
    monkeypatch.setenv("SWSCHEMA_LANG", "en")
    assert "error AG01" in run("validate", NO_ENTRUSTMENT).stdout


def test_day_and_folder_of_the_command_line_win(
    monkeypatch: pytest.MonkeyPatch, here: Path
) -> None:
    taken: list[Settings] = []

    def spy(validation: Validation) -> Report:
        taken.append(validation.settings)
        return Report("a.json", "json", "registration")

    monkeypatch.setattr(
        "swschema.batch.processor.build_fast_path", lambda **_named: lambda _data, _judged: None
    )
    monkeypatch.setattr(Validation, "run", spy)
    for folder in ("scans", "papers"):
        (here / folder).mkdir()
    written('as-of = 2018-03-26\nattachments = "scans"\n')
    run("validate", NO_ENTRUSTMENT)
    run("validate", NO_ENTRUSTMENT, "--as-of", "2019-01-01", "--attachments", "papers")
    days = [each.as_of for each in taken]
    folders = [each.attachments for each in taken]
    assert days == ["2018-03-26", "2019-01-01"]
    assert folders == [here / "scans", Path("papers")]


@pytest.mark.parametrize(
    "option",
    [["--as-of", "soon"], ["--attachments", "gone"], ["--attachments", ".", "--no-rules"]],
)
def test_wrong_option_exits_with_2(option: list[str]) -> None:
    assert run("validate", NO_ENTRUSTMENT, *option).exit_code == 2


def test_fault_exits_with_2_and_no_verdict(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    written("x = 1")
    monkeypatch.setattr(sys, "argv", ["swschema", "validate", str(NO_ENTRUSTMENT)])
    with pytest.raises(SystemExit) as exited:
        main()
    out, err = capfd.readouterr()
    assert (exited.value.code, out) == (2, "")
    assert "swschema.toml: x: there is no such key" in err


def test_example_in_the_documentation_is_toml() -> None:
    text = (configuration.__doc__ or "").split("\n\n")
    example = "\n".join(
        line[4:] for part in text for line in part.split("\n") if line[:4] == " " * 4
    )
    assert tomllib.loads(example).keys() == {"as-of", "attachments", "fail-on", "lang", "rules"}

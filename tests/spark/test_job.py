"""The command reads, judges, converts and writes, and tells how it went."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from click.testing import CliRunner, Result

import swschema
from conftest import SAMPLES
from spark.conftest import SWIFT

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

VALID = (SAMPLES / "valid/registration/hangzhou-xx.json").read_bytes()
SEALS = (SAMPLES / "rules/registration/mt02-third-copy-without-seal.json").read_bytes()
MISSING = (SAMPLES / "invalid/registration/missing-legal-name.json").read_bytes()
WARNED = '[rules.MT02]\nseverity = "warning"\n'
JOB = "from swschema.spark import main\n\nmain()\n"

Run = Callable[..., Result]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Return NDJSON of a valid record, one that breaks a rule, and one that lacks a member."""
    lines = [orjson.dumps(orjson.loads(each)) for each in (VALID, SEALS, MISSING)]
    path = tmp_path / "inbox.ndjson"
    path.write_bytes(b"\n".join(lines))
    return path


@pytest.fixture
def run(spark: SparkSession, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Return what runs the command in the folder of the test, on the session of the module."""
    import swschema.spark.command as module

    @contextmanager
    def own(_master: str | None) -> Iterator[SparkSession]:
        yield spark

    monkeypatch.setattr(module, "session", own)
    monkeypatch.setenv("SWSCHEMA_LANG", "en")
    monkeypatch.chdir(tmp_path)

    def called(path: str, *options: str) -> Result:
        # The JVM has another working directory.
        return CliRunner().invoke(module.command, [path, str(tmp_path / "out"), *options])

    return called


def written(folder: Path) -> list[dict[str, Any]]:
    lines = [line for path in folder.glob("*.json") for line in path.read_bytes().splitlines()]
    return sorted(map(orjson.loads, lines), key=lambda row: row["offset"])


def test_verdicts_are_one_row_for_each_record(run: Run, inbox: Path, tmp_path: Path) -> None:
    result = run(inbox.name, "--format", "json")
    assert (result.exit_code, result.output) == (1, "1 passed, 2 failed\n")
    rows = written(tmp_path / "out")
    assert [(row["source"], row["number"], row["line"]) for row in rows] == [
        (inbox.name, 1, 1),
        (inbox.name, 2, 2),
        (inbox.name, 3, 3),
    ]
    assert [row["valid"] for row in rows] == [True, False, False]
    assert [problem["code"] for row in rows for problem in row["problems"]] == ["MT02", "missing"]
    assert not any("value" in row for row in rows)


def test_parquet_has_the_types_of_the_columns(run: Run, inbox: Path, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    assert run(inbox.name, "--with-value").exit_code == 1
    table = pq.read_table(tmp_path / "out")
    names = ["source", "number", "offset", "line", "value", "valid", "record", "syntax", "problems"]
    assert table.column_names == names
    assert sorted(table["value"].to_pylist()) == sorted(inbox.read_bytes().split(b"\n"))


def test_invalid_ones_alone_are_written(run: Run, inbox: Path, tmp_path: Path) -> None:
    result = run(inbox.name, "--format", "json", "--only-invalid")
    assert (result.exit_code, result.output) == (1, "1 passed, 2 failed\n")
    assert [row["number"] for row in written(tmp_path / "out")] == [2, 3]


def test_records_are_converted(run: Run, inbox: Path, tmp_path: Path) -> None:
    assert run(inbox.name, "--format", "json", "--to", "xml").exit_code == 1
    found = [row.get("converted") for row in written(tmp_path / "out")]
    assert found == [swschema.to_xml(VALID).decode(), None, None]


def test_messages_are_in_the_language_asked_for(run: Run, inbox: Path, tmp_path: Path) -> None:
    result = run(inbox.name, "--format", "json", "--lang", "zh-Hans")
    assert result.output == "通过1份、未通过2份\n"
    (problem,) = written(tmp_path / "out")[1]["problems"]
    (local,) = swschema.validate(SEALS, language="zh-Hans").problems
    assert problem["message"] == local.message


def test_without_rules_the_structure_alone_counts(run: Run, inbox: Path) -> None:
    assert run(inbox.name, "--no-rules").output == "2 passed, 1 failed\n"


def test_configuration_counts(run: Run, inbox: Path, tmp_path: Path) -> None:
    (tmp_path / "swschema.toml").write_text(WARNED, encoding="utf-8")
    assert run(inbox.name).output == "2 passed (1 with warnings), 1 failed\n"


@pytest.mark.parametrize(("fail_on", "status"), [("error", 0), ("warning", 1)])
def test_configuration_says_what_fails(run: Run, tmp_path: Path, fail_on: str, status: int) -> None:
    (tmp_path / "swschema.toml").write_text(f'fail-on = "{fail_on}"\n{WARNED}', encoding="utf-8")
    (tmp_path / "one.json").write_bytes(SEALS)
    result = run("one.json")
    assert (result.exit_code, result.output) == (status, "1 passed (1 with warnings), 0 failed\n")


def test_problem_of_a_stream_is_invalid(run: Run, tmp_path: Path) -> None:
    (tmp_path / "torn.json").write_bytes(b"[" + VALID)
    result = run("torn.json", "--format", "json")
    assert (result.exit_code, result.output) == (1, "1 passed, 1 failed\n")
    (problem,) = written(tmp_path / "out")[-1]["problems"]
    assert problem["code"] == "syntax"
    assert problem["help"] == swschema.Problem("syntax", "").help


def test_file_without_records_is_all_valid(run: Run, tmp_path: Path) -> None:
    (tmp_path / "none.ndjson").write_bytes(b"\n")
    result = run("none.ndjson")
    assert (result.exit_code, result.output) == (0, "0 passed, 0 failed\n")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("missing.json", None, "missing.json: no such file or directory"),
        ("broken.zip", b"PK\x03\x04", "broken.zip: "),
        ("taken.json", VALID, "[PATH_ALREADY_EXISTS]"),
    ],
)
@pytest.mark.usefixtures("run")
def test_what_cannot_be_done_is_told_on_one_line(
    tmp_path: Path,
    name: str,
    content: bytes | None,
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from swschema.spark import main

    if content is not None:
        (tmp_path / name).write_bytes(content)
    if "EXISTS" in told:
        (tmp_path / "out").mkdir()
    monkeypatch.setattr(sys, "argv", ["swschema.spark", name, str(tmp_path / "out")])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    error = capsys.readouterr().err
    assert error.startswith("swschema: ")
    assert told in error
    assert error.count("\n") == 1


def test_spark_submit_runs_it(tool: Callable[[str], str], inbox: Path, tmp_path: Path) -> None:
    import pyspark

    tool("java")
    (tmp_path / "job.py").write_text(JOB, encoding="utf-8")
    submit = Path(pyspark.__file__).with_name("bin") / "spark-submit"
    done = subprocess.run(
        [
            *(str(submit), "--master", "local[2]", "--driver-java-options", SWIFT),
            *("job.py", inbox.name, "out", "--format", "json"),
        ],
        cwd=tmp_path,
        env={
            **os.environ,
            "PYSPARK_PYTHON": sys.executable,
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SWSCHEMA_LANG": "en",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "1 passed, 2 failed\n"), done.stderr
    assert len(written(tmp_path / "out")) == 3


def test_local_run_has_the_python_of_the_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    from pyspark.sql import SparkSession

    from swschema.spark import session as module

    class Builder:
        def appName(self, _name: str) -> Builder:  # noqa: N802 - as Spark has it
            return self

        def master(self, _master: str) -> Builder:
            return self

        def getOrCreate(self) -> Builder:  # noqa: N802
            return self

        def stop(self) -> None:
            pass

    monkeypatch.setattr(SparkSession, "builder", Builder())
    for master, given, found in (
        ("local[2]", {}, sys.executable),
        (None, {}, sys.executable),
        ("local[2]", {"PYSPARK_PYTHON": "./own"}, "./own"),
        ("yarn", {}, None),
        (None, {module.SUBMITTED: "1"}, None),
    ):
        environment = dict(given)
        with module.session(master, environment):
            assert environment.get("PYSPARK_PYTHON") == found

"""`swschema validate` over archives: told in order, counted, the same with any number of jobs."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

import orjson
import pyarrow.parquet
import pytest
from click.testing import CliRunner, Result

from batch.archives import broken, ndjson, values, xml
from swschema.cli import swschema as commands

COUNT = 4_200  # more than is worth workers
MALFORMED = b'{"recordType":"message",'


def run(*arguments: str | Path | int, given: bytes | None = None) -> Result:
    return CliRunner().invoke(commands, [str(each) for each in arguments], input=given)


def findings(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("archive")


@pytest.fixture(scope="module")
def lines(folder: Path) -> Path:
    return ndjson(folder / "archive.ndjson", COUNT)


@pytest.fixture(scope="module")
def elements(folder: Path) -> Path:
    return xml(folder / "archive.xml", COUNT)


def found_in(source: Path, jobs: int) -> list[dict[str, Any]]:
    out = source.with_name(f"{source.name}-{jobs}.ndjson")
    done = run("validate", source, "--jobs", jobs, "--format", "ndjson", "-o", out)
    assert done.exit_code == 1, done.output
    return findings(out)


def test_one_worker_and_two_find_the_same(lines: Path) -> None:
    assert found_in(lines, 1) == found_in(lines, 2)


def test_both_syntaxes_have_the_same_findings(lines: Path, elements: Path) -> None:
    told = ("number", "code", "severity", "pointer", "xpath", "record", "message")
    json_told, xml_told = (
        [{name: each[name] for name in told} for each in found_in(source, 2)]
        for source in (lines, elements)
    )
    assert json_told == xml_told


def test_place_leads_to_the_record_and_the_value(lines: Path) -> None:
    text = lines.read_bytes()
    for each in found_in(lines, 2):
        line = text[each["offset"] :].partition(b"\n")[0]
        assert text[: each["offset"]].count(b"\n") + 1 == each["line"] == each["number"]
        assert each["excerpt"].split(":")[0] in line.decode()[each["column"] - 1 - 40 :]


def test_summary_counts_what_there_is(lines: Path, folder: Path) -> None:
    path = folder / "summary.json"
    run("validate", lines, "--format", "ndjson", "-o", folder / "f.ndjson", "--summary", path)
    summary = json.loads(path.read_bytes())
    expected = Counter(str(value["recordType"]) for value in values(COUNT))
    assert summary["records"] == COUNT
    assert summary["invalid"] == broken(COUNT)
    assert summary["bytes"] == lines.stat().st_size
    assert {row["name"]: row["records"] for row in summary["record"]} == expected
    told = Counter(each["code"] for each in findings(folder / "f.ndjson"))
    assert {row["code"]: row["problems"] for row in summary["codes"]} == told
    assert sum(row["records"] for row in summary["sender"]) == COUNT


@pytest.mark.parametrize("form", ["html", "txt"])
def test_summary_for_people_has_the_totals(form: str, lines: Path, folder: Path) -> None:
    path = folder / f"summary.{form}"
    run("validate", lines, "--format", "ndjson", "-o", folder / "f.ndjson", "--summary", path)
    text = path.read_text(encoding="utf-8")
    assert f"{COUNT:,}" in text
    assert f"{broken(COUNT):,}" in text
    assert "enum" in text


def test_summary_of_another_kind_is_a_wrong_call(lines: Path) -> None:
    assert run("validate", lines, "--summary", "summary.pdf").exit_code == 2


def test_parquet_has_the_findings_of_ndjson(lines: Path, folder: Path) -> None:
    path = folder / "findings.parquet"
    assert run("validate", lines, "--format", "parquet", "-o", path).exit_code == 1
    rows = pyarrow.parquet.read_table(path).to_pylist()
    assert [{**row, "fix": json.loads(row["fix"])} for row in rows] == found_in(lines, 2)
    assert not path.with_name("findings.parquet.part").exists()


@pytest.mark.parametrize(
    "options",
    [
        ["--format", "parquet"],
        ["--resume"],
        ["--resume", "-o", "f.json", "--format", "json"],
    ],
)
def test_options_that_make_no_sense_are_a_wrong_call(lines: Path, options: list[str]) -> None:
    assert run("validate", lines, *options).exit_code == 2


def test_standard_input_cannot_be_resumed() -> None:
    done = run("validate", "-", "--resume", "--format", "ndjson", "-o", "f.ndjson", given=b"")
    assert done.exit_code == 2


def test_malformed_line_is_a_problem_with_its_place_and_the_stream_goes_on() -> None:
    good = [orjson.dumps(value) for value in values(4)][1:]
    given = b"\n".join([good[0], MALFORMED, good[1]]) + b"\n"
    done = run("validate", "-", "--format", "ndjson", given=given)
    (problem,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert (problem["code"], problem["number"], problem["line"]) == ("truncated", 2, 2)
    assert problem["offset"] == len(good[0]) + 1
    assert "2 passed, 1 failed" in done.stderr


def test_records_without_problems_are_counted_and_not_told(lines: Path) -> None:
    done = run("validate", lines)
    assert " passed" not in done.stdout
    assert f"{COUNT - broken(COUNT)} passed, {broken(COUNT)} failed" in done.stderr


def test_text_names_the_record_of_the_stream(lines: Path) -> None:
    assert f"{lines}, record 1: message (JSON) failed, 1 problem" in run("validate", lines).stdout


def test_problem_of_the_stream_fails_the_run() -> None:
    given = b"[" + b",".join(orjson.dumps(value) for value in values(3)) + b"\n"
    done = run("validate", "-", "--format", "ndjson", given=given)
    codes = [json.loads(line)["code"] for line in done.stdout.splitlines()]
    assert codes == ["enum", "syntax"]
    assert "1 stream error" in done.stderr


def test_unreadable_file_is_told_in_its_turn_and_the_others_judged(
    lines: Path, folder: Path
) -> None:
    packed = folder / "cut.ndjson.gz"
    packed.write_bytes(gzip.compress(lines.read_bytes())[:-200])
    out = folder / "both.ndjson"
    done = run("validate", packed, lines, "--format", "ndjson", "-o", out)
    assert done.exit_code == 2
    assert str(packed) in done.stderr
    assert {each["document"] for each in findings(out)} == {str(packed), str(lines)}


def test_message_with_the_identifier_of_another_breaks_en02_across_workers(folder: Path) -> None:
    value = next(value for value in values(4) if value["recordType"] == "message")
    other = {**value, "actionType": "NEW", "note": "另一份报文"}
    first = {**value, "actionType": "NEW"}
    between = [orjson.dumps(each) for each in values(3_000) if each["recordType"] != "message"]
    path = folder / "twice.ndjson"
    path.write_bytes(
        b"\n".join([orjson.dumps(first), *between, orjson.dumps(first), orjson.dumps(other)])
    )
    out = folder / "twice-findings.ndjson"
    assert run("validate", path, "--jobs", 2, "--format", "ndjson", "-o", out).exit_code == 1
    clashes = [each for each in findings(out) if each["code"] == "EN02"]
    assert [each["number"] for each in clashes] == [len(between) + 3]
    assert clashes[0]["pointer"] == "/messageId"
    assert clashes[0]["line"] == len(between) + 3


def test_findings_come_to_their_place_only_when_all_is_done(
    lines: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_given: object) -> None:
        raise KeyboardInterrupt

    out = folder / "interrupted.ndjson"
    arguments = ("validate", lines, "--jobs", 1, "--format", "ndjson", "-o", out)
    with monkeypatch.context() as patched:
        patched.setattr("swschema.batch.run.CHECKPOINT_SECONDS", 0)
        patched.setattr("swschema.batch.journal.Journal.save", stop)
        done = run(*arguments)
    assert done.exit_code == 130
    assert "--resume" in done.stderr
    assert not out.exists()
    assert run(*arguments, "--resume").exit_code == 1
    assert len(findings(out)) == len(found_in(lines, 1))


def test_journal_of_other_options_is_refused(
    lines: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saves = 0

    def stop_later(self: Any, *given: Any) -> None:
        nonlocal saves
        saves += 1
        if saves == 3:
            raise KeyboardInterrupt
        save(self, *given)

    from swschema.batch.journal import Journal

    save = Journal.save
    out = folder / "other.ndjson"
    arguments = ("validate", lines, "--jobs", 1, "--format", "ndjson", "-o", out)
    with monkeypatch.context() as patched:
        patched.setattr("swschema.batch.run.CHECKPOINT_SECONDS", 0)
        patched.setattr(Journal, "save", stop_later)
        assert run(*arguments).exit_code == 130
    done = run(*arguments, "--resume", "--no-rules")
    assert isinstance(done.exception, Exception)
    assert "journal" in str(done.exception)
    assert run(*arguments, "--resume").exit_code == 1
    assert findings(out) == found_in(lines, 1)

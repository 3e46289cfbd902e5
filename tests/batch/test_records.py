"""Records of a stream are validated one by one from Python, as the command line does it."""

from __future__ import annotations

import gzip
import io
import json
import multiprocessing
import os
import signal
import zipfile
from collections import deque
from dataclasses import replace
from itertools import islice
from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner

import swschema
from batch.archives import broken, ndjson, values, xml
from conftest import SAMPLES
from swschema import Result, validate_records
from swschema.batch.processor import Processor
from swschema.cli import swschema as commands
from swschema.errors import SourceError, UnknownNameError
from swschema.limits import Limits
from swschema.problems import Report
from swschema.rules.settings import STRUCTURE
from swschema.streams import read_chunks, read_records
from swschema.streams.reader import Reader

FEW = 30
MANY = 4_200  # enough for workers


def lines(count: int) -> bytes:
    return b"".join(orjson.dumps(value) + b"\n" for value in values(count))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ndjson(tmp_path_factory.mktemp("records") / "archive.ndjson", MANY)


@pytest.fixture(scope="module")
def expected(archive: Path) -> list[Result]:
    return [*validate_records(archive)]


def in_stream(report: Report, result: Result) -> Report:
    """Return a report on a record by itself as one on a line of NDJSON."""
    problems = tuple(
        problem if problem.line is None else replace(problem, line=result.line)
        for problem in report.problems
    )
    return replace(report, problems=problems, number=result.number, offset=result.offset)


def test_each_record_has_the_verdict_that_it_has_by_itself(tmp_path: Path) -> None:
    path = ndjson(tmp_path / "a.ndjson", FEW)
    results = [*validate_records(path)]
    assert len(results) == FEW
    for result, record in zip(results, read_records(path), strict=True):
        own = swschema.validate(record.data, name=record.name)
        assert result.report == in_stream(own, result)
        place = (result.name, result.number, result.offset, result.line)
        assert place == (record.name, record.number, record.offset, record.line)


def test_both_syntaxes_have_the_same_verdicts(tmp_path: Path) -> None:
    sources = ndjson(tmp_path / "a.ndjson", FEW), xml(tmp_path / "a.xml", FEW)
    first, second = (
        [
            (each.number, each.report.record, [problem.code for problem in each.report.problems])
            for each in validate_records(source)
        ]
        for source in sources
    )
    assert first == second


def test_all_processors_give_what_one_gives(archive: Path, expected: list[Result]) -> None:
    assert [*validate_records(archive, jobs=2)] == expected
    assert [each.number for each in expected] == [*range(1, MANY + 1)]
    assert sum(not each.report.valid for each in expected) == broken(MANY)


def test_command_line_has_the_same_problems(archive: Path, expected: list[Result]) -> None:
    done = CliRunner().invoke(commands, ["validate", str(archive), "--format", "ndjson"])
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(each["number"], each["line"], each["column"], each["code"]) for each in found] == [
        (each.number, problem.line, problem.column, problem.code)
        for each in expected
        for problem in each.report.problems
    ]


def test_killed_worker_loses_no_record(archive: Path, expected: list[Result]) -> None:
    results = validate_records(archive, jobs=2)
    found = [next(results)]
    victim = multiprocessing.active_children()[0]
    assert victim.pid is not None
    os.kill(victim.pid, signal.SIGKILL)
    assert [*found, *results] == expected


def test_workers_end_with_the_iterator(archive: Path) -> None:
    results = validate_records(archive, jobs=2)
    next(results)
    assert multiprocessing.active_children()
    results.close()
    assert not multiprocessing.active_children()


def test_open_file_is_read_as_it_comes() -> None:
    class Endless(io.RawIOBase):
        taken = 0

        def read(self, _size: int = -1, /) -> bytes:
            self.taken += 1
            return text

    text, source = lines(1_000), Endless()
    found = [*islice(validate_records(source, name="pipe"), 2_500)]
    assert {each.name for each in found} == {"pipe"}
    assert found[-1].number == 2_500
    assert source.taken < 20


def test_folder_and_archive_name_their_files(tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "one.json").write_bytes(orjson.dumps(next(iter(values(1)))))
    (folder / "two.ndjson").write_bytes(lines(2))
    packed = tmp_path / "inbox.zip"
    with zipfile.ZipFile(packed, "w") as file:
        for path in folder.iterdir():
            file.write(path, path.name)
    for source, parent in ((folder, str(folder)), (packed, str(packed))):
        found = sorted((each.name, each.number) for each in validate_records(source))
        one, two = f"{parent}/one.json", f"{parent}/two.ndjson"
        assert found == [(one, 1), (two, 1), (two, 2)]


def test_document_is_the_first_record_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_bytes(orjson.dumps([*values(2)][1], option=orjson.OPT_INDENT_2))
    (result,) = validate_records(str(path))
    report = swschema.validate(path)
    assert result == Result(str(path), 1, 0, 1, report)


def test_file_may_be_called_as_the_standard_input_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("-").write_bytes(lines(2))
    assert len([*validate_records(Path("-"), form="ndjson")]) == 2


def test_malformed_record_is_a_result_and_the_stream_goes_on() -> None:
    text = lines(3).splitlines()
    found = [*validate_records(io.BytesIO(b"\n".join([text[1], b"{", text[2]])))]
    assert [each.report.valid for each in found] == [True, False, True]
    assert found[1].report.problems[0].line == found[1].line == 2


def test_problem_of_the_stream_itself_has_no_number() -> None:
    text = b"[" + b",".join(lines(2).splitlines())
    *records, last = validate_records(io.BytesIO(text))
    assert [each.number for each in records] == [1, 2]
    assert (last.number, last.offset, last.line) == (None, len(text), 1)
    assert [problem.code for problem in last.report.problems] == ["syntax"]
    assert not last.report.valid


def test_what_cannot_be_read_is_raised_behind_the_results_before_it(tmp_path: Path) -> None:
    path = tmp_path / "cut.ndjson.gz"
    path.write_bytes(gzip.compress(lines(MANY), 1)[:-4_000])
    results = validate_records(path)
    assert [each.number for each in islice(results, 1_000)] == [*range(1, 1_001)]
    with pytest.raises(SourceError, match=r"cut\.ndjson\.gz"):
        deque(results)


def test_path_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="gone"):
        next(validate_records(tmp_path / "gone.ndjson"))


def test_wrong_call_is_an_error_before_anything_is_read() -> None:
    with pytest.raises(UnknownNameError):
        validate_records(io.BytesIO(), engine="slow")
    with pytest.raises(UnknownNameError):
        validate_records(io.BytesIO(), language="tlh")  # type: ignore[arg-type]


def test_options_are_those_of_validate() -> None:
    text = lines(2)
    (first, _second) = validate_records(io.BytesIO(text), language="zh-Hans", settings=STRUCTURE)
    own = swschema.validate(text.splitlines()[0], language="zh-Hans", settings=STRUCTURE)
    assert first.report.problems[0].message == own.problems[0].message
    small = validate_records(io.BytesIO(text), limits=Limits(max_bytes=100), form="ndjson")
    assert [each.report.problems[0].code for each in small] == ["limit", "limit"]


def test_message_with_the_identifier_of_another_breaks_en02() -> None:
    value = next(value for value in values(9) if value["recordType"] == "message")
    first, second = ({**value, "actionType": "NEW", "note": note} for note in ("甲", "乙"))
    text = b"\n".join(map(orjson.dumps, [first, first, second]))
    found = [*validate_records(io.BytesIO(text))]
    codes = [[problem.code for problem in each.report.problems] for each in found]
    assert [("EN02" in each) for each in codes] == [False, False, True]


def test_receipt_that_answers_a_receipt_breaks_en07() -> None:
    value = orjson.loads((SAMPLES / "valid/message/receipt-approved.json").read_bytes())
    ids = [f"{n}ee06ba5-c48e-56e4-a974-542e14f3950a" for n in "abcd"]
    receipts = [
        {**value, "messageId": own, "receipt": {**value["receipt"], "messageRef": answers}}
        for own, answers in zip(ids[1:], ids[:-1], strict=True)
    ]
    text = b"\n".join(map(orjson.dumps, [receipts[2], receipts[0], receipts[1]]))
    found = [*validate_records(io.BytesIO(text))]
    pointers = [[problem.pointer for problem in each.report.problems] for each in found]
    assert pointers == [[], [], ["/messageId", "/receipt/messageRef"]]


def test_record_on_which_workers_crash_has_a_problem() -> None:
    reader = Reader(io.BytesIO(lines(2)), "pipe")
    (chunk,) = read_chunks(reader)
    found = Processor(language="zh-Hans").report_crash(chunk, -signal.SIGKILL).results
    assert [(each.number, each.line) for each in found] == [(1, 1), (2, 2)]
    assert [problem.code for each in found for problem in each.report.problems] == ["limit"] * 2
    assert found[0].report.problems[0].message == "校验该记录时工作进程两次异常终止（SIGKILL）"


@pytest.mark.parametrize(
    ("language", "words"), [("en", "in line {}"), ("zh-Hans", "第{}行")], ids=["en", "zh"]
)
@pytest.mark.parametrize("breaks", [0, 7])
def test_line_that_a_message_names_is_that_of_the_stream(
    language: swschema.Language, words: str, breaks: int
) -> None:
    record = (
        '<registration xmlns="https://w3id.org/swschema/v1">\n<status>\nX</Status>\n</registration>'
    )
    stream = f"<records>{chr(10) * breaks}{record}\n{record}</records>".encode()
    results = list(validate_records(io.BytesIO(stream), language=language, form="xml"))
    problems = [result.report.problems[0] for result in results]
    assert [problem.code for problem in problems] == ["tag-mismatch"] * 2
    for problem, line in zip(problems, (breaks + 2, breaks + 6), strict=True):
        assert words.format(line) in problem.message
        assert problem.line == line + 1

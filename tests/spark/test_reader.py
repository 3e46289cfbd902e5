"""Spark finds in files the records that `swschema.streams` finds in them."""

from __future__ import annotations

import gzip
import os
import tarfile
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
import pytest

import swschema
from conftest import SAMPLES
from swschema import streams
from swschema.errors import SourceError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

PLACE = ("source", "number", "offset", "line", "value")
SOURCES = sorted((SAMPLES / "valid/registration").glob("hangzhou-xx*.json"))


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Return a folder with records in all forms of streams."""
    folder = tmp_path / "inbox"
    (folder / "more").mkdir(parents=True)
    values = [orjson.loads(path.read_bytes()) for path in SOURCES]
    lines = b"\n\n".join(map(orjson.dumps, values)) + b"\r\n"
    (folder / "lines.ndjson").write_bytes(lines)
    (folder / "lines.jsonl.gz").write_bytes(gzip.compress(lines))
    (folder / "array.json").write_bytes(orjson.dumps(values, option=orjson.OPT_INDENT_2))
    elements = b"\n".join(map(swschema.to_xml, SOURCES))
    (folder / "more/all.xml").write_bytes(b"<all>\n" + elements + b"\n</all>")
    (folder / "more/one.json").write_bytes(SOURCES[0].read_bytes())
    (folder / "notes.txt").write_bytes(b"no records")
    return folder


@pytest.fixture
def archives(inbox: Path) -> list[Path]:
    """Return the same in archives."""
    zipped, tarred = inbox.with_name("inbox.zip"), inbox.with_name("inbox.tar.gz")
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(inbox.rglob("*")):
            archive.write(path, path.relative_to(inbox))
    with tarfile.open(tarred, "w:gz") as tar:
        tar.add(inbox, "inbox")
    return [zipped, tarred]


def rows(found: Any) -> list[tuple[Any, ...]]:
    return sorted((row.source, row.number, row.offset, row.line, row.value) for row in found)


def local(paths: Iterable[Path]) -> list[tuple[Any, ...]]:
    return sorted(
        (each.name, each.number, each.offset, each.line, each.data)
        for path in paths
        for each in streams.read_records(path)
    )


def test_folder_has_the_records_of_the_local_run(spark: SparkSession, inbox: Path) -> None:
    from swschema.spark import read_records

    found = read_records(spark, inbox).collect()
    assert len(found) == 4 * len(SOURCES) + 1
    assert rows(found) == local([inbox])
    assert {row.problem for row in found} == {None}


def test_archives_have_the_records_of_the_local_run(
    spark: SparkSession, archives: list[Path]
) -> None:
    from swschema.spark import read_records

    assert rows(read_records(spark, archives).collect()) == local(archives)


def test_records_read_are_judged(spark: SparkSession, inbox: Path) -> None:
    from swschema.spark import read_records, validate

    judged = validate(read_records(spark, str(inbox))).select("valid", "record").collect()
    assert {(row.valid, row.record) for row in judged} == {(True, "registration")}


def test_name_of_a_file_need_not_be_utf8(spark: SparkSession, tmp_path: Path) -> None:
    from swschema.spark import read_records

    folder = tmp_path / "names"
    folder.mkdir()
    (folder / os.fsdecode(b"\xff.json")).write_bytes(b"{}")
    (found,) = read_records(spark, folder).collect()
    assert found.source == f"{folder}/\ufffd.json"
    assert found.value == b"{}"


def test_relative_path_is_that_of_the_driver(
    spark: SparkSession, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from swschema.spark import read_records

    monkeypatch.chdir(inbox)
    found = read_records(spark, "more/one.json").collect()
    assert [row.source for row in found] == ["more/one.json"]


@pytest.mark.parametrize("size", [1, 100, 20_000])
def test_large_ndjson_is_read_in_parts(
    spark: SparkSession, inbox: Path, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from swschema.spark import partitions, read_records

    path = inbox / "lines.ndjson"
    monkeypatch.setattr(partitions, "PART", size)
    df = read_records(spark, path)
    found = sorted(df.collect(), key=lambda row: row.offset)
    expected = list(streams.read_records(path))
    assert df.rdd.getNumPartitions() > 1
    assert [row.value for row in found] == [each.data for each in expected]
    assert [row.offset for row in found] == [each.offset for each in expected]
    assert (found[0].number, found[0].line) == (1, 1)
    assert (found[-1].number, found[-1].line) == (None, None)


def test_small_files_share_tasks_and_large_ones_do_not(
    inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from swschema.spark import partitions

    for number in range(100):
        (inbox / f"{number}.json").write_bytes(b"{}")
    assert 2 <= len(partitions.group_parts([str(inbox)], 2)) <= 4
    monkeypatch.setattr(partitions, "PART", 10)
    assert len(partitions.group_parts([str(inbox)], 2)) > 100


def test_problem_of_a_stream_is_a_row(spark: SparkSession, tmp_path: Path) -> None:
    from swschema.spark import read_records, validate

    path = tmp_path / "torn.json"
    whole = orjson.dumps([orjson.loads(SOURCES[0].read_bytes())] * 2)
    path.write_bytes(whole[:-1])
    judged = validate(read_records(spark, path, language="zh-Hans")).orderBy("offset").collect()
    assert [(row.number, row.valid) for row in judged] == [(1, True), (2, True), (None, None)]
    assert judged[-1].value is None
    assert judged[-1].problem
    assert judged[-1].offset == len(whole) - 1


def test_broken_archive_fails_the_job(spark: SparkSession, archives: list[Path]) -> None:
    from pyspark.errors import PythonException

    from swschema.spark import read_records

    archives[0].write_bytes(archives[0].read_bytes()[:1000])
    with pytest.raises(PythonException, match=r"SourceError: .*inbox\.zip: "):
        read_records(spark, archives).collect()


@pytest.mark.parametrize("name", ["missing.json", "empty"])
def test_what_is_not_there_is_a_wrong_call(spark: SparkSession, tmp_path: Path, name: str) -> None:
    from swschema.spark import read_records

    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceError, match=name):
        read_records(spark, tmp_path / name)


def test_what_has_a_scheme_is_read_by_spark(
    spark: SparkSession, inbox: Path, archives: list[Path]
) -> None:
    from swschema.spark import read_records

    found = read_records(spark, [inbox.as_uri(), *(each.as_uri() for each in archives)]).collect()
    expected = sorted(row[-1] for row in local([inbox, *archives]))
    assert sorted(row.value for row in found) == expected
    placed = {(row.source.rpartition("/")[2], row.number is not None) for row in found}
    assert {("lines.ndjson", False), ("lines.jsonl.gz", False), ("one.json", True)} <= placed
    assert {row.source.startswith("file:") for row in found} == {True}

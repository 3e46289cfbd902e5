"""Spark says of each document what `swschema.validate` says of it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

import swschema
from conftest import SAMPLES
from spark.kit import MEMBERS, documents, few, local, plain, text
from swschema.batch.processor import Processor, Verdict
from swschema.errors import UnknownNameError
from swschema.limits import Limits
from swschema.schema.files import RECORDS

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

VALID = SAMPLES / "valid/registration/hangzhou-xx.json"
SEALS = SAMPLES / "rules/registration/mt02-third-copy-without-seal.json"
RESULTS = ("valid", "record", "syntax", "problems")
ODD = [
    b"",
    b" ",
    b"\x00",
    b"\xff\xfe",
    b"\xc3\x28",
    b"null",
    b"[]",
    b"{}",
    b"<",
    b"PK\x03\x04",
    b'{"recordType": "registration", "\\ud800": 1}',
    b'{"recordType": "registration", "\\u0000": 1}',
    b'{"a":' * 5_000,
    b"<a>" * 5_000,
    '<?xml version="1.0" encoding="GBK"?><registration>注册</registration>'.encode("gbk"),
    '{"recordType": "登记"}'.encode("utf-16"),
    b"x" * 100_000,
]


def frame(spark: SparkSession, values: Iterable[Any], kind: str = "binary") -> DataFrame:
    rows = [(number, value) for number, value in enumerate(values)]
    return spark.createDataFrame(rows, f"id long, value {kind}").repartition(4)


def verdicts(judged: DataFrame) -> list[dict[str, Any]]:
    rows = judged.orderBy("id").select(*RESULTS).collect()
    return [row.asDict(recursive=True) for row in rows]


def test_whole_kit_has_the_verdicts_of_the_local_run(spark: SparkSession) -> None:
    from swschema.spark import validate

    found = documents()
    assert len(found) > 1_000
    judged = verdicts(validate(frame(spark, [path.read_bytes() for path in found])))
    for path, verdict in zip(found, judged, strict=True):
        assert verdict == plain(local(path)), path


def test_messages_are_in_the_language_asked_for(spark: SparkSession) -> None:
    from swschema.spark import validate

    df = frame(spark, [path.read_bytes() for path in few()])
    for path, verdict in zip(few(), verdicts(validate(df, language="zh-Hans")), strict=True):
        assert verdict == plain(swschema.validate(path, language="zh-Hans")), path


def test_strings_have_the_verdicts_of_the_local_run(spark: SparkSession) -> None:
    from swschema.spark import validate

    texts = [found for path in few() if (found := text(path)) is not None]
    xml = VALID.with_suffix(".xml").read_text(encoding="utf-8").partition("?>")[2]
    texts.append(f'<?xml version="1.0" encoding="GBK"?>{xml}')
    assert swschema.validate(texts[-1]).valid
    assert not swschema.validate(texts[-1].encode()).valid
    for given, verdict in zip(
        texts, verdicts(validate(frame(spark, texts, "string"))), strict=True
    ):
        assert verdict == plain(swschema.validate(given)), given[:80]


def test_what_is_no_record_is_a_result(spark: SparkSession) -> None:
    from swschema.spark import validate

    judged = verdicts(validate(frame(spark, ODD)))
    assert [each["valid"] for each in judged] == [False] * len(ODD)
    for data, verdict in zip(ODD, judged, strict=True):
        assert verdict == plain(swschema.validate(data)), data[:40]


def test_string_that_is_no_utf8_is_judged_as_bytes(spark: SparkSession) -> None:
    from swschema.spark import validate

    texts = frame(spark, ODD).selectExpr("id", "cast(value as string) value")
    for data, verdict in zip(ODD, verdicts(validate(texts)), strict=True):
        assert verdict == plain(swschema.validate(data)), data[:40]


def test_what_utf8_cannot_carry_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    import pyarrow as pa

    from swschema.spark import worker

    problem = swschema.Problem("unknown", "\ud800", pointer="/\ud800", related=("/\ud800",))
    report = swschema.Report("bytes", "json", None, (problem,))
    monkeypatch.setattr(Processor, "validate", lambda *_given: Verdict(report, None))
    batch = pa.RecordBatch.from_pydict({"value": [b"{}"]})
    (judged,) = worker.process_batches([batch], column="value", processor=Processor())
    ((told,),) = judged.column("problems").to_pylist()
    assert (told["message"], told["pointer"], told["related"]) == ("\ufffd", "/\ufffd", ["/\ufffd"])


def test_batches_go_back_in_pieces_of_bounded_size(monkeypatch: pytest.MonkeyPatch) -> None:
    import pyarrow as pa

    from swschema.spark import worker

    process = partial(worker.process_batches, column="value", processor=Processor())
    batch = pa.RecordBatch.from_pydict({"value": [b"x" * 100, b"y", None, b"z" * 60, b"w"]})
    monkeypatch.setattr(worker, "ROWS", 3)
    assert [each.num_rows for each in process([batch])] == [3, 2]
    monkeypatch.setattr(worker, "BYTES", 50)
    found = list(process([batch]))
    assert [each.num_rows for each in found] == [1, 3, 1]
    assert [value for each in found for value in each["value"].to_pylist()] == (
        batch["value"].to_pylist()
    )


def test_null_stays_null(spark: SparkSession) -> None:
    from swschema.spark import validate

    (verdict,) = verdicts(validate(frame(spark, [None])))
    assert verdict == dict.fromkeys(RESULTS)


def test_settings_reach_the_workers(spark: SparkSession) -> None:
    from swschema.spark import validate

    settings = swschema.Settings(severities={"MT02": "warning"})
    (verdict,) = verdicts(validate(frame(spark, [SEALS.read_bytes()]), settings=settings))
    (problem,) = verdict["problems"]
    assert (problem["code"], problem["severity"], problem["usual"]) == ("MT02", "warning", "error")
    assert verdict["valid"]


def test_limits_reach_the_workers(spark: SparkSession) -> None:
    from swschema.spark import validate

    (verdict,) = verdicts(validate(frame(spark, [VALID.read_bytes()]), limits=Limits(100)))
    assert [problem["code"] for problem in verdict["problems"]] == ["limit"]


def test_problems_have_all_that_the_local_ones_have() -> None:
    from swschema.spark.columns import PROBLEM

    assert sorted(PROBLEM) == sorted(MEMBERS)


def test_other_columns_stay_as_they_are(spark: SparkSession) -> None:
    from swschema.spark import validate

    df = spark.sql("""
        select 1L as id, cast('-1.50' as decimal(9, 2)) as amount, timestamp'2018-03-05 09:12:04' as
        at, date'2018-03-05' as day, array(1, null) as list, map('a', 1.5D) as map, binary('x') as
        document, struct('登记' as name, cast(null as string) as none) as inner, true as is_so
    """)
    judged = validate(df, column="document")
    assert judged.schema.fields[: len(df.columns)] == df.schema.fields
    assert judged.drop(*RESULTS).collect() == df.collect()


def test_large_arrow_types_are_taken(spark: SparkSession) -> None:
    from swschema.spark import validate

    spark.conf.set("spark.sql.execution.arrow.useLargeVarTypes", "true")
    try:
        for kind, value in (("binary", VALID.read_bytes()), ("string", VALID.read_text("utf-8"))):
            (verdict,) = verdicts(validate(frame(spark, [value], kind)))
            assert verdict["valid"]
    finally:
        spark.conf.unset("spark.sql.execution.arrow.useLargeVarTypes")


def test_nothing_is_compiled_twice_in_a_worker(spark: SparkSession) -> None:
    from swschema.spark.worker import process_batches

    processor = Processor()

    def counted(batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow as pa

        from swschema.structure import fast

        for batch in process_batches(batches, column="value", processor=processor):
            compiled = fast._validator.cache_info().misses + fast._schema.cache_info().misses
            yield pa.RecordBatch.from_pydict(
                {"worker": [os.getpid()], "rows": [batch.num_rows], "compiled": [compiled]}
            )

    texts = [VALID.read_bytes(), VALID.with_suffix(".xml").read_bytes()]
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "2")
    try:
        rows = [
            row
            for _run in range(2)
            for row in frame(spark, texts * 20)
            .mapInArrow(counted, "worker long, rows long, compiled long")
            .collect()
        ]
    finally:
        spark.conf.unset("spark.sql.execution.arrow.maxRecordsPerBatch")
    assert sum(row.rows for row in rows) == 80
    assert len(rows) >= 40
    kinds = [*RECORDS, "XML"]
    assert max(row.compiled for row in rows) <= len(kinds)
    assert len({row.worker for row in rows}) <= 2


def test_unknown_column_is_a_wrong_call(spark: SparkSession) -> None:
    from swschema.spark import validate

    with pytest.raises(UnknownNameError, match="no column 'document'; choose from id, value"):
        validate(frame(spark, [b"{}"]), column="document")


def test_unknown_language_is_a_wrong_call(spark: SparkSession) -> None:
    from swschema.spark import validate

    with pytest.raises(UnknownNameError, match="no language"):
        validate(frame(spark, [b"{}"]), language="fr")  # type: ignore[arg-type]


def test_column_of_numbers_has_no_documents(spark: SparkSession) -> None:
    from swschema.spark import ColumnError, validate

    with pytest.raises(ColumnError, match="'id' has bigint"):
        validate(frame(spark, [b"{}"]), column="id")


def test_column_of_a_result_cannot_be_there_already(spark: SparkSession) -> None:
    from swschema.spark import ColumnError, validate

    with pytest.raises(ColumnError, match="the column 'Valid' would be there twice"):
        validate(frame(spark, [b"{}"]).withColumnRenamed("id", "Valid"))

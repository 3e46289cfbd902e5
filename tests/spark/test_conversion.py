"""Spark writes of each valid document what `swschema.to_xml` and `swschema.to_json` write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import swschema
from conftest import SAMPLES
from spark.kit import documents, few, local, plain
from spark.test_verdicts import ODD, frame
from swschema.errors import UnknownNameError
from swschema.problems import Syntax

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LOCAL = {"xml": swschema.to_xml, "json": swschema.to_json}


@pytest.mark.parametrize("to", ["xml", "json"])
def test_records_are_converted_as_locally(spark: SparkSession, to: Syntax) -> None:
    from swschema.spark import convert

    found = [path for path in documents() if "valid" in path.parts] + [*few()]
    rows = convert(frame(spark, [path.read_bytes() for path in found]), to=to)
    for path, row in zip(found, rows.orderBy("id").collect(), strict=True):
        report = local(path)
        assert row.converted == (LOCAL[to](path).decode() if report.valid else None), path
        verdict = row.asDict(recursive=True)
        assert {name: verdict[name] for name in plain(report)} == plain(report)


def test_what_is_no_record_converts_to_null(spark: SparkSession) -> None:
    from swschema.spark import convert

    rows = convert(frame(spark, [*ODD, None])).collect()
    assert {row.converted for row in rows} == {None}
    assert all(row.problems for row in rows if row.value is not None)


def test_converted_is_a_document_again(spark: SparkSession) -> None:
    from swschema.spark import convert, validate

    sample = SAMPLES / "valid/registration/hangzhou-xx.json"
    df = frame(spark, [sample.read_text(encoding="utf-8")], "string")
    xml = convert(df).select("id", "converted")
    (row,) = validate(xml, column="converted").collect()
    assert row.valid
    assert row.syntax == "xml"


def test_unknown_syntax_is_a_wrong_call(spark: SparkSession) -> None:
    from swschema.spark import convert

    with pytest.raises(UnknownNameError, match="no syntax 'yaml'"):
        convert(frame(spark, [b"{}"]), to="yaml")  # type: ignore[arg-type]

"""A Spark of this machine alone: no port is open to others."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from conftest import needed

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

Tool = Callable[[str], str]
SWIFT = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"  # to start; the jobs of tests are short
CONFIGURATION: dict[str, bool | float | int | str | None] = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.extraJavaOptions": SWIFT,
    "spark.executor.extraJavaOptions": SWIFT,
    "spark.log.level": "ERROR",
    "spark.shuffle.io.maxRetries": "1",
    "spark.shuffle.io.retryWait": "1s",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.shuffle.partitions": "2",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}


@pytest.fixture(scope="session", autouse=True)
def installed() -> None:
    """Skip the tests where Spark is not installed; under CI nothing may be skipped."""
    needed("pyspark")


@pytest.fixture(scope="module")
def session(tool: Tool) -> Iterator[Callable[[str], SparkSession]]:
    """Return what starts Spark under a master, for one module."""
    tool("java")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        started = []

        def start(master: str) -> SparkSession:
            from pyspark.sql import SparkSession

            builder = SparkSession.builder.master(master).config(map=CONFIGURATION)
            started.append(builder.getOrCreate())
            return started[-1]

        yield start
        for each in started:
            each.stop()


@pytest.fixture(scope="module")
def spark(session: Callable[[str], SparkSession]) -> SparkSession:
    """Return Spark with two workers in this process."""
    return session("local[2]")

"""The Spark that a run has to itself."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pyspark.sql import SparkSession

if TYPE_CHECKING:
    from collections.abc import MutableMapping

SUBMITTED = "PYSPARK_GATEWAY_PORT"  # set by spark-submit


@contextmanager
def session(
    master: str | None, environment: MutableMapping[str, str] = os.environ
) -> Iterator[SparkSession]:
    """Start Spark, and stop it after a block.

    On this machine alone, it runs the workers by the same Python and listens on the loopback
    interface, unless the environment says otherwise.

    Args:
        master: where it runs; by default where spark-submit or Spark's own configuration says.
        environment: that of the process.
    """
    if (master or "").startswith("local") or not (master or SUBMITTED in environment):
        environment.setdefault("PYSPARK_PYTHON", sys.executable)
        environment.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    builder = SparkSession.builder.appName("swschema")
    started = (builder.master(master) if master else builder).getOrCreate()
    try:
        yield started
    finally:
        started.stop()

"""An executor that is killed half-way through a job costs time, and no record."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from spark.kit import few, local, plain

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

PARTS, VICTIM = 6, 3  # by then others are done, and others are still to come
PATIENCE = 120  # seconds


def parent(pid: int) -> int:
    """Return the parent of a process, 0 where it is gone."""
    told = subprocess.run(
        ["ps", "-o", "ppid=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return int(told.stdout.strip() or 0)


def ancestors(pid: int) -> Iterator[int]:
    while pid > 1:
        pid = parent(pid)
        yield pid


def held(df: DataFrame, signals: Path) -> DataFrame:
    """Return a DataFrame of which one part, when it is first come to, does not get done.

    It leaves a file of its process, and waits to be killed.
    """

    def hold(batches: Iterator[Any]) -> Iterator[Any]:
        from pyspark import TaskContext

        context = TaskContext.get()
        assert context
        for batch in batches:
            if context.partitionId() == VICTIM:
                try:
                    (signals / "begun").mkdir()
                except FileExistsError:  # a new attempt, be it of the part or of its stage
                    (signals / "again").touch()
                else:
                    (signals / "process").write_text(str(os.getpid()))
                    (signals / "process").rename(signals / "begun/process")
                    time.sleep(PATIENCE)
            yield batch

    return df.mapInArrow(hold, df.schema)


def executor(begun: Path, spark: SparkSession) -> int:
    """Return the process of the executor in which a part has begun: a child of this session."""
    deadline = time.monotonic() + PATIENCE
    while not begun.exists():
        assert time.monotonic() < deadline, "the part has not begun"
        time.sleep(0.05)
    (driver,) = (
        pid for pid in _children(os.getpid()) if pid == spark.sparkContext._gateway.proc.pid
    )
    worker, *above = int(begun.read_text()), *ancestors(int(begun.read_text()))
    assert driver in above, "it is none of ours"
    found = above[above.index(driver) - 1]
    assert found not in {driver, worker}
    return found


def _children(pid: int) -> list[int]:
    told = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    return [int(each) for each in told.stdout.split()]


def test_killed_executor_loses_nothing_and_doubles_nothing(
    session: Callable[[str], SparkSession], tool: Callable[[str], str], tmp_path: Path
) -> None:
    import pyarrow.parquet as pq

    from swschema.spark import validate

    tool("ps")
    spark = session("local-cluster[2,1,1024]")
    samples = few()[::3]
    rows = [(number, path.read_bytes()) for number, path in enumerate(samples)]
    # Shuffled, so that what the executor holds for others is lost too.
    parts = spark.createDataFrame(rows, "id long, value binary").repartition(PARTS, "id")
    judged = validate(held(parts, tmp_path)).drop("value")
    failures: list[BaseException] = []

    def job() -> None:
        try:
            judged.write.parquet(str(tmp_path / "verdicts"))
        except BaseException as error:
            failures.append(error)

    running = Thread(target=job)
    running.start()
    victim = executor(tmp_path / "begun/process", spark)
    os.kill(victim, signal.SIGKILL)
    running.join(2 * PATIENCE)
    assert not running.is_alive()
    assert failures == []
    assert (tmp_path / "again").exists(), "the part was not begun again"
    found = sorted(
        pq.read_table(tmp_path / "verdicts").to_pylist(), key=lambda verdict: verdict["id"]
    )
    assert [verdict.pop("id") for verdict in found] == list(range(len(samples)))
    assert found == [plain(local(path)) for path in samples]

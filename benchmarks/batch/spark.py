"""Measure what Spark costs beside a plain loop over the same records.

    python benchmarks/batch/spark.py --records 100000

makes records as `generate.py` does, judges them in a loop in one process and by `swschema.spark` in
`local[2]`, and prints records a second and the overhead: how much more processor time Spark
takes for a record. That time is of all processes, as Linux has it in /proc, and so says the same
when the machine has other work too.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter

import pyarrow as pa
import pyarrow.parquet as pq
from pyspark.sql import DataFrame, SparkSession

sys.path.insert(0, str(Path(__file__).parent.parent))

import swschema
from batch.generate import records
from swschema.spark import validate

CORES = 2
LOCAL = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.log.level": "ERROR",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--syntax", choices=("json", "xml"), default="json")
    given = parser.parse_args()
    made = islice(records(given.seed), given.records)
    documents = [getattr(each, given.syntax) for each in made]
    with tempfile.TemporaryDirectory() as name, session() as spark:
        path = Path(name) / "records.parquet"
        pq.write_table(pa.table({"value": documents}), path, row_group_size=5_000)
        df = spark.read.parquet(str(path)).repartition(4 * CORES).cache()
        check(df, documents)
        works: dict[str, Callable[[], None]] = {
            "loop, one core": lambda: loop(documents),
            f"Spark, local[{CORES}]": lambda: done(validate(df)),
            "  moving alone": lambda: done(df.mapInArrow(lambda batches: batches, df.schema)),
        }
        taken = {
            name: [measured(work) for _ in range(given.rounds)] for name, work in works.items()
        }
    tell(len(documents), taken)


@contextmanager
def session() -> Iterator[SparkSession]:
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    builder = SparkSession.builder.master(f"local[{CORES}]").config(map={**LOCAL})
    spark = builder.getOrCreate()
    yield spark
    spark.stop()


def check(df: DataFrame, documents: list[bytes]) -> None:
    """Hold both to the same verdicts; this warms both up, too."""
    expected = sum(swschema.validate(each).valid for each in documents)
    found = validate(df).where("valid").count()
    if found != expected or df.count() != len(documents):
        raise SystemExit(f"{found} valid in Spark, {expected} in the loop")


def loop(documents: list[bytes]) -> None:
    for each in documents:
        swschema.validate(each)


def done(df: DataFrame) -> None:
    """Have all columns of all rows made, and written nowhere."""
    df.write.format("noop").mode("overwrite").save()


def measured(work: Callable[[], None]) -> tuple[float, float]:
    """Return the seconds that work takes by the clock, and those of processors."""
    start, before = perf_counter(), spent()
    work()
    return perf_counter() - start, spent() - before


def spent() -> float:
    """Return the processors' seconds that this process and those below it have taken."""
    parents, ticks = {}, {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:  # it is gone
            continue
        parents[int(path.parent.name)] = int(fields[1])
        ticks[int(path.parent.name)] = int(fields[11]) + int(fields[12])
    ours = {os.getpid()}
    while more := {pid for pid, parent in parents.items() if parent in ours} - ours:
        ours |= more
    return sum(ticks[pid] for pid in ours) / os.sysconf("SC_CLK_TCK")


def tell(count: int, taken: Mapping[str, list[tuple[float, float]]]) -> None:
    print(f"{count:,} records; medians of {len(next(iter(taken.values())))} rounds")
    print(f"{'':16} {'seconds':>8} {'records/s':>10} {'µs of processors a record':>26}")
    costs = []
    for name, rounds in taken.items():
        clock, cost = (median(each) for each in zip(*rounds, strict=True))
        costs.append(cost)
        print(f"{name:16} {clock:8.2f} {count / clock:10,.0f} {cost / count * 1e6:26.0f}")
    print(f"overhead: {costs[1] / costs[0] - 1:.0%}")


if __name__ == "__main__":
    main()

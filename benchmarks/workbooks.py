"""Measure reading and writing a registration as a workbook beside the libraries alone.

With --write, also put the table between the markers in WORKBOOKS.md. The bar: a workbook takes no
more than 1.5 times the processor time of the library for the same sheets and cells, and the memory
for many does not grow with their number.
"""

import argparse
import io
import json
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import openpyxl
import python_calamine
import xlsxwriter

import swschema
from environment import environment
from swschema.limits import DEFAULT_LIMITS
from swschema.workbook.guidance import Guidance
from swschema.workbook.reader import read_workbook
from swschema.workbook.writer import OPTIONS, write_workbook

ROOT = Path(__file__).parents[1]
RECORD = ROOT / "samples/valid/registration/hangzhou-xx.json"
PAGE = Path(__file__).parent / "WORKBOOKS.md"
MARKERS = ("<!-- measured -->", "<!-- end -->")
BAR, MOST_GROWTH, MANY = 1.5, 1.05, 200
LIBRARIES = ("swschema", "XlsxWriter", "python-calamine", "openpyxl")
Call = tuple[int, str, tuple[Any, ...], dict[str, Any]]


class Recorder:
    """An object of XlsxWriter that notes the calls that are made of it, and of what it returns."""

    def __init__(self, real: Any, number: int, calls: list[Call], known: dict[int, int]) -> None:
        self._parts = (real, number, calls, known)

    def __getattr__(self, name: str) -> Any:
        real, number, calls, known = self._parts
        method = getattr(real, name)

        def call(*args: Any, **kwargs: Any) -> Any:
            calls.append((number, name, args, kwargs))
            own = [each._parts[0] if isinstance(each, Recorder) else each for each in args]
            found = method(*own, **kwargs)
            if name in ("add_worksheet", "add_format"):
                known[len(calls)] = len(calls)
                return Recorder(found, len(calls), calls, known)
            return found

        return call


def record_calls(value: dict[str, Any]) -> list[Call]:
    """Return the calls by which a record becomes a workbook."""
    calls: list[Call] = []
    real = xlsxwriter.Workbook
    xlsxwriter.Workbook = lambda file, options: Recorder(real(file, options), 0, calls, {})
    try:
        write_workbook(value["recordType"], value, Guidance())
    finally:
        xlsxwriter.Workbook = real
    return calls


def replay(calls: list[Call]) -> None:
    """Make the same workbook by the library alone."""
    objects: dict[int, Any] = {0: xlsxwriter.Workbook(io.BytesIO(), OPTIONS)}
    for index, (number, name, args, kwargs) in enumerate(calls, start=1):
        own = [objects[each._parts[1]] if isinstance(each, Recorder) else each for each in args]
        objects[index] = getattr(objects[number], name)(*own, **kwargs)


def read_alone(data: bytes) -> None:
    """Read all cells by the library alone."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def read_with_openpyxl(data: bytes) -> None:
    """Read all cells by the other library."""
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    for page in book.worksheets:
        for _row in page.iter_rows(values_only=True):
            pass


def seconds(works: list[Callable[[], Any]], rounds: int) -> list[float]:
    """Return the median of the processor time of each work, all taken in turns."""
    times: list[list[float]] = [[] for _ in works]
    for number in range(rounds + 1):
        for each, work in zip(times, works, strict=True):
            start = time.process_time()
            work()
            if number:  # the first round warms up
                each.append(time.process_time() - start)
    return [median(each) for each in times]


def growth(data: bytes) -> float:
    """Return the memory that is held after many workbooks over that after a few."""
    held = []
    tracemalloc.start()
    for number in range(1, MANY + 1):
        swschema.to_json(data)
        if number in (MANY // 10, MANY):
            held.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.reset_peak()
    tracemalloc.stop()
    return held[1] / held[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    value = json.loads(RECORD.read_bytes())
    calls, data = record_calls(value), swschema.to_xlsx(value)
    written, alone, read, cells, other = seconds(
        [
            lambda: write_workbook(value["recordType"], value, Guidance()),
            lambda: replay(calls),
            lambda: read_workbook(data, DEFAULT_LIMITS),
            lambda: read_alone(data),
            lambda: read_with_openpyxl(data),
        ],
        options.rounds,
    )
    more = growth(data)
    rows = [
        ("write a registration", written, alone),
        ("read a registration", read, cells),
    ]
    lines = [
        (
            f"A typical registration: {len(data):,} bytes, {len(calls):,} calls of XlsxWriter."
            " Processor time, median."
        ),
        "",
        "| Work | swschema | The library alone | Ratio | Bar |",
        "|---|---:|---:|---:|---:|",
        *(
            f"| {name} | {own * 1000:.1f} ms | {library * 1000:.1f} ms | {own / library:.2f} |"
            f" {BAR} |"
            for name, own, library in rows
        ),
        (
            f"| read it, beside openpyxl | {read * 1000:.1f} ms | {other * 1000:.1f} ms |"
            f" {read / other:.2f} | |"
        ),
        "",
        (
            f"Memory after {MANY} workbooks over that after {MANY // 10}: {more:.2f}"
            f" (bar: {MOST_GROWTH})."
        ),
        "",
        environment(LIBRARIES),
    ]
    text = "\n".join(lines)
    print(text)
    if options.write:
        page = PAGE.read_text(encoding="utf-8")
        head, rest = page.split(MARKERS[0])
        tail = rest.split(MARKERS[1])[1]
        PAGE.write_text(f"{head}{MARKERS[0]}\n{text}\n{MARKERS[1]}{tail}", encoding="utf-8")
    failed = [name for name, own, library in rows if own / library > BAR]
    if failed or more > MOST_GROWTH:
        raise SystemExit(f"over the bar: {', '.join(failed) or 'memory'}")


if __name__ == "__main__":
    main()

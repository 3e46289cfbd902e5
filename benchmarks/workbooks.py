"""Measure reading and writing a registration as a workbook beside the libraries alone.

With --write, also put the table between the markers in WORKBOOKS.md. The bar: a workbook takes no
more than 1.5 times the processor time of the library for the same sheets and cells, and the memory
for many does not grow with their number.
"""

import argparse
import gc
import io
import json
import tempfile
import time
import tracemalloc
import warnings
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import flattentool
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
NAMED = {"root_id": "", "id_name": "registrationId", "root_is_list": True}
MARKERS = ("<!-- measured -->", "<!-- end -->")
BAR, MOST_GROWTH, MANY = 1.5, 1.05, 200
SCHEMA = ROOT / "schemas/v1/bundles/registration.bundle.json"
LIBRARIES = ("swschema", "XlsxWriter", "python-calamine", "openpyxl", "flattentool")
YES_NO = {True: "yes", False: "no"}
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


class FlattenTool:
    """The tool that makes workbooks of JSON for Open Contracting and 360Giving, in a folder."""

    def __init__(self, value: dict[str, Any], folder: Path) -> None:
        self._json, self._xlsx, self._back = (
            folder / name for name in ("record.json", "record.xlsx", "back.json")
        )
        self._json.write_text(json.dumps([value]), encoding="utf-8")
        warnings.filterwarnings("ignore", module="flattentool")
        self.write()
        self.read()
        self.keeps = json.loads(self._back.read_bytes()) == [value]

    def write(self) -> None:
        """Write the record as a workbook: no form, only what it has."""
        flattentool.flatten(
            str(self._json), schema=str(SCHEMA), output_name=str(self._xlsx),
            output_format="xlsx", main_sheet_name="registration", **NAMED,
        )  # fmt: skip

    def read(self) -> None:
        """Read the workbook back."""
        flattentool.unflatten(
            str(self._xlsx), schema=str(SCHEMA), output_name=str(self._back),
            input_format="xlsx", **NAMED,
        )  # fmt: skip


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
        gc.collect()  # or else what is measured is when it last ran
        if number in (MANY // 10, MANY):
            held.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.reset_peak()
    tracemalloc.stop()
    return held[1] / held[0]


Row = tuple[str, float, float, float | None]


def measure(value: dict[str, Any], data: bytes, peer: FlattenTool, rounds: int) -> list[Row]:
    """Return each work with its time, that of another, and the bar for their ratio."""
    calls = record_calls(value)
    written, alone, read, cells, other, peer_written, peer_read = seconds(
        [
            lambda: write_workbook(value["recordType"], value, Guidance()),
            lambda: replay(calls),
            lambda: read_workbook(data, DEFAULT_LIMITS),
            lambda: read_alone(data),
            lambda: read_with_openpyxl(data),
            peer.write,
            peer.read,
        ],
        rounds,
    )
    return [
        ("write a registration, beside XlsxWriter", written, alone, BAR),
        ("read a registration, beside python-calamine", read, cells, BAR),
        ("read it, beside openpyxl", read, other, None),
        ("write it, beside flatten-tool", written, peer_written, None),
        ("read it, beside flatten-tool", read, peer_read, None),
    ]


def render(rows: list[Row], data: bytes, keeps: bool, peer: FlattenTool, more: float) -> str:
    """Return the table of the page."""
    lines = [
        f"A typical registration: {len(data):,} bytes. Processor time, median.",
        "",
        "| Work | swschema | The other | Ratio | Bar |",
        "|---|---:|---:|---:|---:|",
        *(
            f"| {name} | {own * 1000:.1f} ms | {other * 1000:.1f} ms | {own / other:.2f} |"
            f" {bar or ''} |"
            for name, own, other, bar in rows
        ),
        "",
        (
            f"Read back, the record is the same: swschema {YES_NO[keeps]},"
            f" flatten-tool {YES_NO[peer.keeps]}."
        ),
        "",
        (
            f"Memory after {MANY} workbooks over that after {MANY // 10}: {more:.2f}"
            f" (bar: {MOST_GROWTH})."
        ),
        "",
        environment(LIBRARIES),
    ]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    value = json.loads(RECORD.read_bytes())
    data = swschema.to_xlsx(value)
    with tempfile.TemporaryDirectory() as folder:
        peer = FlattenTool(value, Path(folder))
        rows = measure(value, data, peer, options.rounds)
    more = growth(data)
    text = render(rows, data, json.loads(swschema.to_json(data)) == value, peer, more)
    print(text)
    if options.write:
        page = PAGE.read_text(encoding="utf-8")
        head, rest = page.split(MARKERS[0])
        tail = rest.split(MARKERS[1])[1]
        PAGE.write_text(f"{head}{MARKERS[0]}\n{text}\n{MARKERS[1]}{tail}", encoding="utf-8")
    failed = [name for name, own, other, bar in rows if bar and own / other > bar]
    if failed or more > MOST_GROWTH:
        raise SystemExit(f"over the bar: {', '.join(failed) or 'memory'}")


if __name__ == "__main__":
    main()

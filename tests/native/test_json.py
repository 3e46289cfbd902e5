"""What the native core calls surely valid is valid, and nearly all that is valid is so called."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from random import Random

import pytest

import swschema
from conftest import SAMPLES
from native.mutations import mutate, read_samples
from swschema.batch.processor import Processor
from swschema.limits import DEFAULT_LIMITS, Limits
from swschema.native import library
from swschema.native.library import NativeCore
from swschema.parse.document import parse_bytes
from swschema.parse.refusal import Refusal
from swschema.rules.settings import STRUCTURE
from swschema.streams.chunk import Chunk
from swschema.streams.formats import MARK
from swschema.structure.check import is_valid
from swschema.structure.engines import find_engine

MUTANTS = int(os.environ.get("NATIVE_MUTANTS", "20000"))
SEED = os.environ.get("SEED", "native")
FILES = sorted(
    path
    for folder in ("valid", "variants", "invalid", "evil")
    for path in SAMPLES.glob(f"{folder}/**/*.json")
    if path.stat().st_size < 1_000_000
)
TYPICAL = (SAMPLES / "valid/registration/hangzhou-xx.json").read_bytes()


def judge_slowly(data: bytes) -> str | None:
    """Return the record type that a text is a valid record of, as Python has it."""
    try:
        document = parse_bytes(data)
    except Refusal:
        return None
    return document.record_type if is_valid(document, find_engine("fast"), is_read=False) else None


def test_no_mutant_is_accepted_that_python_refuses(core: NativeCore) -> None:
    accepted = 0
    for data in mutate(read_samples(), Random(SEED), MUTANTS):
        if record_type := core.judge_json(data, DEFAULT_LIMITS):
            accepted += 1
            assert record_type == judge_slowly(data), data
    assert MUTANTS // 10 < accepted < MUTANTS // 2  # or else too little was asked


def test_no_sample_is_accepted_that_python_refuses(core: NativeCore) -> None:
    for path in FILES:
        data = path.read_bytes()
        record_type = core.judge_json(data, DEFAULT_LIMITS)
        assert record_type in {None, judge_slowly(data)}, path


def test_all_usual_records_are_accepted(core: NativeCore) -> None:
    samples = read_samples()
    assert all(core.judge_json(data, DEFAULT_LIMITS) for data in samples)


@pytest.mark.parametrize(
    "limits",
    [
        Limits(max_bytes=len(TYPICAL) - 1),
        Limits(max_values=100),
        replace(DEFAULT_LIMITS, max_values=1),
    ],
)
def test_record_beyond_a_limit_is_not_accepted(core: NativeCore, limits: Limits) -> None:
    assert core.judge_json(TYPICAL, limits) is None
    assert core.judge_json(TYPICAL, DEFAULT_LIMITS) == "registration"


def test_values_are_counted_as_python_counts_them(core: NativeCore) -> None:
    padded = TYPICAL.rstrip()[:-1] + b" " * 70_000 + b"}"  # so large that Python counts
    low, high = 1, 10_000
    while low < high:
        middle = (low + high) // 2
        if core.judge_json(padded, Limits(max_values=middle)):
            high = middle
        else:
            low = middle + 1
    assert swschema.validate(padded, limits=Limits(max_values=low), settings=STRUCTURE).valid
    fewer = swschema.validate(padded, limits=Limits(max_values=low - 1), settings=STRUCTURE)
    assert [each.code for each in fewer.problems] == ["limit"]


def test_lines_are_judged_as_each_is_alone(core: NativeCore) -> None:
    data = [*mutate(read_samples(), Random("lines"), 300), b"", b" \t\r", TYPICAL]
    lines = [each.replace(b"\n", b" ") for each in data]
    wanted = [core.judge_json(line, DEFAULT_LIMITS) for line in lines if line.strip(b" \t\r")]
    assert core.judge_json_lines(b"\n".join(lines), DEFAULT_LIMITS) == wanted
    assert core.judge_json_lines(b"\n".join(lines) + b"\n", DEFAULT_LIMITS) == wanted
    assert core.judge_json_lines(b"", DEFAULT_LIMITS) == []


def test_threads_share_the_tables(core: NativeCore) -> None:
    samples = [*mutate(read_samples(), Random("threads"), 400)]
    wanted = [core.judge_json(data, DEFAULT_LIMITS) for data in samples]
    with ThreadPoolExecutor(16) as pool:
        for _ in range(8):
            found = pool.map(lambda data: core.judge_json(data, DEFAULT_LIMITS), samples)
            assert [*found] == wanted


@pytest.mark.usefixtures("core")
def test_reports_are_the_same_without_the_core(monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [*FILES[::7], *sorted(SAMPLES.glob("valid/**/*.json"))[::3]]
    reports = [swschema.validate(path).to_dict() for path in paths]
    records = b"\n".join(path.read_bytes().replace(b"\n", b" ") for path in paths)
    processor = Processor(settings=STRUCTURE, all_results=True)
    texts = [MARK + records, MARK + b" \n \n" + records + b"\n", records.replace(b"\n", b"\n\r\n")]
    chunks = [Chunk("a.ndjson", "ndjson", 0, len(text), text) for text in texts]
    found = [processor(chunk) for chunk in chunks]
    monkeypatch.setattr(library, "find_core", lambda: "switched off")
    assert [swschema.validate(path).to_dict() for path in paths] == reports
    assert [processor(chunk) for chunk in chunks] == found
    assert len({len(each.results) for each in found}) == 1

"""Measure what the native core saves, each path in the same rounds, and print the table.

With --write, also put it between the markers in NATIVE.md.
"""

import argparse
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import process_time

import orjson

import swschema
from cases import SAMPLES, Case, cases
from environment import environment
from markdown import table
from swschema.batch.processor import Processor
from swschema.limits import DEFAULT_LIMITS
from swschema.native import library
from swschema.rules.settings import DEFAULT_SETTINGS, STRUCTURE
from swschema.streams.chunk import Chunk
from timing import Run, timings

PAGE = Path(__file__).parent / "NATIVE.md"
MARKERS = ("<!-- measured -->", "<!-- end -->")
KEYS = ("typical", "all")
LINES = 300  # records of a chunk
FLOOR = "orjson.loads"


def runs(case: Case, core: library.NativeCore) -> dict[str, Run]:
    """Return what is measured of a case, with the core and without it."""
    texts = [sample.json for sample in case.samples]
    lines = [orjson.dumps(orjson.loads(each)) for each in texts]
    joined = b"\n".join(lines * (LINES // len(lines)))
    chunk = Chunk("a.ndjson", "ndjson", 0, len(joined), joined)
    work: Mapping[str, Callable[[], object]] = {
        "validate, structure": lambda: _each(_validate_structure, texts),
        "validate, all rules": lambda: _each(swschema.validate, texts),
        "a chunk of lines, structure": lambda: Processor(settings=STRUCTURE)(chunk),
        "a chunk of lines, all rules": lambda: Processor(settings=DEFAULT_SETTINGS)(chunk),
    }
    own: dict[str, Run] = {
        FLOOR: _loop(lambda: _each(orjson.loads, texts), core),
        f"{FLOOR}, the lines": _loop(lambda: _each(orjson.loads, joined.split(b"\n")), core),
        "the core alone": _loop(
            lambda: _each(lambda text: core.judge_json(text, DEFAULT_LIMITS), texts), core
        ),
    }
    for name, action in work.items():
        own[name] = _loop(action, core)
        own[f"{name}, in Python"] = _loop(action, "switched off")
    return own


def _each(function: Callable[[bytes], object], texts: Sequence[bytes]) -> None:
    """Call a function with each text; nothing that it gives is kept."""
    for text in texts:
        function(text)


def _validate_structure(data: bytes) -> swschema.Report:
    return swschema.validate(data, settings=STRUCTURE)


def _loop(action: Callable[[], object], found: library.NativeCore | str) -> Run:
    def run(times: int) -> float:
        library.find_core = lambda: found  # type: ignore[assignment]
        start = process_time()
        for _ in range(times):
            action()
        return process_time() - start

    return run


def rows(core: library.NativeCore) -> list[Sequence[str]]:
    """Return a row for each kind of work: how many times the floor it takes."""
    found: dict[str, list[str]] = {}
    for case in cases():
        if case.key not in KEYS:
            continue
        timed = timings(runs(case, core))
        for name, timing in timed.items():
            floor = timed[f"{FLOOR}, the lines" if "lines" in name else FLOOR]
            found.setdefault(name, []).append(f"{timing.over(floor).times:.2f}×")
    return [(name, *figures) for name, figures in found.items()]


def hit_rates(core: library.NativeCore) -> str:
    """Return which share of valid samples the core recognizes, by folder."""
    shares = []
    for folder in ("valid", "variants"):
        data = [path.read_bytes() for path in sorted(SAMPLES.glob(f"{folder}/**/*.json"))]
        known = sum(core.judge_json(each, DEFAULT_LIMITS) is not None for each in data)
        shares.append(f"{known} of {len(data)} in `samples/{folder}`")
    return f"Recognized: {', '.join(shares)}."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="also write NATIVE.md")
    core = library.find_core()
    if isinstance(core, str):
        raise SystemExit(f"The native core is {core}: run make native")
    text = "\n\n".join(
        (
            environment(("swschema", "orjson", "jsonschema-rs")),
            table(("", *KEYS), rows(core)),
            hit_rates(core),
        )
    )
    print(text)
    if parser.parse_args().write:
        start, end = MARKERS
        page = PAGE.read_text(encoding="utf-8")
        block = f"{start}\n\n{text}\n\n{end}"
        PAGE.write_text(re.sub(f"{start}.*{end}", lambda _: block, page, flags=re.DOTALL))


if __name__ == "__main__":
    main()

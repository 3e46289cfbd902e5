"""Where our own time goes, step by step, in one process.

    python benchmarks/batch/steps.py FILE…

Each step is the package's own function over all records of a file, timed as a whole. What judges
is timed in longer and longer stretches, so that a step is what it adds to the stretch before it:
nothing is put into the code that is measured.
"""

import pickle
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from markdown import table
from swschema.batch.fast_path import build_fast_path
from swschema.batch.processor import Processor
from swschema.batch.result import InputResult
from swschema.batch.tasks import NumberedInput
from swschema.convert.value import read_value
from swschema.limits import DEFAULT_LIMITS
from swschema.native.library import judge_json
from swschema.parse.document import Document, parse_bytes
from swschema.parse.refusal import Refusal
from swschema.report import ndjson
from swschema.rules.settings import DEFAULT_SETTINGS, STRUCTURE, Settings
from swschema.streams import Chunk, read_chunks
from swschema.streams.open import open_file

ROUNDS = 3
MOST = 5_000  # records that are looked at


@dataclass(frozen=True, slots=True)
class Steps:
    """Seconds for each step over a number of records."""

    records: int
    seconds: dict[str, float]


def _accepting(settings: Settings) -> Callable[[bytes], Document | None]:
    accept = build_fast_path(engine="fast", limits=DEFAULT_LIMITS, settings=settings)
    return lambda data: accept(data, judge_json(data, DEFAULT_LIMITS))


def steps(path: Path) -> Steps:
    """Return what each step takes for the first records of a file."""
    found = _chunks(path)
    records = [data for chunk in found for _, data, _ in chunk.pieces(chunk.read())]
    by_rules, by_structure = map(_accepting, (DEFAULT_SETTINGS, STRUCTURE))
    refused = [data for data in records if by_rules(data) is None]
    sound = [data for data in records if by_structure(data)]
    process = Processor()
    results = [process(chunk) for chunk in found]
    timed = {
        "read and cut": partial(_cut, path, len(found)),
        "split": partial(_each, _split, found),
        "parse": partial(_each, _parsed, records),
        "parse the sound": partial(_each, _parsed, sound),
        "parse the sound, read": partial(_each, _valued, sound),
        "parse, structure": partial(_each, by_structure, records),
        "parse, structure, rules": partial(_each, by_rules, records),
        "tell problems": partial(_each, partial(process.validate, name=path.name), refused),
        "all of a worker": partial(_each, process, found),
        "pass between processes": partial(_pass_on, found, results),
        "write": partial(_write, results),
    }
    return Steps(len(records), _differences(_timed(timed)))


def _differences(took: dict[str, float]) -> dict[str, float]:
    parse, structure, rules = (
        took[name] for name in ("parse", "parse, structure", "parse, structure, rules")
    )
    reading = took["parse the sound, read"] - took["parse the sound"]
    rest = took["all of a worker"] - took["split"] - rules - took["tell problems"]
    return {
        "read, cut into chunks": took["read and cut"],
        "read a chunk, split it into records": took["split"],
        "parse": parse,
        "structure": structure - parse,
        "XML as JSON has it, for the rules": reading,
        "rules": rules - structure - reading,
        "tell problems": took["tell problems"],
        "count and place": rest,
        "write": took["write"],
        "pass between processes": took["pass between processes"],
    }


def _timed(actions: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """Return the least time of each action: what disturbs it only ever adds."""
    readings: dict[str, list[float]] = {name: [] for name in actions}
    for _ in range(ROUNDS):
        for name, action in actions.items():
            start = perf_counter()
            action()
            readings[name].append(perf_counter() - start)
    return {name: min(each) for name, each in readings.items()}


def _chunks(path: Path) -> list[Chunk]:
    """Return chunks of a file until they hold enough records."""
    found, records = [], 0
    for chunk in _read(path):
        found.append(chunk)
        records += sum(1 for _ in chunk.pieces(chunk.read()))
        if records >= MOST:
            break
    return found


def _read(path: Path) -> Iterator[Chunk]:
    with open_file(path) as readers:
        for reader in readers:
            yield from read_chunks(reader)


def _cut(path: Path, count: int) -> None:
    for _ in islice(_read(path), count):
        pass


def _split(chunk: Chunk) -> None:
    for _ in chunk.pieces(chunk.read()):
        pass


def _each(action: Callable[[Any], object], items: Sequence[object]) -> None:
    for item in items:
        action(item)


def _parsed(data: bytes) -> None:
    try:
        parse_bytes(data)
    except Refusal:
        return


def _valued(data: bytes) -> None:
    read_value(parse_bytes(data))


def _pass_on(items: Sequence[Chunk], results: Sequence[InputResult]) -> None:
    for chunk, result in zip(items, results, strict=True):
        for message in ((NumberedInput(chunk, 0),), ([result], None)):
            pickle.loads(pickle.dumps(message))


def _write(results: Sequence[InputResult]) -> None:
    file = BytesIO()
    for line in ndjson.render(record.report for each in results for record in each.results):
        file.write(line.encode())


def steps_table(found: dict[str, Steps]) -> str:
    """Return the steps as Markdown: microseconds a record, and the share of all."""
    names = list(next(iter(found.values())).seconds)
    rows = [[name, *(_cell(each, name) for each in found.values())] for name in names]
    rows.append(["in all", *(_micros(each, sum(each.seconds.values())) for each in found.values())])
    return table(["", *found], rows)


def _cell(found: Steps, name: str) -> str:
    took = found.seconds[name]
    return f"{_micros(found, took)} · {took / sum(found.seconds.values()):.0%}"


def _micros(found: Steps, seconds: float) -> str:
    return f"{seconds / found.records * 1e6:.1f} µs"


if __name__ == "__main__":
    print(steps_table({Path(name).name: steps(Path(name)) for name in sys.argv[1:]}))

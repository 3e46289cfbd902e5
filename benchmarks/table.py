"""The results as Markdown."""

from collections.abc import Iterator, Mapping, Sequence

from bars import Results
from cases import Case
from growth import Growth
from markdown import size, table
from peers import Work
from timing import Timing

ABSENT = "not measured: there is no Node"


def tables(works: Mapping[str, Work], cases: Sequence[Case], results: Results) -> Iterator[str]:
    """Yield a table for each work: microseconds, and how many times the floor."""
    for key, work in works.items():
        names = list(dict.fromkeys(name for case in cases for name in results[key][case.key]))
        rows = [
            [name, *(_cell(results[key][c.key], name, work.floor) for c in cases)] for name in names
        ]
        if key == "json" and not any(name.startswith("ajv") for name in names):
            rows.append(["ajv in Node", *([ABSENT] * len(cases))])
        yield f"**{work.title}**, µs and how many times the floor ({work.floor})"
        yield table(["", *(_head(case, work) for case in cases)], rows)


def growth_table(growths: Mapping[str, Growth]) -> str:
    rows = []
    for title, each in growths.items():
        pairs = zip(each.sizes, each.times, strict=True)
        cells = [f"{size(count)}: {time.seconds * 1000:,.2f} ms" for count, time in pairs]
        rows.append([title, *cells, f"{each.exponent:.3f}", f"{each.last:.3f}"])
    head = ["", "1×", "10×", "100×", "1000×", "exponent", "last step"]
    return table(head, rows)


def cold_table(cold: Mapping[str, Timing]) -> str:
    rows = [[f"`{name}`", f"{timing.seconds * 1000:.0f} ms"] for name, timing in cold.items()]
    return table(["", "median"], rows)


def _head(case: Case, work: Work) -> str:
    count = f" {len(case.samples)} samples" if len(case.samples) > 1 else ""
    return f"{case.key}{count}, {size(case.size(work.syntax))}"


def _cell(timings: Mapping[str, Timing], name: str, floor: str) -> str:
    if name not in timings:
        return "–"
    timing = timings[name]
    micros = timing.seconds * 1e6
    ratio = timing.over(timings[floor]).times
    return f"{micros:,.{1 if micros < 100 else 0}f} · {ratio:,.{2 if ratio < 20 else 0}f}×"

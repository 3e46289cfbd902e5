"""The bars of bulk validation, and whether this run keeps to them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from bulk.contestants import AJV, XMLLINT, ours
from bulk.corpus import Syntax
from bulk.race import Result
from growth import slope
from markdown import line, size, table
from timing import Timing

SYNTAXES: tuple[Syntax, ...] = ("json", "xml")
STEEPEST = 1.05
QUICKER = 1.8  # with 2 jobs
DEARER = 1.3  # than xmllint, in processor time
HELD = 200_000_000  # bytes
LATEST = 0.2  # seconds


@dataclass(frozen=True, slots=True)
class Growth:
    """The times of our own command over parts of the records, smallest first."""

    name: str
    sizes: tuple[int, ...]
    seconds: tuple[float, ...]

    @property
    def exponent(self) -> float:
        """The slope of log(time) over log(bytes), by least squares."""
        return slope(self.sizes, self.seconds)

    @property
    def last(self) -> float:
        """The slope of the last step alone, where starting weighs least."""
        return slope(self.sizes[-2:], self.seconds[-2:])


def bar_lines(
    results: Sequence[Result],
    growths: Sequence[Growth],
    *,
    cold: Mapping[str, Timing],
    most: float,
) -> Iterator[str]:
    """Yield a line of Markdown for each bar.

    Args:
        results: of all contestants.
        growths: of our own.
        cold: see `cold.cold_start`.
        most: see `ceiling.ceiling`.
    """
    by_name = {(each.contestant.syntax, each.contestant.name): each for each in results}
    yield from _beside_ajv(by_name)
    yield from _on_two(by_name, most)
    yield _beside_xmllint(by_name)
    late = cold["swschema validate one.json"].seconds - cold["python -c pass"].seconds
    text = "cold `swschema validate` ≤ 200 ms more than Python alone"
    yield line(late <= LATEST, text, f"{late * 1000:.0f} ms")
    for each in growths:
        figure = f"{each.exponent:.3f}; last step alone {each.last:.3f}"
        yield line(
            max(each.exponent, each.last) <= STEEPEST,
            f"growth of {each.name} ≤ {STEEPEST}",
            figure,
        )
    yield _held(by_name)


def growth_table(growths: Sequence[Growth]) -> str:
    rows = [
        [
            each.name,
            *(
                f"{size(count)}: {seconds:,.2f} s"
                for count, seconds in zip(each.sizes, each.seconds, strict=True)
            ),
            f"{each.exponent:.3f}",
            f"{each.last:.3f}",
        ]
        for each in growths
    ]
    return table(["", "a hundredth", "a tenth", "all", "exponent", "last step"], rows)


Results = Mapping[tuple[Syntax, str], Result]


def _beside_ajv(by_name: Results) -> Iterator[str]:
    for rules in (False, True):
        text = f"JSON, {'all rules' if rules else 'structure'}, 1 job: ahead of ajv on structure"
        if (ajv := by_name.get(("json", AJV))) is None:
            yield f"- not measured: {text}"
            continue
        times = ajv.wall / _our(by_name, "json", 1, rules=rules).wall
        yield line(times >= 1, text, f"{times:.2f}×")


def _on_two(by_name: Results, most: float) -> Iterator[str]:
    for syntax, rules in product(SYNTAXES, (False, True)):
        one, two = (_our(by_name, syntax, jobs, rules=rules) for jobs in (1, 2))
        times = one.wall / two.wall
        kind = "all rules" if rules else "structure"
        text = f"{syntax.upper()}, {kind}: 2 jobs ≥ {QUICKER}× quicker than 1"
        figure = f"{times:.2f}× (two processes with nothing in common: {most:.2f}×)"
        yield line(times >= QUICKER, text, figure)


def _beside_xmllint(by_name: Results) -> str:
    text = f"XML, structure, 1 job: processor time ≤ {DEARER}× that of xmllint"
    found = [each for (_, name), each in by_name.items() if name.startswith(XMLLINT)]
    if not found:
        return f"- not measured: {text}"
    least = min(found, key=lambda each: each.cpu)
    times = _our(by_name, "xml", 1, rules=False).cpu / least.cpu
    return line(times <= DEARER, text, f"{times:.2f}× ({least.contestant.name})")


def _held(by_name: Results) -> str:
    results = [
        _our(by_name, syntax, jobs, rules=rules)
        for syntax, jobs, rules in product(SYNTAXES, (1, 2), (False, True))
    ]
    most = max((each.memory for each in results if each.memory is not None), default=None)
    text = f"memory of all processes ≤ {size(HELD)}"
    if most is None:
        return f"- not measured: {text}"
    return line(most <= HELD, text, f"{size(most)} at most")


def _our(by_name: Results, syntax: Syntax, jobs: int, *, rules: bool) -> Result:
    return by_name[syntax, ours(syntax, jobs, rules=rules).name]

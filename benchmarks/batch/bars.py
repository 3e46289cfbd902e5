"""The bars of batch validation, and whether this run keeps to them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from batch.contestants import AJV, OURS, XMLLINT, ours
from batch.corpus import Syntax
from batch.race import Result
from batch.turns import Pace, Paces
from growth import slope
from markdown import line, size, table
from timing import Ratio, Timing

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
    paces: Paces,
    cold: Mapping[str, Timing],
    most: float,
) -> Iterator[str]:
    """Yield a line of Markdown for each bar.

    Args:
        results: of all contestants.
        growths: of our own.
        paces: of those that are compared.
        cold: see `cold.cold_start`.
        most: see `ceiling.ceiling`.
    """
    yield from _beside_ajv(paces)
    yield from _on_two(paces, most)
    yield _beside_xmllint(paces)
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
    yield _held(results)


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


def _beside_ajv(paces: Paces) -> Iterator[str]:
    for rules in (False, True):
        text = f"JSON, {'all rules' if rules else 'structure'}, 1 job: ahead of ajv on structure"
        if (ajv := paces.get(("json", AJV))) is None:
            yield f"- not measured: {text}"
            continue
        ratio = ajv.wall.over(_our(paces, "json", 1, rules=rules).wall)
        yield line(ratio.times >= 1, text, _told(ratio))


def _on_two(paces: Paces, most: float) -> Iterator[str]:
    for syntax, rules in product(SYNTAXES, (False, True)):
        one, two = (_our(paces, syntax, jobs, rules=rules) for jobs in (1, 2))
        ratio = one.wall.over(two.wall)
        kind = "all rules" if rules else "structure"
        text = f"{syntax.upper()}, {kind}: 2 jobs ≥ {QUICKER}× quicker than 1"
        figure = f"{_told(ratio)}; two processes with nothing in common: {most:.2f}×"
        yield line(ratio.times >= QUICKER, text, figure)


def _beside_xmllint(paces: Paces) -> str:
    text = f"XML, structure, 1 job: processor time ≤ {DEARER}× that of xmllint"
    if (xmllint := paces.get(("xml", XMLLINT))) is None:
        return f"- not measured: {text}"
    ratio = _our(paces, "xml", 1, rules=False).cpu.over(xmllint.cpu)
    return line(ratio.times <= DEARER, text, _told(ratio))


def _told(ratio: Ratio) -> str:
    return f"{ratio.times:.2f}× ({min(ratio.rounds):.2f} to {max(ratio.rounds):.2f})"


def _held(results: Sequence[Result]) -> str:
    ours = [each.memory for each in results if each.contestant.name.startswith(OURS)]
    most = max((each for each in ours if each is not None), default=None)
    text = f"memory of all processes ≤ {size(HELD)}"
    if most is None:
        return f"- not measured: {text}"
    return line(most <= HELD, text, f"{size(most)} at most")


def _our(paces: Paces, syntax: Syntax, jobs: int, *, rules: bool) -> Pace:
    return paces[syntax, ours(syntax, jobs, rules=rules).name]

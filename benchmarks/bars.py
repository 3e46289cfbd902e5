"""The bars that the design sets, and whether this run keeps to them."""

from collections.abc import Mapping
from dataclasses import dataclass

from growth import PATHS, Growth
from markdown import line
from peers import OURS, WITH_RULES
from timing import Ratio, Timing

Results = Mapping[str, Mapping[str, Mapping[str, Timing]]]  # work → case → peer
JUDGED = ("typical", "all", "100×")  # on the smallest, only the overhead of a call shows
STEEPEST = 1.05
LATEST = 0.2  # seconds


@dataclass(frozen=True, slots=True)
class Bar:
    """The time of one peer over that of another is to be at most or at least something."""

    work: str
    text: str
    upper: str
    lower: str
    at_most: float | None = None
    at_least: float = 0

    def kept(self, ratio: Ratio) -> bool:
        return ratio.times <= self.at_most if self.at_most else ratio.times >= self.at_least


BARS = (
    Bar("json", "JSON verdict ≤ 3× `orjson.loads`", OURS, "orjson.loads", at_most=3),
    Bar("json", "… with all rules ≤ 6× `orjson.loads`", WITH_RULES, "orjson.loads", at_most=6),
    Bar(
        "json",
        "JSON verdict ≥ 80× quicker than python-jsonschema",
        "python-jsonschema",
        OURS,
        at_least=80,
    ),
    Bar("json", "JSON verdict ahead of ajv", "ajv in Node", OURS, at_least=1),
    Bar("xml", "XML verdict ≤ 3× lxml's parse", OURS, "lxml parse", at_most=3),
    Bar("xml", "XML verdict ≥ 25× quicker than xmlschema", "xmlschema", OURS, at_least=25),
    Bar(
        "to_xml",
        "JSON → XML ≤ 2.5× lxml's parse of the result",
        OURS,
        "lxml parse of the result",
        at_most=2.5,
    ),
    Bar("to_xml", "JSON → XML ≥ 15× quicker than xsdata", "xsdata", OURS, at_least=15),
    Bar("to_json", "XML → JSON ≤ 4× lxml's parse", OURS, "lxml parse", at_most=4),
    Bar(
        "to_json",
        "XML → JSON ≥ 25× quicker than `xmlschema.to_dict`",
        "xmlschema.to_dict",
        OURS,
        at_least=25,
    ),
)


def bar_lines(
    results: Results, growths: Mapping[str, Growth], cold: Mapping[str, Timing]
) -> list[str]:
    """Return a line of Markdown for each bar."""
    lines = [_line(each, results[each.work]) for each in BARS]
    late = cold["swschema validate one.json"].seconds - cold["python -c pass"].seconds
    lines.append(
        line(
            late <= LATEST,
            "cold `swschema validate` ≤ 200 ms more than Python alone",
            f"{late * 1000:.0f} ms",
        )
    )
    for title in PATHS:
        each = growths[title]
        text = f"growth of {title} ≤ {STEEPEST}"
        figure = f"{each.exponent:.3f}; last step alone {each.last:.3f}"
        lines.append(line(each.exponent <= STEEPEST, text, figure))
    return lines


def _line(bar: Bar, by_case: Mapping[str, Mapping[str, Timing]]) -> str:
    found = {
        case: timings[bar.upper].over(timings[bar.lower])
        for case, timings in by_case.items()
        if bar.upper in timings
    }
    if not found:
        return f"- not measured: {bar.text}"
    figures = ", ".join(f"{case} {_shown(ratio)}" for case, ratio in found.items())
    judged = [found[case] for case in JUDGED if case in found]
    return line(all(map(bar.kept, judged)), bar.text, figures)


def _shown(ratio: Ratio) -> str:
    digits = 0 if ratio.times >= 20 else 2
    low, high = min(ratio.rounds), max(ratio.rounds)
    return f"{ratio.times:.{digits}f}× ({low:.{digits}f}–{high:.{digits}f})"

"""Measure batch validation beside its peers: `python benchmarks/batch/run.py`.

Makes the records in a temporary folder, has all tools judge them, and prints the tables. With
--write, also puts them into benchmarks/README.md.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import node
from batch import corpus
from batch.bars import SYNTAXES, Growth, bar_lines, growth_table
from batch.ceiling import ceiling
from batch.contestants import AJV, HERE, XMLLINT, Contestant, ours, peers
from batch.corpus import STEPS, Part, Syntax
from batch.race import Result, race
from batch.steps import steps, steps_table
from batch.turns import Paces, paces
from cold import cold_start
from environment import environment
from markdown import size, table
from readme import put

LIBRARIES = (
    "swschema",
    "orjson",
    "lxml",
    "jsonschema-rs",
    "jsonschema",
    "check-jsonschema",
    "xmlschema",
)
HEAD = ("records/s", "MB/s", "seconds", "CPU seconds", "peak memory", "judged", "refused")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, help="where the files are made, for a while")
    parser.add_argument("--write", action="store_true", help="put the tables into README.md")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        needed, free = corpus.room(Path(name), given.records)
        say(f"needs {size(needed)} in {name}, where {size(free)} are free")
        if needed > free:
            parser.error("there is no room: name another folder with --folder")
        results, text = measured(Path(name), given.records)
    print(text)
    if given.write:
        put("batch", text)
    wrong = [f"{each.contestant.name} {each.wrong}" for each in results if each.wrong]
    if wrong:
        sys.exit("\n".join(wrong))


def measured(folder: Path, records: int) -> tuple[list[Result], str]:
    """Return the results and the tables, as Markdown."""
    say(f"making {records:,} records")
    parts = corpus.parts(folder, records)
    others = peers()
    missing = [each for each in others if each.absent]
    most = ceiling()
    results = [raced(each, parts) for each in contestants(others)]
    ways = product(SYNTAXES, (False, True))
    growths = [grown(parts, syntax, results, rules=rules) for syntax, rules in ways]
    rivals = [each for each in others if each.name in (AJV, XMLLINT) and not each.absent]
    turns = {pair: pace for each in SYNTAXES for pair, pace in turned(each, rivals, parts).items()}
    say("steps")
    spent = {syntax.upper(): steps(parts["all"].path(syntax)) for syntax in SYNTAXES}
    say("cold start")
    bars = bar_lines(results, growths, paces=turns, cold=cold_start(), most=most)
    texts = (
        environment(LIBRARIES, versions(others)),
        told(parts["all"]),
        *(text for syntax in SYNTAXES for text in _results(syntax, results, missing)),
        "**Growth**, seconds over bytes, 1 job",
        growth_table(growths),
        "**Where our time goes**, in one process",
        steps_table(spent),
        "**Bars**",
        "\n".join(bars),
    )
    return results, "\n\n".join(texts)


def contestants(others: Sequence[Contestant]) -> Iterator[Contestant]:
    """Yield all who are there; ours take turns with the peers that do the same work."""
    for syntax in SYNTAXES:
        mine = own(syntax)
        theirs = [each for each in others if each.syntax == syntax and not each.absent]
        for number in range(max(len(mine), len(theirs))):
            yield from (*mine[number : number + 1], *theirs[number : number + 1])


def own(syntax: Syntax) -> list[Contestant]:
    return [ours(syntax, jobs, rules=rules) for rules, jobs in product((False, True), (1, 2))]


def turned(syntax: Syntax, rivals: Sequence[Contestant], parts: dict[str, Part]) -> Paces:
    say(f"{syntax.upper()}: those who are compared, in turns")
    return paces([*own(syntax), *(each for each in rivals if each.syntax == syntax)], parts)


def raced(contestant: Contestant, parts: dict[str, Part]) -> Result:
    say(f"{contestant.syntax.upper()}: {contestant.name}")
    result = race(contestant, parts)
    say(f"  {result.wall:,.1f} s{f'; {result.wrong}' if result.wrong else ''}")
    return result


def grown(
    parts: dict[str, Part], syntax: Syntax, results: Sequence[Result], *, rules: bool
) -> Growth:
    """Return how the time of our command with one job grows from part to part."""
    name = ours(syntax, 1, rules=rules).name
    whole = next(e for e in results if (e.contestant.syntax, e.contestant.name) == (syntax, name))
    smaller = [step for step in STEPS if step != "all"]
    say(f"growth of {syntax.upper()}: {name}")
    seconds = [
        race(ours(syntax, 1, rules=rules, part=step), {**parts, "all": parts[step]}).wall
        for step in smaller
    ]
    sizes = [parts[step].size(syntax) for step in STEPS]
    kind = "all rules" if rules else "structure"
    return Growth(f"{syntax.upper()}, {kind}", tuple(sizes), (*seconds, whole.wall))


def _results(
    syntax: Syntax, results: Sequence[Result], missing: Sequence[Contestant]
) -> Iterator[str]:
    yield f"**{syntax.upper()}**"
    found = [each for each in results if each.contestant.syntax == syntax]
    found.sort(key=lambda each: (not each.contestant.judges, each.wall))
    rows = [_row(each) for each in found]
    rows += [
        [each.name, f"not measured: {each.absent}", *[""] * (len(HEAD) - 1)]
        for each in missing
        if each.syntax == syntax
    ]
    yield table(["", *HEAD], rows)


def _row(result: Result) -> list[str]:
    about = "≈ " if result.scaled else ""
    refused = f"{result.refused:,}" if result.contestant.judges else "–"
    return [
        result.contestant.name,
        f"{about}{result.records / result.wall:,.0f}",
        f"{about}{result.size / result.wall / 1e6:,.1f}",
        f"{about}{result.wall:,.1f}",
        f"{about}{result.cpu:,.1f}",
        size(result.memory) if result.memory else "–",
        f"{result.judged:,}",
        f"**{result.wrong}**" if result.wrong else refused,
    ]


def told(part: Part) -> str:
    """Return one line on the records."""
    kinds = ", ".join(
        f"{part.told[kind]:,} {words}"
        for kind, words in (
            ("valid", "valid"),
            ("structure", "with a wrong structure"),
            ("rule", "that break a rule"),
            ("malformed", "that are no JSON and are not in the XML file"),
        )
    )
    sizes = " and ".join(f"{size(part.size(each))} of {each.upper()}" for each in SYNTAXES)
    return f"{part.told['records']:,} records, {sizes}: {kinds}."


def versions(others: Sequence[Contestant]) -> Iterator[str]:
    """Yield the versions of the peers that are no Python packages, and are there."""
    there = {each.name for each in others if not each.absent}
    if "ajv in Node" in there:
        yield f"ajv {node.locked(node.NPM, 'ajv')} on Node {node.node_version()}"
        package = "@sourcemeta/jsonschema"
        yield f"{package} {node.locked(HERE / 'npm', package)}"
    if "xmllint --stream" in there:
        major, minor, patch = re.findall("..", f"{_said('xmllint', '--version'):0>6}")
        yield f"xmllint {int(major)}.{int(minor)}.{int(patch)}"
    if "the JDK's Xerces" in there:
        yield f"JDK {_said('java', '-version')}"


def _said(*command: str) -> str:
    """Return the first number that a command says of its version, on the standard error."""
    said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    found = re.search('version "?([0-9.]+)', said)
    return found[1] if found else ""


def say(what: str) -> None:
    print(f"… {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()

"""Measure swschema beside its peers and print the tables: `make bench`.

With --write, also put them between the markers in README.md.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from bars import bar_lines
from cases import Case, cases
from checks import check
from cold import cold_start
from environment import environment
from growth import growth
from models import XsdataModels
from node import Ajv, node_version, start
from peers import WITH_RULES, Work, works
from readme import put
from table import cold_table, growth_table, tables
from timing import Run, Timing, loop, timings

LIBRARIES = (
    "swschema",
    "orjson",
    "lxml",
    "jsonschema-rs",
    "jsonschema",
    "fastjsonschema",
    "xmlschema",
    "xsdata",
    "pydantic",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the tables into README.md")
    write = parser.parse_args().write
    with tempfile.TemporaryDirectory() as name:
        text = "\n\n".join(_measured(Path(name)))
    print(text)
    if write:
        put("measured", text)


def _measured(folder: Path) -> Iterator[str]:
    ajv = start(folder)
    node = [f"ajv {ajv.version()} on Node {node_version()}"] if ajv else []
    yield environment(LIBRARIES, node)
    todo, documents = works(XsdataModels(folder)), cases()
    _say("checking that every peer does its work")
    check(todo, documents, ajv)
    results = {
        key: {case.key: _timed(work, case, ajv if key == "json" else None) for case in documents}
        for key, work in todo.items()
    }
    yield from tables(todo, documents, results)
    if ajv:
        ajv.close()
    _say("cold start")
    cold = cold_start()
    yield "**Cold start**"
    yield cold_table(cold)
    _say("growth")
    growths = growth()
    yield "**Growth**, time over bytes"
    yield growth_table(growths)
    yield "**Bars**"
    yield "\n".join(bar_lines(results, growths, cold))


def _timed(work: Work, case: Case, ajv: Ajv | None) -> Mapping[str, Timing]:
    _say(f"{work.title}: {case.key}")
    runs: dict[str, Run] = {
        name: loop(bind(sample) for sample in case.samples)
        for name, bind in work.binds.items()
        if name != WITH_RULES or all(sample.keeps_rules() for sample in case.samples)
    }
    if ajv:
        runs["ajv in Node"] = ajv.run(case)
        runs["ajv in Node, from a string"] = ajv.run(case, text=True)
    return timings(runs)


def _say(what: str) -> None:
    print(f"… {what}", file=sys.stderr)


if __name__ == "__main__":
    main()

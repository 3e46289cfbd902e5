"""The rules' part of a full run: three engines on records that were changed by chance."""

from __future__ import annotations

import datetime
import json
import os
import secrets
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import click
import orjson

from conftest import SAMPLES, walk
from independent.specification import BUNDLES, FOLDER, RECORDS
from parity.changes import change_records
from parity.page import PAGE, write
from parity.rule_verdicts import dispute, find_problems
from parity.table import table

SIZE = 50  # records at a time
FOUND = Path(__file__).parents[2] / "build/parity/rules"


@dataclass(slots=True)
class Count:
    """What a run has come to.

    Attributes:
        records: how many were judged, by record type.
        kinds: how many have an enterprise of each kind.
        clean: how many broke no rule.
        breaches: how often each rule was broken.
        disputed: the records on which the engines disagree, and about what.
    """

    records: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    clean: int = 0
    breaches: Counter[str] = field(default_factory=Counter)
    disputed: list[tuple[dict[str, Any], str]] = field(default_factory=list)

    def add(self, other: Count) -> None:
        self.records += other.records
        self.kinds += other.kinds
        self.clean += other.clean
        self.breaches += other.breaches
        self.disputed += other.disputed

    def left_out(self) -> list[str]:
        """Return the rules, record types and kinds of enterprise that did not occur."""
        wanted = {*rules(), *RECORDS, *kinds()}
        return sorted(wanted - (self.breaches + self.records + self.kinds).keys())


@cache
def rules() -> dict[str, Any]:
    """Return the published rules by id."""
    return {each["id"]: each for each in json.loads((BUNDLES / "rules.json").read_bytes())["rules"]}


@cache
def kinds() -> frozenset[str]:
    """Return the codes of all kinds of enterprise."""
    codes = json.loads((FOLDER / "codes/enterprise-type.json").read_bytes())["codes"]
    return frozenset(each["code"] for each in codes)


def judged(values: Iterable[dict[str, Any]]) -> Count:
    """Return what a share of a run has come to."""
    made = Count()
    for value in values:
        found = {e.code for e in find_problems(value) if e.severity != "todo" and not e.usual}
        made.records[value["recordType"]] += 1
        made.kinds.update(kinds() & set(_texts(value)))
        made.clean += not found
        made.breaches.update(found)
        if reason := dispute(value):
            made.disputed.append((value, reason))
    return made


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


def changed(seed: str, count: int) -> Count:
    """Judge records that were changed by chance."""
    return judged(change_records(seed, count))


def unchanged(names: list[str]) -> Count:
    """Judge samples, those that are valid and those of which each breaks a rule."""
    return judged(orjson.loads((SAMPLES / f"{name}.json").read_bytes()) for name in names)


def sample_names() -> list[str]:
    """Return the samples whose structure is valid."""
    return [name for folder in ("valid", "variants", "trails", "rules") for name in walk(folder)]


def run(seed: str, count: int) -> Iterator[Count]:
    """Yield what each share of a run has come to."""
    names = sample_names()
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        todo = [
            pool.submit(unchanged, names[start : start + SIZE])
            for start in range(0, len(names), SIZE)
        ]
        todo += [
            pool.submit(changed, f"{seed} {start}", min(SIZE, count - start))
            for start in range(0, count, SIZE)
        ]
        for done in as_completed(todo):
            yield done.result()


@click.command()
@click.option("--seed", default="", help="Repeat a run; by default each has a seed of its own.")
@click.option("--records", "count", default=2500, show_default=True)
@click.option("--write", "writes", is_flag=True, help="Put the table into docs/parity.md.")
def main(seed: str, count: int, *, writes: bool) -> None:
    """Put records to all engines of the rules; exit with 1 where they do not agree."""
    seed = seed or secrets.token_hex(4)
    start, total = time.monotonic(), Count()
    hidden = not sys.stderr.isatty()
    length = count + len(sample_names())
    with click.progressbar(length=length, file=sys.stderr, hidden=hidden) as bar:
        for done in run(seed, count):
            total.add(done)
            bar.update(done.records.total())
    text = _describe(seed, total, time.monotonic() - start)
    click.echo(text)
    if writes:
        write(PAGE, "rules", text)
    sys.exit(_tell(total))


def _tell(total: Count) -> int:
    """Save what was found and return the exit status."""
    FOUND.mkdir(parents=True, exist_ok=True)
    for number, (value, reason) in enumerate(total.disputed):
        path = FOUND / f"{number}.json"
        path.write_bytes(orjson.dumps(value, option=orjson.OPT_INDENT_2))
        click.secho(f"{path}: {reason}", err=True, fg="red")
    for each in total.left_out():
        click.secho(f"{each} does not occur", err=True, fg="red")
    return int(bool(total.disputed or total.left_out()))


def _describe(seed: str, total: Count, seconds: float) -> str:
    today = datetime.datetime.now(tz=datetime.UTC).date()
    engines = ", ".join(
        f"{name} {version(name)}" for name in ("common-expression-language", "saxonche")
    )
    said = (
        f"{today}, seed `{seed}`, {seconds / 60:.1f} minutes: {total.records.total():,} records,"
        f" {total.clean:,} of which violate no rule; {total.breaches.total():,} violations;"
        f" {len(total.disputed):,} disagreements. With {engines}."
    )
    of = [(name, total.records[name]) for name in RECORDS]
    by_kind = [(f"`{name}`", total.kinds[name]) for name in sorted(kinds())]
    rows = [(_marked(name), total.breaches[name]) for name in sorted(rules())]
    parts = (
        table(("Record", "records"), of),
        table(("Kind of enterprise", "records"), by_kind),
        table(("Rule", "violations found by all"), rows),
    )
    return "\n\n".join((said, *parts))


def _marked(name: str) -> str:
    """Return the id of a rule, and whether code makes all of its checks or some."""
    if "native" not in rules()[name]:
        return name
    return f"{name} (in part in code)" if rules()[name].get("checks") else f"{name} (in code)"


if __name__ == "__main__":
    main()

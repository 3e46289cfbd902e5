"""The rules' part of a full run: three engines on records that were changed by chance."""

from __future__ import annotations

import datetime
import os
import secrets
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import click
import orjson

from conftest import AS_OF
from parity import rules_in_cel, rules_in_saxon
from parity.changes import change_records
from parity.page import PAGE, write
from parity.table import table
from swschema import to_xml
from swschema.rules.attachment_contents import find_attachment_violations
from swschema.rules.catalogue import rulebook
from swschema.rules.evaluate import evaluate_rules, passes_rules
from swschema.rules.v1 import PARAMETERS

SIZE = 50  # records at a time
FOUND = Path(__file__).parents[2] / "build/parity/rules"


@dataclass(slots=True)
class Count:
    """What a run has come to.

    Attributes:
        records: how many were judged.
        clean: how many broke no rule.
        breaches: how often each rule was broken.
        disputed: the records on which the engines disagree.
    """

    records: int = 0
    clean: int = 0
    breaches: Counter[str] = field(default_factory=Counter)
    disputed: list[dict[str, Any]] = field(default_factory=list)

    def add(self, other: Count) -> None:
        self.records += other.records
        self.clean += other.clean
        self.breaches += other.breaches
        self.disputed += other.disputed


def verdicts(value: dict[str, Any]) -> dict[str, list[rules_in_cel.Found]]:
    """Return what each engine finds in a record."""
    record = value["recordType"]
    ours = [
        (each.rule, each.check, each.path)
        for each in evaluate_rules(record, value, PARAMETERS, AS_OF)
    ]
    return {
        "Python": sorted(ours),
        "CEL": sorted(rules_in_cel.breaches(value)),
        "Schematron": sorted(rules_in_saxon.breaches(to_xml(value))),
    }


def agree(value: dict[str, Any]) -> bool:
    """Return whether all engines find the same, and the quick verdict is that there is nothing."""
    found = verdicts(value)
    content = any(find_attachment_violations(value["recordType"], value, None))
    quick = passes_rules(value["recordType"], value, PARAMETERS, AS_OF)
    clean = not found["Python"] and not content
    return found["Python"] == found["CEL"] == found["Schematron"] and quick == clean


def judged(seed: str, count: int) -> Count:
    """Return what a share of a run has come to."""
    made = Count()
    for value in change_records(seed, count):
        record = value["recordType"]
        found = [each.rule for each in evaluate_rules(record, value, PARAMETERS, AS_OF)]
        made.records += 1
        made.clean += not found
        made.breaches.update(found)
        if not agree(value):
            made.disputed.append(value)
    return made


def run(seed: str, count: int) -> Iterator[Count]:
    """Yield what each share of a run has come to."""
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        todo = [
            pool.submit(judged, f"{seed} {start}", min(SIZE, count - start))
            for start in range(0, count, SIZE)
        ]
        for done in as_completed(todo):
            yield done.result()


@click.command()
@click.option("--seed", default="", help="Repeat a run; by default each has a seed of its own.")
@click.option("--records", "count", default=5000, show_default=True)
@click.option("--write", "writes", is_flag=True, help="Put the table into docs/parity.md.")
def main(seed: str, count: int, *, writes: bool) -> None:
    """Put changed records to all engines of the rules; exit with 1 where they do not agree."""
    seed = seed or secrets.token_hex(4)
    start, total = time.monotonic(), Count()
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=count, file=sys.stderr, hidden=hidden) as bar:
        for done in run(seed, count):
            total.add(done)
            bar.update(done.records)
    text = _told(seed, total, time.monotonic() - start)
    click.echo(text)
    if writes:
        write(PAGE, "rules", text)
    FOUND.mkdir(parents=True, exist_ok=True)
    for number, value in enumerate(total.disputed):
        path = FOUND / f"{number}.json"
        path.write_bytes(orjson.dumps(value, option=orjson.OPT_INDENT_2))
        click.secho(f"the engines disagree on {path}", err=True, fg="red")
    sys.exit(int(bool(total.disputed)))


def _told(seed: str, total: Count, seconds: float) -> str:
    today = datetime.datetime.now(tz=datetime.UTC).date()
    engines = ", ".join(
        f"{name} {version(name)}" for name in ("common-expression-language", "saxonche")
    )
    violations = sum(total.breaches.values())
    said = (
        f"{today}, seed `{seed}`, {seconds / 60:.1f} minutes: {total.records:,} records, every"
        f" other one a dossier, {total.clean:,} of which violate no rule; {violations:,}"
        f" violations; {len(total.disputed):,} disagreements. With {engines}."
    )
    rows = [(name, total.breaches[name]) for name in rulebook() if "checks" in rulebook()[name]]
    return f"{said}\n\n{table(('Rule', 'violations found by all'), rows)}"


if __name__ == "__main__":
    main()

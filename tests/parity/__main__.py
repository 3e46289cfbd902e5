"""The full parity run: `make parity`."""

from __future__ import annotations

import datetime
import secrets
import shutil
import sys
import time
from dataclasses import astuple
from pathlib import Path

import click

from independent.generate import Counts
from javascript.package import build_package
from parity.engines import versions
from parity.page import PAGE, write
from parity.processes import install_packages
from parity.reproduction import save
from parity.run import run, shares
from parity.table import faults, tables
from parity.tally import Tally

ROOT = Path(__file__).parents[2]
FOUND = ROOT / "build/parity"
COUNTS = Counts(valid=8_000, mutants=12_000, mutated=14_000, chances=4_000)
MOST_SAVED = 50


@click.command()
@click.option("--seed", default="", help="Repeat a run; by default each has a seed of its own.")
@click.option("--share", default=1.0, show_default=True, help="How much of the full run to do.")
@click.option("--write", "writes", is_flag=True, help="Put the tables into docs/parity.md.")
def main(seed: str, share: float, *, writes: bool) -> None:
    """Put generated documents to all engines; exit with 1 where they do not all agree."""
    for tool in ("java", "node", "npm"):
        if not shutil.which(tool):
            raise click.ClickException(f"{tool} is not installed, and the full run needs it")
    install_packages()
    build_package("node", "npm")
    seed = seed or secrets.token_hex(4)
    counts = Counts(*(int(share * count) for count in astuple(COUNTS)))
    start = time.monotonic()
    tally = _tally(seed, counts)
    took = time.monotonic() - start
    today = datetime.datetime.now(tz=datetime.UTC).date()
    said = f"{today}, seed `{seed}`, {took / 60:.1f} minutes."
    text = "\n\n".join([said, *tables(tally, versions()), faults()])
    click.echo(text)
    if writes:
        write(PAGE, "measured", text)
    sys.exit(_tell(tally))


def _tally(seed: str, counts: Counts) -> Tally:
    todo = list(shares(seed, counts))
    total = Tally()
    hidden = not sys.stderr.isatty()
    length = sum(each.counts.documents for each in todo)
    with click.progressbar(length=length, file=sys.stderr, hidden=hidden) as bar:
        for done, found in run(todo):
            total.add(found)
            bar.update(done.counts.documents)
    return total


def _tell(tally: Tally) -> int:
    """Save what was found and return the exit status."""
    shutil.rmtree(FOUND, ignore_errors=True)
    for number, each in enumerate(tally.found[:MOST_SAVED]):
        save(each, number, FOUND)
        click.secho(f"{each.case.kind}, {each.case.topic}: {each.reason}", err=True, fg="red")
    if tally.found:
        click.echo(f"{len(tally.found)} disagreements; see {FOUND}", err=True)
    return int(bool(tally.found))


if __name__ == "__main__":
    main()

"""Messages at the end of a run, on the standard error."""

from __future__ import annotations

import click

from swschema.i18n import _
from swschema.report.characters import show_hidden
from swschema.rules.batch import Batch, dossier_rules, separate_documents
from swschema.totals import Totals

MOST = 3  # registrations whose records are named


def print_interruption(totals: Totals, *, resumable: bool) -> None:
    """Print how far a run came before it was interrupted, and whether it can be continued."""
    count = totals.all.records
    one, many = _("interrupted after 1 record"), _("interrupted after {count} records")
    words = one if count == 1 else many.format(count=f"{count:,}")
    click.secho(f"\nswschema: {words}", err=True, fg="yellow")
    if resumable:
        click.echo(_("to continue, run the same command with --resume"), err=True)


def print_totals(totals: Totals) -> None:
    """Print the totals of more than one document."""
    counted = totals.all
    if counted.records + totals.unreadable + totals.faults <= 1:
        return
    valid = _("{count} passed ({warned} with warnings)") if counted.warned else _("{count} passed")
    parts = [valid.format(count=counted.records - counted.invalid, warned=counted.warned)]
    parts.append(_("{count} failed").format(count=counted.invalid))
    if totals.faults:
        faults = _("1 stream error") if totals.faults == 1 else _("{count} stream errors")
        parts.append(faults.format(count=totals.faults))
    if totals.unreadable:
        parts.append(_("{count} unreadable").format(count=totals.unreadable))
    click.echo(_(", ").join(parts), err=True)


def print_separate_records(batch: Batch) -> None:
    """Print which records belong to one registration but are not in one dossier."""
    apart = separate_documents(batch)
    if not apart:
        return
    needed = _(", ").join(dossier_rules())
    for names in apart[:MOST]:
        words = _("{names} belong to one registration; rules {rules} are checked only in a dossier")
        named = show_hidden(_(", ").join(names))
        click.echo(words.format(names=named, rules=needed), err=True)
    if len(apart) > MOST:
        left = len(apart) - MOST
        one = _("the same is true of the records of 1 other registration")
        words = _("the same is true of the records of {count} other registrations")
        click.echo(one if left == 1 else words.format(count=left), err=True)
    click.echo(_("run swschema dossier assemble"), err=True)

"""`swschema papers`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path, PurePosixPath

import click

from swschema.cli import options
from swschema.cli.files import refuse_existing, write_folder
from swschema.cli.inputs import read_file
from swschema.cli.messages import print_message
from swschema.cli.records import exit_if_refused, read_record
from swschema.errors import SourceError
from swschema.i18n import _, use_language
from swschema.limits import Limits
from swschema.problems import Language

WINDOWS = ("NATIONAL_INSPECTION", "CUSTOMS", "UNIFIED_CUSTOMS")
TAKEN = ("dossier", "materials", "materialsDraft", "registration")


@click.command("papers", short_help="Print the papers that are carried to a window.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--window", type=click.Choice(WINDOWS), required=True, help="The window.")
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="FOLDER",
    help="Where to write the pages; the folder is made if need be.",
)
@click.option("--bilingual", is_flag=True, help="Put the English below the Chinese.")
@click.option(
    "--clauses",
    metavar="FILE",
    help="The clauses of the commitment letter, which the window provides, as text in UTF-8;"
    " without it, the letter says that they are attached.",
)
@click.option(
    "--as-of",
    "day",
    type=options.DAY,
    metavar="DATE",
    help="The day of the submission, if the record does not state it; by default today in China.",
)
@options.force
@options.limits
@options.language
def command(
    paths: tuple[str, ...],
    window: str,
    output: str,
    bilingual: bool,
    clauses: str | None,
    day: datetime | None,
    force: bool,
    limits: Limits,
    language: Language,
) -> None:
    """Print the papers that are carried to a window, as pages to print on A4.

    PATH is a dossier; or a materials record or the draft of one, with its registration beside it
    if that is at hand; or a registration alone; in JSON or XML, or - for the standard input.
    Which papers the window asks for follows from the rules, by the kind of the enterprise.

    \b
    swschema papers dossier.json --window CUSTOMS -o papers/
    swschema papers draft.json registration.xml --window NATIONAL_INSPECTION -o papers/

    The pages are in Chinese: a cover sheet, the list of the papers, and the forms and letters that
    are printed from the record, with places for seals, signatures and dates. What is not known is
    a blank to fill in by pen. Each page shows the identifier and the digest of the record, as
    swschema digest shows it, as text and as a QR code, which says, with a space between them:
    SWSCHEMA1, the record's type, its identifier, sha256: and the digest, the window, the paper.

    The pages hold personal data. Exit status: 0 success, 1 a record is invalid or has no papers, 2
    incorrect usage, an unreadable path, or a file that is already there.
    """
    from swschema.exchange import make_papers

    with use_language(language), exit_if_refused():
        text = _read_text(clauses)
        values = [read_record(path, limits, language, *TAKEN).value for path in paths]
        pages = make_papers(
            values,
            window=window,
            as_of=day.date().isoformat() if day else None,
            bilingual=bilingual,
            clauses=text,
        )
        for name in pages:
            refuse_existing(Path(output, name), force=force)
        write_folder(Path(output), {PurePosixPath(name): page for name, page in pages.items()})
        if all("registrationRef" in each or "materialsId" in each for each in values):
            note = _(
                "The registration is not known: listed is what the record shows to be required."
            )
            print_message(note)


def _read_text(path: str | None) -> str | None:
    """Return the text of a file.

    Raises:
        SourceError: if it cannot be read, or is no text in UTF-8.
    """
    if path is None:
        return None
    try:
        return read_file(path).decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise SourceError(path, _("is no text in UTF-8")) from error

"""The papers for a window, made of the records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from swschema.errors import ExchangeError, UnknownNameError
from swschema.exchange.papers.case import PaperCase, make_case
from swschema.exchange.papers.cover import write_cover
from swschema.exchange.papers.forms import write_paper
from swschema.exchange.papers.paper_list import write_list
from swschema.exchange.records import read_record, refuse_invalid
from swschema.exchange.windows import PAPER_WINDOWS
from swschema.i18n import _
from swschema.rules.settings import DEFAULT_SETTINGS, Settings
from swschema.schema.codes import check_date

if TYPE_CHECKING:
    from swschema.exchange.records import RecordInput

TAKEN = ("dossier", "registration", "materials", "materialsDraft")  # of which papers are printed


@refuse_invalid
def make_papers(
    records: Iterable[RecordInput],
    *,
    window: str,
    as_of: str | None = None,
    bilingual: bool = False,
    clauses: str | None = None,
    settings: Settings = DEFAULT_SETTINGS,
) -> dict[str, bytes]:
    """Return the papers that are carried to a window, as pages of HTML by file name.

    There is a cover sheet, a list of the papers, and each form and letter that the window asks for
    or that the record has. Of a registration alone, the papers have what follows from it. What is
    not known is a blank to fill in by pen. The pages are A4, load
    nothing from elsewhere, and show the identifier and the digest of the record as text and as a
    QR code (see `swschema.exchange.papers.qr_code`).

    Args:
        records: structurally valid records of one registration: a dossier, or
            materials records or drafts of them, or the registration, or these together.
        window: NATIONAL_INSPECTION, CUSTOMS or UNIFIED_CUSTOMS.
        as_of: the day of the submission where the record does not state it, as YYYY-MM-DD; by
            default today in China.
        bilingual: whether English stands beside the Chinese.
        clauses: the clauses of the commitment letter, which the window provides.
        settings: how the rules are applied, which say what a window asks for.

    Raises:
        ExchangeError: if the records do not belong together, or none of them has papers; or if
            the registration has no online application.
        UnknownNameError: if the window takes no papers.
        DateError: if `as_of` is not a date.
        MissingExtraError: if the package for QR codes is not installed.
    """
    if window not in PAPER_WINDOWS:
        raise UnknownNameError(_("window"), window, PAPER_WINDOWS)
    if as_of is not None:
        check_date(as_of)
    rounds, registration = _sort_records(map(read_record, records))
    case = make_case(
        rounds,
        registration,
        window=window,
        as_of=as_of,
        bilingual=bilingual,
        clauses=clauses,
        settings=settings,
    )
    return {f"{number}-{name}.html": page for number, (name, page) in enumerate(_pages(case))}


def _pages(case: PaperCase) -> list[tuple[str, bytes]]:
    return [
        ("cover", write_cover(case)),
        ("list", write_list(case)),
        *((code.lower().replace("_", "-"), write_paper(case, code)) for code in case.list_papers()),
    ]


def _sort_records(
    records: Iterable[Mapping[str, Any]],
) -> tuple[list[Mapping[str, Any]], Mapping[str, Any] | None]:
    """Return the materials records and the registration among records.

    Raises:
        ExchangeError: if they are not those of one registration.
    """
    found = [each for record in records for each in _take_apart(record)]
    rounds = [each for each in found if "materialsId" in each]
    registrations = [each for each in found if each["recordType"] == "registration"]
    if not found:
        raise ExchangeError("", "", _("there is no record from which papers could be printed"))
    named = {each["registrationId"] for each in registrations}
    named |= {each["registrationRef"]["registrationId"] for each in rounds if _refers(each)}
    if len(registrations) > 1 or len(named) > 1:
        raise ExchangeError("", "", _("the records are not those of one registration"))
    return rounds, registrations[0] if registrations else None


def _take_apart(record: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the records in a dossier; another record is yielded as it is."""
    if record["recordType"] == "dossier":
        yield record["registration"]
        yield from record.get("materialsRounds", ())
    elif record["recordType"] in TAKEN:
        yield record


def _refers(record: Mapping[str, Any]) -> bool:
    return "registrationId" in record.get("registrationRef", {})

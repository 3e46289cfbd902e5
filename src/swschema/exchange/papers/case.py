"""What the papers for one window are printed from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from swschema.digest import digest
from swschema.exchange.derivation.drafts import derive_materials
from swschema.lifecycle.required_papers import RequiredPaper, list_required_papers
from swschema.rules.batch import IDS
from swschema.rules.dates import today_in_china
from swschema.rules.settings import Settings
from swschema.schema.files import DRAFTS, whole_name
from swschema.schema.paths import find_value

# The members of a submission that a paper is printed of, by the code of the paper.
FORMS = {
    "ENTITY_REGISTRATION_INFO": "entityRegistrationInfo",
    "QUALITY_INTEGRITY_COMMITMENT": "commitmentLetter",
    "ENTERPRISE_BASIC_INFO_FORM": "basicInformationForm",
    "TAX_DESCRIPTION": "taxDescription",
}


@dataclass(frozen=True, slots=True)
class PaperCase:
    """What the papers for one window are printed from.

    Attributes:
        window: the window, a code of `window`.
        source: the record that they are printed from: materials, their draft, or the registration.
        record: the materials, or their draft: of a registration alone, what follows from it.
        submission: what it submits to the window, in its last round; empty if there is nothing.
        registration: the registration, if it is known.
        required: what the window asks for.
        day: the day of the submission, as YYYY-MM-DD.
        bilingual: whether English stands beside the Chinese.
        clauses: the clauses of the commitment letter, if they are to be printed.
        sha256: the digest of the source.
    """

    window: str
    source: Mapping[str, Any]
    record: Mapping[str, Any]
    submission: Mapping[str, Any]
    registration: Mapping[str, Any] | None
    required: Sequence[RequiredPaper]
    day: str
    bilingual: bool
    clauses: str | None
    sha256: str = field(default="")

    @property
    def source_id(self) -> str:
        """Return the identifier of the source."""
        return str(self.source[IDS[whole_name(self.source["recordType"])]])

    @property
    def is_open(self) -> bool:
        """Return whether something may still be filled in, by hand if need be."""
        return self.record["recordType"] in DRAFTS or not self.submission

    @property
    def registration_id(self) -> str | None:
        """Return the identifier of the registration."""
        found = find_value(self.record, ("registrationRef", "registrationId"))
        return found or (self.registration or self.record).get("registrationId")

    @property
    def applicant(self) -> Mapping[str, Any]:
        """Return the enterprise, as the record names it, or else the registration."""
        enterprise = find_value(self.registration, ("application", "enterprise"))
        return self.record.get("applicant") or enterprise or {}

    @property
    def agent(self) -> Mapping[str, Any] | None:
        """Return the agent that acts at the window, if there is one."""
        found: Mapping[str, Any] | None = self.record.get("agent")
        return found

    def list_papers(self) -> Iterator[str]:
        """Yield the codes of the papers that are printed, in the order of the list."""
        given = {each.get("materialType") for each in self.submission.get("materials", ())}
        asked = {each.code for each in self.required if each.missing}
        for code, member in FORMS.items():
            if code in given | asked or member in self.submission:
                yield code

    def find_material(self, code: str) -> Mapping[str, Any]:
        """Return the entry of a paper in the submission; an empty one if there is none."""
        for each in self.submission.get("materials", ()):
            if each.get("materialType") == code:
                found: Mapping[str, Any] = each
                return found
        return {}


def make_case(
    rounds: Sequence[Mapping[str, Any]],
    registration: Mapping[str, Any] | None,
    *,
    window: str,
    as_of: str | None,
    bilingual: bool,
    clauses: str | None,
    settings: Settings,
) -> PaperCase:
    """Return what the papers for a window are printed from.

    Args:
        rounds: materials records, or drafts of them; one of these or the registration is given.
        registration: the registration record, if it is known.
        window: the window, a code of `window`.
        as_of: the day of a submission that does not state it, as YYYY-MM-DD; None for today.
        bilingual: whether English stands beside the Chinese.
        clauses: the clauses of the commitment letter.
        settings: how the rules are applied, which say what the window asks for.
    """
    record, submission = _find_submission(rounds, window)
    source = record
    if not submission and registration is not None:
        record, submission = _derive_submission(rounds, registration, window, as_of, settings)
        source = registration
    kinds = _find_kinds(record, registration)
    day = str(submission.get("submittedOn", as_of or today_in_china()))
    required = [
        *list_required_papers(submission, window=window, kinds=kinds, day=day, settings=settings)
    ]
    return PaperCase(
        window, source, record, submission, registration, required, day, bilingual, clauses,
        digest(source),
    )  # fmt: skip


def _derive_submission(
    rounds: Sequence[Mapping[str, Any]],
    registration: Mapping[str, Any],
    window: str,
    as_of: str | None,
    settings: Settings,
) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Return the draft of materials that follows from a registration, and its submission.

    Raises:
        ExchangeError: if the registration has no online application.
    """
    wholes = [each for each in rounds if each["recordType"] == "materials"]
    dossier = {"recordType": "dossier", "registration": registration, "materialsRounds": wholes}
    derived = derive_materials(dossier, windows=[window], submitted_on=as_of, settings=settings)
    found = [each for each in derived.value["submissions"] if each["windowCode"] == window]
    return derived.value, found[-1]


def _find_submission(
    rounds: Sequence[Mapping[str, Any]], window: str
) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Return the last submission to a window and its record; the last record, if there is none."""
    superseded = {each.get("supersedes") for each in rounds}
    current = [each for each in rounds if each["materialsId"] not in superseded]
    found = [
        (each, submission)
        for each in current
        for submission in each.get("submissions", ())
        if submission.get("windowCode") == window
    ]
    if found:
        return max(found, key=lambda pair: int(pair[1].get("round", 1)))
    return (current[-1] if current else {}), {}


def _find_kinds(record: Mapping[str, Any], registration: Mapping[str, Any] | None) -> list[str]:
    """Return the kinds of the enterprise, as the rules on windows take them."""
    kinds = [*(find_value(registration, ("application", "enterpriseTypes")) or ())]
    for submission in record.get("submissions", ()):
        kinds += find_value(submission, ("entityRegistrationInfo", "enterpriseTypes")) or ()
    return list(dict.fromkeys(kinds))

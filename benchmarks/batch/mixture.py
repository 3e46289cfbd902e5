"""Which samples the records are made from, and how many of each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from random import Random

from batch.templates import manifest, sample
from swschema.explain.codes import problem_codes

# As a window sees them: many accounts that get no further, many receipts and interviews, some
# papers, few complete registrations, and a dossier seldom.
VALID: Mapping[str, float] = {
    "registration/hangzhou-xx-email-pending": 14,
    "registration/hangzhou-xx-account-opened": 12,
    "message/receipt-approved": 10,
    "message/receipt-returned": 8,
    "message/new-interview": 5,
    "interview/hangzhou-xx-scheduled": 9,
    "interview/unified-authority": 4,
    "interview/no-show": 4,
    "interview/agency-run": 3,
    "interview/follow-up": 3,
    "interview/hangzhou-xx": 3,
    "interview/separate-video": 3,
    "interview/foreign-domestic-agent": 2,
    "interview/full": 1,
}
REST = {"materials": 8.0, "registration": 5.0, "message": 1.2, "dossier": 0.3}  # all others alike
UNFIT = (
    "dossier/postponed-interview",  # cites digests of its own parts, so that nothing can differ
    "interview/rare-characters",  # of which Xerces counts each as two
)
LARGEST = 20_000  # bytes of a sample with a mistake
# Mistakes that some peer cannot see, as JSON.parse keeps the last of repeated names; that are of
# bytes; and a root of no record, after which a validator of the whole file may look no further.
LEFT_OUT = (
    *("duplicate", "encoding", "limit", "record", "syntax", "attribute", "version"),
    *(c for c, each in problem_codes().items() if each.get("general") in ("syntax", "encoding")),
)
# No pattern tells a day that the calendar has not, and no float that a number had a fraction.
UNSEEN = ("leap-day", "february", "leap-second", "fraction-of-many-digits")


@dataclass(frozen=True, slots=True)
class Mixture:
    """Names of samples, to be drawn by weight."""

    names: tuple[str, ...]
    weights: tuple[float, ...]  # added up

    def drawn(self, random: Random) -> str:
        return random.choices(self.names, cum_weights=self.weights)[0]


@cache
def mixtures() -> dict[str, Mixture]:
    """Return the samples of each kind of record: valid, or broken in structure or in a rule."""
    return {"valid": _valid(), "structure": _broken("structure"), "rule": _broken("rules")}


def _valid() -> Mixture:
    names = [name for name, told in manifest().items() if _is_plain(name, told)]
    others = [name for name in names if name not in VALID]
    shares = {record: [each.split("/")[0] for each in others].count(record) for record in REST}
    weights = dict(VALID) | {
        name: REST[record] / shares[record] for name in others for record in [name.split("/")[0]]
    }
    return _mixture(list(weights), list(weights.values()))


def _is_plain(name: str, told: Mapping[str, object]) -> bool:
    valid = told["level"] == "structure" and told["valid"] is True
    return valid and "equals" not in told and name not in UNFIT and not _holds_draft(name)


def _holds_draft(name: str) -> bool:
    """Return whether a sample is a draft or has one: archives hold what was submitted."""
    return "draft" in name.lower()


def _broken(level: str) -> Mixture:
    names = list(_fit(level))
    # The smaller ones are the likelier, so that the invalid are about as large as the valid.
    return _mixture(names, [1 / sample(name).size for name in names])


def _fit(level: str) -> Iterator[str]:
    for name, told in manifest().items():
        if told["level"] != level or told["valid"] or "equals" in told:
            continue
        topic = name.split("/")[1]
        if (
            _holds_draft(name)
            or topic.startswith(LEFT_OUT)
            or any(each in topic for each in UNSEEN)
        ):
            continue
        if sample(name).size <= LARGEST:
            yield name


def _mixture(names: Sequence[str], weights: Sequence[float]) -> Mixture:
    return Mixture(tuple(names), tuple(accumulate(weights)))

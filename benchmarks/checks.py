"""That each peer does the work it is timed at: one that lets all pass would be quick."""

from collections.abc import Iterable, Mapping

import orjson

import swschema
from cases import Case, Sample, broken
from node import Ajv
from peers import OURS, WITH_RULES, Work


class UnfitPeerError(Exception):
    """A peer gives another result than it should."""


def check(works: Mapping[str, Work], cases: Iterable[Case], ajv: Ajv | None) -> None:
    """Check every peer's verdicts on all that is measured and on one broken record.

    Raises:
        UnfitPeerError: at the first that is wrong.
    """
    samples = [sample for case in cases for sample in case.samples]
    for work in works.values():
        if work.judges:
            _check_verdicts(work, samples)
    for name in (OURS, "xsdata"):
        _check_conversion(name, works["to_xml"], samples)
    if ajv and not (all(map(ajv.accepts, samples)) and not ajv.accepts(broken())):
        raise UnfitPeerError("ajv")


def _check_verdicts(work: Work, samples: Iterable[Sample]) -> None:
    for name, bind in work.binds.items():
        if name == work.floor:
            continue
        fit = [each for each in samples if name != WITH_RULES or each.keeps_rules()]
        wrong = [sample.record for sample in fit if bind(sample)() is not True]
        if wrong or bind(broken())() is not False:
            raise UnfitPeerError(work.title, name, wrong or "accepts what is broken")


def _check_conversion(name: str, work: Work, samples: Iterable[Sample]) -> None:
    for sample in samples:
        xml = work.binds[name](sample)()
        assert isinstance(xml, bytes)
        if orjson.loads(swschema.to_json(xml)) != orjson.loads(sample.json):
            raise UnfitPeerError(work.title, name, sample.record)

"""The documents that are measured: samples, and records made larger from one of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import orjson

import swschema
from swschema.rules.settings import STRUCTURE

SAMPLES = Path(__file__).parent.parent / "samples"
TYPICAL = "registration/hangzhou-xx"
LARGER = 100
# The largest record that is measured has more values than any record in use.
LIMITS = swschema.Limits(max_bytes=256 * 1024 * 1024, max_values=2_000_000)
Syntax = Literal["json", "xml"]


@dataclass(frozen=True, slots=True)
class Sample:
    """One record in both syntaxes."""

    record: str
    json: bytes
    xml: bytes

    def keeps_rules(self) -> bool:
        return not swschema.validate(self.json).problems


@dataclass(frozen=True, slots=True)
class Case:
    """What is measured together: one record, or many in a row."""

    key: str
    samples: tuple[Sample, ...]

    def size(self, syntax: Syntax) -> int:
        return sum(len(sample.json if syntax == "json" else sample.xml) for sample in self.samples)


def cases() -> tuple[Case, ...]:
    everything = tuple(
        sample(path.read_bytes()) for path in sorted(SAMPLES.rglob("valid/**/*.json"))
    )
    smallest = min(everything, key=lambda each: len(each.json))
    return (
        Case("smallest", (smallest,)),
        Case("typical", (typical(),)),
        Case("all", everything),
        Case(f"{LARGER}×", (enlarged(LARGER),)),
    )


def typical() -> Sample:
    return sample((SAMPLES / f"valid/{TYPICAL}.json").read_bytes())


def sample(json: bytes) -> Sample:
    """Return a valid record with its XML, spelled as `swschema build` writes the samples' twins."""
    xml = swschema.to_xml(json, indent=True, limits=LIMITS)
    report = swschema.validate(json, settings=STRUCTURE, limits=LIMITS)
    if not report.valid or not swschema.validate(xml, settings=STRUCTURE, limits=LIMITS).valid:
        raise ValueError(f"{report.record}: only valid records are measured: {report.problems[:1]}")
    return Sample(report.record or "", json, xml)


def enlarged(factor: int) -> Sample:
    """Return the typical record with the items of its outermost arrays repeated."""
    record = orjson.loads(typical().json)
    return sample(orjson.dumps(_repeated(record, factor), option=orjson.OPT_INDENT_2))


def _repeated(value: Any, factor: int) -> Any:
    if isinstance(value, Mapping):
        return {name: _repeated(each, factor) for name, each in value.items()}
    return value * factor if isinstance(value, list) else value


def broken() -> Sample:
    """Return a record that every peer has to refuse."""
    path = SAMPLES / "invalid/registration/missing-legal-name"
    json, xml = (path.with_suffix(suffix).read_bytes() for suffix in (".json", ".xml"))
    return Sample("registration", json, xml)

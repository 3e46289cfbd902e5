"""Make records as a window gets them: valid and invalid ones, in JSON and in XML.

    python benchmarks/batch/generate.py --records 1000000 --seed 1 --json FILE --xml FILE

writes one record a line as NDJSON, and the same records one after the other below a root
`<records>` as XML. The same seed gives the same bytes. How many records are invalid, and in what
way, is printed as JSON and, with --expect, written to a file.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import orjson

sys.path.insert(0, str(Path(__file__).parent.parent))

from batch.mixture import mixtures
from batch.templates import sample, template

VARIANTS = {"valid": 6, "structure": 1, "rule": 1, "malformed": 6}
MALFORMED = 0.02  # of the invalid; the others break structure and rules, half and half
HEAD, TAIL = b"<records>\n", b"</records>\n"


@dataclass(frozen=True, slots=True)
class Made:
    """A record in both syntaxes.

    Attributes:
        kind: "valid"; "structure" or "rule" by what it breaks; "malformed" if it is no JSON and
            no XML.
        of: the sample that it is made of.
    """

    kind: str
    of: str
    json: bytes
    xml: bytes


def records(seed: int, *, invalid: float = 0.05, malformed: float = MALFORMED) -> Iterator[Made]:
    """Yield records without end."""
    random, known = Random(seed), mixtures()
    number = 0
    while True:
        number += 1
        kind = "valid"
        if random.random() < invalid:
            kinds = ("malformed", "structure", "rule")
            broken = (1 - malformed) / 2
            kind = random.choices(kinds, (malformed, broken, broken))[0]
        of = known["valid" if kind == "malformed" else kind].drawn(random)
        variant = int(random.random() * VARIANTS[kind])
        json, xml = template(of, variant).filled(random, number)
        if kind == "malformed":
            json, xml = _cut(json, random), _torn(xml, random)
        yield Made(kind, of, json, xml)


def _cut(json: bytes, random: Random) -> bytes:
    """Return the beginning of a JSON text, as of a line whose writer broke off."""
    kept = json[: random.randrange(len(json) // 4, len(json) * 3 // 4)]
    return kept[: kept.rindex(b":") + 1]


def _torn(xml: bytes, random: Random) -> bytes:
    """Return an XML text with a bare & in it; all its tags are still there."""
    place = xml.index(b"</", random.randrange(len(xml) // 2))
    return xml[:place] + b" & " + xml[place:]


@dataclass(slots=True)
class Tally:
    """What a run over the records is to find."""

    kinds: Counter[str]
    codes: Counter[str]
    sizes: Counter[str]

    def add(self, made: Made) -> None:
        self.kinds[made.kind] += 1
        if made.kind == "malformed":
            self.codes["truncated"] += 1
        elif made.kind != "valid":
            self.codes.update(code for code, _ in sample(made.of).verdict)

    def told(self) -> dict[str, Any]:
        kinds = {kind: self.kinds[kind] for kind in VARIANTS}
        return {
            "records": self.kinds.total(),
            **kinds,
            "problems": dict(sorted(self.codes.items())),
            "bytes": dict(self.sizes),
        }


def write(
    made: Iterator[Made],
    *,
    json: Path | None = None,
    xml: Path | None = None,
    well_formed_xml: bool = False,
) -> Tally:
    """Write records to files, each on a line of its own, and return what is among them.

    Args:
        made: the records.
        json: the file for NDJSON.
        xml: the file for XML; a text may go on over several lines.
        well_formed_xml: leave the malformed out of the XML file, so that parsers which read it as
            one document get to its end.
    """
    tally = Tally(Counter(), Counter(), Counter())
    with ExitStack() as stack:
        json_file = stack.enter_context(json.open("wb")) if json else None
        xml_file = stack.enter_context(xml.open("wb")) if xml else None
        if xml_file:
            tally.sizes["xml"] += xml_file.write(HEAD)
        for each in made:
            tally.add(each)
            if json_file:
                tally.sizes["json"] += json_file.write(each.json + b"\n")
            if xml_file and not (well_formed_xml and each.kind == "malformed"):
                tally.sizes["xml"] += xml_file.write(each.xml + b"\n")
        if xml_file:
            tally.sizes["xml"] += xml_file.write(TAIL)
    return tally


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path, help="the file for NDJSON")
    parser.add_argument("--xml", type=Path, help="the file for XML")
    parser.add_argument("--expect", type=Path, help="the file for what is among the records")
    parser.add_argument("--invalid", type=float, default=0.05, help="the share of the invalid")
    parser.add_argument("--malformed", type=float, default=MALFORMED, help="their share of these")
    parser.add_argument("--well-formed-xml", action="store_true", help="none of them in the XML")
    given = parser.parse_args()
    made = records(given.seed, invalid=given.invalid, malformed=given.malformed)
    tally = write(
        islice(made, given.records),
        json=given.json,
        xml=given.xml,
        well_formed_xml=given.well_formed_xml,
    )
    told = orjson.dumps(tally.told(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    sys.stdout.write(told.decode())
    if given.expect:
        given.expect.write_bytes(told)


if __name__ == "__main__":
    main()

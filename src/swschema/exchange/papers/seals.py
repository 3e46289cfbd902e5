"""The places of a paper for signatures, dates and seals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from swschema.exchange.papers.case import PaperCase
from swschema.exchange.papers.markup import Html, element, join
from swschema.exchange.papers.texts import Text, code_title, say, write_date
from swschema.lifecycle.status import BilingualText

OFFICIAL = "OFFICIAL"
SMALL = frozenset({"LEGAL_REP_NAME"})
SIGNATORY = BilingualText("Legal representative or signatory", "法定代表人（负责人）或者授权签署人")
SIGNATURE = BilingualText("Signature", "签名")
DATE = BilingualText("Date", "日期")
OPEN_DATE = "　　　　年　　月　　日"
STRADDLE = BilingualText("Straddle seal", "骑缝章")


def write_signature(
    case: PaperCase, material: Mapping[str, Any], *, name: str | None = None, day: str | None = None
) -> Html:
    """Return the places for a signature, its date and the seals.

    Args:
        case: what is printed.
        material: the entry of the paper in the submission, which may be empty.
        name: who signs, if it is known.
        day: the day of signing, as YYYY-MM-DD, if it is known.
    """
    line = element("span", class_="line")
    signed = write_date(day) if day else OPEN_DATE
    lines = element(
        "div",
        element(
            "div", _label(case, SIGNATORY), element("span", name, class_="signer") if name else line
        ),
        element("div", _label(case, SIGNATURE), line),
        element("div", _label(case, DATE), signed),
        class_="lines",
    )
    return join(
        element("div", lines, _seals(case, material), class_="sign"),
        _straddle(case, material),
    )


def write_seal(case: PaperCase, text: Text, *, small: bool = False) -> Html:
    """Return a place for a seal; the official seal of an enterprise is 40 mm wide.

    Args:
        case: what is printed.
        text: which seal it is for.
        small: whether it is for a name seal.
    """
    kind = "seal small" if small else "seal"
    return element("div", element("span", say(text, bilingual=case.bilingual)), class_=kind)


def describe_seals(material: Mapping[str, Any]) -> list[BilingualText]:
    """Return the seals that a record states for a paper, each with the way of sealing."""
    return [_describe(each) for each in material.get("seals", ())]


def _seals(case: PaperCase, material: Mapping[str, Any]) -> Html:
    places = [
        write_seal(case, _describe(each), small=each.get("sealType") in SMALL)
        for each in material.get("seals", ())
    ] or [write_seal(case, code_title("sealType", OFFICIAL))]
    return element("div", *places, class_="seals")


def _straddle(case: PaperCase, material: Mapping[str, Any]) -> Html | None:
    """Return the strip at the edge of each page, unless the record seals the paper otherwise."""
    ways = {each.get("sealedPages", "STRADDLE") for each in material.get("seals", ())}
    if ways and "STRADDLE" not in ways:
        return None
    return element("div", say(STRADDLE, bilingual=case.bilingual), class_="straddle")


def _describe(seal: Mapping[str, Any]) -> BilingualText:
    kind = code_title("sealType", seal.get("sealType", OFFICIAL))
    if "sealedPages" not in seal:
        return kind
    way = code_title("sealedPages", seal["sealedPages"])
    return BilingualText(f"{kind.en}, {way.en.lower()}", f"{kind.zh}（{way.zh}）")


def _label(case: PaperCase, label: BilingualText) -> Html:
    return join(say(label, bilingual=case.bilingual), "：")

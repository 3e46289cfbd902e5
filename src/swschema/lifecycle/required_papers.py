"""The paper materials that a window asks for, by the rules from which `status` takes them too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from swschema.lifecycle.items import find_window
from swschema.lifecycle.status import BilingualText
from swschema.lifecycle.table import UNIFIED, evaluate, life_cycle, take_parameters
from swschema.rules import v1_life_cycle as compiled
from swschema.rules.settings import DEFAULT_SETTINGS, Settings
from swschema.schema.files import code_entries

SCOPE = "MATERIALS_SUBMISSION"  # of what an agent does for the enterprise


@dataclass(frozen=True, slots=True)
class RequiredPaper:
    """A paper material that a window asks for.

    Attributes:
        code: its code of `materialType`; None where one of several is enough.
        title: what it is called.
        doubt: how it is asked for, where that is not certain, such as "Paper material that is
            probably required"; None where it is certain.
        missing: whether the submission neither contains it nor what stands for it.
    """

    code: str | None
    title: BilingualText
    doubt: BilingualText | None
    missing: bool


def list_required_papers(
    submission: Mapping[str, Any],
    *,
    window: str,
    kinds: Sequence[str],
    day: str,
    settings: Settings = DEFAULT_SETTINGS,
) -> Iterator[RequiredPaper]:
    """Yield the paper materials that a window asks for, each once.

    Args:
        submission: what is submitted to the window, which may be incomplete.
        window: the window, a code of `window`.
        kinds: the kinds of the enterprise, codes of `enterpriseType`.
        day: the day of the submission, as YYYY-MM-DD.
        settings: how the rules are applied, of which the parameters come.
    """
    known = {
        "params": take_parameters(settings),
        "kinds": kinds,
        "paperDay": day,
        "unified": window == UNIFIED,
        "current": [{"submissions": [_fill_in(submission, window, day)]}],
    }
    certain: Mapping[str, str] | None = None  # how the first is asked for, as the others that are
    seen: set[str] = set()
    for each, (concerns, codes, _when, missing) in zip(
        life_cycle()["next"], compiled.NEXT, strict=True
    ):
        if each.get("scope") != SCOPE or find_window(known, each) != window or not missing:
            continue
        certain = certain or each["words"]
        for code in _codes(concerns, codes, known):
            if code is None or code not in seen:
                seen |= {code} if code else set()
                lacks = bool(evaluate(missing, {**known, "code": code}))
                doubt = None if code is None or each["words"] == certain else _doubt(each["words"])
                yield RequiredPaper(code, _title(each, code), doubt, lacks)


def _fill_in(submission: Mapping[str, Any], window: str, day: str) -> dict[str, Any]:
    """Return a submission with what expressions need of each, if it is missing."""
    materials = [each for each in submission.get("materials", ()) if "materialType" in each]
    given = {"submittedOn": day, **submission}
    return {**given, "windowCode": window, "materials": materials}


def _codes(
    concerns: compiled.Expression | None,
    codes: compiled.Expression | None,
    known: Mapping[str, Any],
) -> Sequence[str | None]:
    """Return the codes of an item: none if it does not apply, None alone for one without codes."""
    if codes is not None:
        found: Sequence[str] = evaluate(codes, known)
        return found
    return [None] if concerns is not None and evaluate(concerns, known) else []


def _title(each: Mapping[str, Any], code: str | None) -> BilingualText:
    if code is None:
        return BilingualText(**each["words"])
    entry = code_entries(each["codes"])[code]
    return BilingualText(entry["title"], entry["x-zh"]["title"])


def _doubt(words: Mapping[str, str]) -> BilingualText:
    """Return the words of an item without its code."""
    return BilingualText(
        **{name: text.format(code="").strip(" :：") for name, text in words.items()}
    )

"""The results of a validator: one JSON object a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from swschema.i18n import _

SHOWN = 80


@dataclass(frozen=True, slots=True)
class ReportedProblem:
    """One problem as a validator reports it; what it leaves out is None."""

    code: str | None = None
    pointer: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A validator's verdict on one file.

    Attributes:
        file: the path from the input.
        valid: the verdict.
        problems: the problems that it reports; None where it reports verdicts only.
    """

    file: str
    valid: bool
    problems: tuple[ReportedProblem, ...] | None = None


KINDS: dict[str, type] = {"code": str, "pointer": str, "line": int}


def read_answer(line: bytes) -> Answer:
    """Return the answer that a line of output is.

    Raises:
        ValueError: saying what is wrong with the line, in a clause about the validator.
    """
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError:
        raise ValueError(
            _("returned a line that is not JSON: {line}").format(line=_shown(line))
        ) from None
    if not isinstance(value, dict) or not isinstance(value.get("file"), str):
        raise ValueError(_("returned a result without a file: {line}").format(line=_shown(line)))
    if not isinstance(value.get("valid"), bool):
        message = _("returned a result in which valid is neither true nor false: {line}")
        raise ValueError(message.format(line=_shown(line)))
    problems = value.get("problems")
    if problems is None:
        return Answer(value["file"], value["valid"])
    if not isinstance(problems, list) or not all(map(_is_problem, problems)):
        message = _("returned problems that do not follow the protocol: {line}")
        raise ValueError(message.format(line=_shown(line)))
    # What a draft still lacks is nothing wrong with it: a system may list that or not.
    reported = tuple(
        ReportedProblem(**{key: each.get(key) for key in KINDS})
        for each in problems
        if each.get("severity") != "todo"
    )
    return Answer(value["file"], value["valid"], reported)


def _is_problem(value: Any) -> bool:
    return isinstance(value, Mapping) and all(
        value.get(key) is None or type(value[key]) is kind for key, kind in KINDS.items()
    )


def _shown(line: bytes) -> str:
    text = line.decode(errors="replace").strip()
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"

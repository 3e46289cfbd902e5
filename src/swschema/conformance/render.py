"""A score and a list of cases as text and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson

from swschema.conformance.kit import Case
from swschema.conformance.score import Ratio, Score
from swschema.i18n import _, choose_text


def score_text(score: Score) -> str:
    """Return a score as a table, with a line for each wrong verdict."""
    lines = [_wrong_verdict(case) for case in score.wrong]
    syntaxes = sorted({syntax for _record, syntax in score.by_group})
    lines.append("".join([f"{'':14}", *(f"{each.upper():>12}" for each in syntaxes)]))
    for record in dict.fromkeys(record for record, _syntax in score.by_group):
        counts = [score.by_group.get((record, each)) for each in syntaxes]
        cells = [f"{_ratio(each) if each else '':>12}" for each in counts]
        lines.append("".join([f"{record:14}", *cells]))
    labels = {
        "code": _("codes: correct for {right} of {total} files that must fail"),
        "pointer": _("pointers: correct for {right} of {total} files that must fail"),
        "line": _("lines: correct for {right} of {total} files that must fail"),
    }
    lines += [
        labels[aspect].format(right=count.right, total=count.total)
        for aspect, count in score.aspects.items()
    ]
    verdicts = _("verdicts: {right} of {total} correct")
    lines.append(verdicts.format(right=score.verdicts.right, total=score.verdicts.total))
    return "\n".join(lines)


def score_json(score: Score) -> str:
    """Return a score as a JSON object."""
    groups = [
        {"record": record, "syntax": syntax, **_counted(count)}
        for (record, syntax), count in score.by_group.items()
    ]
    return _json(
        {
            "verdicts": _counted(score.verdicts),
            "groups": groups,
            "aspects": {aspect: _counted(count) for aspect, count in score.aspects.items()},
            "wrong": [_case(case) for case in score.wrong],
        }
    )


def list_text(cases: Sequence[Case]) -> str:
    """Return cases as lines: path, verdict and codes, what the sample shows."""
    width = max((len(_file(case)) for case in cases), default=0)
    return "\n".join(
        f"{_file(case):{width}}  {_verdict(case):18}  {_described(case)}" for case in cases
    )


def list_json(cases: Sequence[Case]) -> str:
    """Return cases as a JSON array."""
    return _json([_case(case) for case in cases])


def _wrong_verdict(case: Case) -> str:
    message = (
        _("wrong verdict: {file} must pass") if case.valid else _("wrong verdict: {file} must fail")
    )
    return f"{message.format(file=_file(case))}: {_described(case)}"


def _verdict(case: Case) -> str:
    return ", ".join(dict.fromkeys(each.code for each in case.problems)) or _("passed")


def _described(case: Case) -> str:
    return choose_text(case.description)


def _file(case: Case) -> str:
    return f"{case.path.parents[1].name}/{case.sample}.{case.syntax}"


def _case(case: Case) -> dict[str, Any]:
    return {
        "id": case.sample,
        "record": case.record,
        "syntax": case.syntax,
        "file": str(case.path),
        "valid": case.valid,
        "codes": [each.code for each in case.problems],
    }


def _ratio(count: Ratio) -> str:
    return f"{count.right}/{count.total}"


def _counted(count: Ratio) -> dict[str, int]:
    return {"right": count.right, "total": count.total}


def _json(value: Any) -> str:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2).decode()

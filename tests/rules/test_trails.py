"""Each record of each trail taken out, reversed or altered: caught by the rule that names it."""

from __future__ import annotations

import copy
import functools
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from conftest import AS_OF, SAMPLES, walk
from swschema import Settings, validate

Dossier = dict[str, Any]
Change = Callable[[Dossier], None]
OTHER_NAME = "杭州示例别家服务有限公司"
OTHER_ID = "HZSW-{}-2001-000999"
LONG_AGO = "2010-01-05T09:00:00+08:00"
TRAILS = walk("trails")


@functools.cache
def trail(name: str) -> Dossier:
    read: Dossier = json.loads((SAMPLES / f"{name}.json").read_bytes())
    return read


def rounds(dossier: Dossier) -> list[Any]:
    found: list[Any] = dossier.get("materialsRounds", [])
    return found


def interviews(dossier: Dossier) -> list[Any]:
    found: list[Any] = dossier.get("interviews", [])
    return found


def decisions(dossier: Dossier) -> list[Any]:
    found: list[Any] = dossier["registration"].get("decisions", [])
    return found


def held(dossier: Dossier) -> bool:
    return bool(interviews(dossier)) and interviews(dossier)[-1]["status"] != "SCHEDULED"


def completed(dossier: Dossier) -> bool:
    return bool(dossier["registration"]["status"] == "REGISTRATION_COMPLETED")


def last_decided(dossier: Dossier) -> list[int]:
    """Return which submissions of the last round are of that round, and no copies."""
    given = rounds(dossier)[-1]["submissions"]
    most = max(each["round"] for each in given)
    return [i for i, each in enumerate(given) if each["round"] == most]


def set_in(path: str, value: Any) -> Change:
    """Return the change that gives a member another value; negative indices count from the end."""

    def change(dossier: Dossier) -> None:
        *way, last = [int(x) if x.lstrip("-").isdigit() else x for x in path.split("/")]
        here: Any = dossier
        for step in way:
            here = here[step]
        here[last] = value

    return change


# What happens to a trail, which trails it can happen to, the change, the rule that tells of it.
RECORDS: list[tuple[str, Callable[[Dossier], object], Change, str]] = [
    ("all interviews are taken out", interviews, lambda d: d.pop("interviews"), "ST01"),
    ("all materials are taken out", lambda d: interviews(d) and rounds(d),
     lambda d: d.pop("materialsRounds"), "CN03"),
    ("materials without an interview are taken out", lambda d: rounds(d) and not interviews(d),
     lambda d: d.pop("materialsRounds"), "ST01"),
    ("the first of several rounds is taken out", lambda d: len(rounds(d)) > 1,
     lambda d: rounds(d).pop(0), "ST05"),
    ("the last of several rounds is taken out", lambda d: len(rounds(d)) > 1,
     lambda d: rounds(d).pop(), "CN03"),
    ("the first of several interviews is taken out", lambda d: len(interviews(d)) > 1,
     lambda d: interviews(d).pop(0), "IN12"),
    ("the last of several interviews is taken out", lambda d: len(interviews(d)) > 1,
     lambda d: interviews(d).pop(), "ST04"),
    ("what one of two windows was given last is taken out",
     lambda d: rounds(d) and len(rounds(d)[-1]["submissions"]) > 1,
     lambda d: rounds(d)[-1]["submissions"].pop(last_decided(d)[-1]), "ST04"),
    ("the last decision is taken out", completed, lambda d: decisions(d).pop(), "ST04"),
    ("the withdrawal is taken out",
     lambda d: d["registration"]["status"] == "WITHDRAWN",
     lambda d: d["registration"]["events"].pop(), "ST01"),
    ("the rounds are reversed", lambda d: len(rounds(d)) > 1,
     lambda d: rounds(d).reverse(), "TM02"),
    ("the interviews are reversed", lambda d: len(interviews(d)) > 1,
     lambda d: interviews(d).reverse(), "TM02"),
    ("the decisions are reversed", lambda d: len(decisions(d)) > 1,
     lambda d: decisions(d).reverse(), "TM02"),
    ("the dossier is assembled before all", lambda _d: True, set_in("assembledAt", LONG_AGO),
     "TM03"),
    ("the link is clicked before it was sent", lambda _d: True,
     set_in("registration/verificationLink/clickedAt", LONG_AGO), "AC01"),
    ("only the account is active", lambda _d: True,
     set_in("registration/status", "ACCOUNT_ACTIVATED"), "ST01"),
    ("the materials were submitted before the registration", rounds,
     set_in("materialsRounds/0/submissions/0/submittedOn", LONG_AGO[:10]), "WN04"),
    ("the interview was held before all", held, set_in("interviews/-1/startedAt", LONG_AGO),
     "IN01"),
    ("the last round is numbered as if more came before", rounds,
     set_in("materialsRounds/-1/submissions/0/round", 7), "ST05"),
    ("the materials refer to another registration", rounds,
     set_in("materialsRounds/-1/registrationRef/registrationId", OTHER_ID.format("R")), "CN03"),
    ("the interview refers to another registration", interviews,
     set_in("interviews/-1/registrationRef/registrationId", OTHER_ID.format("R")), "CN03"),
    ("the interview refers to other materials", interviews,
     set_in("interviews/-1/materialsRef/materialsId", OTHER_ID.format("M")), "CN03"),
    ("the materials are of another enterprise", rounds,
     set_in("materialsRounds/-1/applicant/legalName", OTHER_NAME), "CN05"),
    ("the materials have another customs code", rounds,
     set_in("materialsRounds/-1/applicant/customsRegistrationCode", "330196T099"), "CN05"),
    ("the interview is with another enterprise", interviews,
     set_in("interviews/-1/applicant/legalName", OTHER_NAME), "CN05"),
    ("another agency submits the materials",
     lambda d: rounds(d) and "agent" in rounds(d)[-1],
     set_in("materialsRounds/-1/agent/legalName", OTHER_NAME), "CN05"),
    ("another agency comes to the interview",
     lambda d: interviews(d) and "agent" in interviews(d)[-1],
     set_in("interviews/-1/agent/legalName", OTHER_NAME), "CN05"),
    ("the form names another legal representative", interviews,
     set_in("materialsRounds/-1/submissions/-1/basicInformationForm/legalRepresentativeName",
            "王某某"), "CN01"),
    ("a copied decision is altered", completed,
     set_in("registration/decisions/-1/decidedBy", "HG0000001"), "CN02"),
    ("a topic stays uncovered",
     lambda d: interviews(d) and interviews(d)[-1]["status"] == "COMPLETED",
     set_in("interviews/-1/topics/0/covered", value=False), "IN02"),
    ("a signature is missing", held, lambda d: interviews(d)[-1]["signatures"].pop(), "IN09"),
    ("nobody attends", held, lambda d: interviews(d)[-1]["attendees"].clear(), "IN10"),
    ("the power of attorney is taken out",
     lambda d: d["registration"]["applicantMode"] == "AGENCY",
     lambda d: d["registration"]["application"].pop("entrustment"), "AG01"),
    ("a digit of the credit code is another", lambda _d: True,
     set_in("registration/application/enterprise/unifiedSocialCreditCode", "91330108MA0DEM0000"),
     "ID01"),
]  # fmt: skip


def stories() -> Iterator[Any]:
    for story, applies, change, rule in RECORDS:
        for path in TRAILS:
            if applies(trail(path)):
                name = f"{story}: {path.rpartition('/')[2]}"
                yield pytest.param(path, change, rule, id=name)


@pytest.mark.parametrize(("path", "change", "rule"), [*stories()])
def test_changed_trail_is_caught(path: str, change: Change, rule: str) -> None:
    changed = copy.deepcopy(trail(path))
    change(changed)
    assert changed != trail(path)
    found = {each.code for each in validate(changed, settings=Settings(as_of=AS_OF)).problems}
    assert rule in found


def test_every_trail_has_stories() -> None:
    caught = dict.fromkeys(TRAILS, 0)
    for story in stories():
        caught[story.values[0]] += 1
    assert min(caught.values()) >= 5
    assert sum(caught.values()) >= 500

"""The checks that follow from the life cycle: each status is the one that the records show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from swschema.compiler.lifecycle.source import STATES, LifeCycle, find_status_list
from swschema.compiler.schema.codes import CodeLists, list_entries
from swschema.compiler.yaml_file import YamlFile
from swschema.schema.paths import Path
from swschema.schema.shapes import Member

DERIVED = "life-cycle"
Check = dict[str, Any]
Words = dict[str, str]
Target = tuple[str, bool]  # where records lead to, and whether claims are left to another rule
LEADING = {
    "registration": ("the registration record shows", "按注册记录的内容应为"),
    "dossier": ("the records of the dossier show", "按案卷中的各项记录应为"),
    "inspectionStatus": ("the decisions at the window show", "按窗口的审核意见应为"),
    "customsStatus": ("the decisions at the window show", "按窗口的审核意见应为"),
    "materials": ("the progress at the windows shows", "按各窗口的办理情况应为"),
    "interview": ("the interview record shows", "按约谈记录的内容应为"),
}


def add_life_cycle_checks(
    files: Iterable[YamlFile], life: LifeCycle, lists: CodeLists
) -> list[YamlFile]:
    """Return the files of the rulebook with the checks that rules take from the life cycle."""
    return [YamlFile(each.name, _expanded(each.value, life, lists), each.node) for each in files]


def _expanded(value: Mapping[str, Any], life: LifeCycle, lists: CodeLists) -> dict[str, Any]:
    rules = [
        {**rule, "checks": [*rule.get("checks", ()), *make_life_cycle_checks(life, lists)]}
        if rule.get("derived") == DERIVED
        else rule
        for rule in value["rules"]
    ]
    return {**value, "rules": rules}


def make_life_cycle_checks(life: LifeCycle, lists: CodeLists) -> list[Check]:
    """Return one check for each state that records can lead to, as the rulebook has them.

    A check passes over the statuses that are allowed, and requires of any other that the
    records do not lead to the state.
    """
    return [
        *_registration_checks(life, lists, whole=False),
        *_registration_checks(life, lists, whole=True),
        *(
            check
            for index, status in enumerate(life.value["statuses"])
            if "member" in status
            for check in _status_checks(life, lists, index, status)
        ),
    ]


def allowed(transitions: Sequence[Mapping[str, Any]], state: str, *, whole: bool) -> list[str]:
    """Return the states that a registration may state where its records lead to one.

    It is that state, and those that further steps lead to of which these records show nothing.

    Args:
        transitions: the transitions, as the life cycle has them.
        state: where the records lead.
        whole: whether they are those of a dossier, or a registration alone.
    """
    found = [state]
    for each in found:
        for transition in transitions:
            silent = "evidence" not in transition or (
                not whole and transition["in"] != "registration"
            )
            if silent and each in transition.get("from", ()) and transition["to"] not in found:
                found.append(transition["to"])
    return found


def _registration_checks(life: LifeCycle, lists: CodeLists, *, whole: bool) -> Iterator[Check]:
    transitions = life.value["transitions"]
    kind = "dossier" if whole else "registration"
    numbers = [
        number
        for number, each in enumerate(transitions)
        if "evidence" in each and (whole or each["in"] == "registration")
    ]
    shown: list[tuple[Path, Target]] = [
        (("transitions", number, "evidence"), _target_of(life, transitions[number], whole=whole))
        for number in numbers
    ]
    for target in _targets(life, [target for _, target in shown], whole=whole):
        others = _contradicted_states(life, target, whole=whole)
        words = _words(
            lists, STATES, target[0], kind, life.records["registration"].by_name["status"]
        )
        leads = _condition(life, shown, target)
        check = _check(life, *leads, others, "status", words, target[0])
        copied = _copied_decisions(life, target[0]) if whole else []
        yield {"in": kind, "each": "Registration", **check, "fix": [*check["fix"], *copied]}


def _copied_decisions(life: LifeCycle, state: str) -> list[dict[str, str]]:
    """Return the operation that copies the decisions which a state is reached by."""
    found = next(each for each in life.value["states"] if each["code"] == state)
    return (
        [{"op": "add", "path": "decisions/-", "each": found["copies"]}] if "copies" in found else []
    )


def _target_of(life: LifeCycle, transition: Mapping[str, Any], *, whole: bool) -> Target:
    """Return where a transition leads to, and whether claims of passes are left to another rule.

    In a dossier they are, once an interview is on record; before that nobody can have passed. What
    leads on from such a claim leaves none.
    """
    if not {*_claims(life.value["states"])}.isdisjoint(_origins(life, transition)):
        return transition["to"], False
    return transition["to"], not whole or transition["record"] == "interview"


def _origins(life: LifeCycle, transition: Mapping[str, Any]) -> list[str]:
    """Return the states from which a transition starts, and those that lead directly to these."""
    found = [*transition.get("from", ())]
    before = [each for each in life.value["transitions"] if each["to"] in found]
    return found + [state for each in before for state in each.get("from", ())]


def _targets(life: LifeCycle, shown: Iterable[Target], *, whole: bool) -> list[Target]:
    """Return where the records can lead to, without what is reported for the registration alone."""
    transitions = life.value["transitions"]
    later = {
        _target_of(life, each, whole=whole) for each in transitions if each.get("in") == "dossier"
    }
    bases = _bases(transitions)
    return [
        target
        for target in dict.fromkeys(shown)
        if not whole or target in later or target[0] in bases
    ]


def _contradicted_states(life: LifeCycle, target: Target, *, whole: bool) -> list[str]:
    """Return the states that a registration must not state where its records lead to one."""
    transitions, states = life.value["transitions"], life.value["states"]
    every = [each["code"] for each in states]
    if whole:
        # What the registration alone contradicts is reported for it alone.
        alone = [allowed(transitions, base, whole=False) for base in _bases(transitions)]
        every = [*dict.fromkeys(code for codes in alone for code in codes)]
    to, left = target
    fine = {*allowed(transitions, to, whole=whole), *_states_of_other_rules(transitions, to)}
    claims = _claims(states) if left else []
    return [code for code in every if code not in fine.union(claims)]


def _claims(states: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the states that claim passes, which another rule checks."""
    return [each["code"] for each in states if "judged" in each]


def _states_of_other_rules(transitions: Iterable[Mapping[str, Any]], to: str) -> Iterator[str]:
    """Yield the states that another rule judges where the records lead to one."""
    for each in transitions:
        if each["to"] == to and "judged" in each:
            yield from each["judged"]["codes"]


def _bases(transitions: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the states that a registration alone leads to and other records lead on from."""
    own = {each["to"] for each in transitions if each.get("in") == "registration"}
    left = {code for each in transitions if each.get("in") == "dossier" for code in each["from"]}
    return [each["to"] for each in transitions if each["to"] in own & left and "evidence" in each]


def _status_checks(
    life: LifeCycle, lists: CodeLists, index: int, status: Mapping[str, Any]
) -> Iterator[Check]:
    record, member = life.records[status["in"]], status["member"]
    name = find_status_list(status, life.records)
    every = [entry["code"] for entry in list_entries(lists, name)]
    shown: list[tuple[Path, Target]] = [
        (("statuses", index, "states", number, "evidence"), (str(number), True))
        for number in range(len(status["states"]))
    ]
    kind = member if member in LEADING else status["in"]
    for number, state in enumerate(status["states"]):
        fine = {state["code"], *state.get("or", ()), *_claims(status["states"])}
        others = [code for code in every if code not in fine]
        words = _words(lists, name, state["code"], kind, record.by_name[member])
        leads = _condition(life, shown, (str(number), True))
        check = _check(life, *leads, others, member, words, state["code"])
        fix = [*check["fix"], *_following_status(status, state["code"])]
        yield {"in": status["in"], **check, "fix": fix}


def _following_status(status: Mapping[str, Any], code: str) -> list[dict[str, str]]:
    """Return the operation that sets the status of the record that follows from a window's."""
    if "follows" not in status:
        return []
    value = re.sub(r"\bstate\b", f"'{code}'", status["follows"]["is"])
    return [{"op": "replace", "path": status["follows"]["member"], "value": value}]


def _condition(
    life: LifeCycle, shown: Sequence[tuple[Path, Target]], to: Target
) -> tuple[str, tuple[str, ...]]:
    """Return what is true where the last evidence is of one state, and the facts that it names."""
    ways, used = [], set[str]()
    for place, (path, code) in enumerate(shown):
        if code != to:
            continue
        later = [each for each, other in shown[place + 1 :] if other != to]
        against = " || ".join(f"({_text(life, each)})" for each in later)
        ways.append(f"({_text(life, path)})" + (f" && !({against})" if against else ""))
        used.update(name for each in (path, *later) for name in life.facts[each])
    text = " || ".join(f"({way})" for way in ways)
    return text, tuple(each["name"] for each in life.value["facts"] if each["name"] in used)


def _text(life: LifeCycle, path: Path) -> str:
    value: Any = life.value
    for part in path:
        value = value[part]
    return str(value)


def _check(
    life: LifeCycle,
    leads: str,
    facts: Sequence[str],
    others: list[str],
    member: str,
    words: Words,
    state: str,
) -> Check:
    listed = ", ".join(f"'{code}'" for code in others)
    return {
        "when": f"this.{member} in [{listed}]",
        "let": {"stated": f"this.{member}", **{name: life.text_of(name) for name in facts}},
        "assert": f"!({leads})",
        "blames": [member],
        "message": words,
        "fix": [{"op": "replace", "path": member, "value": f"'{state}'"}],
    }


def _words(lists: CodeLists, name: str, code: str, kind: str, field: Member) -> Words:
    entry = next(each for each in list_entries(lists, name) if each["code"] == code)
    en, zh = LEADING[kind]
    english, chinese = field.schema["title"], field.schema["x-zh"]["title"]
    return {
        "en": f"{english} ({field.name}) is {{stated}}, but {en} {code} ({entry['title']})",
        "zh": f"{chinese}（{field.name}）为{{stated}}，但{zh}{code}（{entry['x-zh']['title']}）",
    }

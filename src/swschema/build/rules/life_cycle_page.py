"""The page on the life of a registration: a diagram, and its transitions in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from swschema.build.codes import COMMENT, CodeLists, entries
from swschema.build.rules.life_cycle import STATES, LifeCycle

START = "[*]"
INTRODUCTION = """\
The states of a registration, and what leads from one to the next. Where the records show a step,
rule ST01 holds the status that a registration states to it, and `swschema status` tells where the
registration stands and what the next step needs. The source is `schemas/v1/life-cycle.yaml`.

注册的各个状态及其转换。凡记录能够反映的步骤，规则ST01据此核对注册记录所填报的状态；
`swschema status`命令据此说明注册办理到哪一步、下一步还需要什么。
源文件为`schemas/v1/life-cycle.yaml`。
"""
DIAGRAM = """\
Steps out of every open state, to withdrawn and to expired, are left out of the diagram.
图中省略各办理中状态均可转入的“已撤回”和“已失效”。
"""
EVIDENCE = {
    "registration": "registration 注册记录",
    "materials": "materials 材料记录",
    "interview": "interview 约谈记录",
}
Words = Mapping[str, tuple[str, str]]


def life_cycle_page(life: LifeCycle, lists: CodeLists) -> str:
    """Return the page as Markdown.

    Args:
        life: the life of a registration.
        lists: the code lists by id, which have the words of the states.
    """
    words = {
        each["code"]: (each["title"], each["x-zh"]["title"]) for each in entries(lists, STATES)
    }
    title = life.value["title"]
    return "\n".join(
        [
            f"<!-- {COMMENT} -->",
            f"# {title['en']} {title['zh']}",
            "",
            INTRODUCTION,
            DIAGRAM,
            "```mermaid",
            *_diagram(life, words),
            "```",
            "",
            "## States 状态",
            "",
            *_states(life, words),
            "",
            "## Transitions 状态转换",
            "",
            *_transitions(life, words),
            "",
        ]
    )


def _diagram(life: LifeCycle, words: Words) -> Iterator[str]:
    yield "stateDiagram-v2"
    for state in life.value["states"]:
        en, zh = words[state["code"]]
        yield f'    state "{en}<br/>{zh}" as {state["code"]}'
    for each in life.value["transitions"]:
        trigger = each["trigger"]
        if len(each.get("from", ())) <= 1:
            start = each.get("from", [START])[0]
            yield f"    {start} --> {each['to']} : {trigger['en']}<br/>{trigger['zh']}"
    for state in life.value["states"]:
        if state["kind"] == "terminal":
            yield f"    {state['code']} --> {START}"


def _states(life: LifeCycle, words: Words) -> Iterator[str]:
    kinds = {"open": "open 办理中", "complete": "complete 已完成", "terminal": "terminal 已终止"}
    yield "| Code 代码 | State | 状态 | Kind 类别 |"
    yield "|---|---|---|---|"
    for state in life.value["states"]:
        en, zh = words[state["code"]]
        yield f"| `{state['code']}` | {en} | {zh} | {kinds[state['kind']]} |"


def _transitions(life: LifeCycle, words: Words) -> Iterator[str]:
    yield "| From 原状态 | Trigger | 触发事项 | To 新状态 | Record 记录 | Shown 记录可反映 |"
    yield "|---|---|---|---|---|---|"
    for each in life.value["transitions"]:
        trigger = each["trigger"]
        cells = (
            _from(life, each, words),
            trigger["en"],
            trigger["zh"],
            _named(each["to"], words),
            EVIDENCE[each["record"]],
            "yes 是" if "evidence" in each else "no 否",
        )
        yield f"| {' | '.join(cells)} |"


def _from(life: LifeCycle, transition: Mapping[str, Any], words: Words) -> str:
    if "from" not in transition:
        return "–"
    before = [
        state["code"]
        for state in life.value["states"]
        if state["kind"] == "open" and state["code"] not in ("CHANGE_PENDING", "SUSPENDED")
    ]
    if transition["from"] == before:
        return "any open state before completion 注册完成前的任一办理中状态"
    return "<br/>".join(_named(code, words) for code in transition["from"])


def _named(code: str, words: Words) -> str:
    en, zh = words[code]
    return f"{en} {zh}"

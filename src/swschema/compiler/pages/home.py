"""The first page and the pages of proof, with the figures of the last full runs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from swschema.compiler.pages.addresses import LANGUAGES
from swschema.compiler.pages.cross_reference import CrossReference, fields
from swschema.compiler.pages.render import render_page

PARITY = "docs/parity.md"
SPEED = "benchmarks/README.md"
RUN = re.compile(r"^(\d{4}-\d{2}-\d{2}), seed `(\w+)`", re.MULTILINE)
ALL = re.compile(r"^\| \*\*all\*\* \| ([\d,]+) \|.*\| (\d[\d,]*) \|$", re.MULTILINE)
# Those of others: the package is none of them.
ENGINE = re.compile(
    r"^\| (?!swschema)[^|]+ \| [^|]* \| [\d,]+ \| [\d,]+ \| (\d+) \|$", re.MULTILINE
)
# Chinese words for the heads of the tables that the runs write.
IN_CHINESE = {
    "Documents": "文档", "all": "总数", "in both syntaxes": "两种格式",
    "in JSON only": "仅JSON", "in XML only": "仅XML", "disagreements": "不一致",
    "valid": "应当通过", "mutants": "变异文档", "changed by chance": "随机改动",
    "changed blindly": "任意改动",
    "Engine": "引擎", "version": "版本", "judged": "判定数", "agreed": "一致",
    "disagreed": "不一致", "the models of": "模型", "of the JDK": "JDK自带",
}  # fmt: skip
PEERS = {
    "smallest": "最小", "typical": "典型", " samples": "个样例", "all ": "全部",
    "lxml parse of the result": "lxml解析结果", "lxml parse": "lxml解析", " alone": "（单独）",
    " in Node, from a string": "（Node，从字符串开始）", " in Node": "（Node）",
    ", not validating": "（不校验）",
}  # fmt: skip
TITLES = {
    "JSON bytes → verdict": "JSON字节 → 校验结论",
    "XML bytes → verdict": "XML字节 → 校验结论",
    "JSON → XML": "JSON → XML",
    "XML → JSON": "XML → JSON",
}


def render_home_pages(xref: CrossReference) -> dict[Path, bytes]:
    """Return the first page and the pages of proof in both languages."""
    root = xref.specification.root
    parity = (root / PARITY).read_text(encoding="utf-8")
    speed = (root / SPEED).read_text(encoding="utf-8")
    files = {}
    for language in LANGUAGES:
        figures = _figures(parity, speed, xref)
        files[xref.docs / language / "index.md"] = render_page(
            f"home.{language}", language, **figures
        )
        files[xref.docs / language / "proof/speed.md"] = render_page(
            "speed", language, tables=_speed_tables(speed, language), **figures
        )
    files[xref.docs / "zh/proof/parity.md"] = render_page(
        "parity", "zh", tables=_parity_tables(parity), **_figures(parity, speed, xref)
    )
    files[xref.docs / "en/proof/parity.md"] = render_page("parity", "en", text=_as_page(parity))
    return files


def _figures(parity: str, speed: str, xref: CrossReference) -> dict[str, object]:
    run, whole = RUN.search(parity), ALL.search(parity)
    if run is None or whole is None:
        raise ValueError(f"{PARITY} has no full run")
    judged = _typical(speed, "JSON bytes → verdict")
    in_xml = _typical(speed, "XML bytes → verdict")
    return {
        "day": run[1],
        "documents": whole[1],
        "disagreements": whole[2],
        "engines": len(ENGINE.findall(parity)),
        "json_time": judged["swschema"],
        "json_ratio": _ratio(judged, "python-jsonschema"),
        "xml_time": in_xml["swschema"],
        "xml_ratio": _ratio(in_xml, "xmlschema"),
        "field_count": sum(len(fields(s, xref.shapes)) for s in xref.wholes_and_parts),
        "list_count": len(xref.code_lists),
        "rule_count": len(xref.rules),
    }


def _section(speed: str, title: str) -> list[list[str]]:
    """Return the cells of the table below a title in the benchmarks."""
    after = speed.split(f"**{title}**, µs", 1)[1].split("\n\n", 2)[1]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in after.splitlines()]


def _typical(speed: str, title: str) -> Mapping[str, str]:
    """Return the time for the typical record in µs, by peer."""
    return {row[0]: row[2].partition(" ")[0] for row in _section(speed, title)[2:]}


def _ratio(times: Mapping[str, str], peer: str) -> int:
    one, other = (float(times[name].replace(",", "")) for name in ("swschema", peer))
    return round(other / one)


def _speed_tables(speed: str, language: str) -> list[tuple[str, str]]:
    made = []
    for title, chinese in TITLES.items():
        table = "\n".join(f"| {' | '.join(row)} |" for row in _section(speed, title))
        if language == "zh":
            for word, other in PEERS.items():
                table = table.replace(word, other)
        made.append((chinese if language == "zh" else title, table))
    return made


def _parity_tables(parity: str) -> list[str]:
    found = re.findall(r"(?:^\|.*\n)+", parity, re.MULTILINE)
    tables = [table for table in found if table.startswith(("| Documents", "| Engine"))]
    return [_chinese(table) for table in tables]


def _chinese(table: str) -> str:
    for word, other in IN_CHINESE.items():
        pattern = re.escape(word)
        table = re.sub(
            rf"(?<=\| ){pattern}\b|(?<=\d, ){pattern}\b|(?<=\*\*){pattern}(?=\*\*)", other, table
        )
    return table


def _as_page(parity: str) -> str:
    """Return the page on parity as it is, with links that the site has."""
    text = parity.replace("(../schemas/v1/rules)", "(../reference/rules/index.md)")
    text = text.replace("## The bounds of the claim", "## The bounds of the claim {: #bounds }")
    return re.sub(r"<!--.*?-->\n*", "", text)

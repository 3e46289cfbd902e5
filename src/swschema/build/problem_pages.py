"""The page that explains the codes of structural problems, with samples of the conformance kit.

It shows what the validator says of a sample, in the words of the schemas as they were last built.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from swschema.build.codes import COMMENT
from swschema.languages import speaking
from swschema.problems import Language, Problem, Report
from swschema.report.text import block
from swschema.structure.codes import CODES, CODES_IN_CHINESE
from swschema.validate import validate

SYNTAXES = ("json", "xml")
# One mistake each. `schema` is told only where the engines and the diagnosis part, so never.
SAMPLES = {
    "attribute": "registration/attribute-on-element",
    "count": "registration/count-no-contacts",
    "doctype": "registration/doctype-internal",
    "duplicate": "registration/duplicate-account-email",
    "encoding": "registration/encoding-gbk",
    "enum": "registration/enum-status-lower-case",
    "format": "registration/format-missing-offset",
    "length": "registration/length-legal-name-empty",
    "limit": "registration/limit-depth",
    "missing": "registration/missing-legal-name",
    "mixed": "registration/mixed-stray-text",
    "order": "registration/order-too-late",
    "pattern": "registration/pattern-credit-code-lower-case",
    "range": "registration/range-copies-negative",
    "record": "registration/record-unknown",
    "syntax": "registration/syntax-truncated",
    "type": "registration/type-copies-fraction",
    "unknown": "registration/unknown-misspelt-legal-name",
    "version": "registration/version-two",
}
HEAD = f"""\
<!-- {COMMENT} -->

# Problems · 问题代码

Each problem that `swschema validate` finds in a document's structure has one of these codes, the
same for JSON and XML. A code keeps its meaning within a major version of the specification. The
examples are samples of the conformance kit (`swschema conformance list`), each with one mistake.

结构校验发现的每个问题都带有下列代码之一，JSON与XML相同；在规范的同一主版本内，代码含义不变。
示例取自一致性测试包（`swschema conformance list`），每个样例只有一处错误。

| Code | Meaning | 含义 | Found in |
|---|---|---|---|
"""


def problem_page(samples: Path, files: Mapping[Path, bytes]) -> bytes:
    """Return `docs/problems.md`.

    Args:
        samples: the folder of the samples.
        files: the planned files, the invalid samples among them.
    """
    found = {code: _files(code, samples, files) for code in CODES}
    rows = (_row(code, list(found[code])) for code in CODES)
    sections = ("".join(_section(code, found[code])) for code in CODES)
    return f"{HEAD}{''.join(rows)}\n{chr(10).join(sections)}".encode()


def _files(code: str, samples: Path, files: Mapping[Path, bytes]) -> dict[str, bytes]:
    """Return the sample of a code: the file of each syntax that can have the mistake."""
    if code not in SAMPLES:
        return {}
    paths = {syntax: samples / f"invalid/{SAMPLES[code]}.{syntax}" for syntax in SYNTAXES}
    return {syntax: files[path] for syntax, path in paths.items() if path in files}


def _row(code: str, syntaxes: list[str]) -> str:
    where = " and ".join(map(str.upper, syntaxes)) or "neither, if all is well"
    return f"| [`{code}`](#{code}) | {CODES[code]} | {CODES_IN_CHINESE[code]} | {where} |\n"


def _section(code: str, files: Mapping[str, bytes]) -> Iterator[str]:
    yield f"## {code}\n\n{CODES[code]}\n\n{CODES_IN_CHINESE[code]}\n"
    if not files:
        yield (
            "\nWhere it is told, swschema has a fault of its own: please report it. It has no"
            " example, and a test holds that no sample gets it.\n"
        )
        return
    told = "\n\n".join(_told(code, syntax, data, "en") for syntax, data in files.items())
    yield f"\n```text\n{told}\n```\n"
    syntax, data = next(iter(files.items()))
    yield f"\n```text\n{_told(code, syntax, data, 'zh-Hans')}\n```\n"


def _told(code: str, syntax: str, data: bytes, language: Language) -> str:
    """Return what is said on a terminal of the one problem in a sample."""
    report, problem = _only(code, syntax, data, language)
    with speaking(language):
        return click.unstyle(block(report, problem))


def _only(code: str, syntax: str, data: bytes, language: Language) -> tuple[Report, Problem]:
    name = SAMPLES[code].rpartition("/")[2]
    report = validate(data, name=f"{name}.{syntax}", language=language)
    (problem,) = report.problems
    if problem.code != code:
        raise ValueError(f"{name} is told as {problem.code}")
    return report, problem

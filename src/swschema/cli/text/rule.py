"""One rule with all its sections, for a terminal."""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from swschema.cli.text.rule_labels import name_records, severity_name, severity_of
from swschema.cli.text.table import wrap
from swschema.conformance.kit import Case, cases
from swschema.i18n import _, choose_text
from swschema.problems import Problem
from swschema.report.characters import width
from swschema.report.labels import record_name
from swschema.rules.builtin import describe_check
from swschema.rules.catalogue import Rule
from swschema.rules.settings import Settings
from swschema.schema.files import samples_folder

INDENT = "  "
CLAUSE = " " * 5  # below the text behind a check's number
KEYWORD = 8  # columns that the word before a clause takes


def rule_text(rule: Rule, settings: Settings, columns: int | None) -> str:
    """Return a rule with its heading and its sections.

    Args:
        rule: the rule.
        settings: the severities and parameters that are configured.
        columns: of the terminal; None for lines as long as they are.
    """
    heading = "\n".join(_wrapped(f"{rule['id']}  {choose_text(rule['title'])}", columns))
    sections = [
        (heading, _lines(_about(rule, settings), "", columns)),
        *_sections(rule, settings, columns),
    ]
    texts = ((title, "".join(lines)) for title, lines in sections)
    return "\n".join(f"{click.style(title, bold=True)}\n{text}" for title, text in texts if text)


def _about(rule: Rule, settings: Settings) -> str:
    severity, usual = severity_of(rule, settings), str(rule["severity"])
    label = severity_name(severity)
    if severity != usual:
        changed = _("{severity} (in the rulebook: {usual})")
        label = changed.format(severity=label, usual=severity_name(usual))
    about = [label, name_records(rule), choose_text(rule["family"])]
    since = _("since {version}").format(version=rule["since"])
    return " · ".join([*about, since, Problem(rule["id"], "").help])


def _sections(
    rule: Rule, settings: Settings, columns: int | None
) -> Iterator[tuple[str, Iterable[str]]]:
    yield _("Rationale"), _lines(choose_text(rule["why"]), INDENT, columns)
    yield _("Conditions (CEL expressions)"), _checks(rule, columns)
    yield _("Parameters"), _parameters(rule, settings, columns)
    yield _("How to fix it"), _lines(choose_text(rule["remedy"]), INDENT, columns)
    cited = (_lines(each, INDENT, columns) for each in rule["cites"])
    yield _("Sources"), (line for lines in cited for line in lines)
    kit = cases(samples_folder(), level="rules")
    keep = rule["examples"]["passing"]
    yield _("Passing samples"), _samples([c for c in kit if c.sample in keep], columns)
    broken = [c for c in kit if any(each.code == rule["id"] for each in c.problems)]
    yield _("Failing samples"), _samples(broken, columns)


def _checks(rule: Rule, columns: int | None) -> Iterator[str]:
    for number, check in enumerate(rule.get("checks", ()), 1):
        yield from _lines(f"{number}. {_about_check(check)}", INDENT, columns)
        if "when" in check:
            yield from _clause("when", check["when"], columns)
        for name, expression in check.get("let", {}).items():
            yield from _clause("let", f"{name} = {expression}", columns)
        yield from _clause("assert", check["assert"], columns)
        message = choose_text(check.get("message", rule["message"]))
        head, *more = _lines(message, CLAUSE + " " * KEYWORD, columns)
        yield from _clause(_("else"), head.strip(), None)
        yield from more
    if "native" in rule:
        yield from _lines(describe_check(rule["native"]), INDENT, columns)


def _about_check(check: Mapping[str, Any]) -> str:
    record = record_name(check["in"])
    about = _("{record}: the whole record").format(record=record)
    if "each" in check:
        about = _("{record}: each {type}").format(type=check["each"], record=record)
    if "validFrom" in check:
        about = _("{check}, from {day}").format(check=about, day=check["validFrom"])
    if "validTo" in check:
        about = _("{check}, until {day}").format(check=about, day=check["validTo"])
    if "severity" in check:
        about = f"{about} ({severity_name(check['severity'])})"
    return about


def _clause(keyword: str, text: str, columns: int | None) -> Iterator[str]:
    """Yield a clause of a check, its lines below each other."""
    head = f"{CLAUSE}{keyword}{' ' * (KEYWORD - width(keyword))}"
    for line in text.rstrip().split("\n"):
        yield from _unbroken(line, head, columns)
        head = " " * (len(CLAUSE) + KEYWORD)


def _parameters(rule: Rule, settings: Settings, columns: int | None) -> Iterator[str]:
    """Yield the parameters as a configuration has them, with what they mean below."""
    own = settings.parameters.get(rule["id"], {})
    for name, each in rule.get("parameters", {}).items():
        value = own.get(name, each["value"])
        if isinstance(value, dict):
            value = {**each["value"], **value}
        for line in _parameter_lines(name, value):
            yield from _unbroken(line, INDENT, columns)
        notes = [choose_text(each["title"])]
        if "codes" in each:
            notes.append(_("codes of {list}").format(list=each["codes"]))
        yield from _lines(_("; ").join(notes), CLAUSE, columns)
        if value != each["value"]:
            for line in _parameter_lines("", each["value"]):
                usual = _("in the rulebook: {value}").format(value=line)
                yield from _unbroken(usual, CLAUSE, columns)


def _parameter_lines(name: str, value: Any) -> Iterator[str]:
    """Yield a parameter as a configuration has it, a line for each kind of enterprise."""
    if isinstance(value, dict):
        dotted = f"{name}." if name else ""
        yield from (f"{dotted}{kind} = {_toml(codes)}" for kind, codes in value.items())
    else:
        yield f"{name} = {_toml(value)}" if name else _toml(value)


def _toml(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _samples(found: Iterable[Case], columns: int | None) -> Iterator[str]:
    """Yield the files of samples, with what each shows, the same in both syntaxes."""
    by_sample: dict[str, list[Case]] = {}
    for case in found:
        by_sample.setdefault(case.sample, []).append(case)
    for files in by_sample.values():
        yield from _lines(choose_text(files[0].description), INDENT, columns)
        # A path is to be copied, so it is never broken.
        yield from (f"{INDENT * 2}{_shown(case.path)}\n" for case in files)


def _shown(path: Path) -> Path:
    try:
        return path.relative_to(Path.cwd())
    except (OSError, ValueError):
        return path


def _lines(text: str, indent: str, columns: int | None) -> Iterator[str]:
    lines = _wrapped(text, columns and columns - len(indent))
    yield from (f"{indent}{line}\n" for line in lines)


def _wrapped(text: str, columns: int | None) -> list[str]:
    return wrap(text, columns) if columns else [text]


def _unbroken(text: str, head: str, columns: int | None) -> Iterator[str]:
    """Yield a line of code behind a head; what goes on below breaks no name, as it may be copied.

    White space at its start shows how an expression is built.
    """
    inner = text[: len(text) - len(text.lstrip())]
    below = " " * width(head)
    room = max(columns, 2 * KEYWORD) if columns else sys.maxsize
    yield from (
        f"{line}\n"
        for line in textwrap.wrap(
            text.strip(),
            room,
            initial_indent=head + inner,
            subsequent_indent=below + inner,
            break_long_words=False,
            break_on_hyphens=False,
        )
    )

"""The rulebook as ISO Schematron, for whoever works with XML tools."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from swschema.compiler.cel.to_xpath import XPath
from swschema.compiler.rules.checks import PLACEHOLDER, CheckSource
from swschema.compiler.rules.paths import MemberPath, variable_name
from swschema.compiler.rules.record_dates import RecordDates
from swschema.compiler.schema.codes import COMMENT, ValidityPeriods, validity_periods
from swschema.compiler.specification import Rules, Specification
from swschema.schema.files import NAMESPACE
from swschema.schema.shapes import ObjectType

SCHEMATRON = "http://purl.oclc.org/dsdl/schematron"
FUNCTIONS = f"{NAMESPACE}/functions"
TODAY = (
    "substring(string(adjust-dateTime-to-timezone(current-dateTime(),"
    " xs:dayTimeDuration('PT8H'))), 1, 10)"
)
# Functions of sequences; those of functions.xsl are of single values.
SEQUENCES = """\
  <xsl:function name="f:latest" as="xs:string">
    <xsl:param name="dates" as="xs:string*"/>
    <xsl:sequence select="string(max($dates))"/>
  </xsl:function>
  <xsl:function name="f:isSorted" as="xs:boolean">
    <xsl:param name="dates" as="xs:string*"/>
    <xsl:sequence select="every $place in 2 to count($dates)
        satisfies $dates[$place - 1] le $dates[$place]"/>
  </xsl:function>
  <xsl:function name="f:flatten" as="xs:string*">
    <xsl:param name="items" as="xs:string*"/>
    <xsl:sequence select="$items"/>
  </xsl:function>
  <xsl:function name="f:forKinds" as="xs:string*">
    <xsl:param name="table" as="xs:string*"/>
    <xsl:param name="kinds" as="xs:string*"/>
    <xsl:sequence select="distinct-values(for $kind in $kinds, $row in $table
        return if (substring-before($row, '=') eq $kind) then substring-after($row, '=') else ())"/>
  </xsl:function>
  <xsl:function name="f:repeated" as="xs:string*">
    <xsl:param name="texts" as="xs:string*"/>
    <xsl:for-each-group select="$texts" group-by=".">
      <xsl:if test="count(current-group()) gt 1">
        <xsl:sequence select="current-grouping-key()"/>
      </xsl:if>
    </xsl:for-each-group>
  </xsl:function>"""


def render_schematron(specification: Specification, functions: str) -> str:
    """Return the Schematron schema: each check is a pattern of its own, under its rule's id.

    Args:
        specification: the specification with the rules.
        functions: the XSLT that has the functions.
    """
    rules = specification.rules
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<!-- {COMMENT} -->",
        f"<!-- {_describe_bounds(rules)} -->",
        f'<sch:schema xmlns:sch="{SCHEMATRON}" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"',
        '            xmlns:xs="http://www.w3.org/2001/XMLSchema"',
        f'            xmlns:sw="{NAMESPACE}" xmlns:f="{FUNCTIONS}"',
        '            queryBinding="xslt2" defaultPhase="#ALL">',
        '  <sch:title xml:lang="en">The rulebook of the single-window records</sch:title>',
        f'  <sch:ns prefix="sw" uri="{NAMESPACE}"/>',
        f'  <sch:ns prefix="f" uri="{FUNCTIONS}"/>',
        '  <sch:ns prefix="xs" uri="http://www.w3.org/2001/XMLSchema"/>',
        "  <!-- The day of checking: by default today in China. -->",
        f'  <sch:let name="today" value={quoteattr(TODAY)}/>',
        *_parameters(rules),
        *_functions(functions),
        *_in_force(validity_periods(specification.code_lists)),
        SEQUENCES,
    ]
    for check in specification.checks:
        lines += _pattern(rules[check.rule], check, specification.record_dates)
    return "\n".join([*lines, *_diagnostics(rules), "</sch:schema>", ""])


def _describe_bounds(rules: Rules) -> str:
    """Return what Schematron does not say of the rules."""
    native = [name for name, rule in rules.items() if "native" in rule]
    whole = ", ".join(name for name in native if not rules[name].get("checks"))
    parts = ", ".join(name for name in native if rules[name].get("checks"))
    return (
        f"Not in here, since code makes the checks: {whole}; and in part {parts} (digests, contents"
        " of files, several messages). What a draft lacks, and what it decides of the rules of the"
        " whole record, is not in here either. A location is the element that a check is about; the"
        " field in it that is at fault is in rules.json, as `blames`."
    )


def _parameters(rules: Rules) -> Iterator[str]:
    for rule in rules.values():
        for name, each in rule.get("parameters", {}).items():
            value = quoteattr(_value(each["value"]))
            yield f'  <sch:let name="{rule["id"]}-{name}" value={value}/>'


def _value(value: int | str | list[str] | dict[str, list[str]]) -> str:
    """Return a parameter as XPath; of a map, each item of a list behind its key and a sign."""
    if isinstance(value, dict):
        return _value([f"{kind}={each}" for kind, of in value.items() for each in of])
    if isinstance(value, list):
        return f"({', '.join(map(_value, value))})"
    return str(value) if isinstance(value, int) else f"'{value}'"


def _functions(stylesheet: str) -> Iterator[str]:
    """Yield the functions of a stylesheet as they are in it."""
    found = re.findall(r"<xsl:function .*?</xsl:function>", stylesheet, flags=re.DOTALL)
    yield from (f"  {each}" for each in found)


def _in_force(periods: ValidityPeriods) -> Iterator[str]:
    """Yield the function that returns whether a code of a list is in force on a date."""
    yield '  <xsl:function name="f:inForce" as="xs:boolean">'
    for name in ("list", "code", "date"):
        yield f'    <xsl:param name="{name}" as="xs:string"/>'
    yield "    <xsl:choose>"
    for name, codes in periods.items():
        for code, (start, end) in codes.items():
            bounds = [f"$date ge '{start}'"] * bool(start) + [f"$date le '{end}'"] * bool(end)
            test = quoteattr(f"$list eq '{name}' and $code eq '{code}'")
            yield f"      <xsl:when test={test}>"
            yield f"        <xsl:sequence select={quoteattr(' and '.join(bounds))}/>"
            yield "      </xsl:when>"
    yield '      <xsl:otherwise><xsl:sequence select="true()"/></xsl:otherwise>'
    yield "    </xsl:choose>"
    yield "  </xsl:function>"


def _pattern(rule: Mapping[str, Any], check: CheckSource, dates: RecordDates) -> Iterator[str]:
    name = f"{check.rule}-{check.number}"
    xpath = XPath(check.types, check.rule)
    written = rule["checks"][check.number - 1]
    words = written.get("message", rule["message"])
    yield f'  <sch:pattern id="{name}">'
    yield f"    <sch:title>{escape(rule['title']['en'])}</sch:title>"
    yield f"    <sch:rule context={quoteattr(context(check))}>"
    when = xpath.write(check.when) if check.when else ""
    for let, value in _variables(check, dates):
        yield f'      <sch:let name="{let}" value={quoteattr(value)}/>'
    for made, expression in check.lists.items():
        yield f'      <sch:let name="{made}" value={quoteattr(xpath.write(expression))}/>'
    for let, expression in check.lets.items():
        value = xpath.write(expression)
        guarded = f"if ({when}) then ({value}) else ()" if when else value
        yield f'      <sch:let name="{let}" value={quoteattr(guarded)}/>'
    holds = xpath.write(check.holds)
    test = f"if ({when}) then {holds} else true()" if when else holds
    role = written.get("severity", rule["severity"])
    yield (
        f'      <sch:assert id="{name}-assert" role="{role}" diagnostics="{name}-zh"'
        f" test={quoteattr(test)}>{_said(words['en'], check)}</sch:assert>"
    )
    yield "    </sch:rule>"
    yield "  </sch:pattern>"


def _variables(check: CheckSource, dates: RecordDates) -> Iterator[tuple[str, str]]:
    for name in check.needs:
        if name == "this":
            yield name, "."
        elif name == "recordDate":
            record = str(check.scope.record_type)
            own = XPath(dates[record].types, "").write(dates[record].expression)
            around = f"for $this in {_record(check.scope)} return {own}"
            yield name, around
        elif name not in ("params", "today") and name not in check.lists:
            yield name, _around(check, name)
    if check.lists and variable_name(check.scope) not in check.needs:
        yield variable_name(check.scope), _record(check.scope)


def _record(record: ObjectType) -> str:
    return f"ancestor-or-self::sw:{record.record_type}[@schemaVersion][1]"


def _around(check: CheckSource, name: str) -> str:
    """Return the path from a value up to a record around it."""
    if name == variable_name(check.scope):
        return _record(check.scope)
    tags = sorted(
        {
            member.item or member.name
            for path in check.paths
            for member in path
            if isinstance(member.shape, ObjectType) and variable_name(member.shape) == name
        }
    )
    return f"ancestor::*[{' or '.join(f'self::sw:{tag}' for tag in tags)}][1]"


def context(check: CheckSource) -> str:
    """Return the pattern that matches all that a check is made of; a record has a version."""
    top = f"sw:{check.scope.record_type}[@schemaVersion]"
    return " | ".join("/".join([top, *_steps(path)]) for path in check.paths)


def _steps(path: MemberPath) -> Iterator[str]:
    for member in path:
        yield f"sw:{member.name}"
        if member.item:
            yield f"sw:{member.item}"


def _said(text: str, check: CheckSource) -> str:
    """Return a message whose placeholders are looked up."""

    def look(match: re.Match[str]) -> str:
        name = match[1]
        own = f"${name}" if name in check.lets else f"${check.rule}-{name}"
        return f"<sch:value-of select=\"string-join(for $v in {own} return string($v), ', ')\"/>"

    return PLACEHOLDER.sub(look, escape(text))


def _diagnostics(rules: Rules) -> Iterator[str]:
    yield "  <sch:diagnostics>"
    for rule in rules.values():
        for number, check in enumerate(rule.get("checks", ()), 1):
            text = PLACEHOLDER.sub("…", check.get("message", rule["message"])["zh"])
            name = f"{rule['id']}-{number}-zh"
            yield f'    <sch:diagnostic id="{name}" xml:lang="zh-Hans">'
            yield f"      {escape(text)}</sch:diagnostic>"
    yield "  </sch:diagnostics>"

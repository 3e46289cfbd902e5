"""The SVRL format."""

from __future__ import annotations

from lxml import etree

from report.reported import (
    ERROR,
    HARMLESS,
    RELATED_XPATHS,
    WARNING,
    breached,
    nasty,
    rendered,
    sampled,
)
from swschema.problems import Report
from swschema.rules.catalogue import rulebook
from swschema.schema.files import NAMESPACE

SVRL = "{http://purl.oclc.org/dsdl/svrl}"


def output(*reports: Report) -> etree._Element:
    root = etree.fromstring(rendered("svrl", *reports).encode())
    assert root.tag == f"{SVRL}schematron-output"
    return root


def found(element: etree._Element) -> dict[str, str | None]:
    """Return what a failed assertion says: attributes, text and references by name."""
    said = {str(name): str(value) for name, value in element.attrib.items()}
    for child in element:
        name = child.get("property") or child.get("diagnostic") or "text"
        said[name] = (child.text if name == "text" else child.findtext(f"{SVRL}text")) or ""
    return {name: said.get(name) for name in ("id", "role", "location", "line", "text", "pointer")}


def test_every_problem_of_every_sample_is_a_failed_assertion() -> None:
    expected = [
        {
            "id": problem.code,
            "role": {"todo": "info"}.get(problem.severity, problem.severity),
            "location": problem.xpath or "/",
            "line": str(problem.line) if problem.line else None,
            "text": problem.message,
            "pointer": problem.pointer or None,
        }
        for report in sampled()
        for problem in report.problems
    ]
    assert [found(each) for each in output(*sampled()).iter(f"{SVRL}failed-assert")] == expected


def test_every_document_is_a_pattern_with_a_fired_rule() -> None:
    root = output(*sampled())
    patterns = root.findall(f"{SVRL}active-pattern")
    assert [each.get("name") for each in patterns] == [report.name for report in sampled()]
    assert [each.get("documents") for each in patterns] == [report.name for report in sampled()]
    for pattern in patterns:
        rule = pattern.getnext()
        assert rule is not None
        assert rule.tag == f"{SVRL}fired-rule"


def test_locations_resolve_with_the_declared_prefix() -> None:
    declared = output().find(f"{SVRL}ns-prefix-in-attribute-values")
    assert declared is not None
    assert dict(declared.attrib) == {"prefix": "sw", "uri": NAMESPACE}


def test_references_come_before_the_text_as_the_schema_orders_them() -> None:
    (failed,) = output(Report("a.json", "json", "message", (ERROR,))).iter(f"{SVRL}failed-assert")
    tags = [child.tag.removeprefix(SVRL) for child in failed if isinstance(child.tag, str)]
    assert tags == ["diagnostic-reference", *["property-reference"] * 5, "text"]


def test_rule_has_its_title_the_other_places_and_its_usual_severity() -> None:
    (failed,) = output(breached(language="zh-Hans")).iter(f"{SVRL}failed-assert")
    told = [
        (str(each.get("property")), each.findtext(f"{SVRL}text"))
        for each in failed.iter(f"{SVRL}property-reference")
    ]
    assert failed.get("role") == "warning"
    assert [each for each in told if each[0] in ("usual", "rule", "related")] == [
        ("usual", "error"),
        ("rule", rulebook()["AG01"]["title"]["zh"]),
        *(("related", each) for each in RELATED_XPATHS),
    ]


def test_remedy_is_a_diagnostic_and_none_is_no_diagnostic() -> None:
    root = output(Report("a.json", "json", "message", (ERROR, WARNING)))
    (diagnostic,) = root.iter(f"{SVRL}diagnostic-reference")
    assert diagnostic.findtext(f"{SVRL}text") == "choose"


def test_no_report_has_the_pattern_that_the_schema_asks_for() -> None:
    assert len(output().findall(f"{SVRL}active-pattern")) == 1


def test_names_are_escaped() -> None:
    root = output(nasty())
    pattern, failed = root[1], root[3]
    assert pattern.get("name") == HARMLESS
    assert found(failed)["text"] == HARMLESS
    assert found(failed)["location"] == f"/sw:{HARMLESS}"

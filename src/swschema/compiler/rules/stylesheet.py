"""From ISO Schematron to an XSLT that reports in SVRL, so that a processor is all it takes."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from swschema.compiler.schema.codes import COMMENT

SCH = "{http://purl.oclc.org/dsdl/schematron}"
XSL = "{http://www.w3.org/1999/XSL/Transform}"
SVRL = "{http://purl.oclc.org/dsdl/svrl}"


def render_stylesheet(schema: str) -> str:
    """Return the XSLT 2.0 of a Schematron schema.

    Its output has an `svrl:failed-assert` for each assertion that fails, with the rule's id, the
    role, the place as an XPath and the message. Each variable of the schema is a parameter.

    Args:
        schema: a Schematron schema with one rule in each pattern, as `schematron` writes it.
    """
    source = etree.fromstring(schema.encode())
    spaces = {ns.get("prefix", ""): ns.get("uri", "") for ns in source.iter(f"{SCH}ns")}
    prefixes = {"xsl": XSL[1:-1], "svrl": SVRL[1:-1], **spaces}
    top = etree.Element(f"{XSL}stylesheet", version="2.0", nsmap=prefixes)
    top.addprevious(etree.Comment(f" {COMMENT} "))
    top.set("exclude-result-prefixes", " ".join(sorted(spaces)))
    etree.SubElement(top, f"{XSL}output", method="xml", indent="yes", encoding="UTF-8")
    for let in source.findall(f"{SCH}let"):
        etree.SubElement(top, f"{XSL}param", name=_get(let, "name"), select=_get(let, "value"))
    for function in source.findall(f"{XSL}function"):
        top.append(function)
    patterns = source.findall(f"{SCH}pattern")
    _start(top, patterns)
    for pattern in patterns:
        top.extend(_templates(pattern))
    etree.cleanup_namespaces(top, keep_ns_prefixes=[*prefixes])
    etree.indent(top)
    return etree.tostring(top.getroottree(), encoding="unicode", pretty_print=True).replace(
        "<!--", '<?xml version="1.0" encoding="UTF-8"?>\n<!--', 1
    )


def _get(element: etree._Element, name: str) -> str:
    return str(element.get(name))


def _start(top: etree._Element, patterns: list[etree._Element]) -> None:
    """Begin with the document, and go straight to what each pattern is about."""
    template = etree.SubElement(top, f"{XSL}template", match="/")
    output = etree.SubElement(template, f"{SVRL}schematron-output")
    for pattern in patterns:
        name = _get(pattern, "id")
        etree.SubElement(output, f"{SVRL}active-pattern", id=name)
        for rule in pattern.iterfind(f"{SCH}rule"):
            places = " | ".join(f"//{each}" for each in _get(rule, "context").split(" | "))
            etree.SubElement(output, f"{XSL}apply-templates", select=places, mode=name)


def _templates(pattern: etree._Element) -> Iterator[etree._Element]:
    mode = _get(pattern, "id")
    for rule in pattern.iterfind(f"{SCH}rule"):
        made = etree.Element(f"{XSL}template", match=_get(rule, "context"), mode=mode)
        for let in rule.iterfind(f"{SCH}let"):
            etree.SubElement(
                made, f"{XSL}variable", name=_get(let, "name"), select=_get(let, "value")
            )
        for each in rule.iterfind(f"{SCH}assert"):
            _assertion(made, each, mode)
        yield made


def _assertion(template: etree._Element, written: etree._Element, name: str) -> None:
    failed = etree.SubElement(template, f"{XSL}if", test=f"not({_get(written, 'test')})")
    found = etree.SubElement(failed, f"{SVRL}failed-assert", id=name, role=_get(written, "role"))
    place = etree.SubElement(found, f"{XSL}attribute", name="location")
    place.set("select", PLACE)
    text = etree.SubElement(found, f"{SVRL}text")
    text.text = written.text
    for value in written.iterfind(f"{SCH}value-of"):
        made = etree.SubElement(text, f"{XSL}value-of", select=_get(value, "select"))
        made.tail = value.tail


# The way to an element, with the number of each among its siblings of one name.
PLACE = (
    "string-join(for $e in ancestor-or-self::* return concat('/sw:', local-name($e), '[',"
    " 1 + count($e/preceding-sibling::*[node-name(.) eq node-name($e)]), ']'), '')"
)

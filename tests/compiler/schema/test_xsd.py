"""Four engines take the XML Schemas, and judge every sample alike."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import xmlschema
from lxml import etree

from conftest import SAMPLES
from swschema.schema import shapes
from swschema.schema.files import xsd_path

JAVA = Path(__file__).parents[2] / "java/Validate.java"
DOTNET = Path(__file__).parents[2] / "dotnet/Validate.cs"
XS = "{http://www.w3.org/2001/XMLSchema}"


def well_formed(path: Path) -> bool:
    try:
        etree.parse(path)
    except (etree.XMLSyntaxError, OSError):  # OSError where the bytes do not fit the encoding
        return False
    return True


# No schema can forbid a document type declaration, XML 1.1, or attributes of its instances.
UNSEEN = re.compile("doctype-|attribute-xsi-type|attribute-schema-location|xml-version-")
SAMPLED = sorted(
    path
    for path in SAMPLES.glob("*valid/**/*.xml")
    if well_formed(path) and not UNSEEN.match(path.name)
)
# The JDK and .NET count a character beyond the basic plane as two.
TWO_UNITS = str(SAMPLES / "valid/interview/rare-characters.xml")
# .NET's patterns match before a line break at the end.
FINAL_LINE_BREAK = re.compile(
    "findings-final-line-break|tax-text-final-line-break|account-email-line-break"
)


@pytest.fixture(scope="session")
def libxml2_verdicts() -> dict[str, bool]:
    schema = etree.XMLSchema(etree.parse(xsd_path("swschema")))
    return {str(path): schema.validate(etree.parse(path)) for path in SAMPLED}


def test_xmlschema_agrees_with_libxml2(libxml2_verdicts: dict[str, bool]) -> None:
    schema = xmlschema.XMLSchema10(str(xsd_path("swschema")))
    assert {str(path): schema.is_valid(str(path)) for path in SAMPLED} == libxml2_verdicts


def test_xerces_agrees_with_libxml2(
    libxml2_verdicts: dict[str, bool], tool: Callable[[str], str]
) -> None:
    command = [tool("java"), str(JAVA), str(xsd_path("swschema"))]
    assert verdicts_of(command) | {TWO_UNITS: True} == libxml2_verdicts


def test_dotnet_agrees_with_libxml2(
    libxml2_verdicts: dict[str, bool], tool: Callable[[str], str], tmp_path: Path
) -> None:
    program = str(tmp_path / "validate.exe")
    compiler = [tool("mcs"), f"-out:{program}", "-r:System.Xml.dll", str(DOTNET)]
    subprocess.run(compiler, check=True, capture_output=True)
    verdicts = verdicts_of([tool("mono"), program, str(xsd_path("swschema"))])
    accepted = {path for path in verdicts if FINAL_LINE_BREAK.search(path)}
    assert len(accepted) == 4
    assert all(verdicts[path] for path in accepted)
    expected = libxml2_verdicts | dict.fromkeys(accepted, True)
    assert verdicts | {TWO_UNITS: True} == expected


def verdicts_of(command: list[str]) -> dict[str, bool]:
    """Return the verdicts of a program that counts UTF-16 units on all samples, by path."""
    paths = "\n".join(map(str, SAMPLED))
    done = subprocess.run(command, input=paths, capture_output=True, text=True, check=True)
    verdicts = dict(line.rsplit("\t", 1) for line in done.stdout.splitlines())
    assert verdicts[TWO_UNITS] == "invalid"
    return {path: verdict == "valid" for path, verdict in verdicts.items()}


def test_verdicts_follow_the_folders(libxml2_verdicts: dict[str, bool]) -> None:
    assert all(valid == ("/invalid/" not in path) for path, valid in libxml2_verdicts.items())


def test_every_type_and_field_is_documented_in_both_languages() -> None:
    for path in xsd_path("common").parent.glob("*.xsd"):
        for element in etree.parse(path).iter(f"{XS}element", f"{XS}simpleType", f"{XS}attribute"):
            if element.get("minOccurs") and element.get("maxOccurs"):
                continue  # an item, told by its array
            texts = element.findall(f"{XS}annotation/{XS}documentation")
            languages = [each.get("{http://www.w3.org/XML/1998/namespace}lang") for each in texts]
            assert languages == ["zh-Hans", "en"], (path, element.get("name"))
            assert all(each.text for each in texts)


def test_types_have_the_names_of_the_json_schemas() -> None:
    named = {
        element.get("name")
        for path in xsd_path("common").parent.glob("*.xsd")
        for element in etree.parse(path).getroot()
        if element.tag in (f"{XS}simpleType", f"{XS}complexType")
    }
    assert named == {name for name in shapes.shapes() if not name.endswith("RecordType")}

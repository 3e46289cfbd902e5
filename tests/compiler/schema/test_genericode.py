"""Each code list stands as genericode 1.0, whole and in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from swschema.compiler.schema.genericode import render_genericode
from swschema.schema import codes
from swschema.schema.files import kebab, version_folder

FOLDER = version_folder() / "genericode"
FILES = sorted(FOLDER.glob("*.gc"))
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# What sections 3 and 4 of the OASIS Standard require of a code list with simple values; the root
# alone is qualified.
GRAMMAR = etree.RelaxNG(
    etree.fromstring("""
<grammar xmlns="http://relaxng.org/ns/structure/1.0"
         datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start>
    <element name="CodeList" ns="http://docs.oasis-open.org/codelist/ns/genericode/1.0/">
      <element name="Annotation" ns="">
        <oneOrMore>
          <element name="Description"><ref name="lang"/><ref name="foreign"/></element>
        </oneOrMore>
      </element>
      <element name="Identification" ns="">
        <ref name="names"/>
        <element name="Version"><ref name="word"/></element>
        <element name="CanonicalUri"><ref name="uri"/></element>
        <element name="CanonicalVersionUri"><ref name="uri"/></element>
        <element name="Agency"><ref name="names"/></element>
      </element>
      <element name="ColumnSet" ns="">
        <oneOrMore>
          <element name="Column">
            <attribute name="Id"><data type="ID"/></attribute>
            <attribute name="Use">
              <choice><value>required</value><value>optional</value></choice>
            </attribute>
            <ref name="names"/>
            <element name="Data">
              <attribute name="Type"><data type="NCName"/></attribute>
              <optional><attribute name="Lang"><data type="language"/></attribute></optional>
            </element>
          </element>
        </oneOrMore>
        <oneOrMore>
          <element name="Key">
            <attribute name="Id"><data type="ID"/></attribute>
            <ref name="names"/>
            <oneOrMore>
              <element name="ColumnRef">
                <attribute name="Ref"><data type="IDREF"/></attribute>
              </element>
            </oneOrMore>
          </element>
        </oneOrMore>
      </element>
      <element name="SimpleCodeList" ns="">
        <zeroOrMore>
          <element name="Row">
            <oneOrMore>
              <element name="Value">
                <attribute name="ColumnRef"><data type="IDREF"/></attribute>
                <element name="SimpleValue"><text/></element>
              </element>
            </oneOrMore>
          </element>
        </zeroOrMore>
      </element>
    </element>
  </start>
  <define name="names">
    <element name="ShortName"><ref name="word"/></element>
    <zeroOrMore><element name="LongName"><ref name="lang"/><text/></element></zeroOrMore>
  </define>
  <define name="word"><data type="token"><param name="pattern">[^\\s]+</param></data></define>
  <define name="uri">
    <data type="anyURI"><param name="pattern">https://[^\\s]+</param></data>
  </define>
  <define name="lang">
    <attribute name="lang" ns="http://www.w3.org/XML/1998/namespace">
      <data type="language"/>
    </attribute>
  </define>
  <define name="foreign">
    <oneOrMore>
      <element><nsName ns="http://www.w3.org/1999/xhtml"/><text/></element>
    </oneOrMore>
  </define>
</grammar>""")
)


def rows(document: etree._Element) -> list[dict[str, str]]:
    """Return the rows of a document as they are written: values by column."""
    return [
        {value.get("ColumnRef", ""): value.findtext("SimpleValue", "") for value in row}
        for row in document.iterfind("SimpleCodeList/Row")
    ]


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def document(request: pytest.FixtureRequest) -> etree._Element:
    path: Path = request.param
    return etree.parse(path).getroot()


def test_every_code_list_has_a_file() -> None:
    assert {path.stem for path in FILES} == {kebab(each) for each in codes.list_ids()}


def test_structure_is_that_of_the_standard(document: etree._Element) -> None:
    GRAMMAR.assertValid(document)


@pytest.mark.parametrize(
    ("found", "written"),
    [
        ("<Identification>", '<Identification xmlns="urn:other">'),
        ('<ColumnRef Ref="code"/>', ""),
        ("<Version>1.0</Version>", ""),
        ("<ShortName>importMode</ShortName>", "<ShortName>import mode</ShortName>"),
        ("<CanonicalUri>https:", "<CanonicalUri>"),
    ],
)
def test_structure_can_be_broken(found: str, written: str) -> None:
    text = (FOLDER / "import-mode.gc").read_text(encoding="utf-8")
    assert found in text
    assert not GRAMMAR.validate(etree.fromstring(text.replace(found, written).encode()))


def test_rows_are_the_codes_of_the_list(document: etree._Element) -> None:
    listed = codes.code_list(document.findtext("Identification/ShortName", ""))
    written = [
        (row["code"], row["name"], row["nameZh"], row.get("validFrom"), row.get("validTo"))
        for row in rows(document)
    ]
    assert written == [
        (each.code, each.title, each.title_zh, each.valid_from, each.valid_to)
        for each in listed.codes
    ]


def test_descriptions_and_equivalents_are_kept() -> None:
    first = rows(etree.parse(FOLDER / "import-mode.gc").getroot())[0]
    assert first["description"].startswith("The goods are dispatched to China only after")
    assert first["descriptionZh"].startswith("消费者下单后")
    assert first["equivalent-GACC"] == "9610"


def test_every_row_fills_the_required_columns_in_order(document: etree._Element) -> None:
    columns = {
        each.get("Id", ""): each.get("Use") for each in document.iterfind("ColumnSet/Column")
    }
    required = {column for column, use in columns.items() if use == "required"}
    order = list(columns)
    for row in rows(document):
        assert required <= row.keys() <= columns.keys()
        assert sorted(row, key=order.index) == list(row)


def test_key_is_a_required_column_whose_values_differ(document: etree._Element) -> None:
    (key,) = document.findall("ColumnSet/Key/ColumnRef")
    (column,) = document.findall(f"ColumnSet/Column[@Id='{key.get('Ref')}']")
    values = [row[key.get("Ref", "")] for row in rows(document)]
    assert column.get("Use") == "required"
    assert len(values) == len(set(values))


def test_names_are_in_both_languages(document: etree._Element) -> None:
    names = document.findall("Identification/LongName")
    assert [each.get(XML_LANG) for each in names] == ["en", "zh-Hans"]


def test_addresses_tell_lists_and_versions_apart() -> None:
    found = [
        etree.parse(path).findtext(f"Identification/{name}")
        for path in FILES
        for name in ("CanonicalUri", "CanonicalVersionUri")
    ]
    assert len(found) == len(set(found)) == 2 * len(FILES)


def code(name: str, **more: Any) -> dict[str, Any]:
    return {"code": name, "title": f"{name} & <more>", "x-zh": {"title": "名称"}, **more}


def code_list(list_id: str, **more: Any) -> dict[str, Any]:
    words = {"title": "A & B", "description": "It is < 3.", "source": "Ours."}
    return {"id": list_id, **words, "x-zh": {"title": "甲", "description": "乙。"}, **more}


LISTS = {
    "plain": code_list("plain", codes=[code("A")]),
    "dated": code_list("dated", codes=[code("B", validTo="2018-04-19"), code("C")]),
    "both": code_list("both", includes=["plain", "dated"]),
}


def test_composed_list_is_written_whole() -> None:
    found = rows(etree.fromstring(render_genericode(LISTS, "both").encode()))
    assert [row["code"] for row in found] == ["A", "B", "C"]
    assert [row.get("validTo") for row in found] == [None, "2018-04-19", None]


def test_markup_in_a_title_is_text() -> None:
    document = etree.fromstring(render_genericode(LISTS, "plain").encode())
    assert document.findtext("Identification/LongName") == "A & B"
    assert rows(document)[0]["name"] == "A & <more>"


def test_column_without_a_value_is_left_out() -> None:
    document = etree.fromstring(render_genericode(LISTS, "dated").encode())
    columns = [each.get("Id") for each in document.iterfind("ColumnSet/Column")]
    assert columns == ["code", "name", "nameZh", "validTo"]

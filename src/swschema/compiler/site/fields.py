"""The list of all fields as a table, to be mapped to the reader's own system."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from swschema.schema.shapes import Member, ObjectType, Scalar, shapes

Row = tuple[str, ...]
COLUMNS = {
    "en": (
        "Record", "JSON Pointer", "XPath", "Name", "English", "Chinese", "Meaning", "Type",
        "Cardinality", "Maximum length", "Code list", "Single window",
        "Inspection and quarantine", "Customs",
        "Filled in", "Privacy", "CEB", "UBL", "WCO", "UN/CEFACT", "Since version",
        "Your system: table", "Your system: field", "Your system: format", "Your remarks",
    ),
    "zh": (
        "记录", "JSON Pointer", "XPath", "名称", "英文", "中文", "含义", "类型",
        "出现次数", "最大长度", "代码表", "单一窗口", "检验检疫机构", "海关",
        "填报环节", "隐私", "CEB", "UBL", "WCO", "UN/CEFACT", "起始版本",
        "贵方系统：表", "贵方系统：字段", "贵方系统：格式", "贵方备注",
    ),
}  # fmt: skip
OWN = 4  # columns for the reader
STAGES = {
    "account": "开立账号", "online": "在线注册", "paper": "纸质材料", "interview": "约谈",
    "assigned": "由监管部门赋予", "postRegistration": "注册完成后",
}  # fmt: skip
STANDARDS = ("CEB", "UBL", "WCO", "UN/CEFACT")
AUDIENCES = ("singleWindow", "nationalInspection", "customs")
FORMULA = tuple("=+-@\t\r")


def list_field_rows(language: str) -> list[Row]:
    """Return a head and a row for each field of each record, parts of parts among them."""
    roots = [s for s in shapes().values() if isinstance(s, ObjectType) and s.record_type]
    return [COLUMNS[language], *(row for root in roots for row in _rows(root, language))]


def render_csv(rows: list[Row]) -> bytes:
    """Return rows as CSV that Excel, too, reads as UTF-8."""
    held = io.StringIO()
    # What begins like a formula would be run by a spreadsheet.
    cells = ([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in row] for row in rows)
    csv.writer(held, lineterminator="\r\n").writerows(cells)
    return b"\xef\xbb\xbf" + held.getvalue().encode()


def _rows(record: ObjectType, language: str, pointer: str = "", xpath: str = "") -> Iterator[Row]:
    root = record.record_type
    xpath = xpath or f"/{root}"
    for row in _below(record, language, pointer, xpath):
        yield str(root), *row


def _below(record: ObjectType, language: str, pointer: str, xpath: str) -> Iterator[Row]:
    for member in record.members:
        here = f"{pointer}/{member.name}"
        there = f"{xpath}/{'@' if member.attribute else ''}{member.name}"
        yield _row(member, language, here, there)
        if isinstance(member.shape, ObjectType) and not member.shape.record_type:
            inner = ("/*", f"/{member.item}") if member.item else ("", "")
            yield from _below(member.shape, language, here + inner[0], there + inner[1])


def _row(member: Member, language: str, pointer: str, xpath: str) -> Row:
    schema, shape = member.schema, member.shape
    chinese = language == "zh"
    words = schema["x-zh"] if chinese else schema
    least = str(schema.get("minItems", 0)) if member.required else "0"
    one = "1" if member.required else "0..1"
    stages = (STAGES[each] if chinese else each for each in schema["x-stage"])
    longest = shape.limits.get("maxLength", "") if isinstance(shape, Scalar) else ""
    return (
        pointer, xpath, member.name, schema["title"], schema["x-zh"]["title"],
        words["description"], shape.name,
        f"{least}..{schema.get('maxItems', '*')}" if member.item else one,
        str(longest), str(shape.schema.get("x-codelist", "")),
        *("✓" if each in schema["x-audience"] else "" for each in AUDIENCES),
        ("、" if chinese else ", ").join(stages),
        schema.get("x-privacy", ""),
        *(schema.get("x-maps-to", {}).get(each, "") for each in STANDARDS),
        schema.get("x-since", "1.0"),
        *("",) * OWN,
    )  # fmt: skip

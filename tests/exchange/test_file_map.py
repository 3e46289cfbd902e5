"""Tables of files, as people and Excel write them."""

from __future__ import annotations

import codecs

import pytest

from swschema.errors import ExchangeError
from swschema.exchange import FileDescription, read_map

ROWS = """\
fileName,documentTypeCode,attachmentId
营业执照.pdf,BUSINESS_LICENSE,M-01
b.pdf,税务说明,
"""
EXPECTED = {
    "营业执照.pdf": FileDescription("BUSINESS_LICENSE", "M-01"),
    "b.pdf": FileDescription("TAX_DESCRIPTION"),
}
SPELLINGS = {
    "utf-8": ROWS.encode(),
    "utf-8 with a mark": codecs.BOM_UTF8 + ROWS.encode(),
    "utf-16": ROWS.encode("utf-16"),
    "utf-16 with tabs": codecs.BOM_UTF16_LE + ROWS.replace(",", "\t").encode("utf-16-le"),
    "utf-16, big end first": codecs.BOM_UTF16_BE + ROWS.encode("utf-16-be"),
    "gb18030": ROWS.encode("gb18030"),
    "semicolons": ROWS.replace(",", ";").encode(),
    "lines of Windows": ROWS.replace("\n", "\r\n").encode(),
    "separator stated": ("sep=;\r\n" + ROWS.replace(",", ";")).encode(),
    "quoted": ROWS.replace("b.pdf", '"b.pdf"').replace("M-01", '"M-01"').encode(),
    "formulas": ROWS.replace("M-01", '"=""M-01"""').encode(),
    "blanks": ROWS.replace(",", " , ").encode(),
    "empty rows and columns": ("\n" + ROWS.replace("\n", ",,\n") + ",,,,\n\n").encode(),
    "titles": ROWS.replace("fileName", "File Name")
    .replace("documentTypeCode", "文件类型")
    .replace("attachmentId", "附件编号")
    .encode(),
    "title of the type": ROWS.replace("税务说明", "tax description").encode(),
}


@pytest.mark.parametrize("kind", SPELLINGS)
def test_table_is_read_as_it_is_written(kind: str) -> None:
    assert read_map(SPELLINGS[kind]) == EXPECTED


def test_all_columns_are_read() -> None:
    table = "文件名,语种,生成时间\na.pdf,中文,2024-03-01T09:30:00+08:00\n"
    expected = FileDescription(language="zh-Hans", created_at="2024-03-01T09:30:00+08:00")
    assert read_map(table.encode()) == {"a.pdf": expected}


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("", "1: needs a column fileName"),
        ("name,attachmentId\nx,y\n", "1: has an unknown column"),
        ("attachmentId\nx\n", "1: needs a column fileName"),
        ("fileName,documentTypeCode\na.pdf,PASSPORT\n", "2: has no known code"),
        ("fileName,language\na.pdf,xx\n", "2: has no known code or title as its language"),
        ("fileName,attachmentId\na.pdf,a b\n", "2: has the wrong format for its attachmentId"),
        ("fileName,createdAt\na.pdf,2024-03-01\n", "2: has the wrong format for its createdAt"),
        ("fileName\na.pdf\n\na.pdf\n", "4: names a file that an earlier row names"),
        ("fileName,attachmentId\na.pdf,A\nb.pdf,A\n", "3: has the attachmentId of an earlier row"),
        ("fileName,attachmentId\n,A\n", "2: does not name a file"),
        ("fileName\na.pdf,b\n", "2: has more cells"),
        ('fileName\n"a.pdf\n', "2: is not CSV"),
        ('fileName\n"a"b.pdf\n', "2: is not CSV"),
    ],
)
def test_wrong_table_is_refused_with_its_line(table: str, expected: str) -> None:
    with pytest.raises(ExchangeError) as caught:
        read_map(table.encode(), "names.csv")
    assert str(caught.value).startswith(f"names.csv:{expected}")


def test_table_of_another_kind_is_refused() -> None:
    for data in (b"\xff\xfe\x00", b"PK\x03\x04\xff\xff\xff", b"a" * 11_000_000):
        with pytest.raises(ExchangeError):
            read_map(data)
    many = "fileName\n" + "".join(f"{number}.pdf\n" for number in range(10_001))
    with pytest.raises(ExchangeError, match="more than 10,000 rows"):
        read_map(many.encode())

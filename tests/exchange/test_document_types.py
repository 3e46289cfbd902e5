"""Document types that names of files state."""

from __future__ import annotations

import pytest

from swschema.exchange.attachments.document_types import find_document_type, find_document_types


@pytest.mark.parametrize(
    ("name", "record", "expected"),
    [
        ("示例-税务说明-补正.pdf", "materials", ["TAX_DESCRIPTION"]),
        ("tax description (2).PDF", "materialsDraft", ["TAX_DESCRIPTION"]),
        ("01_TAX_DESCRIPTION.pdf", "materials", ["TAX_DESCRIPTION"]),
        ("Tax-Description.pdf", "materials", ["TAX_DESCRIPTION"]),
        ("营业执照副本.pdf", "materials", ["BUSINESS_LICENSE"]),
        ("business license.jpg", "materials", ["BUSINESS_LICENSE"]),
        ("营业执照.pdf", "registration", ["THREE_IN_ONE_LICENSE"]),
        ("三证合一营业执照.pdf", "registrationDraft", ["THREE_IN_ONE_LICENSE"]),
        ("授权委托书-2024.pdf", "registration", ["POWER_OF_ATTORNEY"]),
        ("商品追溯制度.pdf", "registration", ["CONTROL_MEASURE_DOC"]),
        ("企业简介 网页截图.png", "registration", ["COMPANY_PROFILE", "WEBSITE_SCREENSHOT"]),
        ("约谈纪要.ofd", "interview", ["INTERVIEW_MINUTES"]),
        ("scan0001.pdf", "materials", []),
        ("tax.pdf", "materials", []),
        (".pdf", "materials", []),
        ("企业基本信息表", "materials", ["ENTERPRISE_BASIC_INFO_FORM"]),
    ],
)
def test_type_is_in_the_name(name: str, record: str, expected: list[str]) -> None:
    assert list(find_document_types(name, record)) == expected


def test_types_are_named_by_code_title_and_alias() -> None:
    for text in ("TAX_DESCRIPTION", "Tax description", "税务说明", " tax  DESCRIPTION "):
        assert find_document_type(text) == "TAX_DESCRIPTION"
    assert find_document_type("授权委托书") == "POWER_OF_ATTORNEY"
    assert find_document_type("税务") is None
    assert find_document_type("") is None

"""The words that all reports share."""

from __future__ import annotations

import pytest

from swschema.i18n import use_language
from swschema.report.labels import record_name
from swschema.schema.files import RECORDS


@pytest.mark.parametrize("record", RECORDS)
def test_every_record_type_has_a_chinese_name(record: str) -> None:
    with use_language("zh-Hans"):
        assert not record_name(record).isascii()

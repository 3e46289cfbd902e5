"""Values that syntaxes like to mangle come back as they were."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

import swschema
from swschema.convert import documents

BARE: dict[str, object] = {"recordType": "registration", "schemaVersion": "1.0"}


def survives(value: dict[str, object]) -> bool:
    return bool(orjson.loads(swschema.to_json(swschema.to_xml(value))) == value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        "\r",
        "\r\n",
        "\t",
        " a ",
        "<&>\"'",
        "]]>",
        "&amp;",
        "𠮷",
        "\u2028",
        "\x7f",
        "\x85",
    ],
)
def test_text_comes_back(text: str) -> None:
    assert survives({**BARE, "registrationId": text})


def test_version_with_white_space_comes_back() -> None:
    assert survives({**BARE, "schemaVersion": ' 1.0\t\n"<&'})


def test_empty_wrapped_list_survives() -> None:
    assert survives({**BARE, "decisions": []})


def test_absent_list_stays_absent() -> None:
    assert b"decisions" not in swschema.to_xml(BARE)
    assert survives(BARE)


def test_empty_object_survives() -> None:
    assert survives({**BARE, "verificationLink": {}})


def test_indented_form_means_the_same() -> None:
    value = {**BARE, "decisions": [{"reasonText": "一\n二"}], "application": {"operators": []}}
    indented = swschema.to_xml(value, indent=True)
    assert indented.count(b"\n") > 5
    assert orjson.loads(swschema.to_json(indented)) == value


def test_canonical_form_has_the_schema_order() -> None:
    value = {"status": "DRAFT", "schemaVersion": "1.0", "recordType": "registration"}
    assert list(orjson.loads(swschema.to_json(value))) == ["recordType", "schemaVersion", "status"]


def test_comments_and_prefixes_are_not_in_the_canonical_form() -> None:
    xml = (
        b'<s:registration xmlns:s="https://w3id.org/swschema/v1" schemaVersion="1.0">'
        b"<!-- a note --><s:status>DR<![CDATA[AF]]>T</s:status></s:registration>"
    )
    assert swschema.to_xml(xml) == swschema.to_xml({**BARE, "status": "DRAFT"})


def test_only_a_text_too_long_for_the_parser_is_read_back(monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[bytes] = []
    read_back = documents._read_back

    def counted(written: bytes) -> Any:
        reads.append(written)
        return read_back(written)

    monkeypatch.setattr(documents, "_read_back", counted)
    assert len(swschema.to_xml(_with_texts("A" * 6_000_000, "A" * 6_000_000))) > 12_000_000
    assert reads == []
    longer = swschema.to_xml(_with_texts("&" * 2_000_000))
    assert reads == [longer]


def _with_texts(*texts: str) -> dict[str, object]:
    files = [{"content": text} for text in texts]
    return {"recordType": "materials", "schemaVersion": "1.0", "attachments": files}

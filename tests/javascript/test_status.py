"""The words of a status are those that `swschema status` writes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import swschema
from conftest import AS_OF, SAMPLES
from javascript.conftest import Call
from swschema.cli.text.status import write_text
from swschema.i18n import use_language
from swschema.problems import Language


def dossiers() -> list[Path]:
    return [
        path
        for folder in ("valid", "trails", "rules")
        for path in sorted((SAMPLES / folder / "dossier").rglob("*.json"))[:25]
    ]


def words(described: dict[str, Any]) -> list[str]:
    """Return all texts of a status, in order."""
    tables = [
        cell
        for each in described["tables"]
        for row in (each["header"], *each["rows"])
        for cell in row
    ]
    return [
        described["heading"], described["state"], *described["notes"], *described["steps"], *tables,
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_words_are_those_of_the_command(
    language: Language, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("swschema.cli.text.status.terminal_columns", lambda: None)  # no wrapping
    paths = dossiers()
    found = call([{"call": "status", "path": str(p), "rest": [{"asOf": AS_OF}]} for p in paths])
    described = call(
        [
            {"call": "describeStatus", "value": each["returned"], "rest": [language]}
            for each in found
        ]
    )
    assert len(described) > 50
    kinds = set()
    for path, answer in zip(paths, described, strict=True):
        settings = swschema.Settings(as_of=AS_OF)
        with use_language(language):
            text = write_text(swschema.status(path, as_of=AS_OF, settings=settings))
        at = 0
        for each in words(answer["returned"]):
            assert each in text[at:], (path, each)
            at = text.index(each, at)
        kinds.add(len(answer["returned"]["tables"]))
    assert len(kinds) > 2

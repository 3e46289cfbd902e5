"""Messages in English and Chinese, from the same code."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import swschema
from conftest import ROOT, SAMPLES, walk
from swschema.compiler.translations import find_translation_problems, messages
from swschema.errors import UnknownNameError
from swschema.i18n import preferred_language

HAN = re.compile("[\u4e00-\u9fff]")
PACKAGE = ROOT / "src/swschema"


def test_every_message_is_translated() -> None:
    assert find_translation_problems(PACKAGE) == []
    assert len(set(messages(PACKAGE))) > 50


def test_missing_translation_is_told(tmp_path: Path) -> None:
    copy = tmp_path / "package"
    shutil.copytree(PACKAGE, copy)
    path = copy / "locale/zh_Hans/LC_MESSAGES/swschema.po"
    text = path.read_text(encoding="utf-8")
    text = text.replace('msgstr "文档为空"', 'msgstr ""').replace("{limit}字节", "{size}字节")
    path.write_text(text, encoding="utf-8")
    reasons = [problem.reason for problem in find_translation_problems(copy)]
    assert any("no translation of 'the document is empty'" in reason for reason in reasons)
    assert any("placeholders" in reason for reason in reasons)


@pytest.mark.parametrize("syntax", ["json", "xml"])
def test_every_invalid_sample_speaks_chinese(syntax: str) -> None:
    for sample in walk("invalid"):
        path = SAMPLES / f"{sample}.{syntax}"
        english = swschema.validate(path)
        chinese = swschema.validate(path, language="zh-Hans")
        assert chinese.language == "zh-Hans"
        assert len(chinese.problems) == len(english.problems)
        for ours, theirs in zip(chinese.problems, english.problems, strict=True):
            assert (ours.code, ours.pointer, ours.line) == (
                theirs.code,
                theirs.pointer,
                theirs.line,
            )
            assert HAN.search(ours.message)
            assert ours.message != theirs.message


def test_field_comes_with_its_chinese_title_in_both() -> None:
    path = SAMPLES / "invalid/registration/missing-legal-name.json"
    (english,) = swschema.validate(path).problems
    (chinese,) = swschema.validate(path, language="zh-Hans").problems
    assert english.message.startswith("legalName (Legal name, 企业名称) is required")
    assert chinese.message == "企业缺少必填字段legalName（企业名称）"


def test_unknown_language_is_a_wrong_call() -> None:
    with pytest.raises(UnknownNameError):
        swschema.validate(b"{}", language="fr")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["zh-Hans", "zh", "zh_CN", "zh-CN", "ZH-hans"])
def test_chinese_goes_by_the_names_that_systems_have(name: str) -> None:
    report = swschema.validate(b"{", language=name)  # type: ignore[arg-type]
    assert report.language == "zh-Hans"
    assert HAN.search(report.problems[0].message)


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh-Hans"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "SWSCHEMA_LANG": "zh-Hans"}, "zh-Hans"),
    ],
)
def test_environment_chooses(environment: dict[str, str], language: str) -> None:
    assert preferred_language(environment) == language

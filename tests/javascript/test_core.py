"""The JavaScript library says of every document what swschema says."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from subprocess import CompletedProcess
from typing import Any

import pytest

import swschema
from conftest import AS_OF, ROOT, SAMPLES, walk
from independent.generate import Counts, cases
from independent.records import record
from independent.specification import root
from javascript.conftest import evil, kit
from parse.test_bounds import MAY_BE_LONG, TOO_LONG, decided
from parse.test_json_causes import MISTAKES as JSON_MISTAKES
from parse.test_json_numbers import CODES, JSON, XML, sized
from parse.test_xml_causes import MISTAKES as XML_MISTAKES
from swschema.errors import ConversionError, InvalidDocumentError
from swschema.explain.codes import problem_codes
from swschema.problems import Language
from swschema.schema.files import RECORDS
from test_editor_hints import SPELLED

Node = Callable[..., CompletedProcess[str]]
Answer = dict[str, Any]

SHARES = 4  # so that two workers have something to share


@pytest.fixture(scope="session")
def ask(node: Node, package: Path) -> Callable[[list[Path]], Any]:
    """Return what asks the library about files."""

    def answers(paths: list[Path]) -> Iterator[Answer]:
        script = str(ROOT / "tests/javascript/answers.mjs")
        done = node(script, str(package), AS_OF, given="\n".join(map(str, paths)))
        assert done.returncode == 0, done.stderr
        return map(json.loads, done.stdout.rstrip("\n").split("\n"))

    return answers


def report(path: Path, data: bytes, language: Language) -> Answer:
    """Return the report of swschema."""
    settings = swschema.Settings(as_of=AS_OF)
    return swschema.validate(data, name=str(path), language=language, settings=settings).to_dict()


def attempt(run: Callable[[], bytes | str]) -> Answer:
    """Return what is made, or why it cannot be made."""
    try:
        made = run()
    except ConversionError as error:
        return {"at": error.pointer, "reason": error.reason}
    except InvalidDocumentError as error:
        return {"reason": error.report.problems[0].message}
    return {"text": made if isinstance(made, str) else made.decode()}


def expected(path: Path) -> Answer:
    data = path.read_bytes()
    languages: list[Language] = ["en", "zh-Hans"]
    if path.suffix == ".xml" and path.with_suffix(".json").exists():
        languages = ["en"]  # see answers.mjs
    return {
        "path": str(path),
        "reports": [report(path, data, each) for each in languages],
        "made": {
            "json": attempt(lambda: swschema.to_json(data, indent=True)),
            "xml": attempt(lambda: swschema.to_xml(data, indent=True)),
            "digest": attempt(lambda: swschema.digest(data)),
        },
    }


def in_both(value: dict[str, Any], folder: Path, name: str) -> Iterator[Path]:
    """Write a record in both syntaxes."""
    for convert, suffix in ((swschema.to_json, ".json"), (swschema.to_xml, ".xml")):
        path = (folder / name).with_suffix(suffix)
        path.write_bytes(convert(value, indent=True))
        yield path


def test_random_records_break_the_same_rules(
    ask: Callable[[list[Path]], Iterator[Answer]], tmp_path: Path
) -> None:
    random = Random(20181105)
    paths = [
        path
        for number in range(60)
        for path in in_both(
            record(root(RECORDS[number % len(RECORDS)]), random), tmp_path, f"r{number}"
        )
    ]
    answers = list(ask(paths))
    broken = {problem["code"] for each in answers for problem in each["reports"][0]["problems"]}
    assert len(broken) > 30
    wrong = [each["path"] for each in answers if each != expected(Path(each["path"]))]
    assert wrong == []


def test_records_with_structural_problems_break_the_same_rules(
    ask: Callable[[list[Path]], Iterator[Answer]], tmp_path: Path
) -> None:
    paths = []
    for number, case in enumerate(cases("playground", Counts(mutants=120, mutated=60, chances=20))):
        for data, suffix in ((case.json, ".json"), (case.xml, ".xml")):
            if data is not None:
                paths.append((tmp_path / str(number)).with_suffix(suffix))
                paths[-1].write_bytes(data)
    answers = list(ask(paths))
    codes = [{p["code"] for p in each["reports"][0]["problems"]} for each in answers]
    assert (
        sum(bool(each & problem_codes().keys() and each - problem_codes().keys()) for each in codes)
        > 100
    )
    wrong = [each["path"] for each in answers if each != expected(Path(each["path"]))]
    assert wrong == []


def test_text_that_begins_with_a_byte_order_mark_keeps_it(
    ask: Callable[[list[Path]], Iterator[Answer]], tmp_path: Path
) -> None:
    value = json.loads(
        (SAMPLES / "valid/registration/hangzhou-xx-account-opened.json").read_bytes()
    )
    value["verificationLink"]["expiresAt"] = "\ufeff2018-03-06T09:12:06.318+08:00"
    paths = list(in_both(value, tmp_path, "marked"))
    assert list(ask(paths)) == [expected(path) for path in paths]


def test_workbook_is_not_opened_but_told_how_to_convert(
    ask: Callable[[list[Path]], Iterator[Answer]], tmp_path: Path
) -> None:
    path = tmp_path / "r.xlsx"
    path.write_bytes(swschema.to_xlsx(SAMPLES / "valid/registration/hangzhou-xx.json"))
    (answer,) = ask([path])
    for found, remedy in zip(answer["reports"], ("convert it with", "请用软件包转换"), strict=True):
        (problem,) = found["problems"]
        assert (problem["code"], "Excel" in problem["message"]) == ("file-type", True)
        assert problem["remedy"].startswith(remedy)


def test_internationalised_hosts_are_compared_as_in_swschema(
    ask: Callable[[list[Path]], Iterator[Answer]], tmp_path: Path
) -> None:
    random = Random(20031003)
    value = json.loads((SAMPLES / "valid/registration/e-commerce-platform.json").read_bytes())
    platform = value["application"]["platforms"][1]
    shot = platform["pageScreenshots"][0]
    value["application"]["platforms"] = [platform | hosts(shot, random) for _ in range(300)]
    paths = list(in_both(value, tmp_path, "hosts"))
    answers = list(ask(paths))
    outside = [p["code"] for p in answers[0]["reports"][0]["problems"] if p["code"] == "PL02"]
    assert 50 < len(outside) < 250
    assert answers == [expected(path) for path in paths]


def hosts(shot: dict[str, Any], random: Random) -> dict[str, Any]:
    """Return a platform's address and domain, one of them in ASCII form, at times of another."""
    label, other = ("".join(random.choices("az3ßéαωжи例子测试のテ실례", k=8)) for _ in range(2))
    domain = random.choice([label, label, other])
    ascii_form = f"xn--{domain.encode('punycode').decode()}"
    return {
        "websiteUrl": f"https://www.{label}.example/",
        "domain": f"{random.choice([domain, ascii_form])}.example",
        "pageScreenshots": [shot | {"pageUrl": f"https://{label}.example/"}],
    }


@pytest.mark.parametrize("share", range(SHARES))
@pytest.mark.parametrize("documents", [kit, evil], ids=["kit", "evil"])
def test_findings_and_conversions_are_those_of_swschema(
    ask: Callable[[list[Path]], Iterator[Answer]],
    documents: Callable[[], list[Path]],
    share: int,
) -> None:
    paths = documents()[share::SHARES]
    answers = list(ask(paths))
    assert [each["path"] for each in answers] == [str(path) for path in paths]
    wrong = [each["path"] for each in answers if each != expected(Path(each["path"]))]
    assert wrong == []


def test_causes_of_parser_errors_are_those_of_swschema(
    ask: Callable[[list[Path]], Iterator[Answer]], tmp_path: Path
) -> None:
    random = Random(20180305)
    paths = list(mistaken(tmp_path, random))
    answers = list(ask(paths))
    codes = {each["reports"][0]["problems"][0]["code"] for each in answers}
    assert len(codes) > 25
    wrong = [each["path"] for each in answers if each != expected(Path(each["path"]))]
    assert wrong == []


def test_numbers_marks_and_hints_are_read_as_in_swschema(
    ask: Callable[[list[Path]], Iterator[Answer]], tmp_path: Path
) -> None:
    sources = [sized(text, number) for number in CODES for text in (JSON, XML)]
    sources += [each for each in SPELLED.values() if isinstance(each, bytes)]
    paths = []
    for number, data in enumerate(sources):
        suffix = ".xml" if b"<" in data[:4] else ".json"
        paths.append((tmp_path / str(number)).with_suffix(suffix))
        paths[-1].write_bytes(data)
    wrong = [each["path"] for each in ask(paths) if each != expected(Path(each["path"]))]
    assert wrong == []


def test_bounds_are_those_of_swschema(
    ask: Callable[[list[Path]], Iterator[Answer]], tmp_path: Path
) -> None:
    most = 100_000
    sources = [
        *TOO_LONG,
        *MAY_BE_LONG,
        "<a>" + "<!-- >" * 20_000,
        f'<?xml version="1.0" encoding="x-unknown"?>\n<a>é{"a" * 70_000}</a>',
        f'{{"a": [{"{}," * most}{{}}]}}',
        f"<a>{'<b/>' * (most + 1)}</a>",
        f"<a>{'<!-- -->' * (most + 1)}</a>",
        "<a>" + " " * 60_000 + "<b c=''>" * 10_001,
        json.dumps({"字": "\n", "texts": ["a" * 60_000] * 300}, ensure_ascii=False),
        "<a>\r" + f"<b>{'a' * 60_000}</b>" * 300 + "</a>",
    ]
    paths = []
    for number, text in enumerate(sources):
        paths.append((tmp_path / str(number)).with_suffix(".xml" if text[0] == "<" else ".json"))
        paths[-1].write_bytes(text.encode())
    paths.append(tmp_path / "wide.xml")
    paths[-1].write_bytes(TOO_LONG[6].replace("UTF-8", "UTF-16").encode("utf-16"))
    for count in (250, 251):
        paths += in_both(decided(count), tmp_path, f"decided-{count}")
    answers = list(ask(paths))
    codes = [{p["code"] for p in each["reports"][0]["problems"]} for each in answers]
    assert sum("limit" in each for each in codes[: len(sources) + 1]) == len(TOO_LONG) + 8
    wrong = [each["path"] for each in answers if each != expected(Path(each["path"]))]
    assert wrong == []


def mistaken(folder: Path, random: Random) -> Iterator[Path]:
    """Write valid samples with each mistake of the tests of parsers, in some places."""
    for suffix, table in ((".json", JSON_MISTAKES), (".xml", XML_MISTAKES)):
        for kind, (_code, mistakes) in table.items():
            for number, sample in enumerate(random.sample(walk("valid"), 8)):
                text = (SAMPLES / f"{sample}{suffix}").read_text(encoding="utf-8").rstrip()
                start, end, written, _at = random.choice(list(mistakes(text)))
                path = folder / f"{kind} {number}{suffix}"
                path.write_text(text[:start] + written + text[end:], encoding="utf-8", newline="")
                yield path

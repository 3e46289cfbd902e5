"""Views: what a window needs of a record, by what the schemas say, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import swschema
from cli.test_commands import run
from conftest import AS_OF, ROOT, SAMPLES
from swschema.errors import ExchangeError, RecordTypeError, UnknownNameError
from swschema.exchange import make_view
from swschema.exchange.views.members import list_view_members
from swschema.lifecycle.evaluate import evaluate_status
from swschema.rules.settings import Settings

Value = dict[str, Any]
AUDIENCES = {
    "SINGLE_WINDOW": {"singleWindow"},
    "NATIONAL_INSPECTION": {"nationalInspection"},
    "CUSTOMS": {"customs"},
    "UNIFIED_CUSTOMS": {"nationalInspection", "customs"},
}
RECORDS = ("registration", "materials", "interview")
SOURCES = {
    path.name.removesuffix(".schema.json"): json.loads(path.read_bytes())
    for path in (ROOT / "schemas/v1").glob("*.schema.json")
}
TRAILS = sorted((SAMPLES / "trails/dossier").glob("*.json"))
DOSSIERS = [*sorted((SAMPLES / "valid/dossier").glob("*.json")), *TRAILS]


def read(name: str) -> Value:
    value: Value = json.loads((SAMPLES / f"valid/{name}.json").read_bytes())
    return value


def records_of(value: Value) -> Iterator[Value]:
    """Yield the records of a sample of which views are made."""
    if value["recordType"] == "dossier":
        yield from (value["registration"], *value["materialsRounds"], *value["interviews"])
    elif value["recordType"] in RECORDS and "viewOf" not in value:
        yield value


def views_of(path: Path) -> Iterator[tuple[str, Value, Value]]:
    """Yield each record of a sample and its views, with their windows."""
    for record in records_of(json.loads(path.read_bytes())):
        for window in AUDIENCES:
            try:
                yield window, record, make_view(record, window=window)
            except ExchangeError as error:
                assert "nothing for the window" in error.reason  # noqa: PT017


ALL = [
    path
    for folder in ("valid/registration", "valid/materials", "valid/interview", "valid/dossier",
                   "trails/dossier")
    for path in sorted((SAMPLES / folder).glob("*.json"))
]  # fmt: skip


def unused(value: Any, home: str, schema: Value, audience: set[str], at: str = "") -> Iterator[str]:
    """Yield the places of members that nobody in an audience uses, by the schemas as they are."""
    if "items" in schema:
        for index, each in enumerate(value):
            yield from unused(each, home, schema["items"], audience, f"{at}/{index}")
        return
    file, _, name = schema.get("$ref", "").partition("#/$defs/")
    home = file.removesuffix(".schema.json") or home
    found = SOURCES[home]["$defs"].get(name, schema)
    for member, inside in value.items() if isinstance(value, dict) else ():
        inner = found["properties"][member]
        if audience.isdisjoint(inner["x-audience"]):
            yield f"{at}/{member}"
        yield from unused(inside, home, inner, audience, f"{at}/{member}")


@pytest.mark.parametrize("path", ALL, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_view_holds_only_what_its_window_uses(path: Path) -> None:
    for window, record, view in views_of(path):
        home = record["recordType"]
        root = {"$ref": SOURCES[home]["$ref"]}
        assert [*unused(view, home, root, AUDIENCES[window])] == []
        assert view["viewOf"] == {
            "recordId": record[f"{home}Id"],
            "sha256": swschema.digest(record),
            "windowCode": window,
        }


@pytest.mark.parametrize("path", ALL[::3], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_view_is_a_valid_draft_that_lacks_nothing(path: Path) -> None:
    for _window, record, view in views_of(path):
        assert view["recordType"] == f"{record['recordType']}Draft"
        report = swschema.validate(view, settings=Settings(as_of=AS_OF))
        assert [each for each in report.problems if each.severity != "warning"] == []


@pytest.mark.parametrize("path", DOSSIERS, ids=lambda path: path.stem)
def test_single_window_sees_how_far_a_registration_has_come(path: Path) -> None:
    dossier = json.loads(path.read_bytes())
    views = {
        name: [
            {**make_view(each, window="SINGLE_WINDOW"), "recordType": each["recordType"]}
            for each in dossier[name]
        ]
        for name in ("materialsRounds", "interviews")
    }
    for view in views["materialsRounds"]:  # what to submit next is for the enterprise to know
        view["submissions"] = [{**each, "materials": []} for each in view["submissions"]]
    seen = evaluate_status({**dossier, **views}, as_of=AS_OF)
    whole = evaluate_status(dossier, as_of=AS_OF)
    assert seen.steps == whole.steps
    assert seen.follow_ups == whole.follow_ups


@pytest.mark.parametrize("window", ["NATIONAL_INSPECTION", "CUSTOMS", "UNIFIED_CUSTOMS"])
@pytest.mark.parametrize("path", TRAILS[::5], ids=lambda path: path.stem)
def test_no_other_window_sees_who_operates_the_account(path: Path, window: str) -> None:
    registration = json.loads(path.read_bytes())["registration"]
    application = registration["application"]
    others = {
        application["enterprise"]["legalRepresentative"].get("idDocumentNo"),
        application.get("entrustment", {}).get("signatory", {}).get("idDocumentNo"),
        *(p.get("idDocumentNo") for e in application.get("entrustment", {}).values()
          if isinstance(e, dict) for p in e.values() if isinstance(p, dict)),
    }  # fmt: skip
    people = [application["administrator"], *application["operators"]]
    numbers = {each["idDocumentNo"] for each in people} - others
    seen = json.dumps(make_view(registration, window=window))
    assert [number for number in numbers if number in seen] == []
    assert "ADMIN_ID_COPY" not in seen
    assert registration["accountEmail"] not in seen or registration["accountEmail"] in {
        each["email"] for each in application["contacts"]
    }


def test_materials_go_to_the_windows_that_they_state() -> None:
    record = read("registration/hangzhou-xx")
    types = {
        window: {
            each["materialType"]
            for each in make_view(record, window=window)["application"]["onlineMaterials"]
        }
        for window in AUDIENCES
    }
    assert "ADMIN_ID_COPY" in types["SINGLE_WINDOW"]
    assert "ADMIN_ID_COPY" not in types["CUSTOMS"] | types["NATIONAL_INSPECTION"]
    assert "THREE_IN_ONE_LICENSE" in types["CUSTOMS"] & types["NATIONAL_INSPECTION"]


def test_unified_window_sees_what_was_meant_for_both_former_ones() -> None:
    record = read("registration/hangzhou-xx")
    view = make_view(record, window="UNIFIED_CUSTOMS")
    types = {each["materialType"] for each in view["application"]["onlineMaterials"]}
    assert "THREE_IN_ONE_LICENSE" in types


@pytest.mark.parametrize("path", TRAILS, ids=lambda path: path.stem)
def test_attachments_are_those_that_something_refers_to(path: Path) -> None:
    for _window, record, view in views_of(path):
        part = view.get("application", view)
        if "attachments" in part:
            shown = [each["attachmentId"] for each in part["attachments"]]
            text = json.dumps(
                {**view, "attachments": [], "application": {**part, "attachments": []}}
            )
            assert [each for each in shown if f'"{each}"' not in text] == []
            whole = record.get("application", record)["attachments"]
            left = {each["attachmentId"] for each in whole} - {*shown}
            assert [each for each in left if f'"{each}"' in text] == []


def test_window_sees_its_own_submissions() -> None:
    record = read("materials/hangzhou-xx-submitted")
    view = make_view(record, window="CUSTOMS")
    assert [each["windowCode"] for each in view["submissions"]] == ["CUSTOMS"]
    whole = make_view(record, window="SINGLE_WINDOW")
    assert len(whole["submissions"]) == len(record["submissions"])


def test_topics_go_to_the_authority_that_raised_them() -> None:
    record = read("interview/hangzhou-xx")
    view = make_view(record, window="NATIONAL_INSPECTION")
    assert {each["authority"] for each in view["topics"]} == {"NATIONAL_INSPECTION"}
    assert "taxGuarantee" in record
    assert "taxGuarantee" not in view


def test_window_without_a_part_is_refused() -> None:
    with pytest.raises(ExchangeError, match="nothing for the window"):
        make_view(read("materials/unified-authority"), window="CUSTOMS")
    with pytest.raises(ExchangeError, match="nothing for the window"):
        make_view(read("interview/unified-authority"), window="CUSTOMS")


def test_view_of_a_view_is_refused() -> None:
    with pytest.raises(ExchangeError, match="whole record") as caught:
        make_view(read("registration/view-for-inspection"), window="CUSTOMS")
    assert caught.value.pointer == "/viewOf"


def test_other_records_and_windows_are_refused() -> None:
    with pytest.raises(RecordTypeError):
        make_view(read("dossier/hangzhou-xx"), window="CUSTOMS")
    with pytest.raises(RecordTypeError):
        make_view(read("registrationDraft/half-filled"), window="CUSTOMS")
    with pytest.raises(UnknownNameError):
        make_view(read("registration/hangzhou-xx"), window="COUNTER")


def test_record_is_left_as_it_is() -> None:
    record = read("registration/hangzhou-xx")
    before = json.dumps(record)
    make_view(record, window="CUSTOMS")
    assert json.dumps(record) == before


def test_command_makes_the_same_view_of_both_syntaxes(tmp_path: Path) -> None:
    made = []
    for syntax in ("json", "xml"):
        path = SAMPLES / f"valid/materials/hangzhou-xx-submitted.{syntax}"
        output = tmp_path / f"from-{syntax}.json"
        assert run("view", str(path), "--for", "CUSTOMS", "-o", str(output))[0] == 0
        made.append(output.read_bytes())
    assert made[0] == made[1]
    assert run("view", str(path), "--for", "CUSTOMS", "-o", str(output))[0] == 2


def test_command_refuses_what_has_nothing_for_the_window(tmp_path: Path) -> None:
    path = str(SAMPLES / "valid/materials/unified-authority.json")
    output = tmp_path / "view.json"
    assert run("view", path, "--for", "CUSTOMS", "-o", str(output))[0] == 1
    assert not output.exists()


def test_view_is_no_draft_to_fill_in(tmp_path: Path) -> None:
    view = make_view(read("materials/hangzhou-xx-submitted"), window="CUSTOMS")
    path = tmp_path / "view.json"
    path.write_text(json.dumps(view), encoding="utf-8")
    for arguments in (("complete", str(path)), ("status", str(path))):
        code, output, errors = run(*arguments)
        assert (code, output) == (2, "")
        assert "view" in errors


@pytest.mark.parametrize(
    "name", ["registrationDraft/view-for-customs", "materialsDraft/view-for-inspection"]
)
def test_samples_of_views_are_what_the_command_makes(name: str) -> None:
    sample = read(name)
    window = sample["viewOf"]["windowCode"]
    wholes = [json.loads(path.read_bytes()) for path in ALL]
    found = [
        make_view(record, window=window)
        for whole in wholes
        for record in records_of(whole)
        if swschema.digest(record) == sample["viewOf"]["sha256"]
    ]
    assert sample in found


def test_counted_members_are_those_that_views_hold() -> None:
    for name in RECORDS:
        members = list_view_members(name)
        counted = {
            window: {
                tuple(part.name for part in each.path) for each in members if window in each.windows
            }
            for window in AUDIENCES
        }
        for path in ALL[::7]:
            for window, record, view in views_of(path):
                if record["recordType"] == name:
                    assert {*held(view)} - counted[window] <= {("recordType",)}


def held(value: Any, at: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the members with values of their own that a record holds."""
    if isinstance(value, dict):
        for name, inside in value.items():
            yield from held(inside, (*at, name))
    elif isinstance(value, list):
        for each in value:
            yield from held(each, at)
    else:
        yield at


def test_windows_see_less_personal_data_than_there_is() -> None:
    members = list_view_members("registration")
    personal = {tuple(part.name for part in each.path): each for each in members if each.personal}
    number = personal["application", "operators", "idDocumentNo"]
    assert number.windows == {"SINGLE_WINDOW"}
    assert personal["accountEmail",].windows == {"SINGLE_WINDOW"}

"""One dossier from separate records."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner, Result

from conftest import SAMPLES, walk
from swschema import Settings, to_xml, validate
from swschema.cli import swschema
from swschema.dossier import assemble
from swschema.errors import AssemblyError, InvalidDocumentError, SourceError
from swschema.limits import Limits

VALID = SAMPLES / "valid"
MOMENT = datetime.fromisoformat("2018-03-26T09:00:00+08:00")
CASE = [
    VALID / "registration/hangzhou-xx-completed.json",
    VALID / "materials/hangzhou-xx-returned.xml",
    VALID / "materials/hangzhou-xx-approved.json",
    VALID / "interview/hangzhou-xx.xml",
]


def read(path: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(path.with_suffix(".json").read_bytes())
    return value


REGISTRATION, FIRST, SECOND, INTERVIEW = map(read, CASE)


def run(*arguments: str | Path, given: bytes = b"") -> Result:
    called = ["dossier", "assemble", "--lang", "en", *map(str, arguments)]
    return CliRunner().invoke(swschema, called, input=BytesIO(given))


def materials(id_: str, *dates: str, supersedes: str | None = None) -> dict[str, Any]:
    submissions = [{**FIRST["submissions"][0], "submittedOn": date} for date in dates]
    made = {**FIRST, "materialsId": id_, "submissions": submissions}
    return made if supersedes is None else {**made, "supersedes": supersedes}


def order(*rounds: dict[str, Any]) -> list[str]:
    """Return the ids in their order in a dossier, which is the same whatever the sources' is."""
    found = {
        tuple(each["materialsId"] for each in assemble([REGISTRATION, *given])["materialsRounds"])
        for given in itertools.permutations(rounds)
    }
    (ids,) = found
    return list(ids)


def refused(*sources: Any) -> str:
    with pytest.raises(AssemblyError) as caught:
        assemble(sources)
    return str(caught.value)


@pytest.mark.parametrize("sample", walk("valid/dossier"))
def test_records_of_a_dossier_assemble_to_it_again(sample: str) -> None:
    value = read(SAMPLES / f"{sample}.json")
    parts = [value["registration"], *value["materialsRounds"], *value["interviews"]]
    sources = [to_xml(part) if index % 2 else part for index, part in enumerate(parts)]
    Random(1).shuffle(sources)
    again = assemble(
        sources,
        dossier_id=value["dossierId"],
        assembled_at=datetime.fromisoformat(value["assembledAt"]),
    )
    assert again == value
    assert list(again) == list(value)
    assert validate(again).valid


@pytest.mark.parametrize("suffix", ["json", "xml"])
def test_dossier_and_message_give_their_records(suffix: str) -> None:
    dossier = VALID / f"dossier/hangzhou-xx.{suffix}"
    value = read(dossier)
    made = assemble([dossier], dossier_id=value["dossierId"], assembled_at=MOMENT)
    assert made == value
    transfer = assemble([VALID / f"message/dossier-transfer.{suffix}"], assembled_at=MOMENT)
    assert (
        transfer["registration"]
        == read(VALID / "message/dossier-transfer")["dossier"]["registration"]
    )


def test_messages_give_one_case() -> None:
    names = ["new-registration.json", "new-materials.xml", "new-interview.json"]
    made = assemble([VALID / "message" / name for name in names])
    assert len(made["materialsRounds"]) == len(made["interviews"]) == 1
    # The messages are of different days, and what they hold together breaks rules.
    assert validate(made, settings=Settings(rules=False)).valid


def test_registration_alone_is_a_dossier() -> None:
    made = assemble([VALID / "registration/minimal.xml"])
    assert (made["materialsRounds"], made["interviews"]) == ([], [])
    assert validate(made).valid


def test_same_calls_give_the_same_dossier() -> None:
    made = [assemble(sources, assembled_at=MOMENT) for sources in (CASE, reversed(CASE))]
    assert made[0] == made[1]
    assert made[0]["dossierId"] == "D-HZSW-R-2018-000318"


def test_long_identifier_gives_one_that_fits() -> None:
    made = [
        assemble([{**REGISTRATION, "registrationId": "R" * 35 + end}])["dossierId"] for end in "123"
    ]
    assert len(set(made)) == 3
    assert {len(each) for each in made} == {36}


def test_moment_is_now_with_an_offset_by_default() -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    made = datetime.fromisoformat(assemble(CASE)["assembledAt"])
    assert before <= made <= datetime.now(UTC)


@pytest.mark.parametrize(
    ("moment", "reason"),
    [
        ("2018-03-26T09:00:00", "/assembledAt: needs an offset from UTC"),
        ("2018-03-26T09:00:00+14:30", "/assembledAt: has the wrong format"),
        ("0018-03-26T09:00:00+08:00", "/assembledAt: has the wrong format"),
    ],
)
def test_moment_must_be_one(moment: str, reason: str) -> None:
    with pytest.raises(AssemblyError, match=reason):
        assemble(CASE, assembled_at=datetime.fromisoformat(moment))


@pytest.mark.parametrize("id_", ["-", "x" * 37, "a\n", "编号"])
def test_identifier_must_be_one(id_: str) -> None:
    with pytest.raises(AssemblyError, match="the dossier: /dossierId: has the wrong format"):
        assemble(CASE, dossier_id=id_)


def test_version_is_the_newest_of_the_records() -> None:
    assert assemble(CASE)["schemaVersion"] == "1.0"
    newer = [REGISTRATION, {**FIRST, "schemaVersion": "1.10"}, {**SECOND, "schemaVersion": "1.9"}]
    assert assemble(newer)["schemaVersion"] == "1.10"


def test_rounds_follow_what_they_supersede() -> None:
    third = materials("C", "2018-03-01", supersedes="B")
    second = materials("B", "2018-03-02", supersedes="A")
    assert order(materials("A", "2018-03-03"), second, third) == ["A", "B", "C"]


def test_rounds_without_a_chain_follow_their_dates() -> None:
    rounds = [
        materials("C", "2018-03-09", "2018-03-01"),
        materials("B", "2018-03-05"),
        materials("A", "2018-03-06", supersedes="elsewhere"),
    ]
    assert order(*rounds) == ["C", "B", "A"]


def test_rounds_that_share_a_first_date_follow_their_later_ones() -> None:
    later, first = materials("A", "2018-03-01", "2018-03-07"), materials("B", "2018-03-01")
    assert order(later, first) == ["B", "A"]
    assert order(materials("D", "2018-03-01"), first) == ["B", "D"]


def test_chain_and_dates_work_together() -> None:
    rounds = [
        materials("X", "2018-03-01"),
        materials("Y", "2018-03-09", supersedes="X"),
        materials("Z", "2018-03-05"),
    ]
    assert order(*rounds) == ["X", "Z", "Y"]


def test_interviews_follow_the_moment_and_not_its_spelling() -> None:
    moments = {"B": "2018-03-22T09:00:00+08:00", "A": "2018-03-22T02:00:00Z"}
    held = [{**INTERVIEW, "interviewId": id_, "scheduledAt": at} for id_, at in moments.items()]
    for given in (held, held[::-1]):
        made = assemble([REGISTRATION, *given])["interviews"]
        assert [each["interviewId"] for each in made] == ["B", "A"]


@pytest.mark.parametrize("sources", [[], CASE[1:]])
def test_no_registration_is_refused(sources: list[Path]) -> None:
    expected = "the dossier: /registration: the records contain no registration"
    assert refused(*sources).startswith(expected)


def test_two_registrations_are_refused() -> None:
    dossier = VALID / "dossier/registration-only.xml"
    reason = f"a dossier has one registration, and {CASE[0]} already contains it"
    assert refused(CASE[0], dossier) == f"{dossier}: /registration: {reason}"


def test_other_registration_s_record_is_refused() -> None:
    stranger = VALID / "interview/agency-run.xml"
    assert refused(*CASE, stranger) == (
        f"{stranger}: /registrationRef/registrationId: "
        f"refers to another registration than that in {CASE[0]}"
    )


def test_place_in_a_dossier_is_named() -> None:
    dossier = read(VALID / "dossier/hangzhou-xx")
    dossier["materialsRounds"][1]["registrationRef"]["registrationId"] = "R"
    place = "object 1: /materialsRounds/1/registrationRef/registrationId: "
    assert refused(dossier).startswith(place)


@pytest.mark.parametrize(("path", "id_"), [(CASE[1], "materialsId"), (CASE[3], "interviewId")])
def test_repeated_identifier_is_refused(path: Path, id_: str) -> None:
    expected = f"text 5: /{id_}: a record in {path} already has this identifier"
    assert refused(*CASE, path.read_text(encoding="utf-8")) == expected


def test_circle_is_refused() -> None:
    rounds = [materials("A", "2018-03-01", supersedes="B"), materials("B", "2018-03-02")]
    rounds[1]["supersedes"] = "A"
    expected = "object 2: /supersedes: the records supersede each other in a circle"
    assert refused(REGISTRATION, *rounds) == expected
    assert "in a circle" in refused(REGISTRATION, materials("A", "2018-03-01", supersedes="A"))


@pytest.mark.parametrize("name", ["receipt-approved.json", "receipt-returned.xml"])
def test_receipt_is_refused(name: str) -> None:
    path = VALID / "message" / name
    assert refused(*CASE, path) == f"{path}: holds no record that belongs in a dossier"


def test_message_that_deletes_is_refused() -> None:
    path = VALID / "message/delete-registration.json"
    assert refused(path) == f"{path}: /actionType: the message deletes the record in it"


@pytest.mark.parametrize("suffix", ["json", "xml"])
def test_invalid_record_is_refused_with_its_report(suffix: str) -> None:
    path = SAMPLES / f"invalid/registration/missing-legal-name.{suffix}"
    with pytest.raises(InvalidDocumentError) as caught:
        assemble([path, *CASE[1:]])
    report = caught.value.report
    assert report.name == str(path)
    assert [problem.code for problem in report.problems] == ["missing"]


def test_too_large_a_document_is_refused_by_name() -> None:
    with pytest.raises(InvalidDocumentError, match=r"hangzhou-xx-completed\.json: the document is"):
        assemble(CASE, limits=Limits(max_bytes=1000))


def test_missing_file_is_a_source_error() -> None:
    with pytest.raises(SourceError):
        assemble([*CASE, Path("gone.json")])


def test_given_objects_stay_as_they_are() -> None:
    given = [REGISTRATION, FIRST, SECOND, INTERVIEW]
    before = json.dumps(given)
    assemble(given)["registration"]["status"] = "DRAFT"
    assert json.dumps(given) == before


def test_command_writes_json_to_standard_output() -> None:
    done = run(*CASE[:3], "-", "--at", MOMENT.isoformat(), given=CASE[3].read_bytes())
    assert (done.exit_code, done.stderr) == (0, "")
    assert json.loads(done.stdout) == assemble(CASE, assembled_at=MOMENT)
    assert "\n" not in done.stdout


def test_command_writes_the_sample(tmp_path: Path) -> None:
    options = ["--id", "HZSW-D-2018-000318", "--at", MOMENT.isoformat(), "--indent"]
    for suffix in ("json", "xml"):
        path = tmp_path / f"dossier.{suffix}"
        done = run(*CASE, *options, "--to", suffix, "-o", path)
        assert (done.exit_code, done.stdout) == (0, "")
        sample = VALID / f"dossier/hangzhou-xx.{suffix}"
        assert path.read_bytes() == sample.read_bytes()


def test_command_takes_a_folder(tmp_path: Path) -> None:
    for path in CASE:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    done = run(tmp_path, "--at", MOMENT.isoformat())
    assert json.loads(done.stdout) == assemble(CASE, assembled_at=MOMENT)


@pytest.mark.parametrize(
    ("extra", "status", "told"),
    [
        (SAMPLES / "invalid/materials/missing-round.json", 1, "error missing"),
        (VALID / "interview/agency-run.json", 1, "/registrationRef/registrationId"),
        ("gone.json", 2, "gone.json: no such file or directory"),
        ("--id=-", 2, "the dossier: /dossierId"),
        ("--at=2018-03-26", 2, "give a date and time such as"),
        ("--at=2018-03-26T09:00:00", 2, "give a date and time such as"),
        ("--at=soon", 2, "give a date and time such as"),
    ],
)
def test_command_writes_nothing_where_it_fails(
    tmp_path: Path, extra: str | Path, status: int, told: str
) -> None:
    path = tmp_path / "dossier.json"
    path.write_text("before")
    called = ["dossier", "assemble", "--lang", "en", *CASE, extra, "-o", path]
    command = [sys.executable, "-m", "swschema", *map(str, called)]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (status, b"")
    assert told in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_command_overwrites_nothing_unless_it_is_to(tmp_path: Path) -> None:
    path = tmp_path / "dossier.xml"
    path.write_bytes(b"kept")
    done = run(*CASE, "-o", path)
    assert path.read_bytes() == b"kept"
    assert "use --force" in str(done.exception)
    assert run(*CASE, "-o", path, "--force").exit_code == 0
    assert path.read_bytes().startswith(b"<?xml")  # as its name says


def test_command_writes_the_syntax_that_it_reads() -> None:
    first = CASE[0].with_suffix(".xml")
    assert run(first, *CASE[1:]).stdout.startswith("<?xml")
    assert run(first, *CASE[1:], "--to", "json").stdout.startswith("{")

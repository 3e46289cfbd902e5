"""`swschema new`, `derive` and `fill`, as people call them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import swschema
from conftest import SAMPLES
from exchange.command_line import run

REGISTRATION = SAMPLES / "valid/registration/hangzhou-xx"
DAY = ("--submitted-on", "2018-03-12")


def test_registration_begins_in_either_syntax(tmp_path: Path) -> None:
    for name in ("r.json", "r.xml"):
        made = run("new", "registration", "--type", "PAYMENT", "--mode", "SELF", "--id", "R-1",
                   "-o", str(tmp_path / name))  # fmt: skip
        assert (made.exit_code, made.stdout) == (0, "")
    assert swschema.digest(tmp_path / "r.json") == swschema.digest(tmp_path / "r.xml")
    assert run("validate", str(tmp_path / "r.xml")).exit_code == 0


def test_file_is_not_overwritten_unless_it_is_to_be(tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    path.write_text("mine")
    begin = ("new", "registration", "--type", "PAYMENT", "--mode", "SELF", "-o", str(path))
    refused = run(*begin)
    assert (refused.exit_code, path.read_text()) == (2, "mine")
    assert "use --force" in refused.stderr
    assert run(*begin, "--force").exit_code == 0
    assert json.loads(path.read_bytes())["recordType"] == "registrationDraft"


def test_identifier_that_is_none_is_refused(tmp_path: Path) -> None:
    made = run("new", "registration", "--type", "PAYMENT", "--mode", "SELF", "--id", "a b",
               "-o", str(tmp_path / "r.json"))  # fmt: skip
    assert made.exit_code == 1
    assert "registrationId" in made.stderr
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("suffix", [".json", ".xml"])
def test_materials_have_what_the_registration_holds(suffix: str, tmp_path: Path) -> None:
    made = run("derive", "materials", f"{REGISTRATION}{suffix}", *DAY,
               "-o", str(tmp_path / f"m{suffix}"), "--lang", "en")  # fmt: skip
    assert made.exit_code == 0, made.stderr
    assert "values: " in made.stderr
    draft = json.loads(swschema.to_json(tmp_path / f"m{suffix}"))
    assert draft["registrationRef"]["sha256"] == swschema.digest(Path(f"{REGISTRATION}.json"))
    assert [each["windowCode"] for each in draft["submissions"]] == [
        "NATIONAL_INSPECTION",
        "CUSTOMS",
    ]


def test_person_is_named_or_in_a_file(tmp_path: Path) -> None:
    value = json.loads(REGISTRATION.with_suffix(".json").read_bytes())
    name = value["application"]["administrator"]["name"]
    given = run("derive", "materials", f"{REGISTRATION}.json", *DAY, "--submitted-by", name)
    assert json.loads(given.stdout)["submissions"][0]["submittedBy"]["name"] == name
    file = tmp_path / "person.json"
    file.write_text('{"role": "AUTHORIZED_REPRESENTATIVE", "name": "罗知行"}', encoding="utf-8")
    given = run("derive", "materials", f"{REGISTRATION}.json", *DAY, "--submitted-by", str(file))
    assert json.loads(given.stdout)["submissions"][1]["submittedBy"]["name"] == "罗知行"
    for wrong, status in (("nobody", 2), (str(tmp_path), 2), (f"{REGISTRATION}.xml", 1)):
        given = run("derive", "materials", f"{REGISTRATION}.json", "--submitted-by", wrong)
        assert (given.exit_code, given.stdout) == (status, "")


def test_invalid_record_is_nothing_to_derive_from(tmp_path: Path) -> None:
    invalid = SAMPLES / "invalid/registration/missing-legal-name.json"
    output = tmp_path / "m.json"
    made = run("derive", "materials", str(invalid), "-o", str(output))
    assert (made.exit_code, output.exists()) == (1, False)
    made = run("derive", "interview", f"{REGISTRATION}.json", "-o", str(output), "--lang", "en")
    assert (made.exit_code, output.exists()) == (1, False)
    assert "there are no materials" in made.stderr
    made = run("derive", "materials", str(SAMPLES / "valid/message/new-registration.json"))
    assert made.exit_code == 1


def test_input_is_not_the_output(tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    path.write_bytes(REGISTRATION.with_suffix(".json").read_bytes())
    made = run("derive", "materials", str(path), "-o", str(path), "--force")
    assert made.exit_code == 2
    assert path.read_bytes() == REGISTRATION.with_suffix(".json").read_bytes()


def test_facts_come_to_their_places(tmp_path: Path) -> None:
    draft, filled = tmp_path / "m.xml", tmp_path / "n.json"
    run("derive", "materials", f"{REGISTRATION}.json", *DAY, "-o", str(draft))
    facts = tmp_path / "facts.json"
    facts.write_text('{"/submissions/0/commitmentLetter/clausesAccepted": true}')
    place = "/submissions/1/taxDescription"
    made = run("fill", str(draft), "--facts", str(facts), "--set", f"{place}/taxpayerKind=GENERAL",
               "-o", str(filled))  # fmt: skip
    assert made.exit_code == 0, made.stderr
    value = json.loads(filled.read_bytes())
    assert value["submissions"][1]["taxDescription"] == {"taxpayerKind": "GENERAL"}
    assert value["submissions"][0]["commitmentLetter"]["clausesAccepted"] is True
    wrong = run(
        "fill", str(draft), "--set", f"{place}/taxpayerKind=NONE", "-o", str(tmp_path / "x")
    )
    assert (wrong.exit_code, (tmp_path / "x").exists()) == (1, False)
    assert run("fill", str(draft), "--set", "/nothing=1").exit_code == 1
    assert run("fill", str(draft), "--set", "nothing").exit_code == 2


def test_draft_that_is_partly_filled_in_is_kept(tmp_path: Path) -> None:
    draft, filled, again = (tmp_path / name for name in ("m.json", "n.json", "o.json"))
    run("derive", "materials", f"{REGISTRATION}.json", *DAY, "-o", str(draft))
    place = "/submissions/1/registrationCertificate/issuer"
    run("fill", str(draft), "--set", f"{place}=中华人民共和国杭州海关", "-o", str(filled))
    made = run("derive", "materials", f"{REGISTRATION}.json", *DAY, "--draft", str(filled),
               "-o", str(again))  # fmt: skip
    assert made.exit_code == 0, made.stderr
    papers = json.loads(again.read_bytes())["submissions"][1]["materials"]
    assert "中华人民共和国杭州海关" in {each.get("issuedBy") for each in papers}


def test_origins_are_counted_and_listed() -> None:
    trail = SAMPLES / "trails/dossier/trail-seller-agency.json"
    counted = run("origins", str(SAMPLES / "valid/registration/agency-run.xml"))
    assert counted.exit_code == 0
    assert "fixed by the rulebook" in counted.stdout
    materials = str(SAMPLES / "valid/materials/hangzhou-xx-submitted.json")
    listed = run("origins", materials, "--format", "json", "--from", f"{REGISTRATION}.json")
    value = json.loads(listed.stdout)
    assert len(value["values"]) == value["typed"] < value["copied"]
    assert run("origins", materials).exit_code == 2
    assert run("origins", str(trail), "--from", str(trail)).exit_code == 1

"""What attachments say of their content, held against the content."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import swschema
from conftest import SAMPLES, walk
from swschema.attachments import AttachmentViolation as Violation
from swschema.attachments import check_attachments, find_attachments, find_owner
from swschema.errors import SourceError
from swschema.rules.settings import Settings
from swschema.schema.paths import pointer
from swschema.schema.shapes import root

INTERVIEW = SAMPLES / "valid/interview/unified-authority.json"
BYTES = "会议纪要".encode() * 400_000  # more than one chunk


def sample(name: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((SAMPLES / f"{name}.json").read_bytes())
    return value


def check(value: dict[str, Any], folder: Path | None = None) -> list[Violation]:
    return list(check_attachments(value, root(value["recordType"]), folder=folder))


def interview(**members: Any) -> dict[str, Any]:
    """Return an interview whose one attachment, without content, is of BYTES."""
    value: dict[str, Any] = json.loads(INTERVIEW.read_bytes())
    minutes = {
        **value["minutes"],
        "fileName": "minutes.pdf",
        "sizeBytes": len(BYTES),
        "sha256": hashlib.sha256(BYTES).hexdigest(),
        **members,
    }
    minutes.pop("content", None) if "content" not in members else None
    return {**value, "minutes": minutes}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/minutes.pdf").write_bytes(BYTES)
    (tmp_path / "outside.pdf").write_bytes(BYTES)
    return tmp_path / "in"


def by_names(value: Any, path: str = "") -> Iterator[str]:
    """Yield pointers to all that looks like an attachment, without asking the shapes."""
    if isinstance(value, dict):
        if "attachmentId" in value and "sizeBytes" in value:
            yield path
        for name, each in value.items():
            yield from by_names(each, f"{path}/{name}")
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from by_names(each, f"{path}/{index}")


@pytest.mark.parametrize("name", walk("valid"))
def test_every_attachment_is_found(name: str) -> None:
    value = sample(name)
    found = [pointer(path) for path, _ in find_attachments(value, root(value["recordType"]))]
    # Those of a draft may lack what they are compared with; the rules of drafts see to them.
    assert sorted(found) == ([] if "draft" in name.lower() else sorted(by_names(value)))


@pytest.mark.parametrize("name", walk("valid"))
def test_valid_samples_say_the_truth(name: str) -> None:
    assert check(sample(name)) == []


def test_content_of_another_size_is_told() -> None:
    value = sample("valid/registration/full")
    attachments = value["application"]["attachments"]
    (index, *_) = [i for i, each in enumerate(attachments) if "content" in each]
    size = attachments[index]["sizeBytes"]
    attachments[index]["sizeBytes"] = size + 1
    path = ("application", "attachments", index, "sizeBytes")
    assert check(value) == [Violation(path, "size", size + 1, size)]


def test_content_with_another_digest_is_told() -> None:
    value = interview(content=base64.b64encode(BYTES).decode(), sha256="0" * 64)
    assert check(value) == [Violation(("minutes", "sha256"), "digest")]


def test_attachment_in_a_dossier_in_a_message_is_blamed_where_it_is() -> None:
    value = sample("valid/message/dossier-transfer")
    attachments = value["dossier"]["registration"]["application"]["attachments"]
    index = next(i for i, each in enumerate(attachments) if "content" in each)
    attachments[index]["sha256"] = "0" * 64
    (violation,) = check(value)
    path = f"/dossier/registration/application/attachments/{index}/sha256"
    assert pointer(violation.path) == path


def test_without_content_or_folder_nothing_is_asked() -> None:
    assert check(interview(sizeBytes=1)) == []


def test_file_in_the_folder_is_read(folder: Path) -> None:
    assert check(interview(), folder) == []
    assert check(interview(sizeBytes=3, sha256="0" * 64), folder) == [
        Violation(("minutes", "sizeBytes"), "size", 3, len(BYTES)),
    ]


def test_file_of_another_size_is_not_read(folder: Path) -> None:
    with (folder / "minutes.pdf").open("wb") as file:
        file.truncate(1 << 40)  # a terabyte of nothing: reading it would take minutes
    assert check(interview(), folder) == [
        Violation(("minutes", "sizeBytes"), "size", len(BYTES), 1 << 40)
    ]


def test_size_may_be_spelled_as_a_decimal_fraction(folder: Path) -> None:
    assert check(interview(sizeBytes=float(len(BYTES))), folder) == []


def test_missing_file_is_told_unless_the_content_is_there(folder: Path) -> None:
    missing = [Violation(("minutes", "fileName"), "missing")]
    content = base64.b64encode(BYTES).decode()
    assert check(interview(fileName="gone.pdf"), folder) == missing
    assert check(interview(fileName="gone.pdf", content=content), folder) == []


def test_content_and_file_are_both_held_against(folder: Path) -> None:
    value = interview(content=base64.b64encode(BYTES).decode())
    (folder / "minutes.pdf").write_bytes(BYTES[:-1] + b"!")
    assert check(value, folder) == [Violation(("minutes", "sha256"), "digest")]


def test_fault_of_both_contents_is_told_once(folder: Path) -> None:
    value = interview(content=base64.b64encode(BYTES).decode(), sizeBytes=3)
    assert check(value, folder) == [Violation(("minutes", "sizeBytes"), "size", 3, len(BYTES))]


@pytest.mark.parametrize(
    "name", ["../outside.pdf", "..", ".", "", "a\0b", "x" * 255 + "件" * 200, "\ud800"], ids=ascii
)
def test_name_that_leads_nowhere_or_outside_is_missing(name: str, folder: Path) -> None:
    found = check(interview(fileName=name), folder)
    assert found == [Violation(("minutes", "fileName"), "missing")]


def test_missing_file_asks_for_the_file_and_for_no_new_digest(folder: Path) -> None:
    value = interview(fileName="gone.pdf")
    report = swschema.validate(value, settings=Settings(attachments=folder))
    (problem,) = [each for each in report.problems if each.code == "MT09"]
    assert problem.pointer == "/minutes/fileName"
    assert (
        problem.remedy
        == "Put the file into the folder of attachments, or correct its name (fileName)."
    )
    wrong = swschema.validate(interview(sizeBytes=1), settings=Settings(attachments=folder))
    (problem,) = [each for each in wrong.problems if each.code == "MT09"]
    assert problem.remedy.startswith("Compute the size (sizeBytes) and the digest (sha256)")


def test_absolute_name_is_missing(folder: Path) -> None:
    found = check(interview(fileName=str(folder.parent / "outside.pdf")), folder)
    assert [each.kind for each in found] == ["missing"]


def test_link_is_followed_inside_the_folder_only(folder: Path) -> None:
    (folder / "inside.pdf").symlink_to("minutes.pdf")
    (folder / "outside.pdf").symlink_to("../outside.pdf")
    (folder / "loop.pdf").symlink_to("loop.pdf")
    (folder / "gone.pdf").symlink_to("nowhere.pdf")
    assert check(interview(fileName="inside.pdf"), folder) == []
    for name in ("outside.pdf", "loop.pdf", "gone.pdf"):
        assert [each.kind for each in check(interview(fileName=name), folder)] == ["missing"]


def test_folder_may_be_a_link(folder: Path) -> None:
    link = folder.parent / "link"
    link.symlink_to(folder)
    assert check(interview(), link) == []


def test_folder_in_place_of_a_file_is_missing(folder: Path) -> None:
    (folder / "sub").mkdir()
    assert [each.kind for each in check(interview(fileName="sub"), folder)] == ["missing"]


def test_what_is_no_folder_is_a_source_error(folder: Path) -> None:
    with pytest.raises(SourceError, match="is not a folder"):
        check(interview(), folder / "minutes.pdf")


def test_unreadable_file_is_a_source_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise PermissionError(13, "Permission denied")

    value = interview()
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(SourceError, match=r"minutes\.pdf: permission denied"):
        check(value, folder)


def test_file_in_the_folder_of_its_record_comes_first(folder: Path) -> None:
    value = interview()
    own = folder / value["interviewId"]
    own.mkdir()
    (own / "minutes.pdf").write_bytes(b"another")
    (violation,) = check(value, folder)
    assert (violation.kind, violation.actual) == ("size", 7)
    (own / "minutes.pdf").write_bytes(BYTES)
    (folder / "minutes.pdf").unlink()
    assert check(value, folder) == []


def test_folder_of_a_record_that_is_a_link_is_not_followed(folder: Path) -> None:
    value = interview()
    (folder.parent / "elsewhere").mkdir()
    (folder.parent / "elsewhere/minutes.pdf").write_bytes(b"another")
    (folder / value["interviewId"]).symlink_to(folder.parent / "elsewhere")
    assert check(value, folder) == []


def test_owner_is_the_innermost_record() -> None:
    value = sample("valid/message/dossier-transfer")
    materials = ("dossier", "materialsRounds", 0, "attachments", 0)
    assert find_owner(value, materials) == value["dossier"]["materialsRounds"][0]["materialsId"]
    online = ("dossier", "registration", "application", "attachments", 0)
    assert find_owner(value, online) == value["dossier"]["registration"]["registrationId"]
    for id_ in ("../x", 3, None, "a/b", ".."):
        assert find_owner({"recordType": "materials", "materialsId": id_}, ("attachments",)) is None
    for record_type in (["materials"], 3, "no record"):
        assert find_owner({"recordType": record_type}, ("attachments", 0)) is None

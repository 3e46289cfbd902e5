"""A folder stands for the files of records below it, in the order of their names."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

import swschema
from swschema.errors import SourceError
from swschema.streams import read_records
from swschema.streams.folders import find_files
from swschema.streams.open import open_file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    top = tmp_path / "top"
    for name in (
        "b/c/d.json",
        "b/a.xml",
        "a.json",
        "c.txt",
        "b.ndjson",
        ".hidden.json",
        ".git/x.json",
    ):
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"{}\n")
    return top


def names(top: Path) -> list[str]:
    return [path.relative_to(top).as_posix() for path in find_files(top)]


def test_files_come_in_the_order_of_their_names_level_by_level(folder: Path) -> None:
    found = [name for name in names(folder) if not name.startswith(".")]
    assert found == ["a.json", "b/a.xml", "b/c/d.json", "b.ndjson"]


def test_hidden_files_are_read_as_any_other(folder: Path) -> None:
    assert [name for name in names(folder) if name.startswith(".")] == [
        ".git/x.json",
        ".hidden.json",
    ]


def test_compressed_files_are_read_and_archives_are_not(folder: Path) -> None:
    for name in ("z.json.gz", "z.xml.ZST", "z.tar", "z.zip", "z.tar.gz", "z.gz"):
        (folder / name).write_bytes(b"{}")
    assert [name for name in names(folder) if name.startswith("z")] == ["z.json.gz", "z.xml.ZST"]


def test_link_to_a_folder_is_not_followed(folder: Path) -> None:
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "b/up.json").symlink_to(folder, target_is_directory=True)
    assert not [name for name in names(folder) if "loop" in name or "up" in name]


@pytest.mark.parametrize(("name", "is_told"), [("elsewhere", False), ("elsewhere.json", True)])
def test_link_that_may_not_be_followed_is_told_if_it_could_be_a_record(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, is_told: object
) -> None:
    (folder / name).symlink_to("/root/secret")
    stat = Path.stat

    def refuse(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if path.name == name and follow_symlinks:
            raise PermissionError(13, "Permission denied")
        return stat(path, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", refuse)
    if not is_told:
        assert len(names(folder)) == 6
        return
    with pytest.raises(SourceError, match=r"elsewhere\.json: permission denied"):
        names(folder)


def test_link_to_a_file_is_followed(folder: Path) -> None:
    (folder / "link.json").symlink_to(folder / "a.json")
    assert "link.json" in names(folder)


def test_link_to_nothing_is_passed_over(folder: Path) -> None:
    (folder / "gone.json").symlink_to(folder / "nowhere")
    assert "gone.json" not in names(folder)


def test_folder_that_is_asked_for_may_be_a_link(folder: Path) -> None:
    link = folder.with_name("link")
    link.symlink_to(folder, target_is_directory=True)
    assert names(link) == names(folder)


def test_records_are_named_by_their_files(folder: Path) -> None:
    assert [entry.name for entry in read_records(folder)] == [
        str(path) for path in find_files(folder)
    ]


def test_folder_without_records_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    with pytest.raises(SourceError) as raised:
        list(read_records(tmp_path))
    assert raised.value.name == str(tmp_path)


def test_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as raised:
        list(read_records(tmp_path / "gone.json"))
    assert raised.value.name == str(tmp_path / "gone.json")


def test_spreadsheets_of_other_formats_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    (tmp_path / "b.CSV").write_text("name,code\n")
    with zipfile.ZipFile(tmp_path / "c.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("meta.xml", "<meta/>")
        archive.writestr("content.xml", "<content/>")
    (tmp_path / "~$d.xls").write_bytes(b"")
    found = find_files(tmp_path)
    reports = [(file.name, swschema.validate(file).problems) for file in found]
    assert [name for name, _problems in reports] == ["a.xls", "b.CSV", "c.ods"]
    assert {problem.code for _name, (problem,) in reports} == {"file-type"}
    assert all(".xlsx" in problem.remedy for _name, (problem,) in reports)
    with open_file(tmp_path / "c.ods") as readers:
        assert len(list(readers)) == 1

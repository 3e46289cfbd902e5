"""What is no whole and harmless bag is refused, and what is wrong is named."""

from __future__ import annotations

import contextlib
import io
import os
import random
import shutil
import stat
import struct
import unicodedata
import warnings
import zipfile
from pathlib import Path

import bagit
import pytest

from exchange.bags import PAYLOAD, make_bag, make_zip, manifest, zip_bag
from swschema.errors import ExchangeError, FilesError, SourceError
from swschema.exchange import PackageLimits, read_package, unpack_package

ZipMember = tuple[zipfile.ZipInfo | str, bytes]


def refusal(archive: io.BytesIO, limits: PackageLimits | None = None) -> dict[str, str]:
    """Return why an archive is refused, by the names of what is wrong."""
    with pytest.raises((ExchangeError, FilesError)) as caught:
        read_package(archive, limits=limits or PackageLimits())
    error = caught.value
    if isinstance(error, FilesError):
        return {each.name: each.reason for each in error.errors}
    assert isinstance(error, ExchangeError)
    return {error.name: error.reason}


def test_sound_bag_is_read() -> None:
    read = read_package(zip_bag(make_bag()))
    assert read.files == tuple(sorted(PAYLOAD))
    assert read.size == sum(map(len, PAYLOAD.values()))


def info(name: str, *, mode: int = 0, **members: int) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name)
    made.external_attr = mode << 16
    for member, value in members.items():
        setattr(made, member, value)
    return made


NAMES = {
    "../out.txt": "is not the name of a file",
    "case/../../out.txt": "is not the name of a file",
    "case/./x": "is not the name of a file",
    "case//x": "is not the name of a file",
    "/etc/x": "is not the name of a file",
    "case/data/C:x": "not every system allows",
    "C:/x": "not every system allows",
    "case/..\\..\\x": "not every system allows",
    "case/data/a\nb": "not every system allows",
    "case/data/NUL.pdf": "a device on Windows",
    "case/data/con": "a device on Windows",
    "case/data/COM¹.txt": "a device on Windows",
    "case/data/x.": "ends with a full stop",
    "case/data/x ": "ends with a full stop",
    "case/data /x": "ends with a full stop",
    f"case/data/{'字' * 100}": "more than 255 bytes",
    "case/" + "d/" * 20 + "x": "too many folders",
}


@pytest.mark.parametrize("name", NAMES)
def test_name_that_leads_elsewhere_is_refused(name: str) -> None:
    (reason,) = refusal(zip_bag(make_bag(), (name, b"x"))).values()
    assert NAMES[name] in reason


def test_name_with_nul_is_refused() -> None:
    data = zip_bag(make_bag(), ("case/data/x.pdfQ.exe", b"x")).getvalue()
    (reason,) = refusal(io.BytesIO(data.replace(b"x.pdfQ.exe", b"x.pdf\0.exe"))).values()
    assert "not every system allows" in reason


KINDS: dict[str, tuple[zipfile.ZipInfo, str]] = {
    "link": (info("case/data/x", mode=stat.S_IFLNK | 0o777), "a link or a device"),
    "device": (info("case/data/x", mode=stat.S_IFBLK | 0o666), "a link or a device"),
    "pipe": (info("case/data/x", mode=stat.S_IFIFO | 0o666), "a link or a device"),
    "folder": (info("case/data/x/"), "a folder with content"),
    "bzip2": (info("case/data/x", compress_type=zipfile.ZIP_BZIP2), "method"),
    "lzma": (info("case/data/x", compress_type=zipfile.ZIP_LZMA), "method"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_member_of_another_kind_is_refused(kind: str) -> None:
    member, expected = KINDS[kind]
    found = refusal(zip_bag(make_bag(), (member, b"/etc/passwd")))
    assert found.keys() == {member.filename}
    assert expected in found[member.filename]


def test_encrypted_member_is_refused() -> None:
    data = bytearray(zip_bag(make_bag(), ("case/data/secret", b"x")).getvalue())
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(b"case/data/secret") if flags == 6 else data.rindex(b"case/data/secret")
        data[data.rindex(signature, 0, at) + flags] |= 1
    assert "encrypted" in refusal(io.BytesIO(data))["case/data/secret"]


COMPOSED = "case/data/attachments/é.pdf"
CLASHES: list[tuple[str, str]] = [
    ("case/data/attachments/a.pdf", "data/attachments/a.pdf"),
    ("case/data/attachments/A.PDF", "data/attachments/A.PDF"),
    ("case/DATA/x", "data"),
    ("case/data/attachments/a.pdf/x", "data/attachments/a.pdf"),
    ("case/data/attachments/ª.pdf", ""),
]


@pytest.mark.parametrize("name", [name for name, clash in CLASHES if clash])
def test_names_that_are_one_somewhere_are_refused(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # that a name is there twice
        archive = zip_bag(make_bag(), (name, b"x"))
    (named,) = refusal(archive)
    assert dict(CLASHES)[name].casefold() in named.casefold()


def test_names_in_two_normalization_forms_are_refused() -> None:
    archive = zip_bag(make_bag(), (COMPOSED, b"x"), (unicodedata.normalize("NFD", COMPOSED), b"y"))
    (reason,) = refusal(archive).values()
    assert "the same name" in reason


def test_all_that_is_refused_is_named() -> None:
    found = refusal(zip_bag(make_bag(), ("case/aux", b""), ("case/../x", b""), ("case/a:b", b"")))
    assert found.keys() == {"case/aux", "case/../x", "case/a:b"}


@pytest.mark.parametrize(
    "members", [[("bagit.txt", b"")], [("a/x", b""), ("b/x", b"")], [("a/x", b""), ("y", b"")], []]
)
def test_archive_that_is_not_one_folder_is_refused(members: list[ZipMember]) -> None:
    assert "not one folder" in refusal(make_zip(members))[""]


def test_members_that_overlap_are_refused() -> None:
    data = bytearray(zip_bag(make_bag()).getvalue())
    first = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", first + 1)
    data[second + 42 : second + 46] = data[first + 42 : first + 46]  # where its header is
    assert "overlap" in " ".join(refusal(io.BytesIO(data)).values())


def test_bomb_is_refused_before_it_is_unpacked() -> None:
    zeros = {"data/zeros": b"\0" * 120_000_000}
    archive = make_zip(
        [(f"case/{path}", data) for path, data in make_bag(zeros).items()], zipfile.ZIP_DEFLATED
    )
    assert "more than 200 times larger" in refusal(archive)[""]
    assert read_package(archive, limits=PackageLimits(max_ratio=2000)).size == 120_000_000
    assert "more than 1,000" in refusal(archive, PackageLimits(max_bytes=1000))[""]


def test_bomb_that_states_less_than_it_has_is_refused() -> None:
    payload = {"data/x": b"\0" * 10_000_000}
    archive = make_zip(
        [(f"case/{path}", data) for path, data in make_bag(payload).items()], zipfile.ZIP_DEFLATED
    )
    data = archive.getvalue().replace(struct.pack("<L", 10_000_000), struct.pack("<L", 10))
    found = refusal(io.BytesIO(data))
    assert found.keys() & {"data/x", "bag-info.txt"}


def test_many_members_are_refused() -> None:
    more = [(f"case/data/{number}", b"") for number in range(30)]
    assert "more than 20" in refusal(zip_bag(make_bag(), *more), PackageLimits(max_files=20))[""]


def test_large_directory_is_refused_with_little_memory() -> None:
    member = zipfile.ZipInfo("case/x")
    member.comment = b"c" * 65535
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr(member, b"")
        archive.filelist += archive.filelist * 99
    assert "no zip archive" in refusal(written)[""]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK",
        b"PK\x05\x06" + bytes(18),
        b"%PDF-1.4",
        zip_bag(make_bag()).getvalue()[:-30],
        zip_bag(make_bag()).getvalue()[:200],
    ],
)
def test_what_is_no_archive_is_refused(data: bytes) -> None:
    assert refusal(io.BytesIO(data)).keys() == {""}


def test_missing_additional_and_changed_files_are_named() -> None:
    bag = make_bag()
    del bag["data/attachments/a.pdf"]
    bag["data/attachments/c.pdf"] = b""
    bag["notes.txt"] = b""
    found = refusal(zip_bag(bag))
    assert "is missing" in found["data/attachments/a.pdf"]
    assert "is an additional file" in found["data/attachments/c.pdf"]
    assert "is an additional file" in found["notes.txt"]
    changed = make_bag() | {"data/attachments/a.pdf": b"%PDF-1.4 exomple"}
    changed["data/attachments/b.pdf"] = b"%PDF-1.4 anether example"
    assert refusal(zip_bag(changed)).keys() == {"data/attachments/a.pdf", "data/attachments/b.pdf"}


def test_every_file_of_a_bag_is_held_to_it() -> None:
    bag = make_bag()
    for path in bag:
        if path == "tagmanifest-sha256.txt":
            continue
        rest = {each: data for each, data in bag.items() if each != path}
        assert refusal(zip_bag(rest)), path
        data = bag[path]
        changed = data.replace(b"e", b"f", 1) if b"e" in data else data[:-1]
        assert refusal(zip_bag(bag | {path: changed})), path


def test_every_changed_byte_of_an_archive_is_found_or_harmless() -> None:
    whole = zip_bag(make_bag()).getvalue()
    sound = read_package(io.BytesIO(whole))
    for at in range(len(whole)):
        data = bytearray(whole)
        data[at] ^= 0x11
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            try:
                read = read_package(io.BytesIO(data))
            except (ExchangeError, FilesError):
                continue
        assert read == sound  # of a date, a flag or a folder's name


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_done_to_an_archive_it_is_refused_in_words(seed: int) -> None:
    members = [(f"case/{path}", data) for path, data in make_bag().items()]
    whole = make_zip(members, zipfile.ZIP_DEFLATED if seed % 2 else 0).getvalue()
    sound = read_package(io.BytesIO(whole))
    chosen = random.Random(seed)
    for _ in range(int(os.environ.get("DAMAGED", "300"))):
        data = bytearray(whole)
        for _change in range(chosen.choice([1, 1, 2, 5])):
            at, other = chosen.randrange(len(data)), chosen.randrange(len(data))
            cut = chosen.choice([0, 1, 8, 30])
            data[at : at + cut] = chosen.choice([b"", data[other : other + 8], b"\xff" * 3])
        with contextlib.suppress(ExchangeError, FilesError):
            assert read_package(io.BytesIO(data)) == sound


def test_damaged_member_is_named() -> None:
    data = bytearray(zip_bag(make_bag()).getvalue())
    data[data.index(b"another example")] ^= 1
    assert refusal(io.BytesIO(data)) == {"data/attachments/b.pdf": "is damaged"}


def retag(bag: dict[str, bytes]) -> dict[str, bytes]:
    """Return a bag whose tag manifest is of its other tag files as they are."""
    tags = {
        path: data
        for path, data in bag.items()
        if not path.startswith("data/") and not path.startswith("tagmanifest")
    }
    return bag | {"tagmanifest-sha256.txt": manifest(tags)}


TAGS: dict[str, tuple[str, bytes, str]] = {
    "no version": ("bagit.txt", b"x\ny\n", "bag of version 1.0"),
    "later version": (
        "bagit.txt",
        b"BagIt-Version: 2.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag of version 1.0",
    ),
    "other encoding": (
        "bagit.txt",
        b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-16\n",
        "another encoding",
    ),
    "files elsewhere": ("fetch.txt", b"https://example.com/x - data/x\n", "elsewhere"),
    "no manifest": ("manifest-sha256.txt", b"a manifest\n", "not a digest and a path"),
    "file twice": (
        "manifest-sha256.txt",
        manifest(PAYLOAD) + manifest(PAYLOAD),
        "names a file again",
    ),
    "outside the payload": (
        "manifest-sha256.txt",
        manifest(PAYLOAD | {"../x": b""}),
        "not for such files",
    ),
    "other size": ("bag-info.txt", b"Payload-Oxum: 1.1\n", "Payload-Oxum"),
    "not UTF-8": ("manifest-sha256.txt", b"\xff", "not a text in UTF-8"),
}


@pytest.mark.parametrize("case", TAGS)
def test_wrong_tag_file_is_refused(case: str) -> None:
    path, data, expected = TAGS[case]
    found = refusal(zip_bag(retag(make_bag() | {path: data})))
    assert any(expected in reason for reason in found.values()), found


def test_weak_digests_alone_are_refused() -> None:
    bag = make_bag()
    del bag["manifest-sha256.txt"]
    found = refusal(zip_bag(retag(bag | {"manifest-md5.txt": manifest(PAYLOAD, "md5")})))
    assert "SHA-256 or SHA-512" in found[""]


@pytest.mark.parametrize("algorithms", [["sha512"], ["sha256", "md5"], ["sha1", "sha512"]])
def test_bags_of_the_library_of_congress_are_read(algorithms: list[str], tmp_path: Path) -> None:
    folder = tmp_path / "made"
    folder.mkdir()
    for name in ("约谈 纪要.pdf", "Zoë & Co.txt", "plain.json"):
        (folder / name).write_bytes(name.encode() * 1000)
    bagit.make_bag(str(folder), {"Contact-Name": "示例"}, checksums=algorithms)
    packed = shutil.make_archive(str(tmp_path / "made"), "zip", tmp_path, "made")
    with Path(packed).open("rb") as file:
        read = read_package(file)
    assert len(read.files) == 3


def test_escaped_paths_are_read() -> None:
    payload = {"data/100%.pdf": b"x", "data/50%25.pdf": b"y"}
    bag = make_bag(payload)
    assert len(read_package(zip_bag(bag)).files) == 2  # some tools escape nothing
    escaped = bag["manifest-sha256.txt"].replace(b"%", b"%25")
    assert len(read_package(zip_bag(retag(bag | {"manifest-sha256.txt": escaped}))).files) == 2


def test_nothing_is_left_of_what_is_refused(tmp_path: Path) -> None:
    changed = make_bag() | {"data/attachments/b.pdf": b"%PDF-1.4 anether example"}
    with pytest.raises(FilesError):
        unpack_package(zip_bag(changed), tmp_path / "out")
    assert [*tmp_path.iterdir()] == []


def test_folder_is_new_or_empty(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    unpack_package(zip_bag(make_bag()), tmp_path / "empty")
    assert (tmp_path / "empty/data/attachments/a.pdf").read_bytes() == b"%PDF-1.4 example"
    with pytest.raises(SourceError, match="already there"):
        unpack_package(zip_bag(make_bag()), tmp_path / "empty")
    with pytest.raises(SourceError):
        unpack_package(zip_bag(make_bag()), tmp_path / "none/out")
    assert [each.name for each in tmp_path.iterdir()] == ["empty"]

"""`swschema convert` over many records loses none, and writes a whole output or none."""

from __future__ import annotations

import gzip
import io
import json
import os
import tarfile
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import swschema
from conftest import SAMPLES
from swschema.batch import output
from swschema.batch.names import Names
from swschema.batch.result import Converted
from swschema.cli.convert import command
from swschema.cli.run import conversion
from swschema.errors import SourceError
from swschema.streams import read_records

PATHS = [path for path in sorted((SAMPLES / "valid").rglob("*.json")) if path.stat().st_size < 9000]
MADE = [swschema.to_json(path) for path in PATHS[:: max(len(PATHS) // 12, 1)]]
VALUES = [json.loads(each) for each in MADE]
XML = [swschema.to_xml(each) for each in MADE]
INVALID = b'{"recordType":"registration"}'
INPUTS = ("ndjson", "array", "xml", "documents", "folder", "zip", "tar.gz", "ndjson.zst", "mixed")
OUTPUTS: tuple[str, ...] = (
    "o.ndjson",
    "o.jsonl.gz",
    "o.jsonlines",
    "o.json",
    "o.json.zst",
    "o.xml",
    "o.xml.gz",
)
OUTPUTS += ("o.tar", "o.tgz", "o.tar.zst", "o.zip", "o")


def write(form: str, folder: Path) -> Path:
    """Write the sample records in a form of input; return its path."""
    path = folder / f"in.{form}"
    elements = [each.partition(b"?>")[2] for each in XML]
    if form == "mixed":
        path = folder / "in"
        path.mkdir()
        half = len(MADE) // 2
        (path / "a.ndjson").write_bytes(b"\n".join(MADE[:half]))
        (path / "b.xml").write_bytes(b"<all>" + b"\n".join(elements[half:]) + b"</all>")
    elif form == "folder":
        path = folder / "in"
        for number, data in enumerate(MADE):
            place = path / f"{number % 2}/{number:02}.{'json' if number % 3 else 'xml'}"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data if number % 3 else XML[number])
    elif form == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            for number, data in enumerate(XML):
                archive.writestr(f"{number}.xml", data)
    elif form == "tar.gz":
        with tarfile.open(path, "w:gz") as tar:
            for number, data in enumerate(MADE):
                member = tarfile.TarInfo(f"{number}.json")
                member.size = len(data)
                tar.addfile(member, io.BytesIO(data))
    else:
        path.write_bytes(
            {
                "ndjson": b"\r\n".join(MADE),
                "array": b"[" + b" ,\n".join(MADE) + b"]",
                "xml": b"<all>\n" + b"".join(elements) + b"</all>",
                "documents": b"\n".join(XML),
                "ndjson.zst": pytest.importorskip("backports.zstd").compress(b"\n".join(MADE)),
            }[form]
        )
    return path


def values(path: Path) -> list[Any]:
    """Return the records of what was written, in order."""
    return [json.loads(swschema.to_json(each.data)) for each in read_records(path)]


def expected(form: str) -> list[Any]:
    if form != "folder":
        return VALUES
    return [value for rest in (0, 1) for value in VALUES[rest::2]]


def run(*arguments: str | Path, given: bytes = b"") -> Result:
    result = CliRunner().invoke(command, [*map(str, arguments), "--jobs", "1"], input=given)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def options(form: str) -> list[str]:
    return ["--input", "xml"] if form == "documents" else []


@pytest.mark.parametrize("form", INPUTS)
@pytest.mark.parametrize("to", ["json", "xml"])
def test_every_form_of_input_keeps_its_values(form: str, to: str, tmp_path: Path) -> None:
    out = tmp_path / "out.tar"
    done = run(write(form, tmp_path), "--to", to, "-o", out, *options(form))
    assert (done.exit_code, done.stdout) == (0, "")
    assert values(out) == expected(form)
    assert {each.data[:1] for each in read_records(out)} == {b"{" if to == "json" else b"<"}


@pytest.mark.parametrize("name", OUTPUTS)
@pytest.mark.parametrize("compact", [True, False])
@pytest.mark.parametrize("source", ["ndjson", "xml"])
def test_every_form_of_output_keeps_values_there_and_back(
    source: str, name: str, compact: bool, tmp_path: Path
) -> None:
    to = "json" if "json" in name else "xml"
    out, back = tmp_path / name, tmp_path / f"back-{name}"
    more = ["--compact"] if compact else []
    assert run(write(source, tmp_path), "--to", to, "-o", out, *more).exit_code == 0
    assert values(out) == VALUES
    to = "xml" if to == "json" else "json"
    back = tmp_path / f"back.{'tar' if 'tar' in name else to}"
    assert run(out, "--to", to, "-o", back).exit_code == 0
    assert values(back) == VALUES


def test_suffix_says_which_syntax(tmp_path: Path) -> None:
    path = write("ndjson", tmp_path)
    assert run(path, "-o", tmp_path / "o.xml.gz").exit_code == 0
    assert values(tmp_path / "o.xml.gz") == VALUES
    assert gzip.decompress((tmp_path / "o.xml.gz").read_bytes()).startswith(b"<?xml")


def test_compact_has_a_line_for_each_record(tmp_path: Path) -> None:
    path = write("ndjson", tmp_path)
    run(path, "-o", tmp_path / "c.xml", "--compact")
    run(path, "-o", tmp_path / "i.xml")
    compact, indented = ((tmp_path / f"{name}.xml").read_bytes() for name in "ci")
    lines = [line for line in compact.splitlines() if line.startswith(b"<")]
    assert len(lines) == len(MADE) + 3
    assert b"\n  <" in indented
    assert b"\n  <" not in compact


def test_compressed_file_does_not_tell_where_it_was_written(tmp_path: Path) -> None:
    run(write("ndjson", tmp_path), "-o", tmp_path / "o.json.gz", "--to", "json")
    assert b".swschema" not in (tmp_path / "o.json.gz").read_bytes()[:100]


@pytest.mark.parametrize("form", ["ndjson", "array", "xml"])
def test_invalid_records_are_told_by_number_and_left_out(form: str, tmp_path: Path) -> None:
    bad = INVALID if form != "xml" else b"<registration/>"
    data = write(form, tmp_path).read_bytes()
    mark = {"ndjson": MADE[1], "array": MADE[1], "xml": XML[1].partition(b"?>")[2].strip()}[form]
    separator = {"ndjson": b"\n", "array": b",", "xml": b"\n"}[form]
    path = tmp_path / f"bad.{form}"
    path.write_bytes(data.replace(mark, mark + separator + bad, 1))
    done = run(path, "--to", "json", "-o", tmp_path / "o.ndjson")
    assert done.exit_code == 1
    assert values(tmp_path / "o.ndjson") == VALUES
    assert "3" in done.stderr.partition("bad.")[2].partition("error")[0]
    assert f"{len(MADE)} passed, 1 failed" in done.stderr


def test_problem_of_a_stream_is_told(tmp_path: Path) -> None:
    path = tmp_path / "cut.json"
    path.write_bytes(b"[" + MADE[0] + b",")
    done = run(path, "--to", "json", "-o", tmp_path / "o.ndjson")
    assert done.exit_code == 1
    assert "the stream ends before its array" in done.stderr
    assert values(tmp_path / "o.ndjson") == VALUES[:1]


def left(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("name", ["o.ndjson", "o.xml.gz", "o.tar.zst", "o.zip", "o"])
def test_unreadable_member_leaves_no_output(name: str, tmp_path: Path) -> None:
    path = tmp_path / "in.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.json", MADE[0])
        archive.writestr("b.json", MADE[1])
    data = bytearray(path.read_bytes())
    at = data.index(b"b.json") + 40
    data[at : at + 20] = bytes(20)
    path.write_bytes(data)
    to = "xml" if "xml" in name else "json"
    done = run(path, "--to", to, "-o", tmp_path / name)
    assert done.exit_code == 2
    assert "in.zip/b.json" in done.stderr
    assert left(tmp_path) == {"in.zip"}


@pytest.mark.parametrize("name", ["o.ndjson", "o.xml.gz", "o.tar", "o.zip", "o"])
@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_failure_in_the_middle_leaves_no_output(
    name: str, error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, out = write("ndjson", tmp_path), tmp_path / name
    if name != "o":
        out.write_bytes(b"before")

    def broken(write: output.Write) -> output.Write:
        written: list[Converted] = []

        def fail(record: Converted) -> None:
            if len(written) == 3:
                raise error
            written.append(record)
            write(record)

        return fail

    real = conversion._writing
    monkeypatch.setattr(conversion, "_writing", lambda *given: _broken(real(*given), broken))
    to = "xml" if "xml" in name else "json"
    done = CliRunner().invoke(command, [str(path), "--to", to, "-o", str(out), "--jobs", "1"])
    if isinstance(error, OSError):
        assert isinstance(done.exception, SourceError)
        assert done.exception.name == str(out)
    else:
        assert done.exit_code == 130
    assert left(tmp_path) == {"in.ndjson"} | ({name} if name != "o" else set())
    assert name == "o" or out.read_bytes() == b"before"


@contextmanager
def _broken(
    real: AbstractContextManager[output.Write], broken: Callable[[output.Write], output.Write]
) -> Iterator[output.Write]:
    with real as write:
        yield broken(write)


def test_folder_that_is_not_empty_is_refused(tmp_path: Path) -> None:
    path, out = write("ndjson", tmp_path), tmp_path / "o"
    out.mkdir()
    (out / "kept").touch()
    with pytest.raises(SourceError, match="not an empty folder"):
        run(path, "--to", "json", "-o", out)
    assert left(out) == {"kept"}


def test_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "o").mkdir()
    assert run(write("ndjson", tmp_path), "--to", "json", "-o", tmp_path / "o").exit_code == 0
    assert len(left(tmp_path / "o")) == len(MADE)


HOSTILE = [
    "../../x.json",
    "/etc/x.json",
    "C:\\x.json",
    "..\\..\\y.json",
    "a/../../z.json",
    "\udc80.json",
]


@pytest.mark.parametrize("name", ["deep/er/o", "o.tar", "o.zip"])
def test_names_of_members_stay_below_the_output(name: str, tmp_path: Path) -> None:
    path, out = tmp_path / "in.tar", tmp_path / name
    out.parent.mkdir(parents=True, exist_ok=True)
    with tarfile.open(path, "w") as tar:
        for member in HOSTILE:
            info = tarfile.TarInfo(member)
            info.size = len(MADE[0])
            tar.addfile(info, io.BytesIO(MADE[0]))
    assert run(path, "--to", "xml", "-o", out).exit_code == 0
    if name.endswith(".tar"):
        with tarfile.open(out) as archive:
            found = archive.getnames()
    elif name.endswith(".zip"):
        with zipfile.ZipFile(out) as zipped:
            found = zipped.namelist()
    else:
        found = [each.relative_to(out).as_posix() for each in out.rglob("*.xml")]
        assert len([*tmp_path.rglob("*.xml")]) == len(HOSTILE)
    assert sorted(found) == ["C_/x.xml", "_.xml", "a/z.xml", "etc/x.xml", "x.xml", "y.xml"]


def named(*given: tuple[str, int | None]) -> list[str]:
    names = Names("json", "in", "in")
    return [names.name(Converted(f"in/{name}", number, "dossier", b"")) for name, number in given]


def test_names_that_would_be_one_are_told_apart() -> None:
    given = [("a.json", None), ("a.xml", None), ("A.JSON", None), ("a-2.json", None)]
    assert named(*given) == ["a.json", "a-2.json", "A-3.json", "a-2-2.json"]


def test_streams_that_would_have_one_name_are_told_apart() -> None:
    given = [("a.ndjson", 1), ("a.xml", 1), ("a.ndjson", 2), ("a.json.gz", 1)]
    found = ["a-0000001.json", "a-2-0000001.json", "a-0000002.json", "a-3-0000001.json"]
    assert named(*given) == found


@pytest.mark.parametrize("turn", [1, -1])
def test_document_and_record_of_a_stream_are_told_apart(turn: int) -> None:
    found = named(*[("a-0000001.json", None), ("a.ndjson", 1)][::turn])
    assert len(set(found)) == 2


def test_many_of_one_name_take_no_longer_each() -> None:
    assert len(set(named(*[("a.json", None)] * 50_000))) == 50_000


def test_documents_of_one_name_both_survive(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.json").write_bytes(MADE[0])
    (folder / "a.xml").write_bytes(XML[1])
    (folder / "a.ndjson").write_bytes(b"\n".join(MADE[2:4]))
    assert run(folder, "--to", "json", "-o", tmp_path / "o").exit_code == 0
    assert len(left(tmp_path / "o")) == 4
    assert sorted(map(str, values(tmp_path / "o"))) == sorted(map(str, VALUES[:4]))


@pytest.mark.parametrize("top", ["in", "./in/", "."])
def test_names_are_those_below_what_is_read(
    top: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / ".a.json").write_bytes(MADE[0])
    monkeypatch.chdir(tmp_path if top != "." else tmp_path / "in")
    assert run(top, "--to", "xml", "-o", tmp_path / "o").exit_code == 0
    assert left(tmp_path / "o") == {".a.xml"}


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["-o", "o"],
        ["-o", "o.tar"],
        ["--to", "xml", "-o", "o.json"],
        ["--to", "xml", "-o", "o.ndjson.gz"],
        ["--to", "json", "-o", "o.xml.zst"],
        ["--to", "json", "-o", "o.gz"],
        ["--to", "json", "-o", "o.zip.gz"],
    ],
)
def test_wrong_call_is_a_usage_error(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("ndjson", tmp_path)
    monkeypatch.chdir(tmp_path)
    done = run(path, *arguments)
    assert done.exit_code == 2
    assert "Usage:" in done.stderr
    assert left(tmp_path) == {path.name}


def test_standard_input_in_json_is_xml_on_the_standard_output() -> None:
    done = run("-", "--to", "xml", given=b"\n".join(MADE))
    assert done.exit_code == 0
    found = read_records(io.BytesIO(done.stdout_bytes))
    assert [json.loads(swschema.to_json(each.data)) for each in found] == VALUES


def test_standard_input_in_xml_is_ndjson_on_the_standard_output() -> None:
    given = b"<all>" + b"".join(each.partition(b"?>")[2] for each in XML) + b"</all>"
    done = run("-", "--to", "json", given=given)
    assert done.exit_code == 0
    assert [json.loads(line) for line in done.stdout_bytes.splitlines()] == VALUES


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_named_pipe_loses_nothing(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(b"\n".join(MADE * 30),))
    writer.start()
    assert run(pipe, "--to", "json", "-o", tmp_path / "o.ndjson").exit_code == 0
    writer.join()
    assert values(tmp_path / "o.ndjson") == VALUES * 30


@pytest.mark.parametrize(
    "name", ["o.zip", "o.tar.gz", "o.ndjson", "o.xml.gz", "o.xml.zst", "o.xml"]
)
@pytest.mark.parametrize("path", ["one.json", "-"])
def test_one_document_is_written_as_the_name_says(path: str, name: str, tmp_path: Path) -> None:
    given = tmp_path / path if path != "-" else path
    (tmp_path / "one.json").write_bytes(PATHS[0].read_bytes())
    to = "json" if "ndjson" in name else "xml"
    assert run(given, "--to", to, "-o", tmp_path / name, given=PATHS[0].read_bytes()).exit_code == 0
    assert values(tmp_path / name) == [json.loads(PATHS[0].read_bytes())]
    start = {"zip": b"PK", "gz": b"\x1f\x8b", "zst": b"\x28\xb5", "ndjson": b"{", "xml": b"<"}
    assert (tmp_path / name).read_bytes().startswith(start[name.rpartition(".")[2]])


def test_record_with_warnings_is_converted_and_not_told(tmp_path: Path) -> None:
    warned = next(
        path
        for path in sorted((SAMPLES / "rules").rglob("*.json"))
        if (report := swschema.validate(path)).valid and report.problems
    )
    path = tmp_path / "in.ndjson"
    path.write_bytes(swschema.to_json(warned) + b"\n" + MADE[0])
    done = run(path, "--to", "json")
    assert done.exit_code == 0
    assert len(done.stdout_bytes.splitlines()) == 2
    assert "warning" not in done.stderr.partition(" passed")[0]

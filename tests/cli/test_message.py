"""Commands that put records into messages, sign, verify, receive and match them."""

from __future__ import annotations

import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import swschema
from conftest import SAMPLES
from swschema.cli import swschema as command

REGISTRATION = SAMPLES / "valid/registration/hangzhou-xx.json"
SIGNED = SAMPLES / "valid/message/new-materials.json"
KEYS = SAMPLES / "keys"
CODE = "91330108MA27DEM14W"
PARTIES = '[SINGLE_WINDOW]\ncode = "HZSW3301"\nname = "单一窗口"\n'


def run(
    *arguments: str | Path, given: bytes = b"", lang: str = "en", passphrase: str | None = None
) -> Result:
    called = [*map(str, arguments), *([] if "-h" in arguments else ["--lang", lang])]
    return CliRunner().invoke(
        command, called, input=BytesIO(given), env={"SWSCHEMA_PASSPHRASE": passphrase}
    )


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "p.toml").write_text(PARTIES, encoding="utf-8")
    return tmp_path


def wrap(*arguments: str | Path) -> Result:
    fixed = ("--from", "ENTERPRISE", "--to", "SINGLE_WINDOW", "--parties", "p.toml")
    return run("message", "wrap", *arguments, *fixed)


@pytest.mark.parametrize("algorithm", ["ES256", "ED25519"])
def test_record_goes_there_and_back(folder: Path, algorithm: str) -> None:
    assert wrap(REGISTRATION, "-o", "m.json").exit_code == 0
    generate = ("keys", "generate", "--alg", algorithm, "--code", CODE, "--name", "杭州XX")
    done = run(*generate, "-o", "keys", passphrase="secret")
    assert done.stdout.split() == [f"keys/{CODE}.key.pem", f"keys/{CODE}.pem"]
    assert (folder / f"keys/{CODE}.key.pem").stat().st_mode & 0o777 == 0o600
    key = ("--key", f"keys/{CODE}.key.pem", "--cert", f"keys/{CODE}.pem")
    sign = ("message", "sign", "m.json", *key, "-o", "s.xml")
    assert run(*sign, passphrase="secret").exit_code == 0
    done = run("message", "verify", "s.xml", "--trust", "keys", "--receiver", "HZSW3301")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.splitlines() == [
        done.stdout.splitlines()[0],
        "not checked: whether the certificate has been revoked",
    ]
    assert "s.xml: signed by 杭州XX网络科技有限公司 at " in done.stdout
    done = run("message", "unwrap", "s.xml", "-o", "r.json")
    assert done.exit_code == 0
    assert swschema.digest(folder / "r.json") == swschema.digest(REGISTRATION)


def test_repeatable_message_is_the_same_bytes_in_both_ways(folder: Path) -> None:
    message_id = ("--message-id", "C71877B6-385E-50F3-9210-870242AFC09E")
    fixed = (*message_id, "--sent-at", "2018-03-07T00:00:00.000+00:00")
    for source, target in ((REGISTRATION, "a.xml"), (REGISTRATION.with_suffix(".xml"), "b.xml")):
        assert wrap(source, *fixed, "-o", target).exit_code == 0
    assert (folder / "a.xml").read_bytes() == (folder / "b.xml").read_bytes()
    assert b"<sentAt>2018-03-07T00:00:00Z</sentAt>" in (folder / "a.xml").read_bytes()


def test_message_has_the_syntax_of_its_record() -> None:
    assert wrap(REGISTRATION.with_suffix(".xml")).stdout_bytes[:1] == b"<"
    assert wrap(REGISTRATION).stdout_bytes[:1] == b"{"
    assert wrap(REGISTRATION, "--syntax", "xml").stdout_bytes[:1] == b"<"


def test_code_and_name_may_be_given() -> None:
    given = ("--to-code", "HZSW3301", "--to-name", "窗口")
    named = ("--from", "ENTERPRISE", "--to", "SINGLE_WINDOW")
    done = run("message", "wrap", REGISTRATION, *named, *given)
    assert json.loads(done.stdout_bytes)["receiver"]["name"] == "窗口"
    done = run("message", "wrap", REGISTRATION, *named)
    assert done.exit_code == 1
    assert done.stdout == ""
    assert "receiver: its code is not in the record: give it by --to-code" in done.stderr


def test_message_that_would_be_invalid_is_not_written(folder: Path) -> None:
    done = wrap(REGISTRATION, "--action", "CHANGE", "-o", "m.json")
    assert done.exit_code == 1
    assert "EN02" in done.stderr
    assert not (folder / "m.json").exists()
    done = wrap(SAMPLES / "invalid/registration/missing-legal-name.json", "-o", "m.json")
    assert done.exit_code == 1
    assert "missing" in done.stderr
    assert not (folder / "m.json").exists()


def test_nothing_is_overwritten_unless_forced(folder: Path) -> None:
    (folder / "m.json").write_bytes(b"mine")
    done = wrap(REGISTRATION, "-o", "m.json")
    assert "use --force" in str(done.exception)
    assert (folder / "m.json").read_bytes() == b"mine"
    assert wrap(REGISTRATION, "-o", "m.json", "--force").exit_code == 0
    generate = ("keys", "generate", "--code", CODE, "-o", "keys", "--no-passphrase")
    assert run(*generate).exit_code == 0
    before = (folder / f"keys/{CODE}.key.pem").read_bytes()
    assert run(*generate).exception
    assert (folder / f"keys/{CODE}.key.pem").read_bytes() == before


def test_wrong_time_is_a_wrong_call() -> None:
    for wrong in ("yesterday", "2018-03-07", "2018-03-07T00:00:00", "2018-03-07T00:00:00+08:00:01"):
        done = wrap(REGISTRATION, "--sent-at", wrong)
        assert done.exit_code == 2, wrong
        assert "2024-03-01T09:30:00+08:00" in done.stderr


def verify(path: Path | str, *arguments: str | Path, given: bytes = b"") -> Result:
    return run("message", "verify", path, "--trust", KEYS, *arguments, given=given)


def test_changed_message_is_refused_from_the_standard_input() -> None:
    data = SIGNED.read_bytes()
    assert verify("-", given=data).exit_code == 0
    done = verify("-", given=data.replace(b'"NEW"', b'"CHANGE"'))
    assert (done.exit_code, done.stdout) == (1, "")
    assert "standard input: the message was changed after it was signed" in done.stderr


def test_refusal_is_in_chinese() -> None:
    done = run("message", "verify", SIGNED, "--trust", KEYS, "--receiver", "2928", lang="zh")
    assert done.exit_code == 1
    assert "报文发往其他接收方" in done.stderr


def test_issuer_is_asked_for_its_certificates() -> None:
    done = verify(SIGNED, "--issuer", KEYS / "HZSW3301.pem")
    assert done.exit_code == 1
    assert "issuer did not issue" in done.stderr


def test_message_may_be_signed_in_its_place() -> None:
    assert wrap(REGISTRATION, "-o", "m.json").exit_code == 0
    key = ("--key", KEYS / f"{CODE}.key.pem", "--cert", KEYS / f"{CODE}.pem")
    assert run("message", "sign", "m.json", *key, "-o", "m.json", "--force").exit_code == 0
    assert verify("m.json").exit_code == 0
    done = run("message", "sign", "m.json", *key)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "signed already" in done.stderr


def test_passphrase_is_never_shown(folder: Path) -> None:
    generate = ("keys", "generate", "--code", CODE, "-o", "keys")
    done = run(*generate)
    assert "SWSCHEMA_PASSPHRASE" in str(done.exception)
    assert not (folder / "keys").exists()
    assert run(*generate, passphrase="right").exit_code == 0
    sign = ("message", "sign", SIGNED, "--replace", "--key", f"keys/{CODE}.key.pem")
    for wrong in (None, "geheim"):
        done = run(*sign, passphrase=wrong)
        assert f"keys/{CODE}.key.pem: " in str(done.exception)
        assert "geheim" not in str(done.exception)
        assert done.stdout == ""


def test_what_is_no_message_is_refused() -> None:
    done = verify(REGISTRATION)
    assert done.exit_code == 1
    assert "the record type is registration, but must be message" in done.stderr
    done = run("message", "unwrap", SAMPLES / "valid/message/receipt-approved.json")
    assert done.exit_code == 1
    assert "carries a receipt" in done.stderr


def test_messages_are_received_and_their_receipts_matched(folder: Path) -> None:
    for name in ("new-materials.json", "agency-signed.xml"):
        path = folder / "in" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes((SAMPLES / "valid/message" / name).read_bytes())
    key = ("--key", KEYS / "HZSW3301.key.pem", "--cert", KEYS / "HZSW3301.pem")
    receive = ("receive", "in", "--trust", KEYS, "-o", "out", "--as", "HZSW3301", *key)
    done = run(*receive)
    assert done.exit_code == 0, done.stderr
    assert "2 received, 0 rejected, 0 as before, 0 not answered" in done.stdout
    receipts = sorted((folder / "out").glob("9*"))
    assert [each.suffix for each in receipts] == [".xml", ".json"]
    done = run(*receive)
    assert "0 received, 0 rejected, 2 as before" in done.stdout
    match = ("receipt", "match", "in", "out", "--trust", KEYS)
    done = run(*match)
    assert (done.exit_code, done.stdout) == (0, "messages answered: 2 of 2\n")
    receipts[0].unlink()
    done = run(*match)
    assert done.exit_code == 1
    assert "in/agency-signed.xml: not answered" in done.stderr


def test_rejected_message_is_exit_status_1(folder: Path) -> None:
    (folder / "in").mkdir()
    data = SIGNED.read_bytes().replace(b'"NEW"', b'"CHANGE"')
    (folder / "in/a.json").write_bytes(data)
    (folder / "in/b.json").write_bytes(b"{")
    done = run("receive", "in", "--trust", KEYS, "-o", "out")
    assert done.exit_code == 1
    assert "in/a.json: rejected: the message was changed" in done.stderr
    assert "in/b.json: cannot be answered: " in done.stderr
    assert "not checked: to whom the message is addressed" in done.stdout


def test_inbox_is_not_written_to(folder: Path) -> None:
    (folder / "in").mkdir()
    for outbox in ("in", "in/out"):
        done = run("receive", "in", "--trust", KEYS, "-o", outbox)
        assert done.exit_code == 2
        assert "write elsewhere" in done.stderr
    assert not [*(folder / "in").iterdir()]


def test_record_is_signed_beside_it(folder: Path) -> None:
    for syntax in ("json", "xml"):
        data = REGISTRATION.with_suffix(f".{syntax}").read_bytes()
        (folder / f"r.{syntax}").write_bytes(data)
    key = ("--key", KEYS / f"{CODE}.key.pem", "--cert", KEYS / f"{CODE}.pem")
    done = run("sign", "r.json", *key)
    assert (done.exit_code, done.stdout) == (0, "r.jws\n")
    assert "use --force" in str(run("sign", "r.xml", *key).exception)
    verify = ("verify", "r.xml", "--trust", KEYS, "--signer")
    done = run(*verify, CODE)
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith("r.xml: signed by 杭州XX网络科技有限公司 at ")
    done = run(*verify, "HZSW3301")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "r.xml: the certificate is not the signer's" in done.stderr
    given = (folder / "r.json").read_bytes()
    assert run("sign", "-", *key, given=given).exit_code == 2
    assert run("verify", "-", "--trust", KEYS, given=given).exit_code == 2
    done = run("verify", "-", "--trust", KEYS, "--signature", "r.jws", given=given)
    assert done.exit_code == 0


def test_extra_that_is_missing_is_named() -> None:
    blocked = "import sys; sys.modules['joserfc'] = None; from swschema.cli import main; "
    call = (
        f"sys.argv[1:] = ['message', 'verify', {str(SIGNED)!r}, '--trust', {str(KEYS)!r}]; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", blocked + call], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "pip install 'swschema[sign]'" in done.stderr

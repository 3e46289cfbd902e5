"""Messages that are received, recognised and answered once."""

from __future__ import annotations

import errno
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import swschema
from conftest import SAMPLES
from swschema.errors import SourceError
from swschema.exchange import Reception, match_receipts, open_outbox, receive, sign_message
from swschema.exchange.messages.outbox import LOCK, list_messages
from swschema.exchange.signatures.signed_content import ORDER, decode, encode

from .conftest import ENTERPRISE, SIGNED_AT, WINDOW, kit_trust, message, party, trust_in

AT = "2018-03-30T09:00:00+08:00"


@dataclass
class Memory:
    """An outbox that is no folder."""

    kept: dict[str, bytes] = field(default_factory=dict)

    def find(self, name: str) -> bytes | None:
        found = (self.kept.get(f"{name}.{syntax}") for syntax in ("json", "xml"))
        return next((each for each in found if each is not None), None)

    def add(self, name: str, syntax: str, receipt: bytes) -> str:
        called = f"{name}.{syntax}"
        assert self.find(name) is None
        self.kept[called] = receipt
        return called

    def receipts(self) -> list[dict[str, Any]]:
        return [json.loads(swschema.to_json(each)) for each in self.kept.values()]


def sample(name: str, syntax: str = "json") -> bytes:
    return (SAMPLES / f"valid/message/{name}.{syntax}").read_bytes()


def got(outbox: Memory, *messages: bytes, **options: Any) -> list[Reception]:
    named = [(f"{number}.msg", data) for number, data in enumerate(messages)]
    return [*receive(named, outbox, kit_trust(), at=AT, **options)]


def changed(name: str, **members: Any) -> bytes:
    return json.dumps({**message(name), **members}).encode()


@pytest.mark.parametrize("syntax", ["json", "xml"])
def test_message_is_answered_in_its_syntax(syntax: str) -> None:
    outbox = Memory()
    (found,) = got(outbox, sample("new-materials", syntax), own_code=WINDOW)
    assert found.outcome == "accepted"
    assert found.receipt == f"{ENTERPRISE}_153920E3-3392-5819-9325-BA1F9EFDA7B7.{syntax}"
    assert outbox.kept[found.receipt][:1] == (b"<" if syntax == "xml" else b"{")
    (receipt,) = outbox.receipts()
    assert receipt["sender"] == message("new-materials")["receiver"]
    assert receipt["receiver"] == message("new-materials")["sender"]
    assert receipt["receipt"] == {
        "messageRef": "153920E3-3392-5819-9325-BA1F9EFDA7B7",
        "messageSha256": swschema.digest(sample("new-materials")),
        "businessStatus": "RECEIVED",
        "returnedAt": AT,
    }


def test_every_receipt_is_valid_by_all_rules() -> None:
    outbox = Memory()
    data = [path.read_bytes() for path in sorted((SAMPLES / "valid/message").iterdir())]
    invalid = sorted((SAMPLES / "invalid/message").iterdir())
    found = got(outbox, *data, *(path.read_bytes() for path in invalid))
    assert {each.outcome for each in found} == {"accepted", "rejected", "unanswered"}
    assert len(outbox.kept) > 20
    for receipt in outbox.receipts():
        assert swschema.validate(receipt).problems == ()


def test_invalid_message_is_rejected_with_its_findings_in_both_syntaxes() -> None:
    for name in ("enum-action-type-by-number", "missing-interview-topics"):
        outbox = Memory()
        paths = [SAMPLES / f"invalid/message/{name}.{syntax}" for syntax in ("json", "xml")]
        found = got(outbox, *(path.read_bytes() for path in paths))
        assert {each.outcome for each in found} == {"rejected"}
        one, *others = outbox.receipts()
        assert one["receipt"]["returnCode"] == "INVALID"
        assert one["receipt"]["transportStatus"] == "ERROR"
        assert name.split("-")[0] in one["receipt"]["returnInfo"]
        assert all(each["receipt"] == one["receipt"] for each in others)


def test_message_that_breaks_a_rule_is_rejected_with_the_rule() -> None:
    own = party("ED25519", "HZSW3301")
    value = sign_message(
        {**message("dossier-transfer"), "actionType": "CHANGE"},
        own.key,
        signed_at="2018-03-26T09:05:00+08:00",
        replace=True,
    )
    outbox = Memory()
    (found,) = receive([("m", json.dumps(value).encode())], outbox, trust_in(own), at=AT)
    assert found.outcome == "rejected"
    assert found.reason.startswith("EN02 /supersedes: ")


def test_same_message_has_the_same_receipt_again() -> None:
    outbox = Memory()
    first, again, other_syntax = got(
        outbox, sample("new-materials"), sample("new-materials"), sample("new-materials", "xml")
    )
    assert not first.repeated
    assert again.repeated
    assert other_syntax.repeated
    assert len(outbox.kept) == 1


def respelled(xml: str) -> Iterator[str]:
    """Yield the same message in other spellings of XML."""
    yield xml.replace(">NEW<", "><![CDATA[NEW]]><")
    yield xml.replace(">NEW<", ">N<!-- not DELETE -->EW<")
    yield xml.replace(">NEW<", ">NE<?not DELETE?>W<")
    yield xml.replace(">NEW<", ">&#78;EW<")
    prefixed = re.sub(r"<(/?)(?=[a-z])", r"<\1sw:", xml.replace("xmlns=", "xmlns:sw="))
    yield prefixed.replace("<?sw:xml", "<?xml")


def test_other_spelling_of_the_same_message_has_the_same_receipt() -> None:
    outbox = Memory()
    xml = sample("new-materials", "xml").decode()
    spellings = [each.encode() for each in respelled(xml)]
    assert len({xml.encode(), *spellings}) == 6
    first, *others = got(outbox, xml.encode(), *spellings)
    assert [each.outcome for each in (first, *others)] == ["accepted"] * 6
    assert [each.repeated for each in others] == [True] * 5
    assert len(outbox.kept) == 1


@pytest.mark.parametrize("member", ["actionType", "signature", "sender"])
def test_repeated_member_is_rejected_though_the_last_is_what_came_before(member: str) -> None:
    # Another reader may take the first one.
    outbox = Memory()
    text = json.dumps(message("new-materials"))
    twice = text.replace(f'"{member}":', f'"{member}": "DELETE", "{member}":', 1)
    first, second = got(outbox, text.encode(), twice.encode())
    assert (first.outcome, second.outcome, second.repeated) == ("accepted", "rejected", False)
    assert second.reason.startswith(f"duplicate /{member}: ")


def test_twin_of_a_signature_makes_no_other_message() -> None:
    # Of a signature by ES256, anybody can make another one that holds.
    own, outbox = party("ES256"), Memory()
    value = sign_message(message(), own.key, signed_at=SIGNED_AT, replace=True)
    found = decode(value["signature"]["value"]) or b""
    other = (ORDER - int.from_bytes(found[32:], "big")).to_bytes(32, "big")
    signature = {**value["signature"], "value": encode(found[:32] + other).decode()}
    named = [("t", {**value, "signature": signature}), ("m", value)]
    sent = [(name, json.dumps(each).encode()) for name, each in named]
    twin, real = receive(sent, outbox, trust_in(own), at=AT)
    assert [each.outcome for each in (twin, real)] == ["accepted"] * 2
    assert real.repeated
    assert matched([value], outbox.receipts()).complete


def test_same_identifier_with_other_content_is_rejected() -> None:
    outbox = Memory()
    own = party("ED25519")
    value = sign_message(message(), own.key, signed_at=SIGNED_AT, replace=True)
    other = {**message(), "note": "又及"}
    other = sign_message(other, own.key, signed_at=SIGNED_AT, replace=True)
    other["messageId"] = str(value["messageId"]).lower()
    other = sign_message(other, own.key, signed_at=SIGNED_AT, replace=True)
    named = [(str(number), json.dumps(each).encode()) for number, each in enumerate((value, other))]
    first, second = receive(named, outbox, trust_in(own), at=AT)
    assert (first.outcome, second.outcome) == ("accepted", "rejected")
    assert [each["receipt"].get("returnCode") for each in outbox.receipts()] == [None, "DUPLICATE"]
    again = [*receive(reversed(named), outbox, trust_in(own), at=AT)]
    assert [(each.outcome, each.repeated) for each in again] == [
        ("rejected", True),
        ("accepted", True),
    ]


def test_forged_message_does_not_take_the_identifier_of_the_real_one() -> None:
    outbox = Memory()
    forged, real = got(outbox, changed("new-materials", note="forged"), sample("new-materials"))
    assert (forged.outcome, real.outcome) == ("rejected", "accepted")
    assert {each["receipt"].get("returnCode") for each in outbox.receipts()} == {"MISMATCH", None}


@pytest.mark.parametrize(
    ("name", "code"), [("stored-materials-draft", "UNSIGNED"), ("change-registration", "UNTRUSTED")]
)
def test_signature_that_does_not_hold_is_rejected(name: str, code: str) -> None:
    outbox = Memory()
    named = [("m", sample(name))]
    (found,) = receive(named, outbox, trust_in(party("ED25519")), at=AT)
    assert found.outcome == "rejected"
    assert outbox.receipts()[0]["receipt"]["returnCode"] == code


def test_message_for_another_is_not_answered() -> None:
    outbox = Memory()
    broken = changed("new-interview", actionType="1")
    found = got(outbox, sample("new-interview"), broken, own_code=WINDOW)
    assert [each.outcome for each in found] == ["unanswered", "unanswered"]
    assert outbox.kept == {}


def test_receipt_is_not_answered_in_turn() -> None:
    outbox = Memory()
    got(outbox, sample("new-materials"))
    (receipt,) = outbox.kept.values()
    key = party("ED25519", WINDOW)
    signed = sign_message(json.loads(receipt), key.key, signed_at=AT)
    broken = {**signed, "receipt": {**signed["receipt"], "businessStatus": "1"}}
    data = [json.dumps(each).encode() for each in (signed, broken)]
    empty = Memory()
    found = [*receive([("r", each) for each in data], empty, trust_in(key), at=AT)]
    assert [each.outcome for each in found] == ["receipt", "unanswered"]
    assert empty.kept == {}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"\x00\x01",
        b"<message/>",
        b'{"recordType": "message"}',
        b'{"recordType": "message", "messageId": 1, "sender": [], "receiver": {"code": {}}}',
        b'{"recordType": "message", "messageId": "../../x", "sender": {"code": "/etc"}}',
        (SAMPLES / "valid/registration/minimal.json").read_bytes(),
    ],
)
def test_what_has_no_header_is_not_answered(data: bytes) -> None:
    outbox = Memory()
    (found,) = got(outbox, data)
    assert found.outcome == "unanswered"
    assert outbox.kept == {}


@pytest.mark.parametrize("syntax", ["json", "xml"])
def test_message_with_an_unknown_member_is_answered(syntax: str) -> None:
    outbox = Memory()
    data = sample("new-materials", syntax)
    data = data.replace(b'"messageId"', b'"x": 1, "messageId"').replace(
        b"<messageId>", b"<x>1</x><messageId>"
    )
    (found,) = got(outbox, data)
    assert found.outcome == "rejected"
    (receipt,) = outbox.receipts()
    assert "messageSha256" not in receipt["receipt"]
    assert receipt["receipt"]["returnInfo"].startswith("unknown /x: ")


def test_receipt_of_an_enterprise_states_no_business_status() -> None:
    outbox = Memory()
    (found,) = got(outbox, sample("new-interview"))
    assert found.outcome == "accepted"
    assert outbox.receipts()[0]["receipt"]["transportStatus"] == "STORED"


def test_signed_receipt_is_verified() -> None:
    outbox, own = Memory(), party("ED25519", WINDOW)
    got(outbox, sample("new-materials"), key=own.key)
    (receipt,) = outbox.receipts()
    found = [*receive([("r", json.dumps(receipt).encode())], Memory(), trust_in(own), at=AT)]
    assert [each.outcome for each in found] == ["receipt"]


def test_same_run_gives_the_same_bytes() -> None:
    own = party("ED25519", WINDOW)
    outboxes = [Memory(), Memory()]
    for each in outboxes:
        got(each, sample("new-materials"), sample("new-registration", "xml"), key=own.key)
    assert outboxes[0].kept == outboxes[1].kept


def test_long_findings_are_cut() -> None:
    outbox = Memory()
    value = message("new-materials")
    submissions = value["materials"]["submissions"]
    value["materials"]["submissions"] = [{**submissions[0], "round": "x"}] * 60
    (found,) = got(outbox, json.dumps(value).encode())
    assert found.outcome == "rejected"
    assert len(outbox.receipts()[0]["receipt"]["returnInfo"]) <= 1000


def test_folder_keeps_receipts(tmp_path: Path) -> None:
    with open_outbox(tmp_path / "out") as outbox:
        (found,) = receive([("m", sample("new-materials"))], outbox, kit_trust(), at=AT)
        kept = Path(found.receipt).read_bytes()
    with open_outbox(tmp_path / "out") as outbox:
        (again,) = receive([("m", sample("new-materials"))], outbox, kit_trust())
    assert again.repeated
    assert Path(found.receipt).read_bytes() == kept
    assert {each.name for each in (tmp_path / "out").iterdir()} == {Path(found.receipt).name, LOCK}


def test_two_processes_do_not_write_receipts_at_once(tmp_path: Path) -> None:
    with (
        open_outbox(tmp_path),
        pytest.raises(SourceError, match="another process"),
        open_outbox(tmp_path),
    ):
        pass


def test_folder_never_replaces_a_file(tmp_path: Path) -> None:
    with open_outbox(tmp_path) as outbox:
        outbox.add("a", "json", b"1")
        with pytest.raises(SourceError, match="exists"):
            outbox.add("a", "json", b"2")
    assert (tmp_path / "a.json").read_bytes() == b"1"
    assert not [*tmp_path.glob(".swschema-receipt-*")]


def test_what_is_no_receipt_in_the_outbox_is_told(tmp_path: Path) -> None:
    name = f"{ENTERPRISE}_153920E3-3392-5819-9325-BA1F9EFDA7B7.json"
    for content in (b"{", sample("new-materials")):
        (tmp_path / name).write_bytes(content)
        with open_outbox(tmp_path) as outbox, pytest.raises(SourceError, match="not a receipt"):
            [*receive([("m", sample("new-materials"))], outbox, kit_trust(), at=AT)]


def test_messages_on_their_way_are_left_out(tmp_path: Path) -> None:
    for name in ("b.json", "a.XML", ".c.json", "d.txt"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "e.json").mkdir()
    os.mkfifo(tmp_path / "f.json")
    for name, target in (("g", "nothing"), ("h", "h.json"), ("i", "/dev/zero")):
        (tmp_path / f"{name}.json").symlink_to(target)
    assert [each.name for each in list_messages(tmp_path)] == ["a.XML", "b.json"]


def matched(sent: list[dict[str, Any]], got: list[dict[str, Any]]) -> Any:
    def named(values: list[dict[str, Any]], letter: str) -> Iterator[tuple[str, dict[str, Any]]]:
        return ((f"{letter}{number}", value) for number, value in enumerate(values))

    return match_receipts(named(sent, "m"), named(got, "r"))


def receipts_for(*names: str) -> list[dict[str, Any]]:
    outbox = Memory()
    got(outbox, *(sample(name) for name in names))
    return outbox.receipts()


def test_answered_messages_are_matched() -> None:
    names = ("new-materials", "new-registration")
    found = matched([message(name) for name in names], receipts_for(*names))
    assert found.complete
    assert found.answered == {"m0": ("r0",), "m1": ("r1",)}


def test_same_receipt_twice_counts_once() -> None:
    receipts = receipts_for("new-materials") * 2
    assert matched([message("new-materials")], receipts).complete


def test_what_does_not_match_is_named() -> None:
    (receipt,) = receipts_for("new-materials")
    other = {**receipt, "messageId": "153920E3-3392-5819-9325-BA1F9EFDA7B8"}
    altered = {**receipt, "receipt": {**receipt["receipt"], "messageSha256": "0" * 64}}
    found = matched(
        [message("new-materials"), message("new-registration")],
        [receipt, other, altered, *receipts_for("agency-signed"), message("new-interview")],
    )
    assert not found.complete
    assert found.unanswered == ("m1",)
    assert found.repeated == ("m0",)
    assert found.altered == ("r2",)
    assert found.unknown == ("r3",)
    assert found.rejected == ()


def test_several_statuses_of_one_message_are_no_repetition() -> None:
    (receipt,) = receipts_for("new-materials")
    later = {
        **receipt,
        "messageId": "153920E3-3392-5819-9325-BA1F9EFDA7B8",
        "receipt": {**receipt["receipt"], "businessStatus": "IN_REVIEW"},
    }
    assert matched([message("new-materials")], [later, receipt]).complete


def test_rejection_is_no_complete_answer() -> None:
    (rejected,) = receipts_for("stored-materials-draft")
    found = matched([message("stored-materials-draft")], [rejected])
    assert found.rejected == ("m0",)
    assert not found.complete


def test_rejection_of_no_stated_content_does_not_outweigh_an_answer() -> None:
    outbox = Memory()
    unknown = changed("new-materials", priority=1.5)
    got(outbox, sample("new-materials"), unknown)
    accepted, rejected = outbox.receipts()
    assert "messageSha256" not in rejected["receipt"]
    found = matched([message("new-materials")], [rejected, accepted])
    assert (found.rejected, found.repeated, found.altered) == ((), (), ("r0",))


def test_receipt_without_identifier_is_matched_by_the_application_number() -> None:
    (receipt,) = receipts_for("new-materials")
    del receipt["receipt"]["messageRef"], receipt["receipt"]["messageSha256"]
    assert matched([message("new-materials")], [receipt]).complete
    assert matched([message("new-registration")], [receipt]).unknown == ("r0",)


def test_full_disk_leaves_nothing_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = [("a", sample("new-materials")), ("b", sample("new-registration"))]
    calls = iter(range(10))

    def fsync(_number: int) -> None:
        if next(calls) >= 2:  # a file and its folder
            raise OSError(errno.ENOSPC, "No space left on device")

    with open_outbox(tmp_path) as outbox, monkeypatch.context() as patched:
        patched.setattr(os, "fsync", fsync)
        with pytest.raises(SourceError, match="no space left on device"):
            [*receive(named, outbox, kit_trust(), at=AT)]
    kept = {each.name: each.read_bytes() for each in list_messages(tmp_path)}
    assert len(kept) == 1
    assert {each.name for each in tmp_path.iterdir()} == {*kept, LOCK}
    with open_outbox(tmp_path) as outbox:
        first, second = receive(named, outbox, kit_trust())
    assert (first.repeated, second.repeated) == (True, False)
    assert (
        kept.items() <= {each.name: each.read_bytes() for each in list_messages(tmp_path)}.items()
    )

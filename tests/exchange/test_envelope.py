"""Messages around records, and records out of messages."""

from __future__ import annotations

import json
from typing import Any

import pytest

from conftest import SAMPLES
from swschema import validate
from swschema.errors import ExchangeError, InvalidDocumentError
from swschema.exchange import Header, Party, check_message, find_party, read_parties, unwrap, wrap

WINDOW = Party("HZSW3301", "单一窗口", authority="SINGLE_WINDOW")
PARTIES = read_parties(
    """
    [SINGLE_WINDOW]
    code = "HZSW3301"
    name = "单一窗口"
    [CUSTOMS]
    name = "海关"
    [provider]
    code = "330196DEM1"
    name = "服务商"
    transferId = "DXPENTDEM00000099"
    """.encode(),
    "parties.toml",
)


def sample(name: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((SAMPLES / f"valid/{name}.json").read_bytes())
    return value


def enterprise(record: dict[str, Any]) -> Party:
    return find_party("ENTERPRISE", record, {})


def codes(message: dict[str, Any]) -> set[str]:
    return {problem.code for problem in validate(message).problems}


def carried() -> list[str]:
    """Return the samples that an enterprise with a code can send."""
    paths = sorted(SAMPLES.glob("valid/*/*.json"))
    names = [f"{path.parent.name}/{path.stem}" for path in paths if path.parent.name != "message"]
    return [name for name in names if enterprise(sample(name)).code]


@pytest.mark.parametrize("name", carried())
def test_record_of_each_sample_goes_into_a_message_and_comes_out(name: str) -> None:
    record = sample(name)
    message = wrap(record, enterprise(record), WINDOW)
    assert codes(message) <= codes(record) | {"EN09"}
    assert unwrap(message) == record


def test_many_samples_can_be_sent() -> None:
    assert len(carried()) > 30


def test_given_identifier_and_time_give_the_same_message() -> None:
    record = sample("materials/hangzhou-xx-submitted")
    header = Header(
        message_id="153920E3-3392-5819-9325-BA1F9EFDA7B7", sent_at="2018-03-12T14:10:00+08:00"
    )
    made = [wrap(record, enterprise(record), WINDOW, header=header) for _ in range(2)]
    assert made[0] == made[1]
    other = [wrap(record, enterprise(record), WINDOW)["messageId"] for _ in range(2)]
    assert other[0] != other[1]


@pytest.mark.parametrize(
    ("name", "destination"),
    [
        ("registration/hangzhou-xx", "BOTH"),
        ("materials/hangzhou-xx-submitted", "BOTH"),
        ("materials/hangzhou-xx-resubmitted", "CUS"),
        ("materials/unified-authority", "CUS"),
        ("interview/hangzhou-xx-scheduled", "BOTH"),
        ("dossier/hangzhou-xx", "BOTH"),
        ("registrationDraft/half-filled", None),
    ],
)
def test_message_goes_to_the_authorities_that_its_record_concerns(
    name: str, destination: str | None
) -> None:
    record = sample(name)
    assert wrap(record, enterprise(record), WINDOW).get("functionCode") == destination


def test_draft_is_stored_and_a_record_declared() -> None:
    draft, record = sample("registrationDraft/half-filled"), sample("registration/hangzhou-xx")
    assert wrap(draft, enterprise(draft), WINDOW)["declarationStatus"] == "STORED"
    assert wrap(record, enterprise(record), WINDOW)["declarationStatus"] == "DECLARED"


def test_application_number_comes_from_the_record() -> None:
    record = sample("registration/hangzhou-xx-approved")
    assert wrap(record, enterprise(record), WINDOW)["applicationNo"] == "HZSW-A-2018-000318"


def test_change_states_what_it_supersedes() -> None:
    record = sample("registration/hangzhou-xx")
    header = Header(action="CHANGE", supersedes="C71877B6-385E-50F3-9210-870242AFC09E")
    check_message(wrap(record, enterprise(record), WINDOW, header=header), name="message")
    bare = wrap(record, enterprise(record), WINDOW, header=Header(action="CHANGE"))
    with pytest.raises(InvalidDocumentError) as raised:
        check_message(bare, name="message")
    errors = [each.code for each in raised.value.report.problems if each.severity == "error"]
    assert errors == ["EN02"]


@pytest.mark.parametrize("kind", ["registration", "materials", "interview", "dossier"])
def test_agent_sends_what_the_record_entrusts_it_with(kind: str) -> None:
    record = sample(f"{kind}/agency-run")
    agent = find_party("AGENT", record, {})
    assert agent.code == "91330108MA0DEM0055"
    check_message(wrap(record, agent, WINDOW), name=kind)


def test_authority_in_charge_is_named_by_the_registration() -> None:
    record = sample("registration/hangzhou-xx-completed")
    assert find_party("CUSTOMS", record, {}) == Party("2928", authority="CUSTOMS")
    assert find_party("NATIONAL_INSPECTION", record, {}).code == "330000"
    assert find_party("CUSTOMS", record, PARTIES) == Party("2928", "海关", authority="CUSTOMS")


def test_transmitter_is_no_sender() -> None:
    record = sample("registration/hangzhou-xx")
    provider = find_party("provider", record, PARTIES)
    message = wrap(record, enterprise(record), WINDOW, transmitter=provider)
    check_message(message, name="message")
    assert message["transmitter"]["codeScheme"] == "CUSTOMS_REGISTRATION_CODE"
    with pytest.raises(InvalidDocumentError, match="neither that of the enterprise"):
        check_message(wrap(record, provider, WINDOW), name="message")


def test_given_code_stands_over_the_record() -> None:
    record = sample("registration/hangzhou-xx-completed")
    party = enterprise(record).replaced("330136DEM1", None)
    assert party.to_member("sender") == {
        "code": "330136DEM1",
        "codeScheme": "CUSTOMS_REGISTRATION_CODE",
        "name": "杭州XX网络科技有限公司",
    }


def test_party_that_is_not_known_is_told() -> None:
    record = sample("registration/hangzhou-xx-email-pending")
    with pytest.raises(ExchangeError, match=r"sender: its code .* by --from-code"):
        wrap(record, enterprise(record), WINDOW)
    with pytest.raises(ExchangeError, match=r"receiver: its name .* by --to-name"):
        wrap(record, WINDOW, Party("HZSW3301", authority="SINGLE_WINDOW"))
    with pytest.raises(ExchangeError, match="receiver: the kind of its code"):
        wrap(record, WINDOW, Party("HZSW3301", "W"))
    with pytest.raises(ExchangeError, match="bank: there is no such party; choose from ENTERPRISE"):
        find_party("bank", record, PARTIES)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xff", "neither TOML nor JSON"),
        (b"{]", "neither TOML nor JSON"),
        (b"CUSTOMS = 1", "CUSTOMS is no table"),
        (b"[CUSTOMS]\nkode = '1'", "CUSTOMS.kode is not one of code, codeScheme"),
        (b"[CUSTOMS]\ncode = 1", "CUSTOMS.code is not one of"),
    ],
)
def test_wrong_file_of_parties_is_told(data: bytes, reason: str) -> None:
    with pytest.raises(ExchangeError, match=reason):
        read_parties(data, "parties.toml")


def test_parties_may_be_json() -> None:
    data = b'{"CUSTOMS": {"code": "2928", "name": "C"}}'
    assert read_parties(data, "p.json") == {"CUSTOMS": Party("2928", "C", authority="CUSTOMS")}


def test_neither_a_message_nor_a_receipt_is_a_record() -> None:
    with pytest.raises(ExchangeError, match="goes into a message"):
        wrap(sample("message/new-registration"), WINDOW, WINDOW)
    with pytest.raises(ExchangeError, match="carries a receipt"):
        unwrap(sample("message/receipt-approved"))


def test_every_sample_of_a_message_with_a_record_is_unwrapped() -> None:
    for path in (SAMPLES / "valid/message").glob("*.json"):
        message = json.loads(path.read_bytes())
        if "receipt" not in message:
            assert unwrap(message)["recordType"] in message

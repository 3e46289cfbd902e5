"""Every function of exchange takes models as it takes records as JSON has them, in any thread."""

from __future__ import annotations

import contextlib
import copy
import inspect
import io
import json
import os
import re
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest
from pydantic import MISSING

import swschema
from conftest import SAMPLES
from exchange.conftest import ENTERPRISE, SIGNED_AT, party, trust_in
from swschema import exchange
from swschema.errors import InvalidDocumentError, RecordTypeError, SourceError, SwschemaError
from swschema.exchange import Decision, Event, Header, Party
from swschema.i18n import use_language
from swschema.models import Draft, MaterialsDraft, Message, Model, Registration

Take = Callable[[str], Any]
WINDOW = Party("HZSW3301", "单一窗口", authority="SINGLE_WINDOW")
HEADER = Header(
    message_id="153920E3-3392-5819-9325-BA1F9EFDA7B7", sent_at="2018-03-12T14:10:00+08:00"
)
DECISION = Decision("CUSTOMS", "APPROVED", "HG2928009", "2018-03-14T10:00:00+08:00")
DRAFT, REGISTRATION = "registrationDraft/half-filled", "registration/hangzhou-xx-approved"
MATERIALS, DOSSIER = "materials/hangzhou-xx-submitted", "dossier/hangzhou-xx"
MESSAGE = "message/new-registration"

FILE = exchange.measure_bytes("企业简介.txt", b"text")


def as_json(name: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((SAMPLES / f"valid/{name}.json").read_bytes())
    return value


def as_model(name: str) -> Model:
    return swschema.load(SAMPLES / f"valid/{name}.xml")


def sign(take: Take) -> Any:
    return exchange.sign_message(take(MESSAGE), fixed_key(), signed_at=SIGNED_AT, replace=True)


def fixed_key() -> Any:
    """Return a key whose signatures of the same content are the same."""
    return party("ED25519").key


def verify(take: Take) -> Any:
    name = "message/new-materials"
    trust = exchange.read_trust(SAMPLES / "keys")
    return exchange.verify_message(take(name), trust)


def sign_alone(take: Take) -> Any:
    jws = exchange.sign_record(take(REGISTRATION), fixed_key(), signed_at=SIGNED_AT)
    trust = trust_in(party("ED25519"))
    return jws, exchange.verify_record(take(REGISTRATION), jws, trust, signer=ENTERPRISE)


def pack(take: Take) -> Any:
    content = exchange.find_content(take("registration/hangzhou-xx-account-opened"), {})
    sink = io.BytesIO()
    exchange.write_package(content, sink, title="case", packed_at=datetime(2018, 3, 1, tzinfo=UTC))
    return exchange.read_package(sink)


def write_workbook(take: Take) -> Any:
    made = exchange.write_workbook_template(take(DRAFT), ["zh-Hans"], day="2018-03-01")
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        return book.read("xl/worksheets/sheet1.xml")


CALLS: dict[str, Callable[[Take], Any]] = {
    "add_event": lambda take: exchange.add_event(
        take(REGISTRATION), Event("WITHDRAWAL", "经营计划调整", "2018-03-20")
    ),
    "advance": lambda take: exchange.advance(take(DOSSIER)),
    "attach_files": lambda take: exchange.attach_files(take(MATERIALS), [FILE]),
    "check_message": lambda take: exchange.check_message(take(MESSAGE), name="m"),
    "compare_records": lambda take: exchange.compare_records(
        take("materials/hangzhou-xx-submitted"), take("materials/hangzhou-xx-resubmitted")
    ),
    "count_origins": lambda take: exchange.count_origins(take(MATERIALS), take(DOSSIER)),
    "decide": lambda take: exchange.decide(take(MATERIALS), DECISION),
    "derive_interview": lambda take: exchange.derive_interview(take(DOSSIER)),
    "derive_materials": lambda take: exchange.derive_materials(
        take(DOSSIER),
        submitted_on="2018-03-12",
        existing=take("materialsDraft/customs-resubmission"),
    ),
    "find_content": pack,
    "find_party": lambda take: exchange.find_party("ENTERPRISE", take(REGISTRATION), {}),
    "make_papers": lambda take: exchange.make_papers([take(MATERIALS)], window="CUSTOMS"),
    "make_receipt": lambda take: exchange.make_receipt(take(MESSAGE), None, returned_at=SIGNED_AT),
    "make_view": lambda take: exchange.make_view(take(REGISTRATION), window="CUSTOMS"),
    "match_receipts": lambda take: exchange.match_receipts(
        [("m", take(MESSAGE))], [("r", take("message/receipt-approved"))]
    ),
    "refill_registration": lambda take: exchange.refill_registration(take(DRAFT)),
    "resubmit": lambda take: exchange.resubmit(take("materials/hangzhou-xx-returned")),
    "set_facts": lambda take: exchange.set_facts(take(DRAFT), {"/accountEmail": "a@example.cn"}),
    "sign_message": sign,
    "sign_record": sign_alone,
    "unwrap": lambda take: exchange.unwrap(take(MESSAGE)),
    "verify_message": verify,
    "verify_record": sign_alone,
    "wrap": lambda take: exchange.wrap(take(MATERIALS), WINDOW, WINDOW, header=HEADER),
    "write_template": lambda take: exchange.write_template(take(DRAFT)),
    "write_workbook_template": write_workbook,
}


def outcome(call: Callable[[Take], Any], take: Take) -> Any:
    """Return what a call gives, or the error that it raises."""
    try:
        return call(take)
    except SwschemaError as error:
        return repr(error)


@pytest.mark.parametrize("name", CALLS)
def test_model_gives_what_the_record_gives(name: str) -> None:
    assert outcome(CALLS[name], as_model) == outcome(CALLS[name], as_json)


def test_every_function_that_takes_a_record_is_called() -> None:
    taking = {
        name
        for name in exchange.__all__
        if inspect.isfunction(value := getattr(exchange, name))
        and {"RecordInput", "Source"} & {*re.findall(r"\w+", str(value.__annotations__))}
    }
    assert taking == CALLS.keys()


def test_most_calls_succeed() -> None:
    found = [outcome(call, as_json) for call in CALLS.values()]
    assert sum(isinstance(each, str) for each in found) == 1  # there is no step to advance


def test_threads_do_not_disturb_each_other() -> None:
    tasks = [(name, language) for language in ("en", "zh") for name in CALLS]

    def run(task: tuple[str, str]) -> Any:
        name, language = task
        with use_language(language):
            return outcome(CALLS[name], as_model)

    expected = [*map(run, tasks)]
    with ThreadPoolExecutor(8) as pool:
        for _ in range(2):
            assert [*pool.map(run, tasks)] == expected


def test_result_becomes_a_model() -> None:
    registration = swschema.load(SAMPLES / f"valid/{REGISTRATION}.json", Registration)
    derived = exchange.derive_materials(registration, submitted_on="2018-03-12")
    draft = swschema.load(derived.value, MaterialsDraft)
    assert draft.supersedes is MISSING
    message = swschema.load(exchange.wrap(draft, WINDOW, WINDOW, header=HEADER), Message)
    signed = swschema.load(exchange.sign_message(message, fixed_key()), Message)
    assert swschema.load(exchange.unwrap(signed), MaterialsDraft) == draft
    assert isinstance(swschema.load(exchange.make_view(registration, window="CUSTOMS")), Draft)


def test_signature_of_a_model_holds_for_its_documents() -> None:
    # Also from XML: a model keeps how times and amounts are written.
    signed = swschema.load(sign(as_model), Message)
    trust = trust_in(party("ED25519"))
    for syntax in ("json", "xml"):
        value = json.loads(swschema.to_json(swschema.dump(signed, syntax=syntax)))
        assert exchange.verify_message(value, trust, at="2018-03-07T00:00:00+08:00")


def test_name_of_a_schema_is_no_part_of_a_record() -> None:
    hinted = {"$schema": "https://w3id.org/swschema/v1/message.schema.json", **as_json(MESSAGE)}
    key = fixed_key()
    assert exchange.sign_message(hinted, key, signed_at=SIGNED_AT, replace=True) == sign(as_json)


@pytest.mark.parametrize("wrong", [b"{}", "{}", None, 3, [{"recordType": "registration"}]])
def test_what_is_no_record_is_a_wrong_call(wrong: Any) -> None:
    with pytest.raises(SourceError):
        exchange.advance(wrong)


@pytest.mark.parametrize("wrong", [{}, {"recordType": "invoice"}, {"recordType": 3}])
def test_record_of_no_known_type_is_refused(wrong: Any) -> None:
    with pytest.raises(InvalidDocumentError):
        exchange.wrap(wrong, WINDOW, WINDOW)


def test_record_of_another_type_is_refused_with_both() -> None:
    with pytest.raises(RecordTypeError, match="registration, but must be dossier"):
        exchange.advance(as_model(REGISTRATION))
    with pytest.raises(RecordTypeError):
        exchange.sign_message(as_json(REGISTRATION), fixed_key())
    with pytest.raises(RecordTypeError):
        exchange.decide(as_json(DOSSIER), DECISION)


def test_call_changes_no_record_that_it_is_given() -> None:
    kept = {name: as_json(name) for name in (DRAFT, REGISTRATION, MATERIALS, DOSSIER, MESSAGE)}
    for call in CALLS.values():
        outcome(call, lambda name: kept.setdefault(name, as_json(name)))
    assert kept == {name: as_json(name) for name in kept}


WRONG: tuple[Any, ...] = (None, 7, "x", [], {}, [{}], ["x"], {"recordType": "x"}, True)


class Broken:
    """Takes records with something wrong in them, by a seed."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def __call__(self, name: str) -> dict[str, Any]:
        value = copy.deepcopy(as_json(name))
        places = [*find_places(value)]
        for _ in range(self._random.randint(1, 3)):
            of, key = self._random.choice(places)
            wrong = self._random.choice(WRONG)
            if isinstance(of, dict) and key in of and self._random.random() < 0.4:
                del of[key]
            elif isinstance(of, dict) or key < len(of):
                of[key] = wrong
        return value


def find_places(value: Any) -> Iterator[tuple[Any, Any]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, each in inner:
        yield value, key
        if isinstance(each, (dict, list)):
            yield from find_places(each)


@pytest.mark.parametrize("name", CALLS)
def test_wrong_record_is_no_other_error_than_those_of_swschema(name: str) -> None:
    for seed in range(int(os.environ.get("WRONG", "40"))):
        with contextlib.suppress(SwschemaError):
            CALLS[name](Broken(seed))

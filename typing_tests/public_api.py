"""What type checkers know of the public API: each function, called as a user calls it."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, assert_type

import swschema
from swschema import (
    Batch,
    Code,
    CodeList,
    Configuration,
    Language,
    Limits,
    Problem,
    Record,
    RegistrationStatus,
    Report,
    Result,
    Rule,
    Settings,
    Severity,
    Source,
    Syntax,
    exchange,
)
from swschema.errors import InvalidDocumentError, RecordTypeError, SwschemaError
from swschema.exchange import (
    AttachedFiles,
    Comparison,
    Decision,
    Derivation,
    Header,
    Origins,
    PackageContent,
    Party,
    ReceiptMatch,
    Reception,
    SigningKey,
    Trust,
    Verification,
)
from swschema.models import (
    Dossier,
    Interview,
    InterviewDraft,
    Materials,
    MaterialsDraft,
    Message,
    Model,
    Registration,
    RegistrationDraft,
)


def validate_each(sources: list[Source], language: Language) -> Iterator[Report]:
    batch, limits = Batch(), Limits(max_bytes=1_000_000)
    settings = Settings(severities={"PL04": "error"}, as_of="2018-03-26")
    for source in sources:
        yield swschema.validate(
            source, language=language, limits=limits, settings=settings, batch=batch
        )


def read_problem(problem: Problem) -> None:
    assert_type(problem.severity, Severity)
    assert_type(problem.line, int | None)
    assert_type(problem.related, tuple[str, ...])
    assert_type(problem.help, str)
    assert_type(problem.to_dict(), dict[str, Any])
    assert_type(problem.to_json(), bytes)


def read_report(report: Report) -> None:
    assert_type(report.valid, bool)
    assert_type(report.syntax, Syntax | None)
    assert_type(report.problems, tuple[Problem, ...])
    assert_type(report.to_json(indent=True), bytes)
    assert_type(swschema.render([report], "html"), Iterator[str])


def read_stream(path: Path) -> None:
    for result in swschema.validate_records(path, form="ndjson", jobs=None):
        assert_type(result, Result)
        assert_type(result.report, Report)
    with path.open("rb") as file:
        for record in swschema.read_records(file):
            assert_type(record, Record)
            assert_type(record.data, bytes)


def load_models(source: Source) -> None:
    assert_type(swschema.load(source), Model)
    assert_type(swschema.load(source, Registration), Registration)
    assert_type(swschema.load(source, Materials, limits=Limits()), Materials)
    assert_type(swschema.load(source, Interview), Interview)
    assert_type(swschema.load(source, Dossier), Dossier)
    assert_type(swschema.load(source, Message), Message)
    assert_type(swschema.dump(swschema.load(source), syntax="xml"), bytes)


def convert(source: Source) -> None:
    assert_type(swschema.to_xml(source, indent=True), bytes)
    assert_type(swschema.to_xlsx(source, language="zh-Hans"), bytes)
    assert_type(swschema.to_json(source), bytes)
    assert_type(swschema.digest(source), str)


def assemble(paths: list[Path]) -> RegistrationStatus:
    dossier = swschema.assemble(paths, assembled_at=datetime.now(UTC))
    status = swschema.status(dossier, as_of="2018-03-26")
    assert_type(status.errors, tuple[Problem, ...])
    assert_type(status.state, str)
    for step in status.steps:
        assert_type(step.day, str | None)
        assert_type(step.trigger.zh, str)
    return status


def configure(folder: Path) -> Settings:
    path = swschema.find_configuration(folder)
    assert_type(path, Path | None)
    configuration = swschema.read_configuration(path) if path else Configuration()
    return configuration.settings


def look_up() -> None:
    assert_type(swschema.rulebook(), Mapping[str, Rule])
    codes = swschema.code_list("importMode")
    assert_type(codes, CodeList)
    assert_type(codes.codes, tuple[Code, ...])


def catch(source: Source) -> None:
    try:
        swschema.load(source, Registration)
    except InvalidDocumentError as error:
        assert_type(error.report, Report)
    except RecordTypeError as error:
        assert_type(error.expected, tuple[str, ...])
    except SwschemaError as error:
        print(error)


def derive(registration: Registration, dossier: Dossier) -> MaterialsDraft:
    begun = exchange.new_registration(["PAYMENT"], "SELF")
    draft = swschema.load(exchange.set_facts(begun.value, {"/accountEmail": "a@b.cn"}))
    if isinstance(draft, RegistrationDraft):
        assert_type(exchange.write_template(draft), dict[str, bytes])
        assert_type(exchange.write_workbook_template(draft, ("zh-Hans", "en")), bytes)
        assert_type(exchange.refill_registration(draft), dict[str, Any])
    assert_type(exchange.derive_interview(dossier), Derivation)
    derived = exchange.derive_materials(registration, submitted_on="2018-03-12")
    assert_type(derived.value, dict[str, Any])
    assert_type(exchange.count_origins(derived.value, registration), Origins)
    assert_type(exchange.make_papers([registration, dossier], window="CUSTOMS"), dict[str, bytes])
    return swschema.load(derived.value, MaterialsDraft)


def attach(draft: MaterialsDraft, folder: Path) -> MaterialsDraft:
    attached = exchange.attach_files(draft, exchange.measure_folder(folder))
    assert_type(attached, AttachedFiles)
    assert_type(attached.missing, tuple[str, ...])
    return swschema.load(attached.record, MaterialsDraft)


def send(materials: Materials, key: SigningKey, to: Party) -> Message:
    sender = exchange.find_party("ENTERPRISE", materials, {})
    message = exchange.wrap(materials, sender, to, header=Header(note="first round"))
    exchange.check_message(message, name="materials")
    return swschema.load(exchange.sign_message(message, key), Message)


def verify(message: Message, trust: Trust) -> Materials:
    found = exchange.verify_message(message, trust, receiver="HZSW3301")
    assert_type(found, Verification)
    assert_type(found.unchecked, tuple[str, ...])
    return swschema.load(exchange.unwrap(message), Materials)


def sign_alone(dossier: Dossier, key: SigningKey, trust: Trust) -> PackageContent:
    jws = exchange.sign_record(dossier, key)
    assert_type(jws, str)
    assert_type(exchange.verify_record(dossier, jws, trust), Verification)
    return exchange.find_content(dossier, {}, signatures={"dossier.jws": jws})


def receive(folder: Path, trust: Trust) -> Iterator[Reception]:
    messages = [(path.name, path.read_bytes()) for path in folder.glob("*.xml")]
    with exchange.open_outbox(folder / "out") as outbox:
        yield from exchange.receive(messages, outbox, trust, own_code="HZSW3301")


def match(sent: Message, receipt: Message) -> ReceiptMatch:
    return exchange.match_receipts([("sent", sent)], [("receipt", receipt)])


def decide(materials: Materials, dossier: Dossier) -> tuple[Materials, Dossier]:
    decision = Decision("CUSTOMS", "APPROVED", "HG2928009", "2018-03-14T10:00:00+08:00")
    decided = swschema.load(exchange.decide(materials, decision), Materials)
    assert_type(exchange.compare_records(materials, decided), Comparison)
    assert_type(swschema.load(exchange.resubmit(materials), MaterialsDraft), MaterialsDraft)
    return decided, swschema.load(exchange.advance(dossier), Dossier)


def show(interview: Interview) -> InterviewDraft:
    return swschema.load(exchange.make_view(interview, window="CUSTOMS"), InterviewDraft)

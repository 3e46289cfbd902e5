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
)
from swschema.errors import InvalidDocumentError, RecordTypeError, SwschemaError
from swschema.models import Dossier, Interview, Materials, Message, Model, Registration


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

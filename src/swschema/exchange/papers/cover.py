"""The cover sheet: who submits what to which window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from swschema.exchange.papers.case import PaperCase
from swschema.exchange.papers.form import (
    FormField,
    list_fields,
    list_person_fields,
    write_blank,
    write_legend,
    write_table,
)
from swschema.exchange.papers.forms import IDENTITY, list_identity
from swschema.exchange.papers.markup import Html, element, join
from swschema.exchange.papers.page import write_page
from swschema.exchange.papers.seals import OFFICIAL, write_seal
from swschema.exchange.papers.texts import code_title, say, schema_title
from swschema.lifecycle.status import BilingualText
from swschema.schema.shapes import ObjectType, shapes

TITLE = BilingualText("Cover sheet of the materials submitted", "提交材料封面")
OFFICE = BilingualText("To be filled in by the window", "以下由接收窗口填写")
STAMP = BilingualText("Stamp of receipt", "收件章")
COUNT = BilingualText("Number of materials", "材料项数")
BY_ENTERPRISE = ("authority", "round", "submittedOn")
BY_WINDOW = ("receiptNo", "receivedBy", "receivedAt")
SHOWN_OF_PERSON = ("name", "mobile", "position")


def write_cover(case: PaperCase) -> bytes:
    """Return the cover sheet."""
    office = element(
        "div",
        element("h2", say(OFFICE, bilingual=case.bilingual)),
        element(
            "div",
            write_table(case, [*_submission_fields(case, BY_WINDOW)]),
            write_seal(case, STAMP),
            class_="sign",
        ),
        class_="block office",
    )
    seal = write_seal(case, code_title("sealType", OFFICIAL))
    table = write_table(case, [*_list_fields(case)])
    return write_page(case, "COVER", TITLE, table, write_legend(case, table), _place(seal), office)


def find_type(name: str) -> ObjectType:
    """Return an object type of the specification by its name."""
    found = shapes()[name]
    assert isinstance(found, ObjectType)  # noqa: S101 - callers name object types
    return found


def _list_fields(case: PaperCase) -> Iterator[FormField]:
    yield from list_identity(case, find_type("Submission"))
    yield FormField(_title("RegistrationRef", "registrationId"), join(case.registration_id))
    if case.agent:
        party = find_type("PartyIdentification")
        for each in list_fields(case, party, case.agent, only=IDENTITY):
            yield each.inside(_title("Materials", "agent"))
    if "supersedes" in case.record:
        yield FormField(_title("Materials", "supersedes"), join(case.record["supersedes"]))
    yield from _submission_fields(case, BY_ENTERPRISE)
    person = case.submission.get("submittedBy", {})
    shown = {name: person[name] for name in SHOWN_OF_PERSON if name in person}
    for each in list_person_fields(case, find_type("Person"), shown, due=True, without="role"):
        yield each.inside(_title("Submission", "submittedBy"))
    count = len(case.submission.get("materials", ()))
    yield FormField(COUNT, join(str(count)) if count else write_blank(case))


def _submission_fields(case: PaperCase, names: tuple[str, ...]) -> Iterator[FormField]:
    known = {"authority": case.window, **case.submission}
    for each in list_fields(case, find_type("Submission"), known, only=names):
        yield replace(each, wide=names == BY_WINDOW)  # the stamp is beside them


def _title(type_name: str, member: str) -> BilingualText:
    return schema_title(find_type(type_name).by_name[member].schema)


def _place(seal: Html) -> Html:
    """Return a seal's place at the right."""
    return element("div", element("div"), element("div", seal, class_="seals"), class_="sign")

"""The papers of which the record has the data: the forms and the commitment letter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from swschema.exchange.papers.case import FORMS, PaperCase
from swschema.exchange.papers.form import FormField, list_fields, write_legend, write_table
from swschema.exchange.papers.markup import Html, element, join
from swschema.exchange.papers.page import write_page
from swschema.exchange.papers.seals import write_signature
from swschema.exchange.papers.texts import code_title, say
from swschema.lifecycle.status import BilingualText
from swschema.schema.paths import find_value
from swschema.schema.shapes import ObjectType, shapes

LETTER = "QUALITY_INTEGRITY_COMMITMENT"
IDENTITY = ("legalName", "unifiedSocialCreditCode")  # that not every form has itself
# No text of these is published: the words are this specification's own.
TRUE = BilingualText(
    "The enterprise declares that what is filled in above is true and complete.",
    "本企业声明：以上填报内容真实、完整。",
)
COMMITMENT = BilingualText(
    "The enterprise commits itself in writing to the quality of its goods and to honest business,"
    " and accepts all clauses of the commitment letter.",
    "本企业就商品质量和诚信经营作出书面承诺，接受承诺书的全部条款。",
)
ATTACHED = BilingualText(
    "The clauses are those of the text that the window provides, which is attached.",
    "条款以接收窗口提供的文本为准，附后。",
)
CLAUSES = BilingualText("Clauses", "承诺条款")


def write_paper(case: PaperCase, code: str) -> bytes:
    """Return a paper of which the record has the data, or leaves it to be filled in.

    Args:
        case: what is printed.
        code: the code of the paper, one of `FORMS`.
    """
    data: Mapping[str, Any] = case.submission.get(FORMS[code], {})
    shape = shapes()["Submission"]
    assert isinstance(shape, ObjectType)  # noqa: S101 - the schema says so
    form = shape.by_name[FORMS[code]].shape
    assert isinstance(form, ObjectType)  # noqa: S101 - so it does of these
    fields = [*list_identity(case, form), *list_fields(case, form, data)]
    is_letter = code == LETTER
    letter = _letter(case) if is_letter else None
    declared = (
        None if is_letter else element("p", say(TRUE, bilingual=case.bilingual), class_="declared")
    )
    signature = write_signature(
        case,
        case.find_material(code),
        name=_signatory(case, data),
        day=data.get("commitmentDate") or data.get("formDate"),
    )
    title = code_title("materialType", code)
    table = write_table(case, fields)
    legend = write_legend(case, table)
    closing = element("div", legend, declared, signature, class_="closing")
    return write_page(case, code, title, letter, table, closing)


def list_identity(case: PaperCase, form: ObjectType) -> Iterator[FormField]:
    """Yield the fields that say whose form it is, those that it does not have itself."""
    party = shapes()["PartyIdentification"]
    assert isinstance(party, ObjectType)  # noqa: S101 - the schema says so
    for field in list_fields(case, party, case.applicant, only=IDENTITY):
        if not {*IDENTITY} & {*form.by_name}:
            yield field


def _letter(case: PaperCase) -> Html:
    """Return the words of the commitment letter."""
    authority = code_title("authority", case.submission.get("authority", case.window))
    clauses = (
        [
            element("h2", say(CLAUSES, bilingual=case.bilingual)),
            element("p", case.clauses, class_="text"),
        ]
        if case.clauses
        else [element("p", say(ATTACHED, bilingual=case.bilingual), class_="prose")]
    )
    return join(
        element("p", say(authority, bilingual=case.bilingual), "：", class_="text"),
        element("p", say(COMMITMENT, bilingual=case.bilingual), class_="prose"),
        *clauses,
    )


def _signatory(case: PaperCase, data: Mapping[str, Any]) -> str | None:
    """Return the name of the person who signs a form, if it is known."""
    path = ("application", "enterprise", "legalRepresentative", "name")
    found: str | None = (
        find_value(data, ("signatory", "name"))
        or data.get("legalRepresentativeName")
        or find_value(case.registration, path)
    )
    return found

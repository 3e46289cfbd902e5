"""The list of the papers that are submitted, with a box for the clerk to tick."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from swschema.exchange.papers.case import PaperCase
from swschema.exchange.papers.cover import find_type
from swschema.exchange.papers.form import list_fields, write_blank, write_table
from swschema.exchange.papers.markup import Content, Html, element, join
from swschema.exchange.papers.page import write_page
from swschema.exchange.papers.seals import describe_seals
from swschema.exchange.papers.texts import say, schema_title, write_value
from swschema.lifecycle.required_papers import RequiredPaper
from swschema.lifecycle.status import BilingualText
from swschema.schema.shapes import Scalar

TITLE = BilingualText("List of the materials submitted", "提交材料清单")
NUMBER = BilingualText("No.", "序号")
CHECKED = BilingualText("Checked", "窗口核对")
NOT_IN_RECORD = BilingualText("not in the record", "记录未填报")
CERTIFICATES = ("filedElsewhere", "registrationCertificate", "businessLicense")
COLUMNS = ("title", "originalOrCopy", "copiesRequired", "copiesSubmitted", "seals", "documentNo")
WIDTHS = (9, 36, 18, 12, 12, 32, 37, 11)  # of the columns, in millimetres


def write_list(case: PaperCase) -> bytes:
    """Return the list of the papers, and what the certificates among them state."""
    members = find_type("Material").by_name
    heads = [NUMBER, *(schema_title(members[name].schema) for name in COLUMNS), CHECKED]
    table = element(
        "table",
        element("colgroup", *(element("col", style=f"width: {width}mm") for width in WIDTHS)),
        element(
            "thead",
            element("tr", *(element("th", _say(case, each), scope="col") for each in heads)),
        ),
        element("tbody", *_rows(case)),
        class_="list",
    )
    return write_page(case, "LIST", TITLE, table, *_certificates(case))


def _rows(case: PaperCase) -> Iterator[Html]:
    """Yield the papers of the record, and after them what the window asks for beside."""
    given = case.submission.get("materials", ())
    for number, each in enumerate(given, 1):
        yield _row(number, _entry(case, each))
    missing = [each for each in case.required if each.missing]
    for number, paper in enumerate(missing, len(given) + 1):
        yield _row(number, [_missing(case, paper), *[write_blank(case, due=False)] * 5])


def _row(number: int, cells: list[Content]) -> Html:
    name, *others = cells
    return element(
        "tr",
        element("td", str(number)),
        element("td", name, class_="name"),
        *(element("td", each) for each in others),
        element("td", element("span", class_="box")),
    )


def _entry(case: PaperCase, material: Mapping[str, Any]) -> list[Content]:
    """Return what a record says of a paper, or a blank where it says nothing."""
    cells: list[Content] = []
    for name in COLUMNS:
        member = find_type("Material").by_name[name]
        if name == "seals":
            seals = [element("div", _say(case, each)) for each in describe_seals(material)]
            cells.append(join(*seals) if seals else _nothing(case))
        elif name not in material:
            cells.append(_nothing(case))
        else:
            assert isinstance(member.shape, Scalar)  # noqa: S101 - the schema says so
            value = _say(case, write_value(member.shape, material[name]))
            cells.append(join(value, _doubt(case, material)) if name == "title" else value)
    return cells


def _nothing(case: PaperCase) -> Html:
    return write_blank(case, due=False) if case.is_open else join("/")


def _missing(case: PaperCase, paper: RequiredPaper) -> Html:
    doubt = join(_say(case, paper.doubt), "，") if paper.doubt else None
    return join(_say(case, paper.title), element("small", doubt, _say(case, NOT_IN_RECORD)))


def _doubt(case: PaperCase, material: Mapping[str, Any]) -> Html | None:
    """Return the remark that the window may not ask for a paper, if that is so."""
    for paper in case.required:
        if paper.code == material.get("materialType") and paper.doubt:
            return element("small", _say(case, paper.doubt))
    return None


def _certificates(case: PaperCase) -> Iterator[Html]:
    for name in CERTIFICATES:
        member = find_type("Submission").by_name[name]
        if name in case.submission:
            fields = list_fields(case, find_type(member.shape.name), case.submission[name])
            yield element(
                "div",
                element("h2", _say(case, schema_title(member.schema))),
                write_table(case, [*fields]),
                class_="block",
            )


def _say(case: PaperCase, text: BilingualText | str) -> Html:
    return say(text, bilingual=case.bilingual)

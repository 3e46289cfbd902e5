"""The fields of a form, by the schema of its data: labels, values, and blanks to fill in by pen."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from swschema.exchange.papers.case import PaperCase
from swschema.exchange.papers.markup import Content, Html, element, join
from swschema.exchange.papers.texts import code_title, say, schema_title, write_address
from swschema.exchange.papers.texts import write_value as write_scalar
from swschema.exchange.windows import is_used_by
from swschema.lifecycle.status import BilingualText
from swschema.report.characters import width
from swschema.rules.code_validity import is_in_force
from swschema.schema.shapes import Member, ObjectType, Scalar

LEGEND = BilingualText(
    "Fields marked “to be filled in” are required: write them by pen, and in the record.",
    "标注“待填”的栏目为必填项，请手工填写，并补录至电子记录。",
)
VERY_LONG = 1000  # columns of a value that a page may break
TO_FILL_IN = BilingualText("to be filled in", "待填")
MOST_BOXES = 9  # codes of which one is ticked; of longer lists, the code is written
LONG = 22  # columns of a value that takes a line of its own; a Chinese character takes two
PROSE = "Prose"  # begins the names of texts of several lines
LINES = 6  # to write such a text on
NOTHING = "/"  # so that nothing is added to a field that does not apply


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of a form.

    Attributes:
        label: what it is called.
        content: what is in it.
        wide: whether it takes a line of its own.
        long: whether it may go on on the next page.
    """

    label: BilingualText
    content: Html
    wide: bool = False
    long: bool = False

    def inside(self, outer: BilingualText) -> FormField:
        """Return the field labelled as a part of what `outer` says."""
        inner = self.label.zh.removeprefix("人员")
        label = BilingualText(f"{outer.en}: {self.label.en}", f"{outer.zh}{inner}")
        return replace(self, label=label)


def write_table(case: PaperCase, fields: Sequence[FormField]) -> Html:
    """Return fields as a table, two on a line where they are short."""
    rows: list[list[FormField]] = []
    for each in fields:
        if rows and not each.wide and len(rows[-1]) == 1 and not rows[-1][0].wide:
            rows[-1].append(each)
        else:
            rows.append([each])
    columns = [element("col", class_=name) for name in ("label", "value") * 2]
    body = element("tbody", *(_row(case, row) for row in rows))
    return element("table", element("colgroup", *columns), body, class_="form")


def _row(case: PaperCase, row: Sequence[FormField]) -> Html:
    span = 3 if len(row) == 1 else None
    return element(
        "tr",
        *(
            join(
                element("th", say(each.label, bilingual=case.bilingual), scope="row"),
                element("td", each.content, colspan=span),
            )
            for each in row
        ),
        class_="long" if row[0].long else None,
    )


def list_fields(
    case: PaperCase,
    shape: ObjectType,
    value: Mapping[str, Any],
    *,
    only: Container[str] | None = None,
) -> Iterator[FormField]:
    """Yield the fields of a form that the window needs.

    Args:
        case: what is printed.
        shape: the type of the form's data.
        value: the data, of which any may be missing.
        only: the names of the fields, if not all are wanted.
    """
    for member in shape.members:
        wanted = only is None or member.name in only
        if wanted and is_used_by(member, case.window):
            yield from _fields_of(case, member, value.get(member.name))


def _fields_of(case: PaperCase, member: Member, value: Any) -> Iterator[FormField]:
    """Yield the field of a member, or the fields of what it holds."""
    label = schema_title(member.schema)
    if isinstance(member.shape, Scalar):
        yield _scalar_field(case, member, member.shape, value)
    elif member.shape.name == "Address":
        content = write_blank(case, due=member.required) if value is None else write_address(value)
        yield FormField(label, join(content), wide=True)
    elif value is None and not case.is_open:
        yield FormField(label, join(NOTHING))
    else:
        known = {} if value is None else value
        # A role that only says what the field is called is left out.
        role = "role" if code_title("personRole", known.get("role", "")) == label else ""
        person = list_person_fields(case, member.shape, known, due=member.required, without=role)
        yield from (each.inside(label) for each in person)


def list_person_fields(
    case: PaperCase, shape: ObjectType, value: Mapping[str, Any], *, due: bool, without: str = ""
) -> Iterator[FormField]:
    """Yield what is known of a person, or blanks for what is needed of one.

    Args:
        case: what is printed.
        shape: the type of the person.
        value: what is known.
        due: whether the person is required.
        without: the name of a member that is not shown.
    """
    for member in shape.members:
        shown = is_used_by(member, case.window)
        wanted = member.required and not (member.name == "role" and not value)
        if not shown or member.name == without or not isinstance(member.shape, Scalar):
            continue
        if member.name in value:
            yield _scalar_field(case, member, member.shape, value[member.name])
        elif wanted or member.name in ("mobile", "phone"):
            blank = write_blank(case, due=due and wanted)
            yield FormField(schema_title(member.schema), blank)


def _scalar_field(case: PaperCase, member: Member, scalar: Scalar, value: Any) -> FormField:
    label = schema_title(member.schema)
    if value is None:
        content = _write_missing(case, member, scalar)
        return FormField(label, content, wide="<div" in content or "option" in content)
    values = value if isinstance(value, list) else [value]
    texts = [write_scalar(scalar, each) for each in values]
    separator: list[Content] = ["、"]
    pieces = [say(each, bilingual=case.bilingual) for each in texts]
    content = join(*[piece for each in pieces for piece in (*separator, each)][1:])
    columns = sum(width(each.zh if isinstance(each, BilingualText) else each) for each in texts)
    return FormField(label, content, wide=columns > LONG, long=columns > VERY_LONG)


def _write_missing(case: PaperCase, member: Member, scalar: Scalar) -> Html:
    """Return what is written for a value that is not known."""
    if not case.is_open:
        return join(NOTHING)
    list_id = scalar.schema.get("x-codelist")
    if scalar.name.startswith(PROSE):
        lines = [element("div", class_="rule")] * LINES
        return join(_mark(case) if member.required else None, *lines)
    if not list_id or len(scalar.codes) > MOST_BOXES:
        return write_blank(case, due=member.required)
    boxes = [
        element("span", element("i"), say(code_title(list_id, code), bilingual=case.bilingual),
                class_="option")
        for code in scalar.codes
        if is_in_force(list_id, code, case.day)
    ]  # fmt: skip
    mark = _mark(case) if member.required else None
    return join(mark, *boxes)


def write_blank(case: PaperCase, *, due: bool = True) -> Html:
    """Return a line to write on by pen, marked where something has to be written."""
    return element("span", _mark(case) if due else None, class_="blank")


def _mark(case: PaperCase) -> Html:
    return element("small", say(TO_FILL_IN, bilingual=case.bilingual))


def write_legend(case: PaperCase, *content: Html) -> Html | None:
    """Return what the mark of blanks means, if there is one in some content."""
    mark = _mark(case)
    if not any(mark in each for each in content):
        return None
    return element("p", say(LEGEND, bilingual=case.bilingual), class_="note")

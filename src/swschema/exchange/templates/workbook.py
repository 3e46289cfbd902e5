"""Templates as workbooks: drafts with what is to be filled in, and examples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import orjson

from swschema.exchange.records import read_record, refuse_invalid
from swschema.problems import Language
from swschema.rules.dates import today_in_china
from swschema.rules.drafts import find_in_draft
from swschema.rules.settings import DEFAULT_SETTINGS
from swschema.schema.files import DRAFTS, samples_folder, whole_name
from swschema.schema.shapes import Member, ObjectType, Scalar, root
from swschema.schema.stages import is_assigned
from swschema.workbook.cells import write_value
from swschema.workbook.guidance import Guidance, Need
from swschema.workbook.layout import Content, Names, find_layout, pattern_of
from swschema.workbook.writer import write_workbook

if TYPE_CHECKING:
    from swschema.exchange.records import RecordInput

SAMPLES = ("full", "agency-run")  # whose values are examples; they are no real persons' data
MOST = 120  # characters of an example


@refuse_invalid
def write_workbook_template(
    draft: RecordInput, languages: Sequence[Language], *, case: str = "", day: str = ""
) -> bytes:
    """Return a draft as a workbook that says what is still to be filled in.

    Args:
        draft: a structurally valid draft, such as `new_registration` returns, or a whole record.
        languages: of labels and explanations, one or two.
        case: what it is for, in words.
        day: the day on which codes have to be in force to be offered; by default, today.

    Raises:
        MissingExtraError: if `swschema[workbook]` is not installed.
    """
    value = read_record(draft)
    record = str(value["recordType"])
    guidance = Guidance(
        tuple(languages),
        needs=find_needs(record, value),
        examples=list_examples(whole_name(record), tuple(languages)),
        case=case,
        whole=True,
        day=day or today_in_china(),
    )
    return write_workbook(record, value, guidance)


def find_needs(record: str, draft: Mapping[str, Any]) -> dict[Names, Need]:
    """Return what is to be filled in of a draft, by paths with `*` for indices.

    That is what its record requires by the schema, and by the rules for what the draft says
    already, such as the kind of the enterprise.
    """
    whole = root(whole_name(record))
    needs = dict(_list_needs(whole, (), required=True))
    if record in DRAFTS:
        for finding in find_in_draft(record, draft, DEFAULT_SETTINGS).missing:
            path = pattern_of(finding.path)
            if finding.usual != "warning" and needs.get(path) is not Need.ASSIGNED:
                needs |= _require(whole, path, needs)
    for path, need in needs.items():  # a group is before what is in it
        parent = needs.get(path[: -2 if path[-2:-1] == ("*",) else -1], Need.REQUIRED)
        if parent is Need.ASSIGNED or (parent is Need.REQUIRED and need is Need.WITHIN):
            needs[path] = parent
    return needs


def _list_needs(shape: ObjectType, path: Names, *, required: bool) -> Iterator[tuple[Names, Need]]:
    """Yield what the schema says of each member; what is in a list is needed in each item."""
    for member in shape.members:
        here = (*path, member.name)
        needed = required and member.required
        if is_assigned(member):
            yield here, Need.ASSIGNED
        elif member.required:
            yield here, Need.REQUIRED if needed else Need.WITHIN
        else:
            yield here, Need.OPTIONAL
        if isinstance(member.shape, ObjectType):
            inside = (*here, "*") if member.item else here
            yield from _list_needs(
                member.shape,
                inside,
                required=(needed or bool(member.item)) and not is_assigned(member),
            )


def _require(whole: ObjectType, path: Names, needs: Mapping[Names, Need]) -> dict[Names, Need]:
    """Return what is needed where a member is: itself, and what it requires in turn."""
    found = {path: Need.REQUIRED}
    for end in range(1, len(path)):
        if needs.get(path[:end]) in (Need.WITHIN, Need.OPTIONAL):
            found[path[:end]] = Need.REQUIRED
    member = _member_at(whole, path)
    if member is not None and isinstance(member.shape, ObjectType):
        inside = (*path, "*") if member.item else path
        own = _list_needs(member.shape, inside, required=True)
        found |= {at: need for at, need in own if need is Need.REQUIRED}
    return found


def _member_at(shape: ObjectType | Scalar, path: Names) -> Member | None:
    member = None
    for name in path:
        if name == "*":
            continue
        member = shape.by_name.get(name) if isinstance(shape, ObjectType) else None
        if member is None:
            return None
        shape = member.shape
    return member


@cache
def list_examples(record: str, languages: tuple[Language, ...]) -> dict[Names, str]:
    """Return examples of the values of a record, as cells show them, from its samples."""
    found: dict[Names, str] = {}
    for value in _samples(record):
        for sheet in find_layout(record):
            for field in sheet.fields:
                path = (*sheet.path, *field.path)
                if field.content in (Content.VALUE, Content.VALUES) and path not in found:
                    example = _first(value, path)
                    shape = field.member.shape if field.member else None
                    if example is not None and isinstance(shape, Scalar):
                        found[path] = _show(example, shape, languages)
    return found


def _show(example: Any, scalar: Scalar, languages: tuple[Language, ...]) -> str:
    values = example if isinstance(example, list) else [example]
    text = "\n".join(str(write_value(each, scalar, languages)) for each in values)
    return text if len(text) <= MOST else f"{text[:MOST]}…"


def _samples(record: str) -> Iterator[Any]:
    folder = samples_folder() / "valid" / record
    paths = sorted(folder.glob("*.json"))
    for path in sorted(paths, key=lambda path: path.stem not in SAMPLES):
        yield orjson.loads(path.read_bytes())


def _first(value: Any, path: Names) -> Any:
    """Return the first value at a path with `*` for any index; None where there is none."""
    if not path:
        return value or None
    if path[0] == "*":
        items = value if isinstance(value, list) else []
        return next(
            (found for each in items if (found := _first(each, path[1:])) is not None), None
        )
    return _first(value.get(path[0]), path[1:]) if isinstance(value, dict) else None

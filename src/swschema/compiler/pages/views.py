"""The page of views: how much of a record each window sees, and which personal data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from swschema.compiler.pages import labels
from swschema.compiler.pages.addresses import LANGUAGES, REFERENCE
from swschema.compiler.pages.cross_reference import CrossReference
from swschema.compiler.pages.records import linked
from swschema.compiler.pages.render import render_page
from swschema.exchange.views.members import ViewMember, list_view_members
from swschema.exchange.windows import WINDOWS
from swschema.rules.batch import IDS
from swschema.schema.files import code_entries
from swschema.schema.shapes import root

PAGE = f"{REFERENCE}/views.md"


def render_view_pages(xref: CrossReference) -> dict[Path, bytes]:
    """Return the page in both languages."""
    return {xref.docs / language / PAGE: _page(xref, language) for language in LANGUAGES}


def _page(xref: CrossReference, language: str) -> bytes:
    del xref  # the members are those of the specification that is compiled
    records = [(root(name), list_view_members(name)) for name in IDS]
    windows = [labels.title(code_entries("window")[code], language) for code in WINDOWS]
    return render_page(
        "views", language,
        windows=windows,
        counts=[
            [linked(shape, PAGE, language), *_counts(members)] for shape, members in records
        ],
        groups=[
            (shape, linked(shape, PAGE, language), [*_rows(members, language)])
            for shape, members in records
        ],
    )  # fmt: skip


def _counts(members: Sequence[ViewMember]) -> Iterator[str]:
    """Yield how many fields there are, and how many of them personal: at all, then by window."""
    yield _count(members)
    for window in WINDOWS:
        yield _count([each for each in members if window in each.windows])


def _count(members: Sequence[ViewMember]) -> str:
    return f"{len(members)} / {sum(each.personal for each in members)}"


def _rows(members: Sequence[ViewMember], language: str) -> Iterator[list[str]]:
    """Yield the personal data of a record, and who sees it."""
    for each in members:
        if each.personal:
            path = "/".join(f"{part.name}/\\*" if part.item else part.name for part in each.path)
            titles = " › ".join(labels.title(part.schema, language) for part in each.path)
            seen = ("✓" if window in each.windows else "" for window in WINDOWS)
            yield [path, labels.safe(titles), *seen]

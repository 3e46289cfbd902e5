"""Tables that become cards on phones: each cell knows the heading of its column."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from markdown import Markdown

WIDE = 3  # a table of fewer columns fits a phone
AFTER_INLINE = 15  # the priority of what follows the processor of inline markup


class TableLabels(Treeprocessor):  # type: ignore[misc]  # Markdown has no types
    """Gives the cells of wide tables the headings of their columns."""

    def run(self, root: Element) -> None:
        """Change the tables of a page."""
        for table in root.iter("table"):
            heads = ["".join(head.itertext()) for head in table.iterfind("thead/tr/th")]
            if len(heads) < WIDE:
                continue
            table.set("data-cards", "")
            for row in table.iterfind("tbody/tr"):
                for cell, head in [*zip(row, heads, strict=False)][1:]:
                    cell.set("data-label", head)


class Tables(Extension):  # type: ignore[misc]
    """The extension of Markdown."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register what is done with tables."""
        md.treeprocessors.register(TableLabels(md), "swschema_tables", AFTER_INLINE)


def makeExtension(**options: object) -> Tables:  # noqa: N802
    """Return the extension, as Markdown asks a module for it."""
    return Tables(**options)

"""The structure of a type as a picture: boxes from left to right, drawn as SVG."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from swschema.compiler.pages import labels
from swschema.compiler.pages.addresses import link, type_page
from swschema.compiler.pages.cross_reference import CrossReference, fields
from swschema.schema.shapes import ObjectType, Shape

WIDE, HIGH, GAP, ACROSS = 200, 40, 10, 44  # a box, and the space below and beside it
DEPTH = 2


@dataclass(frozen=True, slots=True)
class Node:
    """A box: a type, reached by a field."""

    label: str
    words: str
    target: str
    many: str
    children: tuple[Node, ...]

    @property
    def rows(self) -> int:
        """Return how many boxes are below one another."""
        return max(1, sum(child.rows for child in self.children))


def tree(xref: CrossReference, shape: ObjectType, page: str, language: str) -> str:
    """Return a picture of the objects in a type, as HTML; empty where it has none."""
    name = labels.title(shape.schema, language)
    root = _node(xref, (shape.record_type or shape.name, name), shape, "", page, language)
    if not root.children:
        return ""
    deep = _depth(root)
    width = deep * WIDE + (deep - 1) * ACROSS + 4
    height = root.rows * (HIGH + GAP) - GAP + 4
    drawn = "".join(_drawn(root, 2, 2))
    caption = f"{labels.label(language, 'structure')}: {escape(name)}"
    return (
        f'<figure class="sw-diagram" tabindex="0" role="group" aria-label="{caption}">'
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f' xmlns="http://www.w3.org/2000/svg">{drawn}</svg>{_list(root)}</figure>'
    )


def _list(node: Node) -> str:
    """Return the parts of a type as a list, which a phone shows in place of the picture."""
    items = "".join(
        f'<li><a href="{escape(child.target)}">{escape(child.words)}</a>'
        f" <code>{escape(child.label)}</code> <span>{child.many}</span>{_list(child)}</li>"
        for child in node.children
    )
    return f"<ul>{items}</ul>" if items else ""


def _node(
    xref: CrossReference,
    names: tuple[str, str],
    shape: Shape,
    many: str,
    page: str,
    language: str,
    depth: int = DEPTH,
) -> Node:
    inner = fields(shape, xref.shapes) if isinstance(shape, ObjectType) and depth else []
    children = tuple(
        _node(
            xref, (part.name, labels.title(part.schema, language)), part.shape,
            labels.cardinality(part), page, language, depth - 1,
        )
        for part in inner
        if isinstance(part.shape, ObjectType)
    )  # fmt: skip
    target = link(page, type_page(shape)).removesuffix(".md") + "/"
    target = "#fields" if type_page(shape) == page else f"../{target}"
    return Node(*names, target, many, children)


def _depth(node: Node) -> int:
    return 1 + max((_depth(child) for child in node.children), default=0)


def _drawn(node: Node, left: int, top: int) -> Iterator[str]:
    middle = top + (node.rows * (HIGH + GAP) - GAP) // 2
    yield from _box(node, left, middle - HIGH // 2)
    below = top
    for child in node.children:
        at = below + (child.rows * (HIGH + GAP) - GAP) // 2
        start, end = left + WIDE, left + WIDE + ACROSS
        half = (start + end) // 2
        yield f'<path class="line" d="M{start} {middle}C{half} {middle} {half} {at} {end} {at}"/>'
        yield from _drawn(child, end, below)
        below += child.rows * (HIGH + GAP)


def _box(node: Node, left: int, top: int) -> Iterator[str]:
    yield f'<a href="{escape(node.target)}"><g transform="translate({left} {top})">'
    yield f'<rect width="{WIDE}" height="{HIGH}" rx="6"/>'
    yield f'<text class="name" x="12" y="17">{escape(node.label)}</text>'
    yield f'<text class="words" x="12" y="32">{escape(_short(node.words))}</text>'
    if node.many:
        yield f'<text class="many" x="{WIDE - 12}" y="17" text-anchor="end">{node.many}</text>'
    yield "</g></a>"


def _short(text: str) -> str:
    return text if len(text) <= 28 else f"{text[:27]}…"

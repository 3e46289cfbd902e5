"""HTML made of values, all of which are escaped but for what is HTML by its type.

Five short pages need no template engine: Jinja2 would be one more package at run time, and its
escaping depends on a setting. Here a text becomes HTML in one place, and a type checker sees where
one is taken for the other.
"""

from __future__ import annotations

from html import escape

from swschema.report.characters import show_hidden


class Html(str):
    """A piece of HTML that is whole in itself."""

    __slots__ = ()


Content = str | None  # a text that is to be escaped, or Html

VOID = frozenset({"br", "col", "meta"})


def element(tag: str, *children: Content, **attributes: str | int | None) -> Html:
    """Return an element.

    Args:
        tag: its name.
        children: what is in it, in order; None is nothing.
        attributes: by name, with a trailing underscore where Python has the word; None is left out.
    """
    names = "".join(
        f' {name.rstrip("_")}="{_text(str(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    if tag in VOID:
        return Html(f"<{tag}{names}>")
    return Html(f"<{tag}{names}>{join(*children)}</{tag}>")


def join(*children: Content) -> Html:
    """Return pieces one after the other, those escaped that are texts."""
    return Html("".join(map(to_html, filter(None, children))))


def to_html(content: str) -> Html:
    """Return a text as HTML, its lines kept; HTML is returned as it is."""
    if isinstance(content, Html):
        return content
    lines = content.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ").split("\n")
    return Html("<br>".join(map(_text, lines)))


def _text(text: str) -> str:
    return escape(show_hidden(text))

"""Code on pages, coloured by Pygments: the same code once, however many pages show it."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from functools import cache
from html import escape
from typing import Any

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

OPTIONS = ("hl_lines", "title")


def keep_options(
    _language: str,
    inputs: Mapping[str, str],
    options: MutableMapping[str, str],
    _attrs: object,
    _md: object,
) -> bool:
    """Accept a block of code that has no option besides its title and its marked lines."""
    options.update(inputs)
    return inputs.keys() <= {*OPTIONS}


def render_code(
    source: str, language: str, _name: str, options: Mapping[str, str], _md: object, **_more: Any
) -> str:
    """Return a block of code as HTML, for `custom_fences` of pymdownx.superfences."""
    title = options.get("title", "")
    heading = f'<span class="filename">{escape(title)}</span>' if title else ""
    code = _coloured(source, language, options.get("hl_lines", ""))
    return (
        f'<div class="language-{language or "text"} highlight">{heading}'
        f"<pre><code>{code}</code></pre></div>"
    )


@cache
def _coloured(source: str, language: str, marked: str) -> str:
    code: str = highlight(source, _lexer(language), _formatter(marked))
    return code.removesuffix("\n")


@cache
def _lexer(language: str) -> Any:
    try:
        return get_lexer_by_name(language or "text", stripnl=False)
    except ClassNotFound:
        return get_lexer_by_name("text", stripnl=False)


@cache
def _formatter(marked: str) -> Any:
    return HtmlFormatter(nowrap=True, hl_lines=marked.split())

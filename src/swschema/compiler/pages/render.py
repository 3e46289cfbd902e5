"""From templates to pages."""

from __future__ import annotations

import json
import re
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from swschema.compiler.pages import labels
from swschema.compiler.schema.codes import COMMENT
from swschema.schema.files import NAMESPACE

OTHER = {"en": "zh", "zh": "en"}


def render_page(template: str, language: str, **data: Any) -> bytes:
    """Return a page.

    Args:
        template: the template's name without its suffixes.
        language: `en` or `zh`.
        data: what the template shows besides the words of the language.
    """
    other = OTHER[language]
    text = (
        _environment()
        .get_template(f"{template}.md.jinja")
        .render(
            lang=language,
            comment=COMMENT,
            namespace=NAMESPACE,
            t=partial(labels.label, language),
            title=partial(labels.title, language=language),
            about=partial(labels.description, language=language),
            other_label=labels.label(language, "chinese" if other == "zh" else "english"),
            other_title=partial(_title, language=other),
            cited=partial(labels.cited, language=language),
            since=labels.since,
            **data,
        )
    )
    return (re.sub(r"\n{3,}", "\n\n", text).strip() + "\n").encode()


def _title(schema: Any, language: str) -> str:
    """Return a title in the language that the page is not in."""
    return labels.foreign(labels.title(schema, language), language)


@cache
def _environment() -> Environment:
    folder = Path(__file__).with_name("templates")
    # The pages are Markdown of our own sources; `safe_md` keeps texts from being taken for markup.
    made = Environment(  # noqa: S701
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "safe_md": labels.safe,
        "code": labels.code,
        "parameter": _parameter,
        "quoted": _quoted,
        "day": _day,
    }
    return made


def _parameter(value: Any) -> str:
    if isinstance(value, dict):
        rows = (f"{labels.code(kind)}: {_parameter(each)}" for kind, each in value.items())
        return "<br>".join(rows)
    each = value if isinstance(value, list) else [value]
    return ", ".join(labels.code(one) for one in each)


def _day(text: str) -> str:
    return f'<span class="sw-nowrap">{text}</span>' if text else ""


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)

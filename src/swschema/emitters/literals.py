"""Texts as literals and comments of C-like languages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

# What an editor does not show as it is, and lone surrogates, by number.
HIDDEN = re.compile("[\x7f-\xa0\u2028\u2029\u3000\ufeff\ufffe\uffff\ud800-\udfff]")


def quote(text: str) -> str:
    r"""Return a text in double quotes, with `\n`, `\"` and `\u2028` as most languages have them."""
    return HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))


def block_comment(lines: Iterable[str], indent: str = "") -> str:
    """Return lines as a comment of JSDoc or Javadoc, or nothing where there are none."""
    body = "".join(f"{indent} * {line}".rstrip() + "\n" for line in lines)
    return f"{indent}/**\n{body.replace('*/', '* /')}{indent} */\n" if body else ""


def line_comment(lines: Iterable[str], mark: str, indent: str = "") -> str:
    """Return lines as a comment of single lines."""
    return "".join(f"{indent}{mark} {line}".rstrip() + "\n" for line in lines)

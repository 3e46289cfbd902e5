"""The cause for which a text is not well-formed: what is wrong, where, and what to write."""

from __future__ import annotations

from dataclasses import dataclass

from swschema.i18n import _

# Where a document is so large or so finely divided, its cause is not looked for: this takes time,
# and nobody wrote it by hand.
MOST_BYTES = 4 * 1024 * 1024
MOST_STEPS = 200_000
# Quotation marks that word processors and Chinese input methods write.
TYPOGRAPHIC = "“”„‟‘’‚‛「」『』«»＂＇"
# Full-width marks, and the ASCII character that each stands for.
FULL_WIDTH = dict(zip("｛｝［］【】：，、；＜＞＝／", "{}[][]:,,,<>=/", strict=True))
# What looks like a space and is none for a parser.
SPACES = "\u00a0\u2002\u2003\u2009\u200b\u3000\ufeff"


@dataclass(frozen=True, slots=True)
class Cause:
    """The first mistake for which a text is not well-formed.

    Attributes:
        code: the code of the problem.
        at: offset of the mistake in the text.
        message: what is wrong, in the language in use.
        remedy: what to write instead.
    """

    code: str
    at: int
    message: str
    remedy: str


def find_foreign_mark(text: str, at: int) -> Cause | None:
    """Return the cause where a character is a look-alike of a mark of the syntax, or none.

    Args:
        text: the text.
        at: offset of a character that the syntax does not allow there.
    """
    character = text[at : at + 1] or "\0"  # at the end of the text there is none
    if character in TYPOGRAPHIC:
        return explain_typographic_quotes(at)
    if character in FULL_WIDTH:
        return explain_full_width_mark(text, at)
    if character in SPACES:
        message = _("there is a special space here, such as a full-width space")
        return Cause("full-width", at, message, _("replace it with an ordinary space"))
    return None


def explain_typographic_quotes(at: int) -> Cause:
    """Return the cause of a typographic quotation mark at an offset."""
    message = _("a typographic quotation mark is used in place of a straight one")
    remedy = _('write the straight quotation mark " on both sides')
    return Cause("typographic-quotes", at, message, remedy)


def explain_full_width_mark(text: str, at: int) -> Cause:
    """Return the cause of a full-width mark at an offset of a text."""
    message = _("the full-width mark {mark} is used in place of {character}")
    remedy = _("write {character} with the input method switched to half-width punctuation")
    values = {"mark": text[at], "character": FULL_WIDTH[text[at]]}
    return Cause("full-width", at, message.format(**values), remedy.format(**values))


def explain_truncation(text: str, message: str) -> Cause:
    """Return the cause of a text that breaks off."""
    remedy = _("check that the file is complete, and export or transfer it again")
    return Cause("truncated", len(text.rstrip(" \t\r\n")), message, remedy)


def count_line(text: str, at: int) -> int:
    """Return the line, from 1, of an offset."""
    return text.count("\n", 0, at) + 1

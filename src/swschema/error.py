"""What all errors of swschema have in common."""

from __future__ import annotations

import errno
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, Self

from swschema.i18n import _, current_language, use_language
from swschema.surrogates import replace_surrogates

if TYPE_CHECKING:
    from swschema.problems import Language


class SwschemaError(Exception):
    """The base of every error that swschema raises on purpose.

    Its text can always be printed, and is in the language that was in use where it was raised.
    """

    _language: Language

    def __new__(cls, *args: object, **_named: object) -> Self:
        """Return an error that knows the language in use."""
        made = super().__new__(cls, *args)
        made._language = current_language()
        return made

    def __str__(self) -> str:
        with use_language(self._language):
            return replace_surrogates(self._message())

    def _message(self) -> str:
        """Return the text, which may have names of a document or of files in it."""
        return super().__str__()

    def __reduce__(self) -> tuple[Any, ...]:
        """Return what pickle makes the error of, also if its attributes were given by name."""
        values: list[Any] = (
            [getattr(self, each.name) for each in fields(self)] if is_dataclass(self) else []
        )
        return type(self), tuple(values or self.args), {"_language": self._language}


def join_parts(*parts: str) -> str:
    """Return those of some parts of a text that are not empty, with colons between them."""
    return ": ".join(filter(None, parts))


def count_more(first: str, more: int) -> str:
    """Return a text, and how many more there are like it if there are any."""
    return _("{first} (and {count} more)").format(first=first, count=more) if more else first


def explain_os_error(error: OSError) -> str:
    """Return why the system refuses something, in the language in use where that is known."""
    reasons = {
        errno.ENOENT: _("no such file or directory"),
        errno.EACCES: _("permission denied"),
        errno.EPERM: _("operation not permitted"),
        errno.EISDIR: _("is a directory"),
        errno.ENOTDIR: _("not a directory"),
        errno.EEXIST: _("file exists"),
        errno.ENOTEMPTY: _("directory not empty"),
        errno.ENOSPC: _("no space left on device"),
        errno.EDQUOT: _("disk quota exceeded"),
        errno.EROFS: _("read-only file system"),
        errno.EFBIG: _("file too large"),
        errno.ENAMETOOLONG: _("file name too long"),
        errno.ELOOP: _("too many levels of symbolic links"),
        errno.EMFILE: _("too many open files"),
        errno.EIO: _("input/output error"),
        errno.EBADF: _("bad file descriptor"),
    }
    text = error.strerror or str(error)
    return reasons.get(error.errno or 0) or text[:1].lower() + text[1:]

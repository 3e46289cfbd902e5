"""From whatever a caller passes to the bytes or the value of a document."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from swschema.errors import SourceError
from swschema.i18n import _
from swschema.limits import Limits
from swschema.parse.refusal import Refusal, refuse
from swschema.problems import Syntax

if TYPE_CHECKING:
    from swschema.parse.source_type import Source

# How UTF-16 and UTF-32 begin: with a byte-order mark, or with an ASCII character.
WIDE = {
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"<\x00\x00\x00": "utf-32-le",
    b"\x00\x00\x00<": "utf-32-be",
    b"{\x00\x00\x00": "utf-32-le",
    b"\x00\x00\x00{": "utf-32-be",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
    b"<\x00": "utf-16-le",
    b"\x00<": "utf-16-be",
    b"{\x00": "utf-16-le",
    b"\x00{": "utf-16-be",
}
DECLARED = re.compile(r"""^(\ufeff?<\?xml[^>]*?encoding\s*=\s*["'])[A-Za-z0-9._-]+""")
START = re.compile(rb"[<{][\t\n\r -~]")
MODEL = "pydantic.main.BaseModel"
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument"  # the first member of the archive
ARCHIVES = {ZIP: "ZIP", b"\x1f\x8b": "GZIP", b"%PDF": "PDF"}


def detect_syntax(data: bytes) -> Syntax:
    """Return the syntax that the content of a document shows.

    Raises:
        Refusal: if it is neither JSON, XML nor a workbook.
    """
    if START.match(data):  # nearly all documents: no need to look closer
        return "xml" if data[0] == ord("<") else "json"
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")  # byte-order marks and blanks
    if not head:
        remedy = _("check that the file was saved or transferred completely")
        raise refuse("empty", _("the document is empty"), remedy=remedy)
    if head.startswith(ZIP):
        from swschema.workbook.package import is_workbook

        if is_workbook(data):
            return "xlsx"
    _refuse_sheet(head)
    for magic, what in ARCHIVES.items():
        if head.startswith(magic):
            message = _("this is {kind}, neither JSON nor XML").format(kind=what)
            remedy = _("take the JSON or XML file out of the archive, or export the data as one")
            raise refuse("file-type", message, remedy=remedy)
    wide = next((encoding for mark, encoding in WIDE.items() if head.startswith(mark)), None)
    if wide is None:
        return "xml" if head[:1] == b"<" else "json"
    if head.decode(wide, "replace").lstrip("\ufeff \t\r\n").startswith("<"):
        return "xml"
    message = _("this is {encoding}, but JSON must be UTF-8").format(encoding=wide[:6].upper())
    raise refuse("encoding", message, syntax="json", remedy=_("save the file as UTF-8"))


def _refuse_sheet(head: bytes) -> None:
    """Refuse a spreadsheet of another format than .xlsx, by its first bytes."""
    message = ""
    if head.startswith(OLE):
        message = _("this is an Excel file that is old (.xls) or has a password")
    elif head.startswith(ZIP) and OPEN_DOCUMENT in head[:80]:
        message = _("this is an OpenDocument file, such as .ods")
    if message:
        remedy = _("open it in a spreadsheet program and save it as .xlsx, without a password")
        raise refuse("file-type", message, syntax="xlsx", remedy=remedy)


def source_name(source: Source) -> str:
    """Return what to call a source: its path, or its kind."""
    if isinstance(source, bytes | bytearray | memoryview):
        return "bytes"
    if isinstance(source, str):
        return "text"
    return os.fspath(source) if isinstance(source, os.PathLike) else "object"


def read_source(source: Source, limits: Limits) -> bytes | dict[str, Any]:
    """Return the bytes of the document in a source, or the value where it is parsed already.

    Args:
        source: bytes; text (`str` is always a document, never a path); a path as
            `pathlib.Path`; an object parsed from JSON; an lxml element or tree; or a model of
            `swschema.models`.
        limits: bounds on the size.

    Raises:
        SourceError: if the source cannot be read, or is none of these.
        Refusal: if it is too large.
    """
    if isinstance(source, bytes | bytearray | memoryview):
        return _check_size(bytes(source), limits)
    if isinstance(source, str):
        return _check_size(_encode(source), limits)
    if isinstance(source, os.PathLike):
        return _check_size(_read(Path(source), limits), limits)
    try:
        if isinstance(source, Mapping):
            return dict(source)
        return _read_object(source, limits)
    except (Refusal, SourceError):
        raise
    except Exception as error:  # an object of someone else's class may raise anything
        raise SourceError(type(source).__name__, _("cannot be read as a document")) from error


def _read_object(source: Any, limits: Limits) -> bytes | dict[str, Any]:
    """Return the document in an object of a library that need not be loaded."""
    kinds = _list_kinds(source)
    if MODEL in kinds:
        value: dict[str, Any] = source.model_dump(mode="json", by_alias=True)
        return value
    if kinds & {"lxml.etree._Element", "lxml.etree._ElementTree"}:
        from lxml import etree

        root = source.getroot() if hasattr(source, "getroot") else source
        if root is None or not isinstance(root.tag, str):
            raise SourceError(type(source).__name__, _("has no root element"))
        # What follows the element in another document is no part of this one.
        data = etree.tostring(source, encoding="utf-8", with_tail=False)
        return _check_size(data, limits)
    reason = _("is no kind of source: pass bytes, text or a Path")
    raise SourceError(type(source).__name__, reason)


def is_model(source: object) -> bool:
    """Return whether an object is a Pydantic model, for which Pydantic need not be loaded."""
    return MODEL in _list_kinds(source)


def _list_kinds(source: object) -> set[str]:
    return {f"{kind.__module__}.{kind.__name__}" for kind in type(source).__mro__}


def _check_size(data: bytes, limits: Limits) -> bytes:
    if len(data) > limits.max_bytes:
        raise refuse(
            "limit",
            _("the document is larger than {limit} bytes").format(limit=f"{limits.max_bytes:,}"),
        )
    return data


def _encode(text: str) -> bytes:
    # What is text already is no longer in the encoding that an XML declaration names.
    text = DECLARED.sub(r"\1UTF-8", text)
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        before = text[: error.start]
        raise refuse(
            "encoding",
            _("the text has half of a surrogate pair, which UTF-8 cannot represent"),
            remedy=_("write the character itself"),
            line=before.count("\n") + 1,
            column=error.start - before.rfind("\n"),
        ) from None


def _read(path: Path, limits: Limits) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(limits.max_bytes + 1)
    except OSError as error:
        raise SourceError.from_os(path, error) from error
    except ValueError as error:
        raise SourceError(str(path), _("is not the name of a file")) from error

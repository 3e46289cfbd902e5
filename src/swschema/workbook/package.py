"""The parts of a workbook (ECMA-376-2, a zip archive), taken out with bounds and made harmless.

What is given to the library that reads cells is a new archive of the parts with cells alone, each
read to its end: nothing in the sheets can be larger than it says, and no macro, link or picture is
in it.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from swschema.i18n import _
from swschema.limits import Limits
from swschema.parse.refusal import Refusal, refuse

TYPES, BOOK = "[Content_Types].xml", "xl/workbook.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB]: old Excel files, and those with a password
NEEDED = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/(?:_rels/)?workbook\.xml(?:\.rels)?"
    r"|xl/(?:sharedStrings|styles)[0-9]*\.xml|xl/worksheets/[^/]+\.xml"
)
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
MOST_PARTS = 5_000
# The tag of a cell as spreadsheet programs write it. What is written otherwise is refused: where a
# cell is decides how large a table the reader makes.
OTHERS = rb'(?:\s+(?:s|t|cm|vm|ph)="[^"]*")*'
CELL = re.compile(
    rb"<(?:[A-Za-z]\w*:)?c" + OTHERS + rb'\s+r="([A-Z]{1,3})([0-9]{1,7})"' + OTHERS + rb"\s*/?>"
)
ANY_CELL = re.compile(rb"<(?:[A-Za-z]\w*:)?c[\s>/]")
# What most sheets have nothing of: a cell that is written otherwise than most, or far away.
UNUSUAL = re.compile(
    rb'<c(?! r="[A-Z]{1,2}[0-9]{1,3}"(?: s="[0-9]+")?(?: t="[a-z]+")?/?>'
    rb"|ols?[ >]|onditionalFormatting |fRule )"
)
ANY_FORMULA = re.compile(rb"<f[\s>/]")
FORMULA = re.compile(
    rb"<(?:[A-Za-z]\w*:)?c\s[^>]*?\br=[\"']([A-Z]+[0-9]+)[\"'][^>]*>\s*<(?:[A-Za-z]\w*:)?f[\s>/]"
)
ERROR = re.compile(
    rb"<(?:[A-Za-z]\w*:)?c\s(?=[^>]*\bt=[\"']e[\"'])[^>]*?\br=[\"']([A-Z]+[0-9]+)[\"']"
)
ENCODING = re.compile(rb"encoding\s*=\s*[\"']([^\"']+)")
MOST_AREA = 2_000_000  # cells of a sheet, from the first to the last one, empty ones too


@dataclass(frozen=True, slots=True)
class Package:
    """A workbook that may be read.

    Attributes:
        data: the archive of the parts with cells.
        formulas: the cells with formulas by the path of their part, such as `B7`.
        errors: likewise the cells whose value is an error.
        macros: whether it has macros.
        links: whether it has links to other workbooks.
    """

    data: bytes
    formulas: dict[str, list[str]] = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=dict)
    macros: bool = False
    links: bool = False


def is_workbook(data: bytes) -> bool:
    """Return whether data is a zip archive with the parts of a workbook."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return has_workbook(archive)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return begins_workbook(data)


def begins_workbook(head: bytes) -> bool:
    """Return whether the first member of an archive is a part that workbooks begin with.

    Args:
        head: its first bytes, where the whole of it cannot be had, or is damaged.
    """
    size = int.from_bytes(head[26:28], "little")  # APPNOTE.TXT, 4.3.7
    return head[30 : 30 + size].startswith(
        (b"[Content_Types].xml", b"_rels/", b"xl/", b"docProps/")
    )


def has_workbook(archive: zipfile.ZipFile) -> bool:
    """Return whether an archive has the parts of a workbook."""
    names = set(archive.namelist())
    return TYPES in names and any(name.startswith("xl/") for name in names)


def open_package(data: bytes, limits: Limits) -> Package:
    """Return the parts of a workbook.

    Raises:
        Refusal: if it is damaged, too large, or has what no workbook needs.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read_parts(archive, limits)
    except Refusal:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError,
            NotImplementedError):  # fmt: skip
        raise damaged() from None


def damaged() -> Refusal:
    """Return the refusal of a workbook that no library can read."""
    remedy = _("open it in a spreadsheet program and save it again as .xlsx")
    return refuse("file-type", _("the workbook is damaged"), syntax="xlsx", remedy=remedy)


def _read_parts(archive: zipfile.ZipFile, limits: Limits) -> Package:
    members = archive.infolist()
    if len(members) > MOST_PARTS:
        raise _too_large(
            _("the workbook has more than {limit} parts").format(limit=f"{MOST_PARTS:,}")
        )
    names = [member.filename for member in members]
    if len(set(names)) != len(names) or BOOK not in names:
        raise damaged()
    made = io.BytesIO()
    package = Package(
        b"",
        macros=any("vbaProject" in name for name in names),
        links=any(name.startswith("xl/externalLinks/") for name in names),
    )
    left, cells = limits.max_bytes, limits.max_values
    with zipfile.ZipFile(made, "w") as clean:
        for member in members:
            if not NEEDED.fullmatch(member.filename):
                continue
            content = _read_part(archive, member, left, limits)
            left -= len(content)
            if SHEET.fullmatch(member.filename):
                cells -= _look_at_sheet(archive, member.filename, content, package, cells)
            clean.writestr(member.filename, content)
    return Package(made.getvalue(), package.formulas, package.errors, package.macros, package.links)


def _read_part(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int, limits: Limits
) -> bytes:
    """Return a part of a workbook, of which so many bytes may be left."""
    with archive.open(member) as part:
        content = part.read(left + 1)
    if len(content) > left:
        message = _("the workbook is larger than {limit} bytes, uncompressed")
        raise _too_large(message.format(limit=f"{limits.max_bytes:,}"))
    if b"<!DOCTYPE" in content:
        message = _("a part of the workbook has a document type declaration")
        raise refuse("doctype", message, syntax="xlsx")
    if b"\0" in content or not _is_utf_8(content):
        raise damaged()  # its tags would not be seen
    return content


def _is_utf_8(content: bytes) -> bool:
    """Return whether the declaration of a part names UTF-8, or none."""
    declared = ENCODING.search(content[:200])
    return declared is None or declared[1].lower() in (b"utf-8", b"us-ascii")


def _look_at_sheet(
    archive: zipfile.ZipFile, name: str, content: bytes, package: Package, most: int
) -> int:
    """Note the formulas and errors of a sheet; return how many cells it has.

    Raises:
        Refusal: if it has too many, or they are too far from each other.
    """
    if b":c" in content or UNUSUAL.search(content):
        count = _measure_cells(archive, name, content, most)
    else:
        count = content.count(b"<c ")
        _bound_count(archive, name, count, most)
    if (ANY_FORMULA.search(content) or b":f" in content) and (found := FORMULA.findall(content)):
        package.formulas[name] = [each.decode() for each in found]
    if (b'"e"' in content or b"'e'" in content) and (found := ERROR.findall(content)):
        package.errors[name] = [each.decode() for each in found]
    return count // 10


def _bound_count(archive: zipfile.ZipFile, name: str, count: int, most: int) -> None:
    """Refuse a sheet of too many cells: most of the cells of a form are empty or labels."""
    if count > 10 * most:
        raise _too_large(
            _("the sheet {sheet} has more than {limit} cells").format(
                sheet=_sheet_name(archive, name), limit=f"{10 * most:,}"
            )
        )


def _measure_cells(archive: zipfile.ZipFile, name: str, content: bytes, most: int) -> int:
    """Return how many cells a sheet has; refuse it if they are too far from each other."""
    count = len(ANY_CELL.findall(content))
    _bound_count(archive, name, count, most)
    places = CELL.findall(content)
    if len(places) != count:
        raise damaged()
    letters, numbers = map(set, zip(*places, strict=True)) if places else ({b"A"}, {b"1"})
    rows, columns = max(map(int, numbers)), max(map(column_number, letters))
    if rows * columns > MOST_AREA:
        message = _("the sheet {sheet} reaches to row {row} and column {column}").format(
            sheet=_sheet_name(archive, name), row=f"{rows:,}", column=f"{columns:,}"
        )
        raise _too_large(message, _("delete the empty rows and columns behind the last entry"))
    return count


def column_number(letters: bytes | str) -> int:
    """Return the number of a column, from 1, such as 28 of AB."""
    number = 0
    for letter in letters.decode() if isinstance(letters, bytes) else letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """Return the letters of a column, by its number from 1."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _sheet_name(archive: zipfile.ZipFile, part: str) -> str:
    try:
        return next(name for name, path in _list_sheets(archive) if path == part)
    except Exception:  # a damaged workbook is refused for what was found first
        return part


def part_of_sheets(data: bytes) -> dict[str, str]:
    """Return the path of each sheet's part, by the name of the sheet."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return dict(_list_sheets(archive))


def _list_sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield the name of each sheet and the path of its part."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    book = etree.fromstring(archive.read(BOOK), parser)
    relations = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"), parser)
    targets = {each.get("Id"): each.get("Target", "") for each in relations}
    for sheet in book.iter("{*}sheet"):
        ids = [value for name, value in sheet.attrib.items() if str(name).endswith("}id")]
        target = targets.get(ids[0] if ids else None) or ""
        yield (
            sheet.get("name", ""),
            target.lstrip("/") if target.startswith("/") else f"xl/{target}",
        )


def _too_large(message: str, remedy: str = "") -> Refusal:
    return refuse("limit", message, syntax="xlsx", remedy=remedy)

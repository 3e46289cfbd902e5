"""What the engines are known to get wrong, or cannot know, with a minimal case of each.

The harness calls them so that it does not come to bear. `test_faults.py` sees to it that an entry
goes when its engine is mended.
"""

from __future__ import annotations

from dataclasses import dataclass

from conftest import SAMPLES

ACCOUNT = SAMPLES / "valid/registration/hangzhou-xx-account-opened"
RECEIPT = SAMPLES / "valid/message/receipt-approved"
XSI = b'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault that engines have when called as their manuals show.

    Attributes:
        id: a name for it.
        engines: those that have it.
        what: what they do, a sentence.
        workaround: how the harness calls them, a sentence.
        record: the record type of the case.
        case: a document on which they go wrong.
        valid: the right verdict.
    """

    id: str
    engines: tuple[str, ...]
    what: str
    workaround: str
    record: str
    case: bytes
    valid: bool


def _json(old: str, new: str | bytes) -> bytes:
    return _edited((ACCOUNT.with_suffix(".json")).read_bytes(), old, new)


def _xml(old: str, new: str | bytes) -> bytes:
    return _edited((ACCOUNT.with_suffix(".xml")).read_bytes(), old, new)


def _edited(text: bytes, old: str, new: str | bytes) -> bytes:
    if old.encode() not in text:
        raise ValueError(f"there is no {old!r} to edit")
    return text.replace(old.encode(), new if isinstance(new, bytes) else new.encode(), 1)


def _note(suffix: str, old: str, new: str | bytes) -> bytes:
    return _edited(RECEIPT.with_suffix(suffix).read_bytes(), old, new)


JSON_FAULTS = (
    Fault(
        "last-of-equal-names",
        ("jsonschema-rs", "jsonschema", "pydantic", "ajv"),
        "Their parsers keep the last of two members of one name and say nothing (RFC 8259, 4).",
        "The names in the text are compared first.",
        "registration",
        _json('"status"', '"status": "DRAFT", "status"'),
        valid=False,
    ),
    Fault(
        "dollar-before-line-break",
        ("jsonschema",),
        "Python's `$` also matches before a final line break.",
        "The keyword `pattern` is replaced by one that matches to the end, as in `--engine "
        "reference`.",
        "registration",
        _json('HZSW-R-2018-000318"', 'HZSW-R-2018-000318\\n"'),
        valid=False,
    ),
    Fault(
        "guessed-encoding",
        ("jsonschema",),
        "`json.loads` takes bytes in UTF-16 and UTF-32, and passes over a byte-order mark (RFC "
        "8259, 8.1).",
        "It is given text that was decoded as UTF-8.",
        "registration",
        ACCOUNT.with_suffix(".json").read_bytes().decode().encode("utf-16"),
        valid=False,
    ),
    Fault(
        "bytes-replaced",
        ("ajv",),
        "`Buffer.toString` puts U+FFFD for bytes that are no UTF-8, which is a character as any "
        "other.",
        "The bytes go through a `TextDecoder` that is fatal.",
        "message",
        _note(".json", "在线注册审核通过。", b"\xff"),
        valid=False,
    ),
)
XML_FAULTS = (
    Fault(
        "doctype-accepted",
        ("libxml2", "xmlschema", "Xerces"),
        "XML Schema knows no document type declarations; the specification forbids them.",
        "The parsers refuse them.",
        "registration",
        _xml("<registration ", "<!DOCTYPE registration><registration "),
        valid=False,
    ),
    Fault(
        "type-chosen-by-document",
        ("libxml2", "xmlschema", "Xerces"),
        "XML Schema lets a document name an element's type by `xsi:type`, which JSON cannot.",
        "Attributes of that namespace are refused, but for hints at locations.",
        "registration",
        _xml("<registration ", b"<registration " + XSI + b' xsi:type="Registration" '),
        valid=False,
    ),
    Fault(
        "declared-otherwise",
        ("libxml2", "xmlschema", "Xerces"),
        "They read on where the encoding declared is not that of the byte-order mark (XML 1.0, "
        "4.3.3).",
        "The two are compared first, as swschema does.",
        "registration",
        b"\xef\xbb\xbf" + _xml("UTF-8", "ISO-8859-1"),
        valid=False,
    ),
    Fault(
        "white-space-of-unicode",
        ("xmlschema",),
        "It takes all that Python calls white space, such as U+3000, for XML's four characters: "
        "between elements and around dates and numbers.",
        "U+0080, which no type allows, is put around such text.",
        "registration",
        _xml("<status>", "\u3000<status>"),
        valid=False,
    ),
    Fault(
        "no-multi-byte-encodings",
        ("xmlschema",),
        "Expat reads no GBK or GB18030.",
        "The text is put into UTF-8 first.",
        "registration",
        _xml("UTF-8", "GB18030"),
        valid=True,
    ),
    Fault(
        "colon-in-target",
        ("Xerces",),
        "It lets a colon stand in the target of a processing instruction (Namespaces in XML 1.0, "
        "7).",
        "Such targets are refused.",
        "registration",
        _xml("<registration ", "<?a:b?><registration "),
        valid=False,
    ),
    Fault(
        "any-version",
        ("xmlschema",),
        "Expat takes anything for a version of XML (XML 1.0, [26]).",
        "The version is looked at first.",
        "registration",
        _xml('version="1.0"', 'version="1Z0"'),
        valid=False,
    ),
    Fault(
        "later-version-refused",
        ("Xerces",),
        "It refuses 1.2 and above, which a processor has to read as 1.0 (XML 1.0, 2.8).",
        "The version is rewritten to 1.0.",
        "registration",
        _xml('version="1.0"', 'version="1.2"'),
        valid=True,
    ),
    Fault(
        "names-of-the-fourth-edition",
        ("xmlschema", "Xerces"),
        "Their parsers know the name characters of the fourth edition only; the fifth of 2008 has "
        "nearly all of Unicode.",
        "Names are spelled in ASCII, each in its own way.",
        "registration",
        _xml("<registration ", "<?𠮷?><registration "),
        valid=True,
    ),
    Fault(
        "hint-checked",
        ("Xerces",),
        "It checks the spelling of `xsi:schemaLocation`, which is a hint and not validated (XML "
        "Schema 1, 3.4.4).",
        "The hint is taken away.",
        "registration",
        _xml("<registration ", b"<registration " + XSI + b' xsi:schemaLocation="h}s://a b" '),
        valid=True,
    ),
    Fault(
        "units-counted",
        ("Xerces",),
        "It counts a character beyond U+FFFF as two for `maxLength`.",
        "One such character is put as one of the Basic Multilingual Plane, which the same types "
        "allow.",
        "message",
        _note(".xml", "在线注册审核通过。", "𠮷" * 1000),
        valid=True,
    ),
)
FAULTS = (*JSON_FAULTS, *XML_FAULTS)

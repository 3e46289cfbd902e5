"""What the engines are known to get wrong, or cannot know, with a minimal case of each.

The harness calls them so that it does not come to bear. `test_faults.py` sees to it that an entry
goes when its engine is mended.
"""

from __future__ import annotations

from dataclasses import dataclass

from conftest import SAMPLES

MINIMAL = SAMPLES / "valid/registration/minimal.json"
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
        "If two members have the same name, their parsers silently keep the last one (RFC "
        "8259, 4).",
        "The names are compared before parsing.",
        "registration",
        _json('"status"', '"status": "DRAFT", "status"'),
        valid=False,
    ),
    Fault(
        "type-by-default",
        ("pydantic",),
        "The models state the type and the version of a record by default, where the schemas "
        "require both.",
        "A record that was not given them is refused.",
        "registration",
        _json('"schemaVersion": "1.0",', ""),
        valid=False,
    ),
    Fault(
        "fields-by-name",
        ("pydantic",),
        "The models take the names of their fields for those of JSON.",
        "Validation is called with `by_name=False`.",
        "registration",
        _json('"accountEmail"', '"account_email"'),
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
        "`json.loads` accepts bytes in UTF-16 and UTF-32 (RFC 8259, 8.1).",
        "swschema's reader decodes it as UTF-8.",
        "registration",
        ACCOUNT.with_suffix(".json").read_bytes().decode().encode("utf-16"),
        valid=False,
    ),
    Fault(
        "bytes-replaced",
        ("ajv",),
        "`Buffer.toString` replaces bytes that are not UTF-8 by the character U+FFFD.",
        "The bytes are decoded by a `TextDecoder` with the option `fatal`.",
        "message",
        _note(".json", "在线注册审核通过。", b"\xff"),
        valid=False,
    ),
    Fault(
        "half-a-surrogate-pair",
        ("jsonschema", "ajv"),
        "Their parsers accept an escape of half a surrogate pair, which no XML and no UTF-8 has; "
        "patterns do not exclude it.",
        "Such texts are rejected.",
        "message",
        _note(".json", "在线注册审核通过。", "\\ud800"),
        valid=False,
    ),
    Fault(
        "number-rounded",
        ("jsonschema-rs", "jsonschema", "pydantic", "ajv"),
        "Their parsers make floats of numbers, and so a whole number of one that is not (RFC 8259, "
        "6).",
        "Numbers are compared with their text before parsing.",
        "registration",
        _edited(MINIMAL.read_bytes(), '"sizeBytes": 1326582', '"sizeBytes": 9007199254740990.5'),
        valid=False,
    ),
    Fault(
        "byte-order-mark-rejected",
        ("jsonschema-rs", "pydantic", "ajv"),
        "Their parsers reject a byte-order mark, as RFC 8259, 8.1, allows; the specification "
        "accepts one.",
        "The mark is removed.",
        "registration",
        b"\xef\xbb\xbf" + ACCOUNT.with_suffix(".json").read_bytes(),
        valid=True,
    ),
    Fault(
        "schema-named",
        ("pydantic",),
        "The models have no field for the `$schema` of a root, which readers drop.",
        "The member is removed.",
        "registration",
        _json('"recordType"', '"$schema": "registration.bundle.json", "recordType"'),
        valid=True,
    ),
)
XML_FAULTS = (
    Fault(
        "doctype-accepted",
        ("libxml2", "xmlschema", "Xerces"),
        "XML Schema cannot forbid document type declarations; the specification does.",
        "The parsers are set to reject them.",
        "registration",
        _xml("<registration ", "<!DOCTYPE registration><registration "),
        valid=False,
    ),
    Fault(
        "type-chosen-by-document",
        ("libxml2", "xmlschema", "Xerces"),
        "XML Schema lets a document state the type of an element with `xsi:type`, which has no "
        "equivalent in JSON.",
        "Attributes of that namespace are rejected, except for location hints.",
        "registration",
        _xml("<registration ", b"<registration " + XSI + b' xsi:type="Registration" '),
        valid=False,
    ),
    Fault(
        "declared-otherwise",
        ("libxml2", "xmlschema", "Xerces"),
        "They accept a declared encoding that differs from the byte-order mark (XML 1.0, 4.3.3).",
        "The two are compared before parsing, as in swschema.",
        "registration",
        b"\xef\xbb\xbf" + _xml("UTF-8", "ISO-8859-1"),
        valid=False,
    ),
    Fault(
        "white-space-of-unicode",
        ("xmlschema",),
        "It treats everything that Python considers white space, such as U+3000, as XML white "
        "space: between elements and around dates and numbers.",
        "`--engine reference` looks for such characters before.",
        "registration",
        _xml("<status>", "\u3000<status>"),
        valid=False,
    ),
    Fault(
        "no-multi-byte-encodings",
        ("xmlschema",),
        "Expat cannot read GBK or GB18030.",
        "The text is converted to UTF-8 before parsing.",
        "registration",
        _xml("UTF-8", "GB18030"),
        valid=True,
    ),
    Fault(
        "colon-in-target",
        ("Xerces",),
        "It allows a colon in the target of a processing instruction (Namespaces in XML 1.0, 7).",
        "Such targets are rejected.",
        "registration",
        _xml("<registration ", "<?a:b?><registration "),
        valid=False,
    ),
    Fault(
        "any-version",
        ("xmlschema",),
        "Expat accepts any text as the version of XML (XML 1.0, [26]).",
        "The version is checked before parsing.",
        "registration",
        _xml('version="1.0"', 'version="1Z0"'),
        valid=False,
    ),
    Fault(
        "version-1.1-accepted",
        ("libxml2", "xmlschema", "Xerces"),
        "They accept XML 1.1, which has other line ends and control characters; the "
        "specification allows XML 1.0 only.",
        "The version is checked before parsing.",
        "registration",
        _xml('version="1.0"', 'version="1.1"'),
        valid=False,
    ),
    Fault(
        "hint-in-a-part",
        ("libxml2", "xmlschema"),
        "XML Schema allows `xsi:schemaLocation` on every element; the specification allows it on "
        "the root, as JSON has `$schema` there.",
        "It is rejected on other elements.",
        "registration",
        _xml("<status>", b"<status " + XSI + b' xsi:schemaLocation="a b">'),
        valid=False,
    ),
    Fault(
        "names-of-the-fourth-edition",
        ("xmlschema", "Xerces"),
        "Their parsers support only the name characters of the fourth edition; the fifth "
        "edition of 2008 allows nearly all of Unicode.",
        "Names are rewritten to distinct ASCII names.",
        "registration",
        _xml("<registration ", "<?𠮷?><registration "),
        valid=True,
    ),
    Fault(
        "hint-checked",
        ("Xerces",),
        "It validates `xsi:schemaLocation`, which is only a hint (XML Schema 1, 3.4.4).",
        "The hint is removed.",
        "registration",
        _xml("<registration ", b"<registration " + XSI + b' xsi:schemaLocation="h}s://a b" '),
        valid=True,
    ),
    Fault(
        "units-counted",
        ("Xerces",),
        "It counts a character beyond U+FFFF as two for `maxLength`.",
        "Each such character is replaced by one of the Basic Multilingual Plane that the same "
        "types allow.",
        "message",
        _note(".xml", "在线注册审核通过。", "𠮷" * 1000),
        valid=True,
    ),
)
FAULTS = (*JSON_FAULTS, *XML_FAULTS)

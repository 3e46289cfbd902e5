"""The document type that the name of a file states, by its code or its title in either language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from swschema.schema.codes import Code, code_list
from swschema.schema.files import whole_name

LIST = "documentType"
# The lists of what the records are about; of a type in them, no other is meant.
USUAL = {
    "registration": ("onlineMaterial", "supportingDocument"),
    "materials": ("customsMaterial", "inspectionMaterial", "supportingDocument"),
    "interview": ("supportingDocument",),
}
# A registration has the licence under one name, in whatever form it was issued.
SAME = {"registration": {"BUSINESS_LICENSE": "THREE_IN_ONE_LICENSE"}}
MEASURES, MEASURE_DOCUMENT = "controlMeasure", "CONTROL_MEASURE_DOC"
UNSPOKEN = re.compile(r"[\W_]+")


def find_document_types(file_name: str, record: str) -> tuple[str, ...]:
    """Return the document types that a file may have by its name.

    One is meant where the name has its code, its title or an alias, in whatever case and with
    whatever between the words; of two, one in the other, the longer one is (三证合一营业执照 and
    营业执照). Several are found where the name has several.

    Args:
        file_name: the name of the file, with its extension.
        record: the record type that it is attached to, or its draft.
    """
    name = _fold(file_name.rpartition(".")[0] or file_name)
    found = {code: [word for word in words if word in name] for code, words in _words().items()}
    longest = {code: max(words, key=len) for code, words in found.items() if words}
    meant = {
        code
        for code, word in longest.items()
        if not any(word != other and word in other for other in longest.values())
    }
    whole = whole_name(record)
    meant = {SAME.get(whole, {}).get(code, code) for code in meant}
    usual = {each.code for name in USUAL[whole] for each in code_list(name).codes}
    return tuple(sorted(meant & usual or meant))


def find_document_type(text: str) -> str | None:
    """Return the document type that a text names as a whole, None for none."""
    wanted = _fold(text)
    return next((code for code, words in _words().items() if wanted in words), None)


@cache
def _words() -> dict[str, frozenset[str]]:
    """Return what each document type is called, folded; a control measure is a document of its."""
    words = {each.code: {*map(_fold, _names(each))} for each in code_list(LIST).codes}
    measures = (each for each in code_list(MEASURES).codes if each.code != "OTHER")
    words[MEASURE_DOCUMENT].update(_fold(name) for each in measures for name in _names(each))
    return {code: frozenset(each) for code, each in words.items()}


def _names(code: Code) -> Iterator[str]:
    yield from (code.code, code.title, code.title_zh, *code.aliases)


def _fold(text: str) -> str:
    """Return a text without case, width and what stands between its words."""
    return UNSPOKEN.sub("", unicodedata.normalize("NFKC", text).casefold())

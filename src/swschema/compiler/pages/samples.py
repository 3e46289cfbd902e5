"""The gallery of samples: the story of each, and how it begins in both syntaxes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from swschema.compiler.json_file import render_json
from swschema.compiler.pages import labels
from swschema.compiler.pages.addresses import LANGUAGES, REFERENCE, link, list_page
from swschema.compiler.pages.cross_reference import CrossReference
from swschema.compiler.pages.records import linked
from swschema.compiler.pages.render import render_page
from swschema.compiler.samples.corpus import build_samples
from swschema.compiler.schema.codes import list_entries
from swschema.compiler.specification import Files

FOLDER = f"{REFERENCE}/samples"
HEAD = 40  # lines that are shown of each syntax
FACTS = {
    "applicantMode": "applicantMode",
    "status": "registrationStatus",
    "enterpriseTypes": "enterpriseType",
    "actionType": "actionType",
}
Sample = Mapping[str, Any]


def render_sample_pages(xref: CrossReference) -> Files:
    """Return a page for each record with its samples, one of the trails, and the list of pages."""
    built = build_samples(xref.specification)
    groups = _groups(xref, built.files)
    texts = built.files | built.rule_files
    files = {}
    for language in LANGUAGES:
        folder = xref.docs / language / FOLDER
        for name, samples in groups.items():
            page = f"{FOLDER}/{name}.md"
            record = xref.specification.records["dossier" if name == "trails" else name]
            files[folder / f"{name}.md"] = render_page(
                "samples-of-record", language,
                name=name,
                record=linked(record, page, language),
                samples=[_describe(xref, each, texts, page, language) for each in samples],
            )  # fmt: skip
        files[folder / "index.md"] = render_page(
            "samples", language, counts={name: len(found) for name, found in groups.items()}
        )
    return files


def _groups(xref: CrossReference, files: Files) -> dict[str, list[Sample]]:
    """Return the valid samples by record, those of drafts with those of their record."""
    manifest = orjson.loads(files[xref.specification.root / "samples/manifest.json"])
    groups: dict[str, list[Sample]] = {}
    for each in manifest["samples"]:
        folder = each["files"].get("json", "").partition("/")[0]
        if folder in ("valid", "trails"):
            name = "trails" if folder == "trails" else each["record"].removesuffix("Draft")
            groups.setdefault(name, []).append(each)
    return groups


def _describe(
    xref: CrossReference, sample: Sample, files: Files, page: str, language: str
) -> dict[str, Any]:
    """Return what is shown of a sample."""
    texts = {syntax: _text(xref, file, files) for syntax, file in sample["files"].items()}
    return {
        "name": sample["id"].rpartition("/")[2],
        "story": sample["description"][language],
        "files": sample["files"],
        "draft": sample["record"].endswith("Draft"),
        "facts": [*_facts(xref, orjson.loads(texts["json"]), page, language)],
        "example": {syntax: _head(text) for syntax, text in texts.items()},
    }


def _text(xref: CrossReference, file: str, files: Files) -> str:
    path = xref.specification.root / "samples" / file
    if path in files:
        return files[path].decode()
    return render_json(orjson.loads(path.read_bytes())).decode()


def _head(text: str) -> str:
    lines = text.splitlines()
    return "\n".join([*lines[:HEAD], "…"] if len(lines) > HEAD else lines)


def _facts(xref: CrossReference, value: Sample, page: str, language: str) -> Iterator[str]:
    """Yield the codes that say most of a record, with links."""
    registration = value.get("registration", value)
    held = {**registration.get("application", {}), **registration}
    for name, listed in FACTS.items():
        entries = {each["code"]: each for each in list_entries(xref.code_lists, listed)}
        found = held.get(name, [])
        for code in [found] if isinstance(found, str) else found:
            if code in entries:
                title = labels.safe(labels.title(entries[code], language))
                yield f"[{title}]({link(page, list_page(listed))}#{code})"

"""What the built site holds: every anchor, every download, both languages."""

from __future__ import annotations

import csv
import io
import json
import posixpath
import re
import shutil
import zipfile
from pathlib import Path

import pytest

import swschema
from conftest import ROOT, missing
from docsite.conftest import Build
from swschema.compiler.site.links import Page, broken_links, read_pages
from swschema.compiler.site.playground import write_placeholder
from swschema.explain.codes import problem_codes
from swschema.rules.catalogue import rulebook
from swschema.schema.files import NAMESPACE, SOURCES, kebab, version_folder
from swschema.schema.shapes import ObjectType, shapes

LANGUAGES = ("", "zh/")
FOLDERS = ("bring/", "guides/", "reference/", "about/", "proof/")
RECORDS = {name: shape for name, shape in shapes().items() if isinstance(shape, ObjectType)}


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, Page]:
    return read_pages(site)


def folder(shape: ObjectType) -> str:
    if shape.record_type:
        return f"reference/records/{shape.record_type}"
    return f"reference/types/{kebab(shape.name[0].lower() + shape.name[1:])}"


def test_site_is_built_without_a_warning(build: Build) -> None:
    assert "WARNING" not in build.log


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", RECORDS)
def test_every_field_has_its_anchor(pages: dict[str, Page], name: str, language: str) -> None:
    page = pages[f"{language}{folder(RECORDS[name])}/index.html"]
    assert RECORDS[name].by_name.keys() <= page.anchors


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_its_anchor(pages: dict[str, Page], language: str) -> None:
    for path in (version_folder() / "codes").glob("*.json"):
        found = json.loads(path.read_bytes())
        page = pages[f"{language}reference/codes/{path.stem}/index.html"]
        assert {code["code"] for code in found.get("codes", ())} <= page.anchors


@pytest.mark.parametrize("language", LANGUAGES)
def test_code_lists_name_the_fields_of_the_lists_that_they_are_part_of(
    pages: dict[str, Page], language: str
) -> None:
    links = pages[f"{language}reference/codes/customs-material/index.html"].links
    assert "../../types/material/#materialType" in links
    assert "../../rules/WN02/" in links  # which names REGISTRATION_CERTIFICATE


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_valid_sample_is_in_the_gallery(
    site: Path, pages: dict[str, Page], language: str
) -> None:
    links = {
        posixpath.normpath(posixpath.join(posixpath.dirname(name), link))
        for name, page in pages.items()
        if name.startswith(f"{language}reference/samples/")
        for link in page.links
    }
    samples = json.loads((site / "samples/manifest.json").read_bytes())["samples"]
    files = [file for each in samples for file in each["files"].values()]
    shown = [f"samples/{file}" for file in files if file.startswith(("valid/", "trails/"))]
    assert set(shown) <= links


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_is_in_the_index(pages: dict[str, Page], language: str) -> None:
    links = pages[f"{language}reference/elements/index.html"].links
    for shape in RECORDS.values():
        if "Draft" not in shape.name:
            place = folder(shape).removeprefix("reference/")
            assert {f"../{place}/#{name}" for name in shape.by_name} <= links


def test_every_help_address_has_its_page(pages: dict[str, Page]) -> None:
    for kind, names in (("rules", rulebook()), ("problems", problem_codes())):
        for name in sorted(names):
            assert f"v1/{kind}/{name}/index.html" in pages
            for language in LANGUAGES:
                assert name in pages[f"{language}reference/{kind}/{name}/index.html"].anchors


def test_both_languages_have_the_same_pages_and_anchors(pages: dict[str, Page]) -> None:
    english = {name for name in pages if name.startswith(FOLDERS)}
    chinese = {name.removeprefix("zh/") for name in pages if name.startswith("zh/")}
    assert english == chinese - {"index.html"}
    for name in english:
        if name.startswith(("bring/", "reference/")):
            assert pages[name].anchors == pages[f"zh/{name}"].anchors, name


def test_link_to_nowhere_is_found(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other/index.html").write_text('<p id="there"></p>', encoding="utf-8")
    links = ("other/", "other/#there", "other/#here", "gone/", "/other/", "https://example.com/")
    text = "".join(f'<a href="{each}"></a>' for each in links)
    text += '<script src="https://example.com/x.js"></script>'
    (tmp_path / "index.html").write_text(text, encoding="utf-8")
    assert sorted(broken_links(tmp_path)) == [
        "index.html loads https://example.com/x.js from outside the site",
        "index.html: /other/ is absolute: the site may be anywhere",
        "index.html: gone/ leads nowhere",
        "index.html: other/#here has no such anchor",
    ]


def test_site_without_the_playground_says_how_to_build_it(tmp_path: Path) -> None:
    assert write_placeholder(tmp_path)
    page = tmp_path / "playground/index.html"
    assert "make playground" in page.read_text(encoding="utf-8")
    page.write_text("the playground", encoding="utf-8")
    assert not write_placeholder(tmp_path)
    assert page.read_text(encoding="utf-8") == "the playground"


def test_playground_is_in_the_site(site: Path) -> None:
    if shutil.which("node") is None:
        missing("Node.js")
    assert (site / "playground/worker.js").is_file()


@pytest.mark.parametrize("name", SOURCES)
def test_schemas_stand_at_their_addresses(site: Path, name: str) -> None:
    source = (version_folder() / f"{name}.schema.json").read_bytes()
    found = site / f"v1/{name}.schema.json"
    assert json.loads(source)["$id"] == f"{NAMESPACE}/{found.name}"
    assert found.read_bytes() == source
    assert (site / f"v1/xsd/{name}.xsd").is_file()


def test_rules_and_lists_stand_at_their_addresses(site: Path) -> None:
    for path in (
        "swschema.sch",
        "swschema.xsl",
        "bundles/rules.json",
        "xslt/types.xsl",
        "genericode/country.gc",
    ):
        assert (site / "v1" / path).read_bytes() == (version_folder() / path).read_bytes()


def test_samples_are_one_zip(site: Path) -> None:
    with zipfile.ZipFile(site / "downloads/swschema-samples.zip") as archive:
        manifest = json.loads(archive.read("swschema/manifest.json"))
        names = set(archive.namelist())
    assert "swschema/adapters/RecordValidator.java" in names
    for sample in manifest["samples"]:
        assert {f"swschema/{path}" for path in sample["files"].values()} <= names


@pytest.mark.parametrize(("language", "own"), [("en", "Your system"), ("zh", "贵方系统")])
def test_list_of_fields_leaves_room_for_the_reader(site: Path, language: str, own: str) -> None:
    text = (site / f"downloads/swschema-fields.{language}.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    empty = [name for name in rows[0] if name.startswith(own)]
    assert len(empty) == 3
    assert all(row[name] == "" for row in rows for name in empty)
    pointers = {row["JSON Pointer"] for row in rows}
    assert "/application/enterprise/unifiedSocialCreditCode" in pointers


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("record", ["registration", "materials", "interview"])
def test_forms_are_drafts(site: Path, record: str, language: str) -> None:
    report = swschema.validate(site / f"downloads/swschema-{record}.{language}.xlsx")
    assert (report.valid, report.record) == (True, f"{record}Draft")


def test_valid_samples_are_workbooks_too(site: Path) -> None:
    with zipfile.ZipFile(site / "downloads/swschema-samples.zip") as archive:
        value = json.loads(archive.read("swschema/valid/registration/hangzhou-xx.json"))
        data = archive.read("swschema/workbooks/registration/hangzhou-xx.xlsx")
    assert swschema.digest(data) == swschema.digest(value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_there_as_markdown(site: Path, pages: dict[str, Page], language: str) -> None:
    listed = (site / language / "llms.txt").read_text(encoding="utf-8")
    targets = set(re.findall(r"\]\(([^)]+)\)", listed))
    for name in pages:
        if name.startswith(f"{language}reference/"):
            text = (site / name).with_suffix(".md").read_text(encoding="utf-8")
            assert text.startswith("# ")
            assert "{: #" not in text
            assert "<svg" not in text
            assert name.removeprefix(language).replace(".html", ".md") in targets


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_in_markdown_lead_somewhere(site: Path, language: str) -> None:
    for path in (site / language / "reference").rglob("*.md"):
        text = re.sub(r"`[^`]*`", "", path.read_text(encoding="utf-8"))
        for link in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text):
            if not link.startswith("http"):
                assert (path.parent / link).exists(), f"{path}: {link}"


def test_pages_are_hand_written_in_both_languages() -> None:
    docs = ROOT / "docs"
    english, chinese = (
        {path.relative_to(docs / each).as_posix() for path in (docs / each).rglob("*.md")}
        for each in ("en", "zh")
    )
    assert english == chinese

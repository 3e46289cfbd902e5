"""Message catalogues: compiled for gettext, and held against the code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from swschema.compiler.errors import BuildProblem
from swschema.compiler.specification import Files, Specification

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
PLACEHOLDER = re.compile(r"\{[a-z]+\}")


def generate_catalogue_files(specification: Specification) -> Files:
    """Return the compiled catalogue beside each translated one."""
    package = specification.root / "src/swschema"
    return {path.with_suffix(".mo"): _compiled(each) for path, each in _catalogues(package, "*")}


def find_translation_problems(package: Path) -> list[BuildProblem]:
    """Return what is wrong with the translations.

    Args:
        package: the folder of the code, with `locale/<language>/LC_MESSAGES/swschema.po` in it.

    A message of the code that has no translation is shown in English, so it breaks no build;
    a test reports it all the same, like a translation without a message, and
    placeholders that differ.
    """
    wanted = set(messages(package))
    return [
        problem
        for path, each in _catalogues(package, "swschema")
        for problem in _find_problems(path, each, wanted)
    ]


def _catalogues(package: Path, domain: str) -> Iterator[tuple[Path, Catalog]]:
    for path in sorted(package.glob(f"locale/*/LC_MESSAGES/{domain}.po")):
        with path.open("rb") as file:
            yield path, read_po(file)


def _compiled(catalogue: Catalog) -> bytes:
    # Babel would put today's date into the header, and each build would differ.
    catalogue.creation_date = catalogue.revision_date = EPOCH
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    return compiled.getvalue()


def messages(package: Path) -> Iterator[str]:
    """Yield the messages that the code speaks."""
    found = extract_from_dir(package, method_map=[("**.py", "python")], keywords={"_": None})
    for _file, _line, message, _comments, _context in found:
        yield message if isinstance(message, str) else message[0]


def _find_problems(path: Path, catalogue: Catalog, wanted: set[str]) -> Iterator[BuildProblem]:
    file = "/".join(path.parts[-3:])
    translated = {str(each.id): str(each.string) for each in catalogue if each.id}
    for message in sorted(wanted - {key for key, text in translated.items() if text}):
        yield BuildProblem(file, "", f"there is no translation of {message!r}")
    for message in sorted(translated.keys() - wanted):
        yield BuildProblem(file, "", f"no code speaks {message!r}")
    for message, text in sorted(translated.items()):
        if text and set(PLACEHOLDER.findall(message)) != set(PLACEHOLDER.findall(text)):
            yield BuildProblem(
                file, "", f"the placeholders of {message!r} are not those of {text!r}"
            )

"""The languages, and what `--package` means to each."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from swschema.emitters.client_types import ClientTypes, read_types
from swschema.emitters.csharp import render_csharp
from swschema.emitters.errors import PackageNameError
from swschema.emitters.go import render_go
from swschema.emitters.java import render_java
from swschema.emitters.reserved import CSHARP_WORDS, GO_WORDS, JAVA_WORDS
from swschema.emitters.typescript import render_typescript
from swschema.errors import UnknownNameError
from swschema.i18n import _

Files = dict[PurePosixPath, str]


@dataclass(frozen=True, slots=True)
class Language:
    """A language.

    Attributes:
        render: what writes its files from the types, the name of the package and a JSON library.
        package: the name of the package where none is given; empty if there are no packages.
        pattern: what a part of such a name looks like.
        reserved: the words that are no part of one.
        dotted: whether such a name has several parts.
        json: the JSON libraries that there are to choose from, the usual one first.
    """

    render: Callable[[ClientTypes, str, str], Files]
    package: str = ""
    pattern: str = ""
    reserved: frozenset[str] = frozenset()
    dotted: bool = True
    json: tuple[str, ...] = ("",)


TARGETS: Mapping[str, Language] = {
    "typescript": Language(render_typescript),
    "java": Language(render_java, "swschema", r"[A-Za-z_][0-9A-Za-z_]*", JAVA_WORDS),
    "csharp": Language(
        render_csharp,
        "Swschema",
        r"[A-Za-z_][0-9A-Za-z_]*",
        CSHARP_WORDS,
        json=("newtonsoft", "system-text-json"),
    ),
    "go": Language(render_go, "swschema", r"[a-z][0-9a-z_]*", GO_WORDS, dotted=False),
}


def render_target(
    target: str,
    package: str | None = None,
    *,
    json: str | None = None,
    types: ClientTypes | None = None,
) -> dict[PurePosixPath, bytes]:
    """Return the files of a client in a language, by their paths.

    Args:
        target: a name in `TARGETS`.
        package: the name of the package, or of the namespace; the language's usual one without it.
        json: the JSON library that is to take the classes too; the usual one without it.
        types: what is to be written; the types of the installed specification without it.

    Raises:
        UnknownNameError: if there is no such target, or no such library for it.
        PackageNameError: if the language takes no such name.
    """
    if target not in TARGETS:
        raise UnknownNameError(_("target"), target, tuple(TARGETS))
    language = TARGETS[target]
    name = language.package if package is None else package
    if package is not None:
        check_package(target, package)
    if json is not None and json not in language.json:
        raise UnknownNameError(f"JSON library for {target}", json, language.json)
    rendered = language.render(types or read_types(), name, json or language.json[0])
    return {path: text.encode() for path, text in rendered.items()}


def check_package(target: str, package: str) -> None:
    """Check the name of a package.

    Raises:
        PackageNameError: if the language takes no such name.
    """
    language = TARGETS[target]
    parts = package.split(".") if language.dotted else [package]
    fits = bool(language.pattern) and all(re.fullmatch(language.pattern, each) for each in parts)
    if not fits or language.reserved & set(parts):
        raise PackageNameError(target, package, language.package)

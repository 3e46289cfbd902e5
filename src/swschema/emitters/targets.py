"""The languages, and what `--package` means to each."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from swschema.emitters.client_types import ClientTypes, read_types
from swschema.emitters.errors import PackageNameError
from swschema.emitters.java import render_java
from swschema.emitters.reserved import JAVA_WORDS
from swschema.emitters.typescript import render_typescript
from swschema.errors import UnknownNameError

Files = dict[PurePosixPath, str]


@dataclass(frozen=True, slots=True)
class Language:
    """A language.

    Attributes:
        render: what writes its files from the types and the name of the package.
        package: the name of the package where none is given; empty if there are no packages.
        pattern: what a part of such a name looks like.
        reserved: the words that are no part of one.
        dotted: whether such a name has several parts.
    """

    render: Callable[[ClientTypes, str], Files]
    package: str = ""
    pattern: str = ""
    reserved: frozenset[str] = frozenset()
    dotted: bool = True


TARGETS: Mapping[str, Language] = {
    "typescript": Language(render_typescript),
    "java": Language(render_java, "swschema", r"[A-Za-z_][0-9A-Za-z_]*", JAVA_WORDS),
}


def render_target(target: str, package: str | None = None) -> dict[PurePosixPath, bytes]:
    """Return the files of a client in a language, by their paths.

    Args:
        target: a name in `TARGETS`.
        package: the name of the package, or of the namespace; the language's usual one without it.

    Raises:
        UnknownNameError: if there is no such target.
        PackageNameError: if the language takes no such name.
    """
    if target not in TARGETS:
        raise UnknownNameError("target", target, tuple(TARGETS))
    language = TARGETS[target]
    name = language.package if package is None else package
    if package is not None:
        check_package(target, package)
    rendered = language.render(read_types(), name)
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

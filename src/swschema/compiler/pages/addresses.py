"""The addresses of pages: one place for the names of folders and the links between pages."""

from __future__ import annotations

import posixpath

from swschema.compiler.pages.cross_reference import code_list_id
from swschema.schema.files import kebab
from swschema.schema.shapes import ObjectType, Shape

LANGUAGES = ("en", "zh")
REFERENCE = "reference"


def type_page(shape: Shape) -> str:
    """Return the page of a type, within a language's folder."""
    if isinstance(shape, ObjectType):
        if shape.record_type:
            return f"{REFERENCE}/records/{shape.record_type}.md"
        return f"{REFERENCE}/types/{slug(shape.name)}.md"
    if found := code_list_id(shape):
        return list_page(found)
    return f"{REFERENCE}/values/{slug(shape.name)}.md"


def list_page(list_id: str) -> str:
    """Return the page of a code list."""
    return f"{REFERENCE}/codes/{kebab(list_id)}.md"


def rule_page(rule: str) -> str:
    """Return the page of a rule."""
    return f"{REFERENCE}/rules/{rule}.md"


def problem_page(code: str) -> str:
    """Return the page of a code of structural problems."""
    return f"{REFERENCE}/problems/{code}.md"


def slug(name: str) -> str:
    """Return a type's name in kebab-case."""
    return kebab(name[0].lower() + name[1:])


def link(source: str, target: str) -> str:
    """Return the relative link from one page to another one, which may have an anchor."""
    return posixpath.relpath(target, posixpath.dirname(source))

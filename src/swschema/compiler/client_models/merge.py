"""Python modules put into one."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping, Sequence

WIDTH = 100
IMPORTS = (ast.Import, ast.ImportFrom)


def merge_modules(header: str, sources: Sequence[str]) -> str:
    """Return one module with the imports and then the definitions of several, in their order.

    What one of them defines is not imported. What comes before their imports is left out.

    Args:
        header: the comment to begin with.
        sources: the code of the modules.
    """
    whole: set[str] = set()
    names: dict[str, set[str]] = {}
    bodies: list[str] = []
    defined: set[str] = set()
    for source in sources:
        tree = ast.parse(source)
        for node in tree.body:
            if isinstance(node, ast.Import):
                whole.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                names.setdefault(node.module or "", set()).update(each.name for each in node.names)
            else:
                defined.update(_find_defined(node))
        bodies.append(_cut_imports(source, tree))
    imports = _render_imports(whole, {key: names[key] - defined for key in names})
    return "\n\n".join([header, *imports]) + "\n\n\n" + "\n\n\n".join(bodies) + "\n"


def _find_defined(node: ast.stmt) -> Iterator[str]:
    """Yield the names that a statement defines."""
    if isinstance(node, ast.ClassDef | ast.FunctionDef):
        yield node.name
    elif isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        yield from (target.id for target in targets if isinstance(target, ast.Name))


def _cut_imports(source: str, tree: ast.Module) -> str:
    """Return the code of a module behind its imports, which come first."""
    end = max(node.end_lineno or 0 for node in tree.body if isinstance(node, IMPORTS))
    return "\n".join(source.splitlines()[end:]).strip("\n")


def _render_imports(whole: set[str], names: Mapping[str, set[str]]) -> Iterator[str]:
    """Yield the groups of statements, in the order of isort."""
    if "__future__" in names:
        yield _render_import("__future__", names["__future__"])
    for is_standard in (True, False):
        lines = [f"import {module}" for module in sorted(whole)] if is_standard else []
        lines += [
            _render_import(module, names[module])
            for module in sorted(names)
            if names[module]
            and module != "__future__"
            and (module.partition(".")[0] in sys.stdlib_module_names) is is_standard
        ]
        if lines:
            yield "\n".join(lines)


def _render_import(module: str, names: set[str]) -> str:
    ordered = sorted(names, key=lambda name: (not name.isupper(), not name[0].isupper(), name))
    line = f"from {module} import {', '.join(ordered)}"
    if len(line) <= WIDTH:
        return line
    return f"from {module} import (\n" + "".join(f"    {name},\n" for name in ordered) + ")"

"""A plan of files, written or compared with what is there."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

from swschema.compiler.plan import Plan


def write_files(plan: Plan) -> list[Path]:
    """Write what differs from the plan and remove orphans; return the paths of both."""
    changed = [path for path, content in plan.files.items() if _read(path) != content]
    for path in changed:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(plan.files[path])
    for path in plan.orphans:
        path.unlink()
    return sorted([*changed, *plan.orphans])


def compare_files(plan: Plan) -> Iterator[str]:
    """Yield a unified diff for each file that is stale, missing or orphaned."""
    wanted = plan.files | dict.fromkeys(plan.orphans, b"")
    for path, content in sorted(wanted.items()):
        present = _read(path)
        if present != content:
            name = path.relative_to(plan.root).as_posix()
            yield "".join(
                difflib.unified_diff(
                    _lines(present or b""), _lines(content), f"{name} (found)", f"{name} (built)"
                )
            )


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _lines(content: bytes) -> list[str]:
    return content.decode(errors="replace").splitlines(keepends=True)

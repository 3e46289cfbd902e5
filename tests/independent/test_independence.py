"""The second opinion shares no code with what it judges."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent
MODULES = [path.stem for path in FOLDER.glob("*.py") if not path.stem.startswith(("test_", "__"))]


def test_nothing_of_the_package_is_loaded() -> None:
    imports = ", ".join(f"independent.{name}" for name in sorted(MODULES))
    program = f"import sys, {imports}; print([n for n in sys.modules if n.startswith('swschema')])"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=FOLDER.parent,
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == "[]"

"""What a wheel is given besides: samples that are built and not committed, and the native core."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from packaging.tags import platform_tags

FOLDERS = ("samples/rules", "samples/trails")
# A wheel for this platform is built where the environment asks for it, by cargo; any other is pure.
ASKED = "SWSCHEMA_BUILD_NATIVE"
LIBRARIES = "*swschema_native.*"
SUFFIXES = {".so", ".dylib", ".dll"}


class BuiltFiles(BuildHookInterface):
    """Adds the samples where `swschema build` has written them, and the native core if asked.

    Without them, as in an installation straight from the repository, the package lacks nothing but
    a part of its conformance kit.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        for folder in FOLDERS:
            if version != "editable" and (Path(self.root) / folder).is_dir():
                build_data["force_include"][folder] = f"swschema/{folder}"
        if version != "editable" and os.environ.get(ASKED) == "1":
            library = self._build_library()
            build_data["force_include"][str(library)] = f"swschema/native/{library.name}"
            build_data["pure_python"] = False
            build_data["tag"] = f"py3-none-{next(iter(platform_tags()))}"

    def _build_library(self) -> Path:
        """Return the native core, built."""
        folder = Path(self.root) / "native"
        command = ["cargo", "build", "--quiet", "--release", "--locked", "--offline"]
        subprocess.run(command, cwd=folder, check=True)
        target = Path(os.environ.get("CARGO_TARGET_DIR", folder / "target"))
        found = (target / "release").glob(LIBRARIES)
        return next(path for path in sorted(found) if path.suffix in SUFFIXES)

"""What a wheel is given besides: the samples that are built and not committed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDERS = ("samples/rules", "samples/trails")


class RuleSamples(BuildHookInterface):
    """Adds the samples where `swschema build` has written them.

    Without them, as in an installation straight from the repository, the package lacks nothing but
    a part of its conformance kit.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        for folder in FOLDERS:
            if version != "editable" and (Path(self.root) / folder).is_dir():
                build_data["force_include"][folder] = f"swschema/{folder}"

"""What a wheel is given besides: the samples that break a rule, which are not committed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDER = "samples/rules"


class RuleSamples(BuildHookInterface):
    """Adds the samples where `swschema build` has written them.

    Without them, as in an installation straight from the repository, the package lacks nothing but
    a part of its conformance kit.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version != "editable" and (Path(self.root) / FOLDER).is_dir():
            build_data["force_include"][FOLDER] = f"swschema/{FOLDER}"

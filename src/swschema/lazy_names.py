"""Names of a package whose modules are loaded when the names are used."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def load_lazily(package: str, modules: Mapping[str, tuple[str, ...]]) -> Callable[[str], Any]:
    """Return the `__getattr__` of a package (PEP 562) that loads a module for a name of it.

    Args:
        package: the package's name.
        modules: the names that each module defines, by its name in the distribution's package.
    """
    found = {name: module for module, names in modules.items() for name in names}

    def load_name(name: str) -> Any:
        if name not in found:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(f"swschema.{found[name]}"), name)
        setattr(sys.modules[package], name, value)
        return value

    return load_name

"""The native core, which these tests are about: it is built where cargo is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from swschema.native.library import NativeCore, find_core


@pytest.fixture(scope="session")
def core(tool: Callable[[str], str]) -> NativeCore:
    """Return the core, or skip where there is no cargo to build it with."""
    found = find_core()
    if isinstance(found, str):
        tool("cargo")
        pytest.fail(f"the native core is {found}: run make native")
    return found

"""The engines that run in a process of their own, started once for all tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from javascript.package import build_package
from parity.engines import Engine, ajv, xerces
from parity.processes import Ajv, Library, Xerces


@pytest.fixture(scope="session")
def in_node(tool: Callable[[str], str]) -> Iterator[Engine]:
    """Start ajv, or skip where there is no Node."""
    for name in ("node", "npm"):
        tool(name)
    process = Ajv()
    yield ajv(process)
    process.close()


@pytest.fixture(scope="session")
def in_java(tool: Callable[[str], str]) -> Iterator[Engine]:
    """Start Xerces, or skip where there is no Java."""
    tool("java")
    process = Xerces()
    yield xerces(process)
    process.close()


@pytest.fixture(scope="session")
def library(tool: Callable[[str], str]) -> Iterator[Library]:
    """Start the npm package, or skip where there is no Node."""
    process = Library(build_package(tool("node"), tool("npm")))
    yield process
    process.close()

"""Without Spark, its part of swschema says what to install."""

from __future__ import annotations

import subprocess
import sys

import pytest

WITHOUT = """
import sys
sys.modules["pyspark"] = None
import swschema.errors
try:
    from swschema.spark import validate
except swschema.errors.MissingExtraError as error:
    print(error)
"""


@pytest.fixture(scope="session")
def installed() -> None:
    """Stand in for that of the package: this is about its absence."""


def test_command_without_spark_exits_with_2() -> None:
    program = "import sys; sys.modules['pyspark'] = None; import runpy; runpy.run_module('{}')"
    done = subprocess.run(
        [sys.executable, "-c", program.format("swschema.spark") + "['main']()"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("swschema: swschema.spark: this needs more packages")


def test_missing_spark_is_told() -> None:
    told = subprocess.run(
        [sys.executable, "-c", WITHOUT], capture_output=True, text=True, check=True
    )
    words = "swschema.spark: this needs more packages: pip install 'swschema[spark]'\n"
    assert told.stdout == words

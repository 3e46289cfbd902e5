"""What a file of the repository must not hold, and what an installation must."""

from __future__ import annotations

import re
import subprocess
import sys

import swschema
from conftest import ROOT


def test_locks_name_no_address() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"https?://|file:|--find-links|index-url|(?m:^-e )", text), path
        assert "--hash=sha256:" in text


def test_validating_json_loads_no_xml_and_no_models() -> None:
    code = (
        "import sys, swschema; swschema.validate(b'{}');"
        "print(sorted({'lxml', 'pydantic', 'jsonschema', 'xmlschema'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_threads_share_compiled_schemas() -> None:
    from concurrent.futures import ThreadPoolExecutor

    files = sorted((ROOT / "samples").glob("*valid/registration/*.*"))
    expected = [swschema.validate(path) for path in files]
    with ThreadPoolExecutor(8) as pool:
        for _ in range(3):
            assert list(pool.map(swschema.validate, files)) == expected

"""What a file of the repository must not hold, and what an installation must."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib

import swschema
from conftest import ROOT, SAMPLES, SLOW


def test_locks_name_no_address() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"https?://|file:|--find-links|index-url|(?m:^-e )", text), path
        assert "--hash=sha256:" in text


def test_metadata_is_true() -> None:
    from trove_classifiers import classifiers

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {*project["classifiers"]} <= classifiers
    assert project["classifiers"] == sorted(project["classifiers"], key=_natural)
    tried = re.search(r"for release in ([\d. ]+); do", (ROOT / ".ci/run").read_text())
    assert tried
    releases = [f"Programming Language :: Python :: {each}" for each in tried[1].split()]
    assert [each for each in project["classifiers"] if re.search(r":: 3\.\d+$", each)] == releases
    assert project["requires-python"] == f">={tried[1].split()[0]}"
    # Nothing is released, and no public address is known.
    assert project["version"].startswith("0.")
    assert "Development Status :: 3 - Alpha" in project["classifiers"]
    assert "urls" not in project


def _natural(text: str) -> list[object]:
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", text)]


def test_validating_json_loads_no_xml_and_no_models() -> None:
    code = (
        "import sys, swschema; swschema.validate(b'{}');"
        "print(sorted({'lxml', 'pydantic', 'jsonschema', 'xmlschema'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_validating_a_valid_record_loads_nothing_that_explains_or_converts() -> None:
    path = SAMPLES / "valid/registration/hangzhou-xx.json"
    unused = r"parse\.(json_causes|xml_\w+)|convert\.(documents|xml_\w+)|batch.*|.*diagnose_\w+"
    code = (
        f"import re, sys, pathlib, swschema; swschema.validate(pathlib.Path({str(path)!r}));"
        f"print([name for name in sys.modules if re.fullmatch(r'swschema\\.({unused})', name)])"
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


def test_every_slow_test_is_there() -> None:
    for name in SLOW:
        path, _colons, start = name.partition("::")
        text = (ROOT / "tests" / path).read_text(encoding="utf-8")
        assert f"\ndef {start or 'test_'}" in text, name

"""The fuzzer's properties hold for every sample, and the fuzzer would see them break."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from conftest import SAMPLES

sys.path.insert(0, str(Path(__file__).parent))

from properties import check

FILES = sorted(
    path
    for folder in ("valid", "invalid")
    for path in (SAMPLES / folder).rglob("*.*")
    if path.stat().st_size < 30_000
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SAMPLES).as_posix())
def test_sample_keeps_the_properties(path: Path) -> None:
    check(path.read_bytes())


def test_lossy_conversion_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    import swschema

    small = (SAMPLES / "valid/registration/hangzhou-xx-account-opened.json").read_bytes()
    lossless = swschema.to_json
    monkeypatch.setattr(
        swschema, "to_json", lambda data: lossless(data).replace(b"SELF", b"AGENCY")
    )
    with pytest.raises(AssertionError):
        check(small)

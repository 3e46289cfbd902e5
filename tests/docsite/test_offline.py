"""The site as a zip archive, served by the program in it."""

from __future__ import annotations

import subprocess
import sys
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from swschema.compiler.site.offline import write_offline_site


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    """Return the address of a small site that was packed, unpacked and served."""
    site = tmp_path / "site"
    (site / "zh").mkdir(parents=True)
    (site / "zh/index.html").write_text("首页", encoding="utf-8")
    (site / "404.html").write_text("页面不存在", encoding="utf-8")
    (site / "search.wasm").write_bytes(b"\0asm")
    write_offline_site(site, tmp_path / "site.zip")
    with zipfile.ZipFile(tmp_path / "site.zip") as archive:
        archive.extractall(tmp_path)
    command = [sys.executable, str(tmp_path / "swschema-site/serve.py"), "127.0.0.1:0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd="/") as process:
        assert process.stdout
        yield process.stdout.readline().split()[0]
        process.terminate()


def test_unpacked_site_serves_itself(served: str) -> None:
    with urllib.request.urlopen(f"{served}zh/") as page:
        assert page.read().decode() == "首页"
    with urllib.request.urlopen(f"{served}search.wasm") as file:
        assert file.headers["Content-Type"] == "application/wasm"
    with pytest.raises(urllib.error.HTTPError) as missing:
        urllib.request.urlopen(f"{served}gone/")
    assert missing.value.code == 404
    assert missing.value.read().decode() == "页面不存在"


def test_archive_has_the_same_bytes_from_the_same_files(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("a", encoding="utf-8")
    targets = [tmp_path / "one.zip", tmp_path / "two.zip"]
    for target in targets:
        write_offline_site(site, target)
        (site / "index.html").touch()
    assert targets[0].read_bytes() == targets[1].read_bytes()

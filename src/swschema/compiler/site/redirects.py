"""Pages at the addresses of help links, which lead on to the reader's language."""

from __future__ import annotations

from pathlib import Path

KINDS = {"problems": "reference/problems", "rules": "reference/rules"}
PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>{name} – swschema</title>
<script>
const up = navigator.language.startsWith("zh") ? "{up}zh/" : "{up}";
location.replace(up + "{target}" + location.hash);
</script>
<noscript><meta http-equiv="refresh" content="0; url={up}{target}"></noscript>
</head>
<body>
<p><a href="{up}{target}">{name}: English</a></p>
<p lang="zh"><a href="{up}zh/{target}">{name}：中文</a></p>
</body>
</html>
"""


def write_stubs(docs: Path, site: Path) -> None:
    """Write a page at `v1/problems/CODE` and `v1/rules/ID` for each there is.

    Args:
        docs: the folder of the documentation.
        site: the folder of the built site.
    """
    for kind, folder in KINDS.items():
        for path in sorted((docs / "en" / folder).glob("*.md")):
            if path.stem != "index":
                _write(site / "v1" / kind / path.stem, path.stem, f"{folder}/{path.stem}/")
    _write(site / "v1", "swschema v1", "reference/", up="../")


def _write(folder: Path, name: str, target: str, *, up: str = "../../../") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    text = PAGE.format(name=name, target=target, up=up)
    (folder / "index.html").write_text(text, encoding="utf-8")

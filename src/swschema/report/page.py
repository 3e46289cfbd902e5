"""The page of HTML reports: one file, without scripts, which loads nothing from elsewhere.

`page.css` is its looks, on screen (light and dark) and on paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from string import Template

from swschema.i18n import _, current_language
from swschema.provenance import versions

STYLE = Path(__file__).with_suffix(".css")
HEAD = Template("""\
<!doctype html>
<html lang="$language">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>$title</title>
<style>
$style</style>
</head>
<body>
<header>
<p class="brand">swschema</p>
<h1>$title</h1>
<p class="verdict $state">$verdict</p>
<dl class="counts">
$counts</dl>
</header>
<main>
""")
FOOT = Template("""\
</main>
<footer>
$notes<p>$made</p>
</footer>
</body>
</html>
""")


def head(
    title: str, *, state: str, verdict: str, counts: Mapping[str, int], style: str = ""
) -> str:
    """Return the beginning of a page, in the language in use.

    Args:
        title: what the page is.
        state: how the verdict looks: "valid", "invalid" or "none".
        verdict: the verdict on everything on the page, one sentence.
        counts: the counts, by name.
        style: more style, for what this page has and others have not.
    """
    items = (f"<div><dt>{name}</dt><dd>{n:,}</dd></div>\n" for name, n in counts.items())
    return HEAD.substitute(
        language=current_language(),
        title=title,
        style=STYLE.read_text(encoding="utf-8") + style,
        state=state,
        verdict=verdict,
        counts="".join(items),
    )


def foot(*notes: str) -> str:
    """Return the end of a page: notes, and by what and when it was made."""
    found = versions()
    now = datetime.now(UTC).astimezone()
    stamp = f'<time datetime="{now:%Y-%m-%dT%H:%M:%S%z}">{now:%Y-%m-%d %H:%M} (UTC{now:%z})</time>'
    words = _(
        "Created by swschema {version} (specification {specification}, rulebook {rulebook})"
        " on {time}."
    )
    made = words.format(
        version=found["swschema"],
        specification=found["specification"],
        rulebook=found["rulebook"],
        time=stamp,
    )
    return FOOT.substitute(notes="".join(f"<p>{note}</p>\n" for note in notes), made=made)

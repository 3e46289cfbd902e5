"""Reports as one page that a clerk can read, print and forward.

The page stands alone: no script, and nothing is fetched. `html.css` is its looks, on screen (light
and dark) and on paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from string import Template

from swschema.languages import _, speaking
from swschema.problems import Report
from swschema.report.sections import section
from swschema.report.summary import Summary, verdict

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
<p>$privacy</p>
<p>$made</p>
</footer>
</body>
</html>
""")


def render(reports: Iterable[Report]) -> Iterator[str]:
    """Yield one page; its head needs the counts, so nothing comes before all is read."""
    summary = Summary()
    sections: list[str] = []
    for report in reports:
        with speaking(report.language):
            summary.add(report)
            if report.problems:
                sections.append(section(report, summary.documents))
    with speaking(summary.language):
        head, overview, foot = _head(summary), _overview(summary), _foot()
    yield head
    yield overview
    yield from sections
    yield foot


def _head(summary: Summary) -> str:
    counts = {
        _("Documents"): summary.documents,
        _("Valid"): summary.documents - summary.invalid,
        _("Invalid"): summary.invalid,
        _("Problems"): summary.problems,
    }
    return HEAD.substitute(
        language=summary.language,
        title=_("Validation report"),
        style=STYLE.read_text(encoding="utf-8"),
        state="invalid" if summary.invalid else "valid" if summary.documents else "none",
        verdict=verdict(summary),
        counts="".join(f"<div><dt>{name}</dt><dd>{n:,}</dd></div>\n" for name, n in counts.items()),
    )


def _overview(summary: Summary) -> str:
    if not summary.documents or (summary.documents == 1 and summary.problems):
        return ""  # a table of one row would only say again what its section says
    title = _("Overview")
    names = (_("Document"), _("Result"), _("Record"), _("Problems"))
    head = "".join(f'<th scope="col">{name}</th>' for name in names)
    return (
        f'<section aria-labelledby="overview">\n<h2 id="overview">{title}</h2>\n'
        f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{''.join(summary.rows)}</tbody>\n"
        "</table>\n</section>\n"
    )


def _foot() -> str:
    now = datetime.now(UTC).astimezone()
    stamp = f'<time datetime="{now:%Y-%m-%dT%H:%M:%S%z}">{now:%Y-%m-%d %H:%M} (UTC{now:%z})</time>'
    made = _("Made by swschema {version} on {time}.").format(
        version=version("swschema"), time=stamp
    )
    return FOOT.substitute(privacy=_("Personal data in excerpts is masked: •••."), made=made)

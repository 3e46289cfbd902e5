"""What stands at `playground/` in a site that was built without the playground."""

from __future__ import annotations

from pathlib import Path

PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>Playground – swschema</title>
</head>
<body>
<p>This copy of the site was built without the playground: run <code>make playground</code>,
which needs Node.js, and build the site again.</p>
<p lang="zh">本站点未包含在线试用页面：
请先运行<code>make playground</code>（需要Node.js），再构建站点。</p>
</body>
</html>
"""


def write_placeholder(site: Path) -> bool:
    """Write a page that says how to build the playground, unless the playground is there.

    Args:
        site: the folder of the built site.

    Returns:
        Whether the playground was missing.
    """
    path = site / "playground/index.html"
    if path.is_file():
        return False
    path.parent.mkdir(exist_ok=True)
    path.write_text(PAGE, encoding="utf-8")
    return True

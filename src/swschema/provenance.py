"""Which versions of the package, the specification, the rules and the engines judge here."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.metadata import version

from swschema.schema.files import SPECIFICATION, rules_path

ENGINES = ("jsonschema-rs", "orjson", "lxml")  # what judges structure by default
DIGITS = 12  # of the digest of the rulebook


@cache
def versions() -> dict[str, str]:
    """Return the versions of all that a verdict depends on, by name.

    Rules have no version of their own: `rulebook` is the beginning of the SHA-256 digest of
    `bundles/rules.json`, in hexadecimal digits.
    """
    from lxml import etree

    return {
        "swschema": version("swschema"),
        "specification": SPECIFICATION,
        "rulebook": sha256(rules_path().read_bytes()).hexdigest()[:DIGITS],
        **{name: version(name) for name in ENGINES},
        "libxml2": ".".join(map(str, etree.LIBXML_VERSION)),
    }

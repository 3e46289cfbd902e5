r"""Reports as one JSON array, for programs.

Each item has the members of `Report`, and each of its `problems` those of `Problem`:

    [{"valid": false,                  no problem is an error
      "name": "registration.json",     the document as it was named to swschema
      "syntax": "json",                or "xml", or null where it is neither
      "record": "registration",        the record type, or null where it is unknown
      "problems": [
        {"code": "missing",
         "message": "legalName is required and is missing",
         "pointer": "/application/enterprise/legalName",
         "xpath": "/sw:registration/sw:application/sw:enterprise/sw:legalName",
         "line": 18, "column": 19,     from 1, in characters, or null where there is no source
         "excerpt": "\"enterprise\": {…}",
         "remedy": "add legalName",
         "severity": "error",          or "warning", or "todo" for what a draft lacks
         "related": [],                JSON Pointers to other places that a rule blames
         "usual": null,                the rulebook's severity, where it is another
         "fix": [],                    a JSON Patch (RFC 6902), where a program can fix it
         "cell": null,                 in a workbook, such as "Contacts!D7"
         "help": "https://w3id.org/swschema/v1/problems/missing"}],
      "language": "en",                of message and remedy; or "zh-Hans"
      "number": null,                  which record of a stream it is, from 1
      "offset": null}]                 where that begins, in bytes of the uncompressed stream

`code`, `pointer`, `xpath` and `severity` are the same in every language; the wording of `message`
and `remedy` may change. New members may be added.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from swschema.problems import Report


def render(reports: Iterable[Report]) -> Iterator[str]:
    """Yield a JSON array with one object for each report."""
    before = "["
    for report in reports:
        yield before + report.to_json(indent=True).decode()
        before = ",\n"
    yield "[]\n" if before == "[" else "]\n"

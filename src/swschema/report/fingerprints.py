"""What identifies a problem from one run to the next, wherever its lines have moved."""

from __future__ import annotations

import hashlib
from collections import Counter

from swschema.problems import Problem, Report
from swschema.report.uris import uri_reference

LENGTH = 32  # hexadecimal digits: 128 bits


class Fingerprints:
    """The fingerprints of the problems of a run, in the order in which they are reported.

    A fingerprint is made of the document, the code or rule, and the JSON Pointer. Lines, columns,
    numbers of records, messages and severities are no part of it: a problem keeps its fingerprint
    when lines or valid records are inserted before it, and in every language. Problems of one
    document that are alike in all three are counted.
    """

    def __init__(self) -> None:
        self._document = ""
        self._counts: Counter[tuple[str, str]] = Counter()  # by code and pointer

    def fingerprint(self, report: Report, problem: Problem) -> str:
        """Return the fingerprint of the next problem."""
        if report.name != self._document:
            self._document = report.name
            self._counts.clear()  # records of one stream come one after another
        key = problem.code, problem.pointer
        self._counts[key] += 1
        parts = (uri_reference(report.name), *key, str(self._counts[key]))
        text = "\0".join(parts).encode(errors="surrogatepass")
        return hashlib.sha256(text).hexdigest()[:LENGTH]

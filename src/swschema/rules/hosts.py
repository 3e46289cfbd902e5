"""Hosts and domains in web addresses, as rules call them."""

from __future__ import annotations

import re
from functools import lru_cache

# Letters of internationalised hosts: small ones only, so that there is nothing to map (RFC 5895).
_LETTERS = "ß-öø-ÿά-ώа-џ々〇ぁ-ゖァ-ヺー㐀-䶿一-鿿가-힣"
# RFC 3986, 3.2: scheme, user information, host, port and the rest of a URL.
_PLAIN_URL = re.compile(r"https?://([0-9a-z.\-]+)(/[!-~]*)?", re.ASCII).fullmatch
_URL = re.compile(
    r"[A-Za-z][0-9A-Za-z+.\-]*://([0-9A-Za-z._~%!$&'()*+,;=:\-]*@)?"
    rf"(\[[0-9A-Fa-f:.]+\]|[0-9A-Za-z._~%!$&'()*+,;=\-{_LETTERS}]+)(:[0-9]*)?([/?#][!-~]*)?",
    re.ASCII,
).fullmatch
# The last label begins with a letter: nothing is below an IP address.
_DOMAIN = re.compile(
    rf"([0-9A-Za-z_\-{_LETTERS}]+\.)+[A-Za-z{_LETTERS}][0-9A-Za-z\-{_LETTERS}]*", re.ASCII
).fullmatch


def host_of(url: str) -> str:
    """Return a URL's host (RFC 3986, 3.2.2) in lower case and without port, '' if it has none.

    The labels of an internationalised host are returned in ASCII form (RFC 5890, A-labels).
    Outside the host, a URL consists of ASCII characters; whatever RFC 3986 does not read as an
    authority has no host.
    """
    # Nearly all are plain, and a shorter pattern tells that in half the time.
    plain = _PLAIN_URL(url)
    if plain is not None:
        return plain[1]
    found = _URL(url)
    return _ascii_form(found[2].lower()) if found else ""


def is_host_of(url: str, domain: str) -> bool:
    """Return whether a URL's host is a domain (RFC 1034) or below it, in upper or lower case.

    Internationalised hosts and domains are compared in ASCII form. A domain has two labels or
    more; an IP address is none.
    """
    ending = _ending(domain)
    return ending != "" and f".{host_of(url)}".endswith(ending)


@lru_cache(maxsize=5_000)
def _ending(domain: str) -> str:
    """Return what the hosts of a domain end in, with a full stop before them; '' if it is none."""
    return "" if _DOMAIN(domain) is None else f".{_ascii_form(domain.lower())}"


def _ascii_form(host: str) -> str:
    """Return a host in lower case with each label that is not ASCII in Punycode (RFC 3492)."""
    if host.isascii():
        return host
    return ".".join(
        label if label.isascii() else f"xn--{label.encode('punycode').decode('ascii')}"
        for label in host.split(".")
    )

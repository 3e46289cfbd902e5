"""The named functions that rules may call: check characters, numbers of persons, hosts and dates.

`schemas/v1/rules/functions.xsl` has the same functions for XML tools; the tests hold both to one
verdict. A function of strings takes any string and never raises: a predicate is false, and a
function that looks for a part gives '', where there is nothing to find. A function of dates or
date-times asks for what the schemas take as such, and raises ValueError for anything else.

The checksums are written here and not taken from python-stdnum: its `cn.uscc` refuses the letters
that authorities A, N and Y put in positions 1-2, its `cn.ric` refuses residence permits, the cards
of foreigners and divisions that it does not list, and it has no organisation code; it cleans white
space and lower case away before it judges, and takes several times as long. The tests use it as an
oracle where it is right.
"""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from operator import mul
from typing import Literal

Kind = Literal["string", "int", "bool", "date", "dateTime", "list of date", "list of string"]


@dataclass(frozen=True, slots=True)
class Function:
    """A function as a compiler of rules sees it.

    Attributes:
        name: its name in CEL, and its local name in XSLT.
        parameters: the types of its parameters, in order; dates and date-times are strings.
        result: the type of its result; a date may be '', where a docstring says so.
        call: the function in Python.
    """

    name: str
    parameters: tuple[Kind, ...]
    result: Kind
    call: Callable[..., str | int | bool | list[str]]


# The values of GB 32100-2015 and its weights 3^(i-1) mod 31; the check weighs 1.
_USCC = re.compile("[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}", re.ASCII).fullmatch
_USCC_VALUES = bytes.maketrans(b"0123456789ABCDEFGHJKLMNPQRTUWXY", bytes(range(31)))
_USCC_WEIGHTS = (*(pow(3, i, 31) for i in range(17)), 1)

# The values of GB 11714-1997: X as the check is 10, not 33. Its weights are 2^(9-i) mod 11.
_ORGANIZATION = re.compile("[0-9A-Z]{8}-?[0-9X]", re.ASCII).fullmatch
_ORGANIZATION_VALUES = bytes.maketrans(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", bytes(range(36)))
_ORGANIZATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORGANIZATION_CHECKS = "0X987654321"

# No identifier has more than 100 characters; the bound keeps a call cheap, whatever it is given.
_MOD11_10 = re.compile("[0-9]{2,100}", re.ASCII).fullmatch
_MOD11_2 = re.compile("[0-9]{1,99}[0-9X]", re.ASCII).fullmatch
_MOD97_10 = re.compile("[0-9A-Z]{1,98}[0-9]{2}", re.ASCII).fullmatch
_MOD97_10_VALUES = {ord(letter): str(ord(letter) - 55) for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
# By product and digit: the next product, 2 * (product + digit), of the hybrid system.
_PRODUCTS = [[((p + d) % 10 or 10) * 2 % 11 for d in range(10)] for p in range(11)]

_CHECKS = "0123456789X"
_CENTURIES = {"18", "19", "20"}
# The days that every year has, as MMDD.
_DAYS = {f"{date.fromordinal(719_163 + day):%m%d}" for day in range(365)}
_RESIDENCE_AREAS = ("810000", "820000", "830000")
_PR_2017 = re.compile("[A-Z]{3}[0-9]{12}", re.ASCII).fullmatch

# RFC 3986, 3.2: scheme, user information, host, port and the rest of a URL.
_PLAIN_URL = re.compile(r"https?://([0-9a-z.\-]+)(/[!-~]*)?", re.ASCII).fullmatch
_URL = re.compile(
    r"[A-Za-z][0-9A-Za-z+.\-]*://([0-9A-Za-z._~%!$&'()*+,;=:\-]*@)?"
    r"(\[[0-9A-Fa-f:.]+\]|[0-9A-Za-z._~%!$&'()*+,;=\-]+)(:[0-9]*)?([/?#][!-~]*)?",
    re.ASCII,
).fullmatch
# The last label begins with a letter: nothing is below an IP address.
_DOMAIN = re.compile(r"([0-9A-Za-z_\-]+\.)+[A-Za-z][0-9A-Za-z\-]*", re.ASCII).fullmatch

# The patterns of Date and DateTime in schemas/v1/common.schema.json.
_DAY = "[12][0-9]{3}-[01][0-9]-[0-3][0-9]"
_DATE = re.compile(_DAY, re.ASCII).fullmatch
_DATE_TIME = re.compile(
    rf"{_DAY}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{{1,6}})?"
    r"(Z|[+\-](0[0-9]|1[0-3]):[0-5][0-9]|[+\-]14:00)",
    re.ASCII,
).fullmatch
# Fixed: the summer times of 1986-1991, which Asia/Shanghai has, are no part of the standard time.
_CHINA = timezone(timedelta(hours=8))

# The same codes and days come again and again, within a record and within an archive. What is
# remembered takes a megabyte or so for each function. Of persons' numbers it is the last few.
_remembered = lru_cache(maxsize=5_000)


@_remembered
def is_uscc(code: str) -> bool:
    """Return whether a unified social credit code has the format and check of GB 32100-2015.

    Letters are taken in positions 1-2; neither the region nor the inner organisation code is
    checked. Some codes that were really issued fail: see `checkWaiver`.
    """
    if _USCC(code) is None:
        return False
    total: int = sum(map(mul, code.encode().translate(_USCC_VALUES), _USCC_WEIGHTS))
    return total % 31 == 0


@_remembered
def is_organization_code(code: str) -> bool:
    """Return whether an organisation code has the format and check of GB 11714-1997.

    The hyphen before the check character may be left out.
    """
    if _ORGANIZATION(code) is None:
        return False
    values = code.encode().translate(_ORGANIZATION_VALUES)
    return _ORGANIZATION_CHECKS[sum(map(mul, values, _ORGANIZATION_WEIGHTS)) % 11] == code[-1]


def organization_code_of(uscc: str) -> str:
    """Return the organisation code in a unified social credit code, without a hyphen.

    It is characters 9-17 (GB 32100-2015); of a shorter text, as many of them as there are.
    """
    return uscc[8:17]


def normalized_organization_code(code: str) -> str:
    """Return an organisation code (GB 11714-1997) without its hyphen."""
    return code.replace("-", "")


def is_mod11_10(digits: str) -> bool:
    """Return whether the last of 2 to 100 digits is their check by ISO/IEC 7064, MOD 11,10.

    So is the last digit of the 15-digit business licence number (GS 15-2006).
    """
    if _MOD11_10(digits) is None:
        return False
    product = 10
    for digit in digits.encode()[:-1]:
        product = _PRODUCTS[product][digit - 48]
    return (product + int(digits[-1])) % 10 == 1


def is_mod11_2(text: str) -> bool:
    """Return whether the last of 2 to 100 characters is a check by ISO/IEC 7064, MOD 11-2.

    All are digits; the last may be X, for ten.
    """
    return _MOD11_2(text) is not None and _ends_in_check(text)


def _ends_in_check(text: str) -> bool:
    """Return whether digits, of which the last may be X, end in their check by MOD 11-2."""
    # The weights are the powers of 2 mod 11, as those of 13 are: so it is a number to base 13.
    return int(text.replace("X", "A"), 13) % 11 == 1


def is_mod97_10(text: str) -> bool:
    """Return whether the last two of 3 to 100 characters are a check by ISO/IEC 7064, MOD 97-10.

    They are digits; before them are digits and capital letters, A for 10 to Z for 35. The legal
    entity identifier has this check (ISO 17442-1).
    """
    return _MOD97_10(text) is not None and int(text.translate(_MOD97_10_VALUES)) % 97 == 1


def is_resident_id(no: str) -> bool:
    """Return whether a resident's number is as GB 11643-1999 asks.

    That is its format, a birth date of the calendar, and the check by MOD 11-2. Whether the
    division in it exists today does not matter. A residence permit's number follows the same
    standard, so it is true of that one too.
    """
    return not no.startswith("9") and birth_date_of(no) != "" and _ends_in_check(no)


def is_hmt_residence_id(no: str) -> bool:
    """Return whether a number is one of a residence permit of Hong Kong, Macao or Taiwan residents.

    It is a number of GB 11643-1999 whose division is 810000, 820000 or 830000 (State Council
    General Office circular 2018 No. 81).
    """
    return no.startswith(_RESIDENCE_AREAS) and is_resident_id(no)


def is_foreign_pr_id(no: str) -> bool:
    """Return whether a number is one of a foreign permanent resident's identity card.

    That of 2023 is built as GB 11643-1999 has it, with a 9 in front: 9, province, nationality
    (three digits), birth date, serial and the check by MOD 11-2 (National Immigration
    Administration, 新版外国人永久居留身份证适配性改造要点, 2023, table 1). Of that of 2017, three
    letters and twelve digits, no check is published.
    """
    if no.startswith("9"):
        return birth_date_of(no) != "" and _ends_in_check(no)
    return _PR_2017(no) is not None


@lru_cache(maxsize=16)
def birth_date_of(no: str) -> str:
    """Return the birth date in an 18-character number as YYYY-MM-DD, '' where there is none.

    It is characters 7-14 of a resident's number (GB 11643-1999), of a residence permit's, which
    follows it, and of a foreign permanent resident's of 2023: the specimen 911124198108030024 bears
    the birth date 1981-08-03. The card of 2017 has two digits of the year and no century, so none
    is read from it. The check character is not looked at.
    """
    # Quicker than a pattern: 17 digits, of which the first is none but 1 to 9, and the check.
    if len(no) != 18 or not no.isascii() or not no[:17].isdigit() or no[17] not in _CHECKS:
        return ""
    if no[0] == "0" or no[6:8] not in _CENTURIES:
        return ""
    if no[10:14] not in _DAYS and not (no[10:14] == "0229" and isleap(int(no[6:10]))):
        return ""
    return f"{no[6:10]}-{no[10:12]}-{no[12:14]}"


def host_of(url: str) -> str:
    """Return a URL's host (RFC 3986, 3.2.2) in lower case and without port, '' if it has none.

    A URL consists of ASCII characters; whatever RFC 3986 does not read as an authority has no host.
    """
    # Nearly all are plain, and a shorter pattern tells that in half the time.
    plain = _PLAIN_URL(url)
    if plain is not None:
        return plain[1]
    found = _URL(url)
    return found[2].lower() if found else ""


def is_host_of(url: str, domain: str) -> bool:
    """Return whether a URL's host is a domain (RFC 1034) or below it, in upper or lower case.

    A domain has two labels or more; an IP address is none.
    """
    ending = _ending(domain)
    return ending != "" and f".{host_of(url)}".endswith(ending)


@_remembered
def _ending(domain: str) -> str:
    """Return what the hosts of a domain end in, with a full stop before them; '' if it is none."""
    return "" if _DOMAIN(domain) is None else f".{domain.lower()}"


def china_date(moment: str) -> str:
    """Return the date that a date-time (RFC 3339) falls on in China Standard Time, +08:00.

    Raises:
        ValueError: if it is not a date-time with an offset, as the schemas' DateTime is.
    """
    if _DATE_TIME(moment) is None:
        raise ValueError("not a date-time with an offset")
    if moment.endswith("+08:00"):
        date.fromisoformat(moment[:10])
        return moment[:10]
    return datetime.fromisoformat(moment).astimezone(_CHINA).date().isoformat()


def days_between(earlier: str, later: str) -> int:
    """Return how many days (ISO 8601 calendar dates) a date is after another; before it, negative.

    Raises:
        ValueError: if either is not a date of the calendar, as the schemas' Date is.
    """
    return _ordinal(later) - _ordinal(earlier)


@_remembered
def _ordinal(day: str) -> int:
    """Return the number of a day, counted from the first of the calendar."""
    if _DATE(day) is None:
        raise ValueError("not a date")
    return date.fromisoformat(day).toordinal()


_ALL = (
    Function("isUscc", ("string",), "bool", is_uscc),
    Function("isOrganizationCode", ("string",), "bool", is_organization_code),
    Function("organizationCodeOf", ("string",), "string", organization_code_of),
    Function("normalizedOrganizationCode", ("string",), "string", normalized_organization_code),
    Function("isMod11_10", ("string",), "bool", is_mod11_10),
    Function("isMod11_2", ("string",), "bool", is_mod11_2),
    Function("isMod97_10", ("string",), "bool", is_mod97_10),
    Function("isResidentId", ("string",), "bool", is_resident_id),
    Function("isHmtResidenceId", ("string",), "bool", is_hmt_residence_id),
    Function("isForeignPrId", ("string",), "bool", is_foreign_pr_id),
    Function("birthDateOf", ("string",), "date", birth_date_of),
    Function("hostOf", ("string",), "string", host_of),
    Function("isHostOf", ("string", "string"), "bool", is_host_of),
    Function("chinaDate", ("dateTime",), "date", china_date),
    Function("daysBetween", ("date", "date"), "int", days_between),
)
FUNCTIONS: dict[str, Function] = {function.name: function for function in _ALL}

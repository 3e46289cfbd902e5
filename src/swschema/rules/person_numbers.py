"""The numbers of persons' identity documents, as rules call them."""

from __future__ import annotations

import re
from calendar import isleap
from datetime import date
from functools import lru_cache

from swschema.rules.check_characters import has_mod11_2_check

_CHECKS = "0X987654321"

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


def is_resident_id(no: str) -> bool:
    """Return whether a resident's number is as GB 11643-1999 asks.

    That is its format, a birth date of the calendar, and the check by MOD 11-2. Whether the
    division in it exists today does not matter. A residence permit's number follows the same
    standard, so it is true of that one too.
    """
    return not no.startswith("9") and birth_date_of(no) != "" and has_mod11_2_check(no)


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
        return birth_date_of(no) != "" and has_mod11_2_check(no)
    return _PR_2017(no) is not None


@lru_cache(maxsize=16)  # of persons, no more is remembered than the last few
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

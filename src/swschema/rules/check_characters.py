"""Identifiers and their check characters, as rules call them.

The checksums are written here and not taken from python-stdnum: its `cn.uscc` refuses the letters
that authorities A, N and Y put in positions 1-2, its `cn.ric` refuses residence permits, the cards
of foreigners and divisions that it does not list, and it has no organisation code; it cleans white
space and lower case away before it judges, and takes several times as long. The tests use it as an
oracle where it is right.
"""

from __future__ import annotations

import re
from functools import lru_cache
from operator import mul

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

MEMORY = 5_000  # codes that come again and again, in a record and in an archive


@lru_cache(maxsize=MEMORY)
def is_uscc(code: str) -> bool:
    """Return whether a unified social credit code has the format and check of GB 32100-2015.

    Letters are taken in positions 1-2; neither the region nor the inner organisation code is
    checked. Some codes that were really issued fail: see `checkWaiver`.
    """
    if _USCC(code) is None:
        return False
    total: int = sum(map(mul, code.encode().translate(_USCC_VALUES), _USCC_WEIGHTS))
    return total % 31 == 0


@lru_cache(maxsize=MEMORY)
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
    return _MOD11_2(text) is not None and has_mod11_2_check(text)


def has_mod11_2_check(text: str) -> bool:
    """Return whether digits, of which the last may be X, end in their check by MOD 11-2."""
    # The weights are the powers of 2 mod 11, as those of 13 are: so it is a number to base 13.
    return int(text.replace("X", "A"), 13) % 11 == 1


def is_mod97_10(text: str) -> bool:
    """Return whether the last two of 3 to 100 characters are a check by ISO/IEC 7064, MOD 97-10.

    They are digits; before them are digits and capital letters, A for 10 to Z for 35. The legal
    entity identifier has this check (ISO 17442-1).
    """
    return _MOD97_10(text) is not None and int(text.translate(_MOD97_10_VALUES)) % 97 == 1

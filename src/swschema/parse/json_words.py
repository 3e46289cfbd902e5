"""The cause for which a word or a number of a JSON text is not one."""

from __future__ import annotations

import re

from swschema.i18n import _
from swschema.parse.cause import Cause, explain_truncation
from swschema.parse.json_departure import Departure, State

WORD = re.compile(r"""[^\s{}\[\],:"'=;“”]++""")
LITERALS = {
    "true": ("True", "TRUE"),
    "false": ("False", "FALSE"),
    "null": ("None", "NONE", "Null", "NULL", "nil", "undefined"),
}
RIGHT = {wrong: right for right, others in LITERALS.items() for wrong in others}
NOT_A_NUMBER = re.compile(r"[-+]?(?:nan|inf|infinity)\Z", re.IGNORECASE)
NUMBER = re.compile(r"[-+]?(?:[0-9.][0-9._]*(?:[eE][-+]?[0-9]*)?|0[xX][0-9a-fA-F]+)\Z")
SEPARATED = re.compile(r"[0-9],[0-9]")
WHERE = (State.VALUE, State.FIRST_ITEM, State.ITEM, State.FIRST_NAME, State.NAME)


def explain_word(departure: Departure) -> Cause | None:
    """Explain a word where a string, a number, true, false or null should be."""
    text, at = departure.text, departure.at
    match = WORD.match(text, at)
    if departure.state not in WHERE or not match:
        return None
    word = match.group()
    if match.end() == len(text) and _is_cut(word):
        return explain_truncation(text, _("the document ends in the middle of a value"))
    if departure.state in (State.FIRST_NAME, State.NAME):
        return _explain_name(departure)
    return _explain_value(word, at)


def _is_cut(word: str) -> bool:
    return word in ("-", "+") or any(literal.startswith(word) for literal in LITERALS)


def _explain_name(departure: Departure) -> Cause:
    text, at = departure.text, departure.at
    if at == departure.before[1] and SEPARATED.match(text, at - 2):
        message = _("there is a separator in a number")
        return Cause("number", at - 1, message, _("write the number without separators"))
    message = _("a name is not in quotation marks")
    return Cause("unquoted", at, message, _("write every name in double quotation marks"))


def _explain_value(word: str, at: int) -> Cause:
    if word in RIGHT:
        message = _("this is not how JSON writes {value}").format(value=RIGHT[word])
        remedy = _("write {value} in lower case and without quotation marks")
        if RIGHT[word] == "null":
            remedy = _("leave the field out if there is no value")
        return Cause("literal", at, message, remedy.format(value=RIGHT[word]))
    if NOT_A_NUMBER.match(word):
        message = _("NaN and Infinity are not numbers in JSON")
        return Cause("not-a-number", at, message, _("leave the field out if there is no value"))
    if NUMBER.match(word):
        return _explain_number(word, at)
    message = _("a text is not in quotation marks")
    return Cause("unquoted", at, message, _("write every text in double quotation marks"))


def _explain_number(word: str, at: int) -> Cause:
    digits = word.lstrip("+-")
    if word.startswith("+"):
        message, remedy = _("a number begins with a plus sign"), _("write it without the plus sign")
    elif len(digits) > 1 and digits[0] == "0" and digits[1].isdigit():
        message = _("a number begins with a zero")
        remedy = _("remove the zero; write an identifier with leading zeros in quotation marks")
    elif digits.startswith("."):
        message = _("a number begins with a decimal point")
        remedy = _("write a zero before the decimal point")
    else:
        message, remedy = _("this is not a number"), _("write the number in decimal digits")
    return Cause("number", at, message, remedy)

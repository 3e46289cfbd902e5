"""The table of all functions that rules may call, by their names in CEL.

`schemas/v1/rules/functions.xsl` has the same functions for XML tools; the tests hold both to one
verdict. A function of strings takes any string and never raises: where there is nothing to find, a
predicate is false, and a function that looks for a part gives ''. A function of dates or date-times
takes what the schemas take as such, and raises ValueError for anything else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from swschema.rules.check_characters import (
    is_mod11_2,
    is_mod11_10,
    is_mod97_10,
    is_organization_code,
    is_uscc,
    normalized_organization_code,
    organization_code_of,
)
from swschema.rules.code_validity import is_in_force
from swschema.rules.dates import china_date, days_between
from swschema.rules.hosts import host_of, is_host_of
from swschema.rules.lists import flatten, for_kinds, is_sorted, latest, repeated
from swschema.rules.names import is_plain_text
from swschema.rules.person_numbers import (
    birth_date_of,
    is_foreign_pr_id,
    is_hmt_residence_id,
    is_resident_id,
)

Kind = Literal[
    "string",
    "int",
    "bool",
    "date",
    "dateTime",
    "list of date",
    "list of string",
    "list of list of string",
    "map of string",
]


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
    Function("isPlainText", ("string",), "bool", is_plain_text),
    Function("hostOf", ("string",), "string", host_of),
    Function("isHostOf", ("string", "string"), "bool", is_host_of),
    Function("chinaDate", ("dateTime",), "date", china_date),
    Function("daysBetween", ("date", "date"), "int", days_between),
    Function("inForce", ("string", "string", "date"), "bool", is_in_force),
    Function("flatten", ("list of list of string",), "list of string", flatten),
    Function("forKinds", ("map of string", "list of string"), "list of string", for_kinds),
    Function("repeated", ("list of string",), "list of string", repeated),
    Function("isSorted", ("list of date",), "bool", is_sorted),
    Function("latest", ("list of date",), "date", latest),
)
FUNCTIONS: Mapping[str, Function] = {function.name: function for function in _ALL}

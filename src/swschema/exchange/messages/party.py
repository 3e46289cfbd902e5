"""The parties of a message: who sends it, who receives it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import orjson

from swschema.errors import ExchangeError
from swschema.exchange.records import read_record, refuse_invalid
from swschema.i18n import _
from swschema.schema.files import code_entries

if TYPE_CHECKING:
    from swschema.exchange.records import RecordInput

ENTERPRISE, AGENT = "ENTERPRISE", "AGENT"
CREDIT_CODE, CUSTOMS_CODE = "UNIFIED_SOCIAL_CREDIT_CODE", "CUSTOMS_REGISTRATION_CODE"
AUTHORITY_CODE = "AUTHORITY_CODE"
LENGTHS = {18: CREDIT_CODE, 10: CUSTOMS_CODE}  # of codes that are no authority's
# The codes that an enterprise or its agent has in a record, the first one first.
CODES = {"unifiedSocialCreditCode": CREDIT_CODE, "customsRegistrationCode": CUSTOMS_CODE}
# Where a registration names the office of an authority that is in charge.
OFFICES = {
    "NATIONAL_INSPECTION": "ciqOrgCode",
    "CUSTOMS": "competentCustoms",
    "UNIFIED_CUSTOMS": "competentCustoms",
}
# The options of `swschema message wrap` by which they are given.
CODE_OPTIONS = {"sender": "--from-code", "receiver": "--to-code"}
NAME_OPTIONS = {"sender": "--from-name", "receiver": "--to-name"}
MEMBERS = ("code", "codeScheme", "authority", "name", "transferId")


@dataclass(frozen=True, slots=True)
class Party:
    """A sender, receiver or transmitter, as far as it is known.

    Attributes:
        code: its code; "" if it is not known.
        name: its full name; "" if it is not known.
        scheme: the kind of code (PartyCodeSchemeCode); "" to tell it from the code.
        authority: which authority it is (AuthorityCode); "" if it is none.
        transfer_id: its address on the message exchange platform; "" if it has none.
    """

    code: str = ""
    name: str = ""
    scheme: str = ""
    authority: str = ""
    transfer_id: str = ""

    def replaced(self, code: str | None, name: str | None) -> Party:
        """Return the party with another code or name, where one is given."""
        if code is not None:
            return Party(code, name or self.name, "", self.authority, self.transfer_id)
        return replace(self, name=name or self.name)

    def to_member(self, role: str) -> dict[str, str]:
        """Return the party as a message has it.

        Args:
            role: sender, receiver or transmitter.

        Raises:
            ExchangeError: if its code, its name or the kind of its code is not known.
        """
        scheme = self.scheme or (AUTHORITY_CODE if self.authority else LENGTHS.get(len(self.code)))
        if not self.code or not self.name or scheme is None:
            raise ExchangeError(_call_role(role), "", self._explain_missing(role))
        values = (self.code, scheme, self.authority, self.name, self.transfer_id)
        return {member: value for member, value in zip(MEMBERS, values, strict=True) if value}

    def _explain_missing(self, role: str) -> str:
        """Return what is not known of the party, and how to give it."""
        if self.code and self.name:
            return _("the kind of its code is not known: give codeScheme in the file of --parties")
        lacks_code = not self.code
        option = (CODE_OPTIONS if lacks_code else NAME_OPTIONS).get(role)
        if option is None and lacks_code:
            return _("its code is not in the record: give it in the file of --parties")
        if option is None:
            return _("its name is not in the record: give it in the file of --parties")
        if lacks_code:
            reason = _("its code is not in the record: give it by {option}, or in --parties")
        else:
            reason = _("its name is not in the record: give it by {option}, or in --parties")
        return reason.format(option=option)


def _call_role(role: str) -> str:
    roles = {"sender": _("sender"), "receiver": _("receiver"), "transmitter": _("transmitter")}
    return roles.get(role, role)


@refuse_invalid
def find_party(role: str, record: RecordInput, known: Mapping[str, Party]) -> Party:
    """Return the party in a role, as the known parties and the record have it.

    Args:
        role: ENTERPRISE, AGENT, an authority (AuthorityCode) or the name of a known party.
        record: the record that the message carries.
        known: parties by their names; what they state stands over what the record states.

    Raises:
        ExchangeError: if there is no such role.
    """
    if role not in known and role not in roles():
        names = ", ".join(dict.fromkeys((*roles(), *known)))
        raise ExchangeError(
            role, "", _("there is no such party; choose from {names}").format(names=names)
        )
    found = _in_record(role, read_record(record))
    own = known.get(role, Party())
    return Party(
        own.code or found.code,
        own.name or found.name,
        own.scheme or ("" if own.code else found.scheme),
        own.authority or found.authority,
        own.transfer_id,
    )


def roles() -> tuple[str, ...]:
    """Return the roles that need no party file."""
    return ENTERPRISE, AGENT, *code_entries("authority")


def read_parties(data: bytes, name: str) -> dict[str, Party]:
    """Return the parties of a file: TOML, or JSON, with a table for each party.

    A table has `code` and `name` and, where it is needed, `codeScheme`, `authority` and
    `transferId`. One that is named as an authority is that authority.

    Raises:
        ExchangeError: if it is neither, or a table has anything else.
    """
    try:
        text = data.decode()
        content = orjson.loads(text) if text.lstrip()[:1] == "{" else tomllib.loads(text)
    except (UnicodeDecodeError, orjson.JSONDecodeError, tomllib.TOMLDecodeError):
        raise ExchangeError(name, "", _("is neither TOML nor JSON")) from None
    return dict(_tables(content, name))


def _tables(content: Mapping[str, Any], name: str) -> Iterator[tuple[str, Party]]:
    authorities = code_entries("authority")
    for role, table in content.items():
        if not isinstance(table, dict):
            raise ExchangeError(name, "", _("{role} is no table").format(role=role))
        for member, value in table.items():
            if member not in MEMBERS or not isinstance(value, str):
                wrong = _("{place} is not one of {names}, with a text")
                place = f"{role}.{member}"
                raise ExchangeError(name, "", wrong.format(place=place, names=", ".join(MEMBERS)))
        code, scheme, authority, called, transfer = (table.get(each, "") for each in MEMBERS)
        if not authority and role in authorities:
            authority = role
        yield role, Party(code, called, scheme, authority, transfer)


def _in_record(role: str, record: Mapping[str, Any]) -> Party:
    """Return what a record says of the party in a role."""
    if role == ENTERPRISE:
        return _identified(_application(record).get("enterprise") or record.get("applicant"))
    if role == AGENT:
        entrustment = _application(record).get("entrustment") or {}
        return _identified(entrustment.get("agent") or record.get("agent"))
    if role not in code_entries("authority"):
        return Party()
    office = (_application(record).get("enterprise") or {}).get(OFFICES.get(role, ""), "")
    return Party(office, authority=role)


def _application(record: Mapping[str, Any]) -> Mapping[str, Any]:
    registration: Mapping[str, Any] = record.get("registration", record)
    application: Mapping[str, Any] = registration.get("application", {})
    return application


def _identified(member: Mapping[str, Any] | None) -> Party:
    party = Party(name=(member or {}).get("legalName", ""))
    for name, scheme in CODES.items():
        if member and name in member:
            return replace(party, code=member[name], scheme=scheme)
    return party

"""The enterprises of trails and their people: fictitious, with numbers that pass their checks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from swschema.rules.check_characters import is_organization_code, is_uscc
from swschema.rules.person_numbers import is_resident_id

Json = dict[str, Any]
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
DIVISION, DISTRICT = "330108", "滨江区"
ROLES = ("LEGAL_REPRESENTATIVE", "ADMINISTRATOR", "OPERATOR", "QUALITY_MANAGER")
POSITIONS = ("执行董事", "关务经理", "关务专员", "质量负责人")


def add_check_character(body: str, check: Callable[[str], bool], alphabet: str = ALPHABET) -> str:
    """Return a number with the check character that makes it right."""
    return next(f"{body}{each}" for each in alphabet if check(f"{body}{each}"))


@dataclass(frozen=True, slots=True)
class Enterprise:
    """An enterprise of a trail.

    Attributes:
        number: its number among the trails, from 1, which its identifiers are made of.
        facts: what the source says of it.
        kind: what the source says of its kinds.
    """

    number: int
    facts: Json
    kind: Json

    @property
    def name(self) -> str:
        """Return the legal name."""
        return str(self.facts["name"])

    @property
    def credit_code(self) -> str:
        """Return the unified social credit code."""
        code = add_check_character(f"MA2T{self.number:04}", is_organization_code, f"{ALPHABET}X")
        return add_check_character(f"91{DIVISION}{code}", is_uscc)

    @property
    def customs_code(self) -> str:
        """Return the customs registration code."""
        return f"330136T{self.number:03}"

    @property
    def identification(self) -> Json:
        """Return the enterprise as materials and interviews name it."""
        return {
            "legalName": self.name,
            "unifiedSocialCreditCode": self.credit_code,
            "customsRegistrationCode": self.customs_code,
        }

    @property
    def people(self) -> list[Json]:
        """Return its people: the legal representative, administrator, operator, quality manager."""
        return [self._person(index) for index in range(len(ROLES))]

    def _person(self, index: int) -> Json:
        born = f"18{70 + self.number:02}{1 + index:02}15"
        body = f"{DIVISION}{born}{self.number:02}{index + 1}"
        return {
            "role": ROLES[index],
            "name": self.facts["people"][index],
            "idDocumentType": "RESIDENT_ID",
            "idDocumentNo": add_check_character(body, is_resident_id, "0123456789X"),
            "idIssuingCountry": "CN",
            "mobile": f"+86138001{self.number:03}{index:02}",
            "email": f"{('legal', 'admin', 'op', 'quality')[index]}@{self.host}",
            "position": POSITIONS[index],
        }

    @property
    def host(self) -> str:
        """Return the domain of the enterprise."""
        return f"{self.facts['host']}.example.com"

    @property
    def address(self) -> Json:
        """Return the registered office."""
        return {
            "countryCode": "CN",
            "divisionCode": DIVISION,
            "province": "浙江省",
            "city": "杭州市",
            "district": DISTRICT,
            "street": f"示例大道{100 + self.number}号",
            "postalCode": "310051",
        }

    def entity(self, established: str) -> Json:
        """Return the enterprise as its application has it."""
        return {
            "licenseForm": "THREE_IN_ONE",
            "unifiedSocialCreditCode": self.credit_code,
            "legalName": self.name,
            "englishName": self.facts["english"],
            "marketEntityType": "LIMITED_LIABILITY_COMPANY",
            "industryCode": self.kind["industry"],
            "registeredCapital": {"amount": "20000000", "currency": "CNY"},
            "establishedOn": established,
            "businessScope": self.kind["scope"],
            "registrationAuthority": f"杭州市{DISTRICT}市场监督管理局",
            "legalRepresentative": self.people[0],
            "registeredAddress": self.address,
            "administrativeDivision": DIVISION,
            "customsRegistrationCode": self.customs_code,
            "competentCustoms": "2928",
        }

    def seal(self, day: str, *, pages: str = "FIRST", form: str = "INK") -> Json:
        """Return an official seal of the enterprise."""
        return {
            "sealType": "OFFICIAL",
            "sealOwnerName": self.name,
            "sealOwnerCode": self.credit_code,
            "sealCode": f"{DIVISION}{self.number:07}",
            "sealedPages": pages,
            "affixedOn": day,
            "form": form,
        }

"""Countries and currencies, taken from the ISO tables of pycountry and the names of CLDR."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import pycountry
from babel import Locale

from swschema.compiler.schema.codes import COMMENT

# As Chinese customs writes them, where CLDR writes otherwise.
OFFICIAL_NAMES = {"HK": "中国香港", "MO": "中国澳门", "TW": "中国台湾"}
# What people write for some, besides the names and codes of ISO.
COUNTRY_ALIASES = {
    "CN": ["中国大陆", "PRC", "P.R. China"],
    "HK": ["香港", "香港特别行政区", "中国香港特别行政区"],
    "MO": ["澳门", "澳门特别行政区", "中国澳门特别行政区"],
    "TW": ["台湾", "台湾地区"],
    "GB": ["UK", "Great Britain", "England"],
    "US": ["USA", "America"],
    "KR": ["South Korea"],
}  # fmt: skip
CURRENCY_ALIASES = {
    "CNY": ["RMB", "CNH", "¥", "元", "人民币元"],
    "USD": ["美金", "US$", "$"],
    "EUR": ["€"],
    "GBP": ["£"],
    "HKD": ["港元", "HK$"],
    "JPY": ["日圆", "円"],
}  # fmt: skip
# Currencies that CLDR has no Chinese name for yet.
MISSING_NAMES = {"XAD": "阿拉伯记账第纳尔", "XCG": "加勒比盾", "ZWG": "津巴布韦金"}


@cache
def generated_lists() -> Mapping[str, dict[str, Any]]:
    """Return the code lists that are written by the build, by the name of their file."""
    return {"country": list_countries(), "currency": list_currencies()}


def list_countries() -> dict[str, Any]:
    """Return the code list of countries and regions: ISO 3166-1 alpha-2."""
    names = {**Locale("zh", "Hans").territories, **OFFICIAL_NAMES}
    return {
        "$comment": COMMENT,
        "id": "country",
        "type": "CountryCode",
        "title": "Country or region",
        "description": "A country or region as a two-letter code of ISO 3166-1.",
        "x-zh": {
            "title": "国家（地区）",
            "description": "国家（地区），采用ISO 3166-1二位字母代码。",
        },
        "source": "ISO 3166-1 as pycountry has it, with the Chinese names of Unicode CLDR.",
        "codes": [
            {
                "code": country.alpha_2,
                "title": country.name,
                "x-zh": {"title": names[country.alpha_2]},
                **_list_aliases(
                    getattr(country, "common_name", ""),
                    getattr(country, "official_name", ""),
                    *COUNTRY_ALIASES.get(country.alpha_2, ()),
                ),
                "x-maps-to": {
                    "ISO 3166-1 alpha-3": country.alpha_3,
                    "ISO 3166-1 numeric": country.numeric,
                },
            }
            for country in sorted(pycountry.countries, key=lambda country: country.alpha_2)
        ],
    }


def list_currencies() -> dict[str, Any]:
    """Return the code list of currencies: ISO 4217 letter codes."""
    names = {**MISSING_NAMES, **Locale("zh", "Hans").currencies}
    return {
        "$comment": COMMENT,
        "id": "currency",
        "type": "CurrencyCode",
        "title": "Currency",
        "description": "A currency as a three-letter code of ISO 4217.",
        "x-zh": {"title": "币种", "description": "币种，采用ISO 4217三位字母代码。"},
        "source": "ISO 4217 as pycountry has it, with the Chinese names of Unicode CLDR.",
        "codes": [
            {
                "code": currency.alpha_3,
                "title": currency.name,
                "x-zh": {"title": names[currency.alpha_3]},
                **_list_aliases(*CURRENCY_ALIASES.get(currency.alpha_3, ())),
                "x-maps-to": {"ISO 4217 numeric": currency.numeric},
            }
            for currency in sorted(pycountry.currencies, key=lambda currency: currency.alpha_3)
        ],
    }


def _list_aliases(*names: str) -> dict[str, list[str]]:
    """Return the member `aliases` of a code; none where there are no names."""
    aliases = [name for name in dict.fromkeys(names) if name]
    return {"aliases": aliases} if aliases else {}

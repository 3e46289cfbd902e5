"""The functions of the rules: published numbers, the standards' promises, Python beside XSLT."""

from __future__ import annotations

import random
import re
import string
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from saxonche import PySaxonProcessor
from stdnum import lei
from stdnum.cn import ric, uscc
from stdnum.iso7064 import mod_11_2, mod_11_10, mod_97_10

from conftest import ROOT
from swschema.compiler.yaml_file import read_yaml
from swschema.rules.check_characters import (
    is_mod11_2,
    is_mod11_10,
    is_mod97_10,
    is_organization_code,
    is_uscc,
    normalized_organization_code,
    organization_code_of,
)
from swschema.rules.dates import china_date, days_between
from swschema.rules.functions import FUNCTIONS as ALL
from swschema.rules.functions import Function
from swschema.rules.hosts import host_of, is_host_of
from swschema.rules.person_numbers import (
    birth_date_of,
    is_foreign_pr_id,
    is_hmt_residence_id,
    is_resident_id,
)

Predicate = Callable[[str], bool]
Case = tuple[str, tuple[str, ...]]

STYLESHEET = ROOT / "schemas/v1/rules/functions.xsl"
XSL = "{http://www.w3.org/1999/XSL/Transform}"
USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"
DIGITS = string.digits
LETTERS = string.ascii_uppercase
RESIDENT = ("11010519491231002X", "440524188001010014", "330108188001010017", "330108188002020022")
# Those of code lists and of lists are in the Schematron of the rules, not in the style sheet.
WITH_RULES = {"flatten", "forKinds", "inForce", "repeated", "isSorted", "latest"}
FUNCTIONS = {name: function for name, function in ALL.items() if name not in WITH_RULES}
PREDICATES = [name for name, each in FUNCTIONS.items() if each.result == "bool"]
OF_ANY_TEXT = {"isPlainText"}  # hold of most texts, which are no mistakes
PREDICATES_OF_STRINGS = [
    name
    for name in PREDICATES
    if {*FUNCTIONS[name].parameters} == {"string"} and name not in OF_ANY_TEXT
]
OF_ONE_STRING = [name for name, each in FUNCTIONS.items() if each.parameters == ("string",)]

VALID: dict[str, tuple[str, ...]] = {
    "isUscc": (
        "91110000600037341L",
        "91110108551385082Q",
        "91330100799655058B",
        "91330100MA86RKQW60",  # residue 0
        "91330108MA0DEM0055",
        "91330108MA27DEM14W",
        "91350100M000100Y43",
    ),
    "isOrganizationCode": ("D2143569X", "D2143569-X", "600037341", "71526726X", "71526726-X"),
    "isMod11_10": ("330106000129004", "110108000000016", "440301103097413"),
    "isMod11_2": (*RESIDENT, "810000199408230021", "911124198108030024", "0000000012281955X"),
    "isMod97_10": ("5493001KJTIIGC8Y1R12", "506700GE1G29325QX363"),
    "isResidentId": RESIDENT,
    "isHmtResidenceId": ("810000199408230021", "830000199201300022"),
    "isForeignPrId": ("911124198108030024", "932682198501010017", "CAN110081080310"),
    "isPlainText": ("杭州示例贸易有限公司", "Müller GmbH", "𠮷野家", "が"),
}
INVALID: dict[str, tuple[str, ...]] = {
    "isUscc": (
        "91350100M000100Y4Z",  # widely copied; its check is 3
        "91350211M0000XUF46",  # reported as issued: the waiver
        "91350100M0001TGQXM",
        "91330100MA86RKQW6V",  # residue 0, as if its check were 31
        "91110000600037341l",
        "9111000060003734IL",
        "911100006000373410",
    ),
    "isOrganizationCode": ("D21435690", "D2143569--X", "D2143569 X", "71526726K", "6000373410"),
    "isMod11_10": ("330106000129005", "33010600012900X", "0", "33010600012900４"),
    "isMod11_2": ("110105194912310020", "11010519491231002x", "X", "1X1", "11010519491231002Ⅹ"),
    "isMod97_10": ("5493001KJTIIGC8Y1R13", "5493001kjtiigc8y1r12", "12", "5493001KJTIIGC8Y1RA2"),
    "isResidentId": (
        "110105194912310021",
        "110105194902300028",
        "911124198108030024",
        "11010519491231002x",
        "110105491231002",
        "11010519491231002X ",
    ),
    "isHmtResidenceId": ("810000199408230022", "810100199408230027", *RESIDENT),
    "isForeignPrId": ("911124198108030025", "can110081080310", "CAN11008108031", *RESIDENT),
    "isPlainText": (
        "Mu\u0308ller",
        "陈\u200b某",
        "gpj.\u202e执照",
        "\uf900",
        "か\u3099",
        "a\ufeffb",
    ),
}
# What no predicate may take, and nothing may fail on.
JUNK = (
    "",
    " ",
    "-",
    "\n",
    "0",
    "X",
    "９１１１００００６０００３７３４１Ｌ",
    "٣٣٠١٠٦٠٠٠١٢٩٠٠٤",
    "𝟗" * 18,
    "İ" * 18,
    "企业",
    "A" * 101,
    "9" * 101,
    "https://",
)
HOSTS = {
    "https://Shop.Example.com/a?b#c": "shop.example.com",
    "HTTP://shop.example.com:8443": "shop.example.com",
    "https://shop.example.com:/": "shop.example.com",
    "https://shop.example.com?x=http://other.example/": "shop.example.com",
    "https://user:pass@shop.example.com/": "shop.example.com",
    "https://shop.example.com@evil.example/": "evil.example",
    "https://evil.example#@shop.example.com/": "evil.example",
    "https://evil.example\\@shop.example.com/": "",
    "https://[2001:DB8::1]:443/": "[2001:db8::1]",
    "https://127.0.0.1/": "127.0.0.1",
    "https://:80/": "",
    "https:///path": "",
    "https://例子.example/": "xn--fsqu00a.example",
    "https://例子.测试:8443/a": "xn--fsqu00a.xn--0zwm56d",
    "https://www.例え.テスト/": "www.xn--r8jz45g.xn--zckzah",
    "https://실례.테스트/": "xn--9n2bp8q.xn--9t4b11yi5a",
    "https://παράδειγμα.δοκιμή/": "xn--hxajbheg2az3al.xn--jxalpdlp",
    "https://пример.испытание/": "xn--e1afmkfd.xn--80akhbyknj4f",
    "https://Bücher.example/": "xn--bcher-kva.example",
    "https://faß.example/": "xn--fa-hia.example",
    "https://安室奈美恵-with-super-monkeys/": "xn---with-super-monkeys-pc58ag80a8qai00g7n9n",
    "https://3年b組金八先生.example/": "xn--3b-ww4c5e180e575a65lsy2b.example",
    "https://BÜCHER.example/": "",  # a capital letter that is not ASCII
    "https://例子。example/": "",  # an ideographic full stop
    "https://مثال.example/": "",  # written in Punycode
    "https://𠀀.example/": "",
    "https://a b.example/": "",
    "https://shop.example.com/例子": "",
    "https://shop.example.com/\n": "",
    "mailto:someone@example.com": "",
    "//shop.example.com/": "",
    "shop.example.com": "",
    "": "",
}
DOMAINS = [
    ("https://example.com/", "example.com", True),
    ("https://www.shop.example.com/", "shop.example.com", True),
    ("https://WWW.EXAMPLE.COM/", "Example.com", True),
    ("https://notexample.com/", "example.com", False),
    ("https://example.com.evil.example/", "example.com", False),
    ("https://example.com/", "shop.example.com", False),
    ("https://example.com/", "com", False),
    ("https://example.com/", ".com", False),
    ("https://example.com/", "", False),
    ("", "", False),
    ("https://127.0.0.1/", "0.0.1", False),
    ("https://127.0.0.1/", "127.0.0.1", False),
    ("https://example.com/", "example.com\n", False),
    ("https://www.例子.测试/", "例子.测试", True),
    ("https://www.例子.测试/", "xn--fsqu00a.xn--0zwm56d", True),
    ("https://www.xn--fsqu00a.xn--0zwm56d/", "例子.测试", True),
    ("https://WWW.XN--FSQU00A.XN--0ZWM56D/", "例子.测试", True),
    ("https://例子.测试/", "例.测试", False),
    ("https://子例.测试/", "例子.测试", False),
    ("https://的例子.测试/", "例子.测试", False),
]
MOMENTS = {
    "2024-02-29T15:59:59Z": "2024-02-29",
    "2024-02-29T16:00:00Z": "2024-03-01",
    "2024-03-01T00:00:00+08:00": "2024-03-01",
    "2024-03-01T00:00:00.000001+08:01": "2024-02-29",
    "2024-12-31T23:59:59.9-14:00": "2025-01-01",
    "2024-01-01T00:00:00+14:00": "2023-12-31",
    "1988-07-01T15:30:00Z": "1988-07-01",  # summer time: 00:30 on the 2nd
    "2999-12-31T23:59:59-14:00": "3000-01-01",
}
NO_MOMENTS = (
    "",
    "2024-03-01",
    "2024-03-01T10:00:00",
    "2024-03-01t10:00:00z",
    "2024-02-30T10:00:00Z",
    "2024-03-01T24:00:00Z",
    "2024-03-01T10:00:60Z",
    "2024-03-01T10:00Z",
    "2024-03-01T10:00:00+0800",
    "2024-03-01T10:00:00,5Z",
    " 2024-03-01T10:00:00Z",
    "2024-03-01T10:00:00Z\n",
    "２０２４-03-01T10:00:00Z",
)
NO_DATES = ("", "20240301", "2024-W09-5", "2024-02-30", "2023-02-29", "0000-01-01", "2024-03-01Z")


@pytest.mark.parametrize(("name", "text"), [(n, t) for n, texts in VALID.items() for t in texts])
def test_published_number_passes(name: str, text: str) -> None:
    assert FUNCTIONS[name].call(text) is True


@pytest.mark.parametrize(("name", "text"), [(n, t) for n, texts in INVALID.items() for t in texts])
def test_published_mistake_fails(name: str, text: str) -> None:
    assert FUNCTIONS[name].call(text) is False


@pytest.mark.parametrize("name", PREDICATES_OF_STRINGS)
def test_junk_fails(name: str) -> None:
    function = FUNCTIONS[name]
    for text in JUNK:
        assert function.call(*[text] * len(function.parameters)) is False


@pytest.mark.parametrize("name", sorted(VALID.keys() - OF_ANY_TEXT))
def test_white_space_around_fails(name: str) -> None:
    for text in VALID[name]:
        for around in ("\n", "\r", " ", "\u3000", "\u200b"):
            assert not FUNCTIONS[name].call(text + around)
            assert not FUNCTIONS[name].call(around + text)


@given(st.text(max_size=40))
def test_functions_of_strings_take_any(text: str) -> None:
    results = {"bool": bool, "string": str, "date": str}
    for name in OF_ONE_STRING:
        assert type(FUNCTIONS[name].call(text)) is results[FUNCTIONS[name].result]
    assert not is_host_of(text, text)


def test_organization_code_is_found_in_the_credit_code() -> None:
    assert organization_code_of("91110000600037341L") == "600037341"
    assert organization_code_of("91110000600") == "600"
    assert normalized_organization_code("D2143569-X") == "D2143569X"


@pytest.mark.parametrize(
    ("no", "born"),
    [
        ("11010519491231002X", "1949-12-31"),
        ("440524188001010014", "1880-01-01"),
        ("810000199408230021", "1994-08-23"),
        ("830000199201300022", "1992-01-30"),
        ("911124198108030024", "1981-08-03"),
        ("932682198501010017", "1985-01-01"),
        ("110105194912310020", "1949-12-31"),  # the check is not its business
        ("110105200002290000", "2000-02-29"),
        ("110105190002290000", ""),
        ("110105194913010000", ""),
        ("110105210001010000", ""),
        ("CAN110081080310", ""),
        ("110105491231002", ""),
    ],
)
def test_birth_date_is_read(no: str, born: str) -> None:
    assert birth_date_of(no) == born


@pytest.mark.parametrize(("url", "host"), HOSTS.items())
def test_host_is_read(url: str, host: str) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize(("url", "domain", "verdict"), DOMAINS)
def test_host_is_below_its_domain(url: str, domain: str, verdict: bool) -> None:
    assert is_host_of(url, domain) is verdict


@pytest.mark.parametrize(("moment", "day"), MOMENTS.items())
def test_moment_has_its_date_in_china(moment: str, day: str) -> None:
    assert china_date(moment) == day


@pytest.mark.parametrize("text", NO_MOMENTS)
def test_no_moment_has_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"date|day"):
        china_date(text)


@pytest.mark.parametrize("text", NO_DATES)
def test_no_date_has_no_distance(text: str) -> None:
    with pytest.raises(ValueError, match=r"date|day"):
        days_between("2024-01-01", text)
    with pytest.raises(ValueError, match=r"date|day"):
        days_between(text, "2024-01-01")


days = st.dates(date(1000, 1, 1), date(2999, 12, 31))


@given(days, days)
def test_days_are_counted_both_ways(one: date, other: date) -> None:
    distance = days_between(f"{one}", f"{other}")
    assert one + timedelta(distance) == other
    assert days_between(f"{other}", f"{one}") == -distance


offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(
    st.datetimes(datetime(1001, 1, 1), datetime(2998, 12, 31)),
    offsets,
)
def test_offset_does_not_change_the_date_in_china(moment: datetime, offset: timezone) -> None:
    here = moment.replace(tzinfo=UTC)
    assert (
        china_date(here.astimezone(offset).isoformat()) == f"{(here + timedelta(hours=8)):%Y-%m-%d}"
    )


# The parts of numbers before their check characters, and the characters that a check may be.
BORN = (("1", 1), ("9", 1), (DIGITS, 2), ("0", 1), ("123456789", 1), ("12", 1), ("012345678", 1))
BODIES: dict[str, tuple[tuple[tuple[str, int], ...], str]] = {
    "isUscc": (((USCC, 2), (DIGITS, 6), (USCC, 9)), USCC),
    "isOrganizationCode": (((DIGITS + LETTERS, 8),), DIGITS + "X"),
    "isMod11_10": (((DIGITS, 14),), DIGITS),
    "isMod11_2": (((DIGITS, 31),), DIGITS + "X"),
    "isResidentId": ((("12345678", 1), (DIGITS, 5), *BORN, (DIGITS, 3)), DIGITS + "X"),
    "isHmtResidenceId": ((("8", 1), ("123", 1), ("0", 4), *BORN, (DIGITS, 3)), DIGITS + "X"),
    "isForeignPrId": ((("9", 1), (DIGITS, 5), *BORN, (DIGITS, 3)), DIGITS + "X"),
}


def texts(characters: str, number: int) -> st.SearchStrategy[str]:
    return st.text(characters, min_size=number, max_size=number)


bodies = st.sampled_from(sorted(BODIES)).flatmap(
    lambda name: st.tuples(
        st.just(name), st.tuples(*(texts(*part) for part in BODIES[name][0])).map("".join)
    )
)


def checked(name: str, body: str) -> list[str]:
    """Return the numbers with this body that pass."""
    return [body + check for check in BODIES[name][1] if FUNCTIONS[name].call(body + check)]


@given(bodies)
def test_each_body_has_one_check(case: tuple[str, str]) -> None:
    assert len(checked(*case)) == 1


@given(bodies, st.data())
def test_changed_character_fails(case: tuple[str, str], data: st.DataObject) -> None:
    name, body = case
    (number,) = checked(name, body)
    at = data.draw(st.integers(0, len(number) - 1))
    # GB 11714 gives a letter a value beyond 10, and promises nothing of letters.
    among = DIGITS if name == "isOrganizationCode" else BODIES[name][1]
    old = number[at]
    if old not in among:
        return
    new = data.draw(st.sampled_from([each for each in among if each != old]))
    assert not FUNCTIONS[name].call(f"{number[:at]}{new}{number[at + 1 :]}")


@given(st.from_regex(r"[0-9A-Z]{18}", fullmatch=True), st.data())
def test_changed_character_of_a_lei_fails(body: str, data: st.DataObject) -> None:
    number = body + mod_97_10.calc_check_digits(body)
    assert is_mod97_10(number)
    assert lei.is_valid(number)
    at = data.draw(st.integers(0, len(number) - 1))
    among = DIGITS if number[at] in DIGITS else LETTERS
    new = data.draw(st.sampled_from([each for each in among if each != number[at]]))
    assert not is_mod97_10(f"{number[:at]}{new}{number[at + 1 :]}")


@given(st.from_regex(rf"[0-9]{{8}}[{USCC}]{{10}}", fullmatch=True))
def test_stdnum_agrees_on_credit_codes(number: str) -> None:
    assert is_uscc(number) == uscc.is_valid(number)
    (valid,) = checked("isUscc", number[:-1])
    assert uscc.is_valid(valid)


@given(st.from_regex(r"[0-9]{2,40}", fullmatch=True))
def test_stdnum_agrees_on_digits(number: str) -> None:
    assert is_mod11_10(number) == mod_11_10.is_valid(number)
    assert is_mod11_2(number) == mod_11_2.is_valid(number)
    if len(number) > 2:
        assert is_mod97_10(number) == mod_97_10.is_valid(number)


@given(st.dates(date(1900, 1, 1), date(2020, 12, 31)), st.integers(0, 999))
def test_stdnum_agrees_on_residents(born: date, serial: int) -> None:
    (number,) = checked("isResidentId", f"110105{born:%Y%m%d}{serial:03}")
    assert ric.is_valid(number)
    assert birth_date_of(number) == f"{ric.get_birth_date(number)}" == f"{born}"


def test_stdnum_is_wrong_where_it_is_said_to_be() -> None:
    (authority,) = checked("isUscc", "A1330108MA27DEM14")
    assert not uscc.is_valid(authority)
    for number in ("810000199408230021", "911124198108030024", "440524188001010014"):
        assert not ric.is_valid(number)
        assert is_resident_id(number) or is_foreign_pr_id(number)


def test_residence_permit_is_a_resident_number_too() -> None:
    assert all(is_resident_id(no) for no in VALID["isHmtResidenceId"])
    assert not any(is_hmt_residence_id(no) for no in RESIDENT)


def test_organization_code_of_a_credit_code_passes() -> None:
    assert is_organization_code(organization_code_of("91110000600037341L"))


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=lambda function: function.name)
def test_docstring_cites_a_standard(function: Function) -> None:
    assert re.search(r"GB \d|ISO[ /]|RFC \d", function.call.__doc__ or "")


def test_every_function_is_described_in_both_languages() -> None:
    described = read_yaml(ROOT / "schemas/v1/functions.yaml").value
    assert described.keys() == ALL.keys()
    assert all({*words} == {"en", "zh"} for words in described.values())


def test_stylesheet_has_the_same_functions() -> None:
    top = etree.parse(STYLESHEET).getroot()
    named = {
        each.get("name", "").removeprefix("f:"): len(each.findall(f"{XSL}param"))
        for each in top.findall("{*}*")
    }
    assert all(each.tag == f"{XSL}function" for each in top.findall("{*}*"))
    assert {name: number for name, number in named.items() if not name.endswith("_")} == {
        name: len(function.parameters) for name, function in FUNCTIONS.items()
    }


def python_says(case: Case) -> str:
    name, arguments = case
    try:
        result = FUNCTIONS[name].call(*arguments)
    except ValueError:
        return "error"
    return str(result).lower() if isinstance(result, bool) else str(result)


def harness() -> str:
    """Return a stylesheet that calls the function that each element is named after."""
    calls = ""
    for name, function in FUNCTIONS.items():
        values = ", ".join(f"a[{i}]/string()" for i, _ in enumerate(function.parameters, 1))
        calls += f'<xsl:when test="self::{name}"><xsl:value-of select="f:{name}({values})"/>'
        calls += "</xsl:when>"
    return f"""<xsl:stylesheet version="3.0" xmlns:xsl="{XSL[1:-1]}"
        xmlns:f="https://w3id.org/swschema/v1/functions" exclude-result-prefixes="f">
      <xsl:import href="{STYLESHEET.as_uri()}"/>
      <xsl:template match="/">
        <said><xsl:for-each select="cases/*"><a><xsl:try>
          <xsl:choose>{calls}</xsl:choose>
          <xsl:catch errors="f:notADate">error</xsl:catch>
        </xsl:try></a></xsl:for-each></said>
      </xsl:template>
    </xsl:stylesheet>"""


def xslt_says(cases: Iterable[Case]) -> list[str]:
    """Return what the stylesheet says of all cases, in one run; `error` where it fails."""
    asked = etree.Element("cases")
    for name, arguments in cases:
        case = etree.SubElement(asked, name)
        for argument in arguments:
            etree.SubElement(case, "a").text = argument
    with PySaxonProcessor(license=False) as saxon:
        compiled = saxon.new_xslt30_processor().compile_stylesheet(stylesheet_text=harness())
        document = saxon.parse_xml(xml_text=etree.tostring(asked, encoding="unicode"))
        said = compiled.transform_to_string(xdm_node=document)
    return [each.text or "" for each in etree.fromstring(said.encode()).iter("a")]


def fixtures() -> Iterator[Case]:
    """Yield every value above, for every function that may be asked of it."""
    found = {*JUNK, *HOSTS, *NO_MOMENTS, *MOMENTS, *NO_DATES}
    found.update(text for table in (VALID, INVALID) for each in table.values() for text in each)
    for text in sorted(found | {f"{text}\n" for text in found} | {f" {text}" for text in found}):
        yield from ((name, (text,)) for name in [*OF_ONE_STRING, "chinaDate"])
        yield "daysBetween", (text, "2024-03-01")
        yield "daysBetween", ("2024-03-01", text)
        yield "isHostOf", (text, text)
    yield from (("isHostOf", (url, domain)) for url, domain, _ in DOMAINS)


def generated(number: int) -> Iterator[Case]:
    """Yield chances by a fixed seed: numbers that pass, one change away from that, and dates."""
    chance = random.Random(20320)
    for _ in range(number // 4):
        name = chance.choice(sorted(BODIES))
        body = "".join("".join(chance.choices(part, k=size)) for part, size in BODIES[name][0])
        (passes,) = checked(name, body)
        identifier = body + mod_97_10.calc_check_digits(body)
        for text in (passes, identifier, changed(passes, chance), changed(identifier, chance)):
            yield from ((each, (text,)) for each in OF_ONE_STRING)
        day = f"{chance.randint(1000, 2999)}-{chance.randint(1, 12):02}-{chance.randint(1, 31):02}"
        zone = f"{chance.choice('+-')}{chance.randint(0, 14):02}:{chance.randint(0, 59):02}"
        label = "".join(chance.choices("ab1-ßéüαωжи例子测试のテ실례", k=chance.randint(1, 12)))
        yield "isHostOf", (f"https://www.{label}.example/", host_of(f"https://{label}.example/"))
        yield "daysBetween", (day, "2024-03-01")
        yield "chinaDate", (f"{day}T{chance.randint(0, 24):02}:59:59{zone}",)


def changed(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    return f"{text[:at]}{chance.choice(DIGITS + LETTERS + '-٣é')}{text[at + 1 :]}"


def test_python_and_xslt_agree() -> None:
    cases = [*fixtures(), *generated(2000)]
    found = list(zip(cases, map(python_says, cases), xslt_says(cases), strict=True))
    assert [each for each in found if each[1] != each[2]] == []
    seen = {(case[0], verdict) for case, verdict, _ in found}
    assert {(name, verdict) for name in PREDICATES for verdict in ("true", "false")} <= seen
    assert {("chinaDate", "error"), ("daysBetween", "error")} <= seen


def test_xslt_takes_nothing_for_empty() -> None:
    names = [*OF_ONE_STRING, "isHostOf"]
    assert xslt_says((name, ()) for name in names) == [
        "true" if name in OF_ANY_TEXT else "false" if name in PREDICATES else "" for name in names
    ]

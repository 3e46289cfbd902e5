"""The peers' validators of a record, made once; a library is loaded when it is asked for."""

from functools import cache
from typing import Any

import orjson

from swschema.schema.files import bundle_path, xsd_path


def definition(record: str) -> Any:
    return orjson.loads(bundle_path(record).read_bytes())


@cache
def rust(record: str) -> Any:
    import jsonschema_rs

    # The same options as swschema's: what it adds is then all that differs.
    return jsonschema_rs.Draft202012Validator(
        definition(record), validate_formats=True, pattern_options=jsonschema_rs.RegexOptions()
    )


@cache
def python(record: str) -> Any:
    import jsonschema

    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    return jsonschema.Draft202012Validator(definition(record), format_checker=checker)


@cache
def libxml2() -> Any:
    from lxml import etree

    return etree.XMLSchema(etree.parse(xsd_path("swschema")))


@cache
def xmlschema() -> Any:
    import xmlschema as library

    return library.XMLSchema10(str(xsd_path("swschema")), allow="local")

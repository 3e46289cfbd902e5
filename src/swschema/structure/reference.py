"""The second, independent engine: python-jsonschema for JSON, xmlschema for XML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from swschema.errors import MissingExtraError
from swschema.schema.files import record_schema, xsd_path
from swschema.schema.shapes import matcher
from swschema.schema.violation import Violation

try:
    import jsonschema
    import rfc3339_validator  # type: ignore[import-untyped]  # noqa: F401 - for date-time
    import xmlschema
except ImportError as error:
    raise MissingExtraError("the reference engine", "reference") from error

if TYPE_CHECKING:
    from lxml import etree


def _pattern(
    _validator: Any, pattern: str, instance: Any, _schema: Any
) -> Iterator[jsonschema.ValidationError]:
    """Check `pattern` with an end that is the end; Python's $ also matches before a line break."""
    if isinstance(instance, str) and not matcher(pattern).match(instance):
        yield jsonschema.ValidationError("does not match the pattern")


_Validator = jsonschema.validators.extend(  # type: ignore[no-untyped-call]
    jsonschema.Draft202012Validator, {"pattern": _pattern}
)


@cache
def _validator(record: str) -> Any:
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    return _Validator(record_schema(record), format_checker=checker)


@cache
def _schema() -> xmlschema.XMLSchema10:
    return xmlschema.XMLSchema10(str(xsd_path("swschema")), allow="local")


class ReferenceEngine:
    """Validates by python-jsonschema and xmlschema."""

    def accepts_json(self, record: str, value: Mapping[str, Any]) -> bool:
        """Return whether a value is a valid record."""
        return bool(_validator(record).is_valid(value))

    def violations(self, record: str, value: Mapping[str, Any]) -> Iterator[Violation]:
        """Yield all violations of a value."""
        for error in _validator(record).iter_errors(value):
            path = tuple(error.absolute_path)
            match error.validator:
                case "required":
                    # One error for each name, which only the message of the error has.
                    for name in error.validator_value:
                        if name not in error.instance:
                            yield Violation((*path, name), "required")
                case "additionalProperties":
                    for name in error.instance.keys() - error.schema["properties"].keys():
                        yield Violation((*path, name), "additionalProperties")
                case keyword:
                    yield Violation(path, str(keyword), error.validator_value)

    def accepts_xml(self, root: etree._Element) -> bool:
        """Return whether an element is a valid record."""
        return _schema().is_valid(cast("Any", root))  # it takes lxml's elements too

    def xml_message(self, root: etree._Element) -> str:
        """Return xmlschema's first message about an invalid element."""
        return next(
            (error.reason or "invalid" for error in _schema().iter_errors(cast("Any", root))),
            "invalid",
        )

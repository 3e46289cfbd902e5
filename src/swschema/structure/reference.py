"""The second, independent engine: python-jsonschema for JSON, xmlschema for XML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from swschema.convert.value import read_value
from swschema.errors import ConversionError, MissingExtraError
from swschema.i18n import _
from swschema.schema.files import record_schema, xsd_path
from swschema.schema.shapes import Kind, Member, ObjectType, Scalar, matcher, root
from swschema.schema.violation import Violation
from swschema.structure.long_lists import has_long_lists

try:
    import jsonschema
    import rfc3339_validator  # type: ignore[import-untyped]  # noqa: F401 - for date-time
    import xmlschema
except ImportError as error:
    raise MissingExtraError(_("the reference engine"), "reference") from error

if TYPE_CHECKING:
    from lxml import etree

    from swschema.parse.document import Document

WHITE = " \t\n\r"  # all that is white space in XML


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
                    own = error.schema["properties"]
                    for name in (name for name in error.instance if name not in own):
                        yield Violation((*path, name), "additionalProperties")
                case keyword:
                    yield Violation(path, str(keyword), error.validator_value)

    def accepts_xml(self, document: Document, *, is_read: bool) -> bool:
        """Return whether an XML document is a valid record."""
        del is_read  # the XML Schema decides, whatever it costs
        if has_long_lists(document) and not self._accepts_value(document):
            return False
        # xmlschema takes lxml's elements too.
        root = cast("Any", document.element)
        return not _has_other_spaces(root) and _schema().is_valid(root)

    def _accepts_value(self, document: Document) -> bool:
        try:
            value = read_value(document)
        except ConversionError:
            return False
        return self.accepts_json(document.record_type, value)

    def xml_message(self, root: etree._Element) -> str:
        """Return xmlschema's first message about an invalid element."""
        return next(
            (error.reason or "invalid" for error in _schema().iter_errors(cast("Any", root))),
            "invalid",
        )


def _has_other_spaces(element: etree._Element) -> bool:
    """Return whether a record has what is no white space in XML where only that may stand.

    xmlschema strips all that Python takes for white space, such as U+3000, between elements and
    around numbers and dates.
    """
    return _has_in_object(element, root(str(element.tag).rpartition("}")[2]))


def _has_in_object(element: etree._Element, record: ObjectType) -> bool:
    return _is_stripped(element.text) or any(
        _is_stripped(child.tail) or _has_in_member(child, record.by_tag.get(str(child.tag)))
        for child in element
    )


def _has_in_member(element: etree._Element, member: Member | None) -> bool:
    if member is None:
        return False  # xmlschema rejects the element
    if member.item is None:
        return _has_in_value(element, member.shape)
    return _is_stripped(element.text) or any(
        _is_stripped(item.tail) or _has_in_value(item, member.shape) for item in element
    )


def _has_in_value(element: etree._Element, shape: ObjectType | Scalar) -> bool:
    if isinstance(shape, ObjectType):
        return _has_in_object(element, shape)
    return shape.kind is not Kind.STRING and _is_stripped(element.text)


def _is_stripped(text: str | None) -> bool:
    """Return whether Python strips more of a text than XML does."""
    return text is not None and text.strip() != text.strip(WHITE)

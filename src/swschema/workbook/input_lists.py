"""What a cell offers and refuses: drop-down lists of codes, lengths, dates, whole numbers."""

from __future__ import annotations

from typing import Any

from swschema.i18n import _
from swschema.schema.shapes import Kind, Scalar
from swschema.workbook.cells import show_flag
from swschema.workbook.codes import codes_in_force, label_codes
from swschema.workbook.guidance import Guidance
from swschema.workbook.layout import Content, SheetField
from swschema.workbook.names import in_languages, meaning
from swschema.workbook.package import column_letters

KEY = "swschema-codes"
MOST = 255  # characters of a message that Excel shows beside a cell
TITLE = 32


class InputLists:
    """The lists of codes that a workbook offers, and the rules of its cells."""

    def __init__(self, guidance: Guidance) -> None:
        self._guidance = guidance
        self._columns: dict[str, list[str]] = {}

    def rule_of(self, field: SheetField) -> dict[str, Any] | None:
        """Return the rule of a field's cells as XlsxWriter has it; None where anything goes."""
        if field.member is None or not isinstance(field.member.shape, Scalar):
            return None
        scalar, schema = field.member.shape, field.member.schema
        several = field.content is Content.VALUES
        rule: dict[str, Any] = {"validate": "any"} if several else _plain_rule(scalar)
        if scalar.codes and len(scalar.codes) > 1:
            rule = {"validate": "list", "source": f"={self._range(scalar)}"}
        elif scalar.kind is Kind.BOOLEAN:
            languages = self._guidance.languages
            rule = {"validate": "list", "source": [show_flag(each, languages) for each in (1, 0)]}
        languages = self._guidance.languages
        texts = meaning(schema, languages)
        if several:
            texts = f"{in_languages(languages, _several, ' ')}\n{texts}"
        rule["input_message"] = texts[:MOST]
        if several:
            rule["show_error"] = False
        rule["error_type"] = "warning"
        rule["error_title"] = in_languages(languages[:1], lambda: _("Check the value"), "")[:TITLE]
        rule["error_message"] = in_languages(languages, lambda: _explain(scalar), "\n")[:MOST]
        return rule

    def write(self, book: Any, page: Any) -> None:
        """Write the lists on a sheet that people need not see."""
        page.hide()
        page.write_string(0, 0, KEY)
        for column, (name, labels) in enumerate(self._columns.items(), start=1):
            page.write_string(0, column, name)
            page.write_column(1, column, labels)
            letter = column_letters(column + 1)
            at = f"=_codes!${letter}$2:${letter}${len(labels) + 1}"
            book.define_name(_range_name(name), at)

    def _range(self, scalar: Scalar) -> str:
        if scalar.name not in self._columns:
            labels = label_codes(scalar, self._guidance.languages)
            offered = codes_in_force(scalar, self._guidance.day) or scalar.codes
            self._columns[scalar.name] = [labels[code] for code in offered]
        return _range_name(scalar.name)


def _range_name(name: str) -> str:
    return f"codes_{name}"


def _plain_rule(scalar: Scalar) -> dict[str, Any]:
    limits = scalar.limits
    if scalar.kind is Kind.INTEGER:
        most = min(limits.get("maximum", 10**15), 10**15)
        least = limits.get("minimum", 0)
        return {"validate": "integer", "criteria": "between", "minimum": least, "maximum": most}
    longest = limits.get("maxLength")
    if scalar.format is None and longest is not None and longest <= 32_000:
        return {"validate": "length", "criteria": "<=", "value": longest}
    return {"validate": "any"}


def _several() -> str:
    return _("One value on each line (Alt+Enter).")


def _explain(scalar: Scalar) -> str:
    if scalar.codes or scalar.kind is Kind.BOOLEAN:
        return _("This is none of the values in the list.")
    if scalar.kind is Kind.INTEGER:
        return _("Write a whole number.")
    return _("At most {count} characters.").format(count=scalar.limits.get("maxLength", ""))

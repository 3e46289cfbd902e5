"""Settings of the rules that a caller may change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from swschema.rules.dates import today_in_china

RuleSeverity = Literal["error", "warning", "off"]


@dataclass(frozen=True)
class Settings:
    """How the rules are applied to records.

    Attributes:
        rules: whether rules are applied, or only the structure is checked.
        as_of: the day of checking, as YYYY-MM-DD, after which nothing is dated but what may lie
            ahead, such as a deadline; by default today in China. What is in force, codes and
            rules, is looked up for the date that each record bears.
        severities: for some rules, another severity by id, or "off".
        parameters: for some rules, other values of parameters by id and name.
        attachments: the folder that has the files of attachments, by file name.
    """

    rules: bool = True
    as_of: str | None = None
    severities: Mapping[str, RuleSeverity] = field(default_factory=dict)
    parameters: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    attachments: Path | None = None

    def with_day(self, day: str | None = None) -> Settings:
        """Return these settings with a day of checking, by default theirs, or else today."""
        return replace(self, as_of=day or self.as_of or today_in_china())

    @cached_property
    def all_parameters(self) -> Mapping[str, Mapping[str, Any]]:
        """The values of all parameters of all rules."""
        from swschema.rules.v1 import PARAMETERS

        if not self.parameters:
            return PARAMETERS
        return {
            rule: {**own, **_merge(own, self.parameters.get(rule, {}))}
            for rule, own in PARAMETERS.items()
        }


def _merge(own: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Return other values of parameters; kinds that a map does not name keep what they have."""
    return {
        name: {**own[name], **value} if isinstance(value, Mapping) else value
        for name, value in other.items()
    }


DEFAULT_SETTINGS = Settings()
STRUCTURE = Settings(rules=False)  # check the structure only

"""Dates and times as options of commands."""

from __future__ import annotations

from typing import Any

import click

from swschema.errors import ExchangeError


class Moment(click.ParamType[str]):
    """A date and time with its offset, given to the program as the specification spells it."""

    name = "datetime"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the text in the spelling of the specification; fail where it is none."""
        from swschema.exchange.moments import read_moment

        try:
            return read_moment(str(value))
        except ExchangeError:
            self.fail("give a date and time such as 2024-03-01T09:30:00+08:00", param, ctx)


MOMENT = Moment()

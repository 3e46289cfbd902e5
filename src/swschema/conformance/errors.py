"""Errors of a validator under test in following the protocol."""

from __future__ import annotations

from dataclasses import dataclass

from swschema.errors import SwschemaError


@dataclass
class ProtocolError(SwschemaError):
    """A validator does not follow the protocol, so that it has no score.

    Attributes:
        command: the command that runs it.
        reason: what it did, in a clause whose subject is the validator.
    """

    command: str
    reason: str

    def _message(self) -> str:
        return f"{self.command}: {self.reason}"

"""The work that the evaluation of rules may do, in items of lists that are looked at."""

from __future__ import annotations

WORK = " work"  # the name that no expression has for the work that may still be done


class WorkSpentError(Exception):
    """An evaluation takes more work than is allowed."""


class Work:
    """The work that evaluations may do, in items of lists that are looked at."""

    __slots__ = ("left",)

    def __init__(self, left: int) -> None:
        self.left = left

    def spend(self, items: int) -> None:
        """Count work that is about to be done.

        Raises:
            WorkSpentError: if no more is allowed.
        """
        self.left -= items
        if self.left < 0:
            raise WorkSpentError

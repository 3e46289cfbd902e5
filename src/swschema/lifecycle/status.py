"""The status of a registration, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from swschema.i18n import choose_text
from swschema.problems import Problem


@dataclass(frozen=True, slots=True)
class BilingualText:
    """A text in both languages."""

    en: str
    zh: str

    def __str__(self) -> str:
        """Return it in the language in use."""
        return choose_text({"en": self.en, "zh": self.zh})


@dataclass(frozen=True, slots=True)
class ProgressStep:
    """A step of the progress so far.

    Attributes:
        state: the state that it led to, a code of `registrationStatus`.
        trigger: what happened.
        day: when, as YYYY-MM-DD; None where the records do not show it.
    """

    state: str
    trigger: BilingualText
    day: str | None


@dataclass(frozen=True, slots=True)
class WindowStatus:
    """How far the registration has come at a window: codes of `window` and `windowStatus`."""

    window: str
    state: str


@dataclass(frozen=True, slots=True)
class RequiredItem:
    """Something that the next step needs.

    Attributes:
        words: what it is.
        window: the window concerned.
        actor: who has to act: ENTERPRISE, its AGENT, or an AUTHORITY.
        missing: whether the records lack it; None where they do not show it.
    """

    words: BilingualText
    window: str
    actor: str
    missing: bool | None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A point that an interview left open.

    Attributes:
        topic: a code of `interviewTopic`.
        authority: the one that raised it.
        due: the last day for settling it, if there is one.
    """

    topic: str
    authority: str
    due: str | None

    def days_left(self, as_of: str) -> int | None:
        """Return how many days there are to its last day, if it has one, from another."""
        return _days(as_of, self.due) if self.due else None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day that matters now.

    Attributes:
        words: what happens on it.
        window: the window concerned.
        day: the day, as YYYY-MM-DD.
    """

    words: BilingualText
    window: str
    day: str

    def days_left(self, as_of: str) -> int:
        """Return how many days there are to it from another; negative once it has passed."""
        return _days(as_of, self.day)


def _days(earlier: str, later: str) -> int:
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days


@dataclass(frozen=True, slots=True)
class RegistrationStatus:
    """The status of a registration, and what it needs next.

    Attributes:
        registration_id: its identifier.
        legal_name: the enterprise's, once it is filled in.
        stated: the status that the registration states.
        reached: the state that the records lead to.
        agrees: whether the status is that state, or one further on by steps of which the records
            at hand show nothing.
        steps: the steps so far, the latest last.
        windows: how far it has come at each window.
        items: what the next step needs.
        follow_ups: what interviews left open.
        deadlines: the days that matter, the earliest first.
        as_of: the day that this is of, as YYYY-MM-DD.
        errors: the errors in the records, but for a status that does not match the progress
            (ST01), which `agrees` shows; once they are corrected, the rest may change.
    """

    registration_id: str
    legal_name: str | None
    stated: str
    reached: str
    agrees: bool
    steps: tuple[ProgressStep, ...]
    windows: tuple[WindowStatus, ...]
    items: tuple[RequiredItem, ...]
    follow_ups: tuple[FollowUp, ...]
    deadlines: tuple[Deadline, ...]
    as_of: str
    errors: tuple[Problem, ...] = ()

    @property
    def state(self) -> str:
        """The state that it is in: the one stated, unless the records deny it."""
        return self.stated if self.agrees else self.reached

"""The steps of a registration through its states."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from swschema.lifecycle.status import BilingualText, ProgressStep


@dataclass(frozen=True, slots=True)
class Transition:
    """A step from one state to another, and what the records at hand show of it.

    Attributes:
        before: the states that it leads from; none for the beginning.
        to: the state that it leads to.
        trigger: what happens.
        shown: whether these records would show it.
        happened: whether they do.
        days: the days on which they say that it happened.
    """

    before: tuple[str, ...]
    to: str
    trigger: BilingualText
    shown: bool
    happened: bool
    days: tuple[str, ...]

    def follows(self, state: str | None) -> bool:
        """Return whether it leads from a state; None is the beginning."""
        return state in self.before if self.before else state is None

    def step(self, day: str | None = None) -> ProgressStep:
        """Return it as a step."""
        return ProgressStep(self.to, self.trigger, day)


def trace_steps(
    transitions: Sequence[Transition], reached: str, stated: str
) -> tuple[list[ProgressStep], bool]:
    """Return the steps to the status of a registration, and whether they include the one stated.

    Args:
        transitions: all of them.
        reached: the state that the records lead to.
        stated: the status that the registration states.
    """
    way = [*_shown_way(transitions)]
    state = way[-1].state if way else None
    if state != reached:
        rest = _between(transitions, state, reached, lambda each: each.happened)
        way += rest or [each.step() for each in transitions if each.to == reached][:1]
    if stated == reached:
        return way, True
    silent = _between(transitions, reached, stated, lambda each: not each.shown)
    return [*way, *silent], bool(silent)


def _shown_way(transitions: Sequence[Transition]) -> Iterator[ProgressStep]:
    """Yield the steps that have a day, and those without one that must lie between them."""
    events = sorted({(day, number) for number, each in enumerate(transitions) for day in each.days})
    state = None
    for day, group in groupby(events, key=lambda event: event[0]):
        waiting = [transitions[number] for _day, number in group]
        while waiting:
            found = _first(transitions, state, waiting)
            if found is None:
                break
            between, event = found
            yield from between
            yield event.step(day)
            waiting.remove(event)
            state = event.to


def _first(
    transitions: Sequence[Transition], state: str | None, waiting: Iterable[Transition]
) -> tuple[list[ProgressStep], Transition] | None:
    """Return the first event that follows, after steps of which no day is known if need be."""
    for event in waiting:
        if event.follows(state):
            return [], event
    for event in waiting:
        for before in event.before:
            between = _between(
                transitions, state, before, lambda each: each.happened and not each.days
            )
            if between:
                return between, event
    return None


def _between(
    transitions: Iterable[Transition],
    start: str | None,
    end: str,
    taken: Callable[[Transition], bool],
) -> list[ProgressStep]:
    """Return the fewest steps from one state to another; none where there is no such path."""
    usable = [each for each in transitions if taken(each)]
    ways: list[tuple[str | None, list[ProgressStep]]] = [(start, [])]
    seen = {start}
    for state, steps in ways:
        for each in usable:
            if each.follows(state) and each.to not in seen:
                seen.add(each.to)
                ways.append((each.to, [*steps, each.step()]))
                if each.to == end:
                    return ways[-1][1]
    return []

"""Searching for a plan by trying others: many searches side by side, their trials in one batch.

A search is a generator. It yields the trials that it wants made, each a plan and the number of an
imagined future, is sent what they are worth, and returns the plan that it has found.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import NamedTuple

from game.engine.plans import Plan


class Trial(NamedTuple):
    """A plan to be tried in an imagined future."""

    plan: Plan
    """The plan."""
    number: int
    """The future; the same number is the same luck for every plan."""
    stance: int = 0
    """How the seat goes on after this turn, where the future is played to its end."""


Worths = list[float | None]
"""What trials are worth; none where what is hidden would have forbidden the plan."""

Search = Generator[list[Trial], Worths, Plan]
"""One search."""

Try = Callable[[list[tuple[int, Trial]]], Worths]
"""Make trials, each with the place of its search."""


def pursue(searches: Sequence[Search], try_all: Try) -> list[Plan]:
    """Carry on searches round by round until each has found its plan."""
    found: dict[int, Plan] = {}
    wanted: dict[int, list[Trial]] = {}
    for place, search in enumerate(searches):
        _advance(place, search, None, found, wanted)
    while wanted:
        worths = try_all([(place, trial) for place, trials in wanted.items() for trial in trials])
        answered, wanted = wanted, {}
        for place, trials in answered.items():
            mine, worths = worths[: len(trials)], worths[len(trials) :]
            _advance(place, searches[place], mine, found, wanted)
    return [found[place] for place in range(len(searches))]


def _advance(
    place: int,
    search: Search,
    worths: Worths | None,
    found: dict[int, Plan],
    wanted: dict[int, list[Trial]],
) -> None:
    """Let a search go on to its next trials, or to its end."""
    try:
        wanted[place] = next(search) if worths is None else search.send(worths)
    except StopIteration as end:
        found[place] = end.value


def find_mean(worths: Worths) -> float:
    """Return the mean worth of a plan, lower than any where it was possible nowhere."""
    known = [worth for worth in worths if worth is not None]
    return sum(known) / len(known) if known else float("-inf")

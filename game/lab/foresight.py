"""Forecasts of plans at one opening: all under the same luck, each refined as far as is asked.

After the planned turn the seat goes on as it has practised, on that of its courses which comes to
more after the plan in the first futures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import fsum
from threading import Lock
from types import MappingProxyType

from game.engine import Opening, Plan, Rules
from game.lab.forecast import Forecast, sum_up
from game.lab.futures import Futures, play_futures, press_on
from game.policy.imagination import imagine, list_unknowns
from game.policy.leaning import Factors, list_courses

FUTURES = 1000
"""How many futures a forecast is made of."""

STEPS = (50,)
"""After so many the first numbers are told; more steps would each cost some 80 ms in NumPy."""

SCOUTS = STEPS[0]
"""In at most so many futures every course is tried after a plan."""

PLAYING = Lock()
"""Only one thread plays futures at a time: they share the tape of the scenario."""

NOBODY: Mapping[str, str] = MappingProxyType({})
"""No seat is played by a policy of its own."""

Key = tuple[tuple[str, ...], tuple[tuple[str, str], ...]] | None
"""A plan as a key, whatever the order in which it was made."""


class Foresight:
    """What a seat can foresee at an opening."""

    def __init__(
        self,
        rules: Rules,
        opening: Opening,
        seat: str,
        names: Sequence[str],
        opponents: Mapping[str, str] = NOBODY,
        breathe: Callable[[], None] = press_on,
    ) -> None:
        """Take an opening.

        Args:
            rules: The compiled scenario.
            opening: The opening that the seat sees.
            seat: Who plans.
            names: Variables and derived values that the seat sees.
            opponents: The names of the policies of other seats, where they are not the weights.
            breathe: Called every few milliseconds of play; it returns when play may go on.
        """
        self.breathe = breathe
        self.opponents = opponents
        self.rules = rules
        self.opening = opening
        self.seat = seat
        self.names = tuple(names)
        self.unknowns = list_unknowns(rules, opening.state, seat)
        self.practised = bool(rules.scenario.practice.get(seat))
        self._courses = list_courses(rules, seat)
        self._taken: dict[Key, Factors] = {}
        self._known: dict[Key, Forecast] = {}

    def recall(self, plan: Plan | None) -> Forecast | None:
        """Return the forecast of a plan as far as it has been made."""
        return self._known.get(_key(plan))

    def refine(self, plan: Plan | None, futures: int) -> Forecast:
        """Return the forecast of a plan from at least so many imagined worlds.

        Without a plan the seat chooses in this turn too as it goes on.
        """
        (forecast,) = self.refine_all((plan,), futures)
        return forecast

    def refine_all(self, plans: Sequence[Plan | None], futures: int) -> tuple[Forecast, ...]:
        """Return the forecasts of several plans from at least so many of the same worlds."""
        with PLAYING:
            lacking: dict[tuple[bool, int], dict[Key, Plan | None]] = {}
            for plan in plans:
                known = self._known.get(_key(plan))
                tried = known.tried if known else 0
                if tried < futures:
                    lacking.setdefault((plan is None, tried), {})[_key(plan)] = plan
            for (_, tried), found in lacking.items():
                self._extend(tuple(found.values()), range(tried, futures))
            return tuple(self._known[_key(plan)] for plan in plans)

    def refine_stepwise(
        self, plans: Sequence[Plan | None], futures: int = FUTURES
    ) -> Iterator[tuple[Forecast, ...]]:
        """Yield the forecasts of several plans, each time from more of the same worlds."""
        for step in (*(step for step in STEPS if step < futures), futures):
            yield self.refine_all(plans, step)

    def _extend(self, plans: Sequence[Plan | None], numbers: range) -> None:
        """Try plans in the worlds that are missing, all at once."""
        from game.engine.batch.kernels import warm_up

        if numbers.start == 0:
            first = numbers[:SCOUTS] if len(self._courses) > 1 else numbers
            tries = [(plan, course) for plan in plans for course in self._courses]
            chunks = iter(self._play(tries, first))
            for plan in plans:
                tried = {course: next(chunks) for course in self._courses}
                best = max(tried, key=lambda course: fsum(tried[course].worths))
                self._taken[_key(plan)] = best
                self._add(plan, tried[best])
            numbers = numbers[len(first) :]
        if numbers:
            tries = [(plan, self._taken[_key(plan)]) for plan in plans]
            for plan, chunk in zip(plans, self._play(tries, numbers), strict=True):
                self._add(plan, chunk)
        warm_up()  # After the first numbers: fetching compiled code would only delay them.

    def _add(self, plan: Plan | None, chunk: Futures) -> None:
        known = self._known.get(_key(plan))
        played = (*(known.played if known else ()), chunk)
        self._known[_key(plan)] = sum_up(self.rules, self.opening.turn, plan, played)

    def _play(
        self, tries: Sequence[tuple[Plan | None, Factors]], numbers: range
    ) -> tuple[Futures, ...]:
        """Play plans in some worlds, each with a course to go on by."""
        from game.engine.batch import find_tape

        tape, state = find_tape(self.rules), self.opening.state
        plans, courses = zip(*tries, strict=True)
        worlds = imagine(tape, state, self.seat, numbers.start, numbers.stop, len(plans))
        return play_futures(
            worlds,
            self.opening,
            self.seat,
            plans,
            courses,
            self.names,
            self.opponents,
            self.breathe,
        )


def _key(plan: Plan | None) -> Key:
    if plan is None:
        return None
    return tuple(sorted(plan.orders)), tuple(sorted(plan.choices.items()))

"""Trying plans on imagined futures of a turn.

The same number is the same future for every plan that is tried: the same hidden values, the same
luck, the same plans of the other seats, which all go by their weights. So plans are compared and
not their luck.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from game.engine.opening import Opening, open_turn
from game.engine.plans import Plan, check_plan
from game.engine.rules import Rules
from game.engine.state import State
from game.engine.turn import resolve
from game.errors import IllegalChoice
from game.policy.aim import Aim
from game.policy.imagination import imagine_opening
from game.policy.weights import choose_by_weights


@dataclass(slots=True)
class Foresight:
    """The imagined futures of one seat's turn, made when they are first asked for."""

    rules: Rules
    """The compiled scenario."""
    opening: Opening
    """The opening that the seat sees."""
    seat: str
    """Who plans."""
    aim: Aim
    """What it wants."""
    futures: dict[int, tuple[Opening, Mapping[str, Plan]]] = field(default_factory=dict)
    """The imagined openings with the plans of the others, by number."""

    def look(self, plan: Plan, number: int) -> float | None:
        """Return the worth of the state after the turn, or none where the plan is impossible."""
        state = self._take_turn(plan, number)
        return None if state is None else self.aim.judge(self.rules, state)

    def roll_out(self, plan: Plan, number: int) -> float | None:
        """Return the worth at the game's end when all seats go on by their weights."""
        state = self._take_turn(plan, number)
        if state is None:
            return None
        while state.end is None:
            opening = open_turn(self.rules, state)
            state, _ = resolve(self.rules, opening, self._let_choose(opening))
        return self.aim.judge(self.rules, state)

    def see(self, number: int) -> Opening:
        """Return an imagined opening."""
        return self._imagine(number)[0]

    def _imagine(self, number: int) -> tuple[Opening, Mapping[str, Plan]]:
        if number not in self.futures:
            opening = imagine_opening(self.rules, self.opening, self.seat, number)
            self.futures[number] = opening, self._let_choose(opening)
        return self.futures[number]

    def _let_choose(self, opening: Opening) -> dict[str, Plan]:
        """Return the plans of all seats by weights; human seats are silent after the last turn."""
        return {
            name: choose_by_weights(self.rules, opening, name)
            for name, seat in self.rules.seats.items()
            if not (seat.human and opening.turn > self.rules.turns)
        }

    def _take_turn(self, plan: Plan, number: int) -> State | None:
        """Return the state after the turn; none where what is hidden forbids the plan."""
        opening, others = self._imagine(number)
        try:
            check_plan(self.rules, opening, self.seat, plan)
        except IllegalChoice:
            return None
        return resolve(self.rules, opening, {**others, self.seat: plan})[0]

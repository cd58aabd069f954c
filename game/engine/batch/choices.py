"""What seats choose between the opening and the end of a turn, in many games at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from game.engine.batch.columns import Columns, Marks, Numbers
from game.engine.batch.luck import draw_many
from game.engine.batch.tape import Tape
from game.engine.plans import Plan
from game.engine.rules import Rules


class Choices:
    """What can be chosen in the turn of a batch, what a bot makes of it, and what is chosen."""

    def __init__(self, tape: Tape, columns: Columns, turn: int) -> None:
        """Take over columns that stand in a turn."""
        self.tape = tape
        self.columns = columns
        self.turn = turn

    @property
    def rules(self) -> Rules:
        """The compiled scenario."""
        return self.tape.rules

    @property
    def size(self) -> int:
        """The number of games."""
        return len(self.columns.seeds)

    @property
    def ordered(self) -> Marks:
        """Which actions are ordered in this turn."""
        return self.columns.marks_of("ordered", len(self.rules.actions))

    @property
    def answered(self) -> Marks:
        """Which options are chosen in this turn, after `resolve` the defaults of silence too."""
        return self.columns.marks_of("answered", len(self.tape.options))

    def actions_of(self, seat: str) -> tuple[int, ...]:
        """Return the places of the actions of a seat."""
        return self.rules.seats[seat].actions

    def options_of(self, seat: str) -> tuple[int, ...]:
        """Return the places of the options of a seat."""
        return self.tape.options_of(seat)

    # ------------------------------------------------------------------ what can be chosen

    def legal_options(self, seat: str) -> Marks:
        """Return which of its options a seat can choose and pay, after what it has chosen."""
        found: Marks = self.columns.probe(self.tape.legal(seat, True))
        return found

    def legal_actions(self, seat: str) -> Marks:
        """Return which of its actions a seat can order and pay, after what it has chosen."""
        found: Marks = self.columns.probe(self.tape.legal(seat, False))
        return found

    def weigh_options(self, seat: str) -> Numbers:
        """Return how a bot weighs the options of a seat, legal or not."""
        found: Numbers = self.columns.probe(self.tape.weights(seat, True))
        return found

    def weigh_actions(self, seat: str) -> Numbers:
        """Return how a bot weighs the actions of a seat, legal or not."""
        found: Numbers = self.columns.probe(self.tape.weights(seat, False))
        return found

    def weigh_passing(self, seat: str) -> Numbers:
        """Return how a bot weighs doing nothing, at least 0."""
        weights: Numbers = np.maximum(self.columns.probe(self.tape.passing(seat))[0], 0.0)
        return weights

    def draw(self, key: str) -> Numbers:
        """Return the keyed luck of this turn in each game."""
        return draw_many(self.columns.seeds, self.turn, key)

    def pick(self, weights: Numbers, draw: Numbers) -> Marks:
        """Return where each of several weighted choices is drawn, none if all weights are 0."""
        edges = weights.copy()
        for place in range(1, len(edges)):
            edges[place] += edges[place - 1]
        point = draw * edges[-1]
        above: Marks = np.where(point < edges[-1], point, np.nextafter(edges[-1], 0.0)) < edges
        above[1:] = above[1:] & ~above[:-1]
        return above

    # ------------------------------------------------------------------ what is chosen

    def answer(self, seat: str, chosen: Marks) -> None:
        """Choose legal options of a seat, at most one of an event in each game, and pay them."""
        self._choose("answered", seat, True, self.options_of(seat), chosen)

    def order(self, seat: str, chosen: Marks) -> None:
        """Order legal actions of a seat, at most one in each game, and pay them."""
        self._choose("ordered", seat, False, self.actions_of(seat), chosen)

    def _choose(
        self, kind: str, seat: str, of_options: bool, places: Sequence[int], chosen: Marks
    ) -> None:
        for offset, place in enumerate(places):
            self.columns.mark(kind, place)[:] |= chosen[offset]
            self.columns.mark("new", offset)[:] = chosen[offset]
        self.columns.run(self.tape.payment(seat, of_options), self.turn)

    def commit(self, seat: str, actions: Marks, options: Marks) -> Marks:
        """Take a given plan where it is legal; elsewhere the seat stays silent.

        Args:
            seat: Who chooses; it has chosen nothing in this turn yet.
            actions: Which of its actions it orders in each game.
            options: Which of its options it chooses.

        Returns:
            In which games the plan is legal.
        """
        for offset, place in enumerate(self.actions_of(seat)):
            self.columns.mark("ordered", place)[:] = actions[offset]
        for offset, place in enumerate(self.options_of(seat)):
            self.columns.mark("answered", place)[:] = options[offset]
        self.columns.run(self.tape.commitment(seat), self.turn)
        return self.columns.mark("legal").copy()

    def commit_plan(self, seat: str, plan: Plan) -> Marks:
        """Take one plan in all games where it is legal, and return where it is."""
        rules, options = self.rules, self.tape.options
        chosen = [options[place] for place in self.options_of(seat)]
        taken = [plan.choices.get(rules.events[event].id) == option.id for event, option in chosen]
        orders = [rules.actions[place].id in plan.orders for place in self.actions_of(seat)]
        known = sum(taken) == len(plan.choices) and sum(orders) == len(plan.orders)
        spread = [
            np.tile(np.array(marks, dtype=np.bool_)[:, None] & known, (1, self.size))
            for marks in (orders, taken)
        ]
        return self.commit(seat, *spread) & known

    # ------------------------------------------------------------------ what bots choose

    def choose_by_weights(self, seat: str) -> None:
        """Let the bot of the scenario choose."""
        self.columns.run(self.tape.choices(seat, by_weights=True), self.turn)

    def choose_at_random(self, seat: str) -> None:
        """Choose evenly among the legal options, then among the legal orders and passing."""
        self.columns.run(self.tape.choices(seat, by_weights=False), self.turn)

    def lean(self, factors: Numbers) -> None:
        """Let the seat that leans multiply the weights of its choices.

        Args:
            factors: One for each of its options, then for each of its actions; a column for each
                game, or one for all.
        """
        self.columns.numbers_of("lean", len(factors))[:] = factors

    def choose_leaning(self, seat: str) -> None:
        """Let a seat choose by the weights of the scenario times what it leans on each choice."""
        self.columns.run(self.tape.leanings(seat), self.turn)

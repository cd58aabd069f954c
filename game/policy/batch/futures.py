"""The imagined futures of one turn in several games, as columns of one batch.

The same number is the same future for every plan that is tried in a game: the same hidden values,
the same luck, the same plans of the other seats, which go by their weights. So plans are compared
and not their luck.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from game.engine.batch import Batch, find_tape
from game.engine.opening import Opening
from game.engine.plans import Plan
from game.engine.rules import Rules
from game.policy.aim import Aim
from game.policy.batch import choose, let_lean, play_turn
from game.policy.batch.worth import judge_games
from game.policy.imagination import imagine
from game.policy.leaning import list_stances
from game.policy.search import Trial, Worths

SPARSE = 0.5
"""The share of running games below which finished ones are left behind."""


class Futures:
    """What may come of the plans of a seat."""

    def __init__(
        self, rules: Rules, openings: Sequence[Opening], seat: str, aim: Aim, depth: int
    ) -> None:
        """Imagine the futures.

        Args:
            rules: The compiled scenario.
            openings: The opening of each game as the seat sees it, all of the same turn.
            seat: Who plans.
            aim: What it wants.
            depth: How many futures of each game; their numbers run from 0.
        """
        self.rules = rules
        self.seat = seat
        self.depth = depth
        self.stances = list_stances(rules, seat)
        self._leans = np.array(self.stances).T
        self._aim = aim
        self._policies = let_lean(rules, seat)
        tape = find_tape(rules)
        batches = [imagine(tape, opening.state, seat, 0, depth) for opening in openings]
        self._base = Batch.open_each(batches, openings)
        for other in rules.seats:
            if other != seat:
                choose(self._base, other, self._policies)
        self._actions = [rules.actions[place].id for place in self._base.actions_of(seat)]
        self._options = [
            (rules.events[tape.options[place][0]].id, tape.options[place][1].id)
            for place in self._base.options_of(seat)
        ]

    def look(self, trials: Sequence[tuple[int, Trial]]) -> Worths:
        """Return what the turn leads to, for each trial with the place of its game."""
        batch, legal = self._take_turn(trials)
        return _tell(judge_games(batch, self.seat, self._aim), legal)

    def roll_out(self, trials: Sequence[tuple[int, Trial]]) -> Worths:
        """Return what the game comes to in the end when all seats go on by their weights.

        The seat itself leans as the stance of a trial says.
        """
        batch, legal = self._take_turn(trials)
        worths = np.zeros(len(trials))
        running = np.arange(len(trials))
        while True:
            going = ~batch.ended
            count = np.count_nonzero(going)
            if count <= SPARSE * batch.size:
                worths[running] = judge_games(batch, self.seat, self._aim)
                running, batch = running[going], batch.take(going)
            if not count:
                return _tell(worths, legal)
            play_turn(batch, self._policies)

    def draw_plans(self, stances: Sequence[int]) -> list[list[Plan]]:
        """Return for each game a plan drawn in each of its futures, by the stance for each."""
        batch = self._base.fork()
        batch.lean(self._leans[:, np.tile(stances, batch.size // self.depth)])
        batch.choose_leaning(self.seat)
        ordered = batch.ordered[list(batch.actions_of(self.seat))]
        answered = batch.answered[list(batch.options_of(self.seat))]
        plans = [
            Plan(
                tuple(self._actions[place] for place in np.flatnonzero(ordered[:, column])),
                dict(self._options[place] for place in np.flatnonzero(answered[:, column])),
            )
            for column in range(batch.size)
        ]
        return [plans[at : at + self.depth] for at in range(0, batch.size, self.depth)]

    def _take_turn(self, trials: Sequence[tuple[int, Trial]]) -> tuple[Batch, Any]:
        """Return the games after the turn, and where the plan was possible."""
        columns = [game * self.depth + trial.number for game, trial in trials]
        batch = self._base.take(np.array(columns))
        actions = np.zeros((len(self._actions), batch.size), dtype=np.bool_)
        options = np.zeros((len(self._options), batch.size), dtype=np.bool_)
        for column, (_, trial) in enumerate(trials):
            for action in trial.plan.orders:
                actions[self._actions.index(action), column] = True
            for choice in trial.plan.choices.items():
                options[self._options.index(choice), column] = True
        batch.lean(self._leans[:, [trial.stance for _, trial in trials]])
        legal = batch.commit(self.seat, actions, options)
        batch.resolve()
        return batch, legal


def _tell(worths: Any, legal: Any) -> Worths:
    return [float(worth) if fits else None for worth, fits in zip(worths, legal, strict=True)]

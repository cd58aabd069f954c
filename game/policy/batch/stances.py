"""Stances: how a seat leans in the futures that its planner imagines.

A seat that only drew by its weights in every future would never see what a steady course leads to.
A stance is such a course: the weights of one group of its actions count more.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from game.engine.batch import Batch
from game.engine.rules import Rules

LEANING = 12.0
"""By how much a stance raises the weights of its group."""


class Stances:
    """The stances of a seat: first none, then one for each group of its actions."""

    def __init__(self, rules: Rules, seat: str) -> None:
        """Find them."""
        self.seat = seat
        self._rule = rules.seats[seat]
        actions = [rules.actions[place] for place in self._rule.actions]
        groups = sorted({action.group for action in actions if action.group})
        self.factors = np.array(
            [[1.0] * len(actions)]
            + [[LEANING if a.group == group else 1.0 for a in actions] for group in groups]
        )
        """By stance and action, what the weight is multiplied by."""

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.factors)

    def choose(self, batch: Batch, stances: Any) -> None:
        """Let the seat choose in each game by its weights and the stance of the game."""
        self._answer(batch)
        factors = self.factors[stances].T
        going = np.ones(batch.size, dtype=np.bool_)
        passing = batch.weigh_passing(self.seat)
        for number in range(self._rule.orders):
            weights = batch.weigh_actions(self.seat) * factors
            weights[~batch.legal_actions(self.seat)] = 0.0
            going &= weights.any(axis=0)
            draw = batch.draw(f"order/{self.seat}.{number + 1}")
            drawn = batch.pick(np.vstack([weights, passing]), draw) & going
            batch.order(self.seat, drawn[:-1])
            going &= drawn[:-1].any(axis=0)

    def _answer(self, batch: Batch) -> None:
        for places, key in self._list_demands(batch):
            legal = batch.legal_options(self.seat)[places]
            if legal.any():
                weights = np.where(legal, batch.weigh_options(self.seat)[places], 0.0)
                chosen = np.zeros((len(batch.options_of(self.seat)), batch.size), dtype=np.bool_)
                chosen[places] = batch.pick(weights, batch.draw(key))
                batch.answer(self.seat, chosen)

    def _list_demands(self, batch: Batch) -> list[tuple[list[int], str]]:
        """Return for each event that asks the seat in some game its options and its luck."""
        rules, options = batch.rules, batch.tape.options
        asked = batch.demanded(self.seat).any(axis=1)
        demands = []
        for place in np.flatnonzero(asked):
            event = rules.events[place]
            own = [n for n, o in enumerate(batch.options_of(self.seat)) if options[o][0] == place]
            several = f".{self.seat}" if len(event.seats) > 1 else ""
            demands.append((own, f"option/{event.id}{several}"))
        return demands

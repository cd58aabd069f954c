"""Count games that are the columns of a batch: what `game.lab.harvest` counts one by one.

Only for policies that choose on the tape. A test holds both ways of counting together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from game.engine.batch import Batch, find_tape
from game.engine.batch.kernels import warm_up
from game.engine.rules import Rules
from game.engine.words import range_of
from game.lab.conditions import Conditions
from game.lab.harvest import Row, list_charted
from game.lab.tally import BINS, GRAIN, NO_ENDING, Tally
from game.policy.batch import BATCH_POLICIES, BatchPolicy, choose, make_constant


def find_batch_policies(rules: Rules, names: Mapping[str, str]) -> dict[str, BatchPolicy] | None:
    """Return policies that choose on the tape, or none if one of them cannot."""
    found = {seat: _find_policy(rules, seat, name) for seat, name in names.items()}
    return None if None in found.values() else found  # type: ignore[return-value]


def _find_policy(rules: Rules, seat: str, name: str) -> BatchPolicy | None:
    head, _, step = name.partition(":")
    if head == "constant" and step in {rules.actions[i].id for i in rules.seats[seat].actions}:
        return make_constant(step)
    return BATCH_POLICIES.get(name)


class Columns:
    """Games of one scenario that are played and counted side by side."""

    def __init__(
        self,
        rules: Rules,
        conditions: Conditions,
        policies: Mapping[str, BatchPolicy],
        spread: bool,
    ) -> None:
        """Say what is played; `play` does it.

        Args:
            rules: The compiled scenario.
            conditions: The parts of the conditions of its events.
            policies: Who chooses for each seat.
            spread: Whether to keep where the gauges in front stood after each turn.
        """
        warm_up()
        self.rules = rules
        self.conditions = conditions
        self.policies = policies
        self.spread = spread
        self.tape = find_tape(rules)
        self.scored = [name for name, seat in rules.seats.items() if seat.score is not None]

    def play(self, tally: Tally, seeds: range) -> Iterator[Row]:
        """Add the games of some seeds to a tally and yield their rows."""
        batch = Batch.start(self.tape, seeds)
        games = _Games(self, tally, batch)
        while not batch.ended.all():
            games.play_turn()
        return games.close(seeds)


class _Games:
    """A batch in play, with what is known of each of its games."""

    def __init__(self, columns: Columns, tally: Tally, batch: Batch) -> None:
        self.rules, self.columns = columns.rules, columns
        self.tally, self.batch = tally, batch
        events, size = len(self.rules.events), batch.size
        self.last = np.zeros((events, size))
        self.start = batch.values.copy()
        self.still = np.ones(self.start.shape, dtype=np.bool_)
        self.scores = np.zeros((len(columns.scored), size))
        self.met: dict[str, Any] = {}

    def play_turn(self) -> None:
        """Play a turn and count it."""
        batch = self.batch
        running = ~batch.ended
        batch.open()
        self._count_events(running)
        over = batch.turn > self.rules.turns
        seats = [name for name, rule in self.rules.seats.items() if not (rule.human and over)]
        for seat in seats:
            self._count_possible(seat, running)
        for seat in seats:
            choose(batch, seat, self.columns.policies)
        spoken = batch.answered & running
        ordered = batch.ordered & running
        batch.resolve()
        self._count_choices(ordered, spoken, batch.answered & running)
        self._count_values(running)
        ended = running & batch.ended
        for place, seat in enumerate(self.columns.scored):
            self.scores[place, ended] = batch.read_score(seat)[ended]

    def _count_events(self, running: Any) -> None:
        batch, tally = self.batch, self.tally
        occurred, eligible = batch.occurred & running, batch.eligible & running
        asked = np.zeros_like(occurred)
        for seat in self.rules.seats:
            asked |= batch.demanded(seat)
        asked &= ~batch.occurred
        for place, event in enumerate(self.rules.events):
            if not event.called:
                _add(tally.eligible, event.id, eligible[place])
                rested = self.last[place] == 0.0
                if event.wait is not None:
                    rested |= batch.turn > self.last[place] + event.wait
                waiting = running & ~eligible[place] & ~asked[place] & rested
                self._count_failures(place, waiting)
            _add(tally.occurred, event.id, occurred[place])
            self._meet(f"event.{event.id}", occurred[place])
        self.last[occurred] = batch.turn

    def _count_failures(self, place: int, waiting: Any) -> None:
        """Count which parts of an event's `when` did not hold where only that kept it away."""
        event = self.rules.events[place]
        if waiting.any():
            _add(self.tally.waiting, event.id, waiting)
            for number, part in enumerate(self.columns.conditions[place]):
                failed = waiting & (self.batch.read(part.text) == 0.0)
                _add(self.tally.failed, (event.id, number), failed)

    def _count_possible(self, seat: str, running: Any) -> None:
        batch = self.batch
        actions = [f"action.{self.rules.actions[i].id}" for i in batch.actions_of(seat)]
        options = [self._name_option(i) for i in batch.options_of(seat)]
        for keys, legal in (
            (actions, batch.legal_actions(seat)),
            (options, batch.legal_options(seat)),
        ):
            for key, row in zip(keys, legal & running, strict=True):
                _add(self.tally.possible, key, row)

    def _count_choices(self, ordered: Any, spoken: Any, answered: Any) -> None:
        for place, action in enumerate(self.rules.actions):
            key = f"action.{action.id}"
            _add(self.tally.chosen, key, ordered[place])
            _add(self.tally.orders, action.seat, ordered[place])
            self._meet(key, ordered[place])
        for place in range(len(self.columns.tape.options)):
            key = self._name_option(place)
            self._meet(key, answered[place])
            if answered[place].any():
                self.tally.chosen[key] += int(np.count_nonzero(spoken[place]))

    def _count_values(self, running: Any) -> None:
        rules, batch, tally = self.rules, self.batch, self.tally
        for place, name in enumerate(rules.variables):
            values = batch.values[place]
            _add(tally.low, name, running & (values == rules.lows[place]))
            _add(tally.high, name, running & (values == rules.highs[place]))
            self.still[place] &= ~running | (values == self.start[place])
        for name in list_charted(rules.scenario) if self.columns.spread else ():
            low, high = range_of(rules.scenario, name)
            values = batch.read(name)[running]
            shares = (values - low) / (high - low) if high > low else np.zeros(len(values))
            places = np.clip((shares * BINS).astype(np.int64), 0, BINS - 1)
            for place, count in zip(*np.unique(places, return_counts=True), strict=True):
                tally.spread[name, batch.turn - 1, int(place)] += int(count)

    def close(self, seeds: range) -> Iterator[Row]:
        """Count what is known at the end, and yield the rows."""
        tally, batch = self.tally, self.batch
        tally.games += batch.size
        tally.turns += int(batch.end_turn.sum())
        for place, name in enumerate(self.rules.variables):
            _add(tally.still, name, self.still[place])
        for key, games in self.met.items():
            tally.met[key] += int(np.count_nonzero(games))
            tally.note(key, seeds[int(games.argmax())])
        self._count_scores()
        endings = [ending.id for ending in self.rules.endings]
        for column, seed in enumerate(seeds):
            place, turn = int(batch.ending[column]), int(batch.end_turn[column])
            ending = endings[place] if place >= 0 else NO_ENDING
            tally.endings[ending] += 1
            tally.lengths[turn] += 1
            tally.note(f"ending.{ending}", seed)
            scores, values = self.scores[:, column], batch.values[:, column]
            yield seed, ending, turn, tuple(scores.tolist()), tuple(values.tolist())

    def _count_scores(self) -> None:
        """Sum the scores in whole grains, as exactly as one by one."""
        tally = self.tally
        for place, seat in enumerate(self.columns.scored):
            grains = [round(score * GRAIN) for score in self.scores[place].tolist()]
            tally.scores[seat] += sum(grains)
            tally.squares[seat] += sum(grain * grain for grain in grains)
            for index in self.rules.seats[seat].actions:
                key = f"action.{self.rules.actions[index].id}"
                if key in self.met:
                    with_it = [grains[column] for column in np.flatnonzero(self.met[key])]
                    tally.scores[key] += sum(with_it)
                    tally.squares[key] += sum(grain * grain for grain in with_it)

    def _meet(self, key: str, games: Any) -> None:
        if games.any():
            self.met[key] = self.met[key] | games if key in self.met else games.copy()

    def _name_option(self, place: int) -> str:
        event, option = self.columns.tape.options[place]
        return f"answer.{self.rules.events[event].id}.{option.id}"


def _add(counts: Any, key: Any, games: Any) -> None:
    """Add how many games a mark has; of none no entry is made."""
    count = int(np.count_nonzero(games))
    if count:
        counts[key] += count

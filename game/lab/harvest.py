"""Count a game that has been played."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.engine.drawing import may_occur
from game.engine.opening import Opening, build_frame
from game.engine.rules import Rules
from game.engine.state import State
from game.engine.view import read_value
from game.engine.words import range_of
from game.lab.conditions import Conditions
from game.lab.tally import BINS, GRAIN, NO_ENDING, Tally
from game.policy.draft import begin_draft
from game.policy.playthrough import Played
from game.scenario.models import Scenario

Row = tuple[int, str, int, tuple[float, ...], tuple[float, ...]]
"""Seed, ending (or empty), last turn, scores by seat, final variables."""


def list_charted(scenario: Scenario) -> tuple[str, ...]:
    """Return the gauges whose spread is kept: those in front, or all variables without any."""
    return scenario.desk.front or tuple(sorted(scenario.var))


@dataclass(frozen=True, slots=True)
class Counting:
    """How games of a scenario are counted."""

    rules: Rules
    """The compiled scenario."""
    conditions: Conditions
    """The parts of the conditions of its events."""
    spread: bool = False
    """Whether to keep where the gauges in front stood after each turn."""

    def count(self, tally: Tally, start: State, turns: Sequence[Played]) -> Row:
        """Add a game to a tally and return its row."""
        final = turns[-1].state
        ending = (final.end.ending if final.end else None) or NO_ENDING
        tally.games += 1
        tally.turns += len(turns)
        tally.endings[ending] += 1
        tally.lengths[len(turns)] += 1
        tally.note(f"ending.{ending}", start.seed)
        met: set[str] = set()
        for played in turns:
            self._count_events(tally, played, met)
            self._count_choices(tally, played, met)
            self._count_values(tally, played)
        for name, index in self.rules.index["var"].items():
            if all(played.state.values[index] == start.values[index] for played in turns):
                tally.still[name] += 1
        for key in met:
            tally.met[key] += 1
            tally.note(key, start.seed)
        scores = self._read_scores(final)
        self._count_scores(tally, scores, met)
        return start.seed, ending, len(turns), tuple(scores.values()), final.values

    def _count_events(self, tally: Tally, played: Played, met: set[str]) -> None:
        opening = played.opening
        waiting = {demand.event for demand in opening.state.demands}
        for index, event in enumerate(self.rules.events):
            if index not in waiting and not event.called:
                self._count_eligible(tally, opening, index)
        for name in played.report.events:
            tally.occurred[name] += 1
            met.add(f"event.{name}")

    def _count_eligible(self, tally: Tally, opening: Opening, index: int) -> None:
        event, state = self.rules.events[index], opening.state
        last = state.occurred[index]
        if index in state.called or may_occur(event, last, state, opening.frame):
            tally.eligible[event.id] += 1
        elif not last or (event.wait is not None and state.turn > last + event.wait):
            tally.waiting[event.id] += 1
            for place, part in enumerate(self.conditions[index]):
                if part.reader(opening.frame) == 0.0:
                    tally.failed[event.id, place] += 1

    def _count_choices(self, tally: Tally, played: Played, met: set[str]) -> None:
        for seat, rule in self.rules.seats.items():
            if rule.human and played.opening.turn > self.rules.turns:
                continue
            draft = begin_draft(self.rules, played.opening, seat)
            for action in draft.list_orders():
                tally.possible[f"action.{action.id}"] += 1
            for event in draft.demands:
                for option in draft.list_options(event):
                    tally.possible[f"answer.{event.id}.{option.id}"] += 1
        for order in played.report.orders:
            met.add(f"action.{order.action}")
            tally.chosen[f"action.{order.action}"] += 1
            tally.orders[order.seat] += 1
        for answer in played.report.answers:
            key = f"answer.{answer.event}.{answer.option}"
            met.add(key)
            tally.chosen[key] += int(not answer.silent)

    def _count_values(self, tally: Tally, played: Played) -> None:
        rules = self.rules
        for index, value in enumerate(played.state.values):
            low, high, name = rules.lows[index], rules.highs[index], rules.variables[index]
            if value == low:
                tally.low[name] += 1
            if value == high:
                tally.high[name] += 1
        if self.spread:
            frame = build_frame(rules, played.state)
            for name in list_charted(rules.scenario):
                value, (low, high) = read_value(rules, frame, name), range_of(rules.scenario, name)
                share = (value - low) / (high - low) if high > low else 0.0
                place = min(max(int(share * BINS), 0), BINS - 1)
                tally.spread[name, played.report.turn, place] += 1

    def _read_scores(self, final: State) -> dict[str, float]:
        frame = build_frame(self.rules, final)
        return {
            name: seat.score(frame)
            for name, seat in self.rules.seats.items()
            if seat.score is not None
        }

    def _count_scores(self, tally: Tally, scores: dict[str, float], met: set[str]) -> None:
        for seat, score in scores.items():
            grains = round(score * GRAIN)
            tally.scores[seat] += grains
            tally.squares[seat] += grains * grains
            for index in self.rules.seats[seat].actions:
                key = f"action.{self.rules.actions[index].id}"
                if key in met:
                    tally.scores[key] += grains
                    tally.squares[key] += grains * grains

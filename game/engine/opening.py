"""The opening of a turn: what everyone sees of it, and what formulas read there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from game.engine.calendar import date_of_turn, quarter_of
from game.engine.counting import fill_history, fill_promises
from game.engine.rules import ActionRule, Frame, Rules
from game.engine.state import Demand, State
from game.scenario.models import Scenario


class Intent(NamedTuple):
    """A published intention."""

    seat: str
    """The seat."""
    action: int
    """The order that it may give."""
    odds: float
    """How likely its first order is this one, in per cent."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What everyone sees before the seats choose."""

    state: State
    """The state in which the turn opens."""
    frame: Frame = field(repr=False)
    """What formulas read; never changed."""
    occurred: tuple[int, ...]
    """The events that occurred, in ASCII order."""
    injects: tuple[int, ...]
    """The injects that happen by themselves."""
    demands: tuple[Demand, ...]
    """What is asked, new and old, in ASCII order of events."""
    recalled: tuple[int, ...]
    """Called events for which this turn had no room; they stay called."""
    exposed: tuple[int, ...]
    """The promises that are exposed, in ASCII order."""
    intents: tuple[Intent, ...]
    """What seats publish, the likeliest first for each."""
    locks: frozenset[str]
    """The groups of actions, and the actions, that the ladder locks."""
    open_actions: Mapping[str, tuple[ActionRule, ...]]
    """For each seat the actions that it may order, their prices aside, in ASCII order."""

    @property
    def turn(self) -> int:
        """The number of the turn."""
        return self.state.turn


def build_frame(rules: Rules, state: State) -> Frame:
    """Lay a state out for formulas to read, its derived values still empty."""
    layout = rules.layout
    quarter, year = read_clock(rules.scenario, state.turn)
    frame: Frame = [*state.values, *state.flags, *state.before, float(state.turn), quarter, year]
    frame.extend([None] * len(rules.scenario.derived))
    frame.extend([0.0] * (layout.size - len(frame)))
    fill_history(frame, rules.counters, state, rules.counters.history)
    fill_promises(frame, rules, state)
    return frame


def read_clock(scenario: Scenario, turn: int) -> tuple[float, float]:
    """Return the quarter (1 to 4) and the year of a turn."""
    header = scenario.scenario
    return _clock(header.start, header.step, turn)


@lru_cache(maxsize=1024)
def _clock(start: date, step: str, turn: int) -> tuple[float, float]:
    day = date_of_turn(start, step, turn)
    return float(quarter_of(day)), float(day.year)


def is_last_chance(rules: Rules, demand: Demand, turn: int) -> bool:
    """Tell whether a demand must be answered in this turn."""
    return turn >= demand.since + rules.events[demand.event].deadline - 1


def find_locks(rules: Rules, state: State) -> frozenset[str]:
    """Return the groups of actions, and the actions, that the ladder locks."""
    if rules.ladder is None:
        return frozenset()
    return rules.ladder.rungs[rung_of(rules, state)].locks


def rung_of(rules: Rules, state: State) -> int:
    """Return the rung on which the ladder stands, from 0."""
    if rules.ladder is None:
        return 0
    rung = int(state.values[rules.ladder.variable])
    return min(max(rung, 0), len(rules.ladder.rungs) - 1)

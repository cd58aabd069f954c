"""A game at an opening, as the person's seat sees it: what every part of the desk is drawn from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from game.archive.game import Game
from game.archive.replay import PlayedTurn
from game.archive.standpoint import Standpoint
from game.archive.track_record import TrackRecord, keep_records
from game.engine import Opening, Report, Rules, State
from game.engine.calendar import name_turn
from game.engine.opening import build_frame
from game.engine.preview import Preview, collect_marks, preview
from game.engine.rules import ActionRule, OptionRule
from game.engine.state import Demand
from game.engine.view import View, read_value
from game.scenario.models import Action, Event, Option, Scenario


@dataclass(frozen=True, eq=False)
class Position:
    """Where a game stands before the person's seat commits; equal only to itself."""

    rules: Rules
    """The compiled scenario."""
    opening: Opening
    """What everyone sees of the turn."""
    view: View
    """What the seat sees of it."""
    seat: str
    """The person's seat."""
    turns: tuple[PlayedTurn, ...] = ()
    """The turns that have been played."""
    history: tuple[State, ...] = ()
    """The states: before turn 1, then after each turn."""
    opponents: Mapping[str, str] = field(default_factory=dict)
    """The names of the policies that play other seats, where they are not the weights."""
    length: int = 0
    """The last turn that is played."""
    argued: frozenset[str] = frozenset()
    """The orders that people rule on, so that the rules do nothing for them."""

    @classmethod
    def of(cls, game: Game) -> Position:
        """Take the position of a game."""
        return cls(
            game.rules, game.opening, game.view, game.seat, game.turns, game.history,
            game.opponents, game.length, game.argued,
        )  # fmt: skip

    @property
    def scenario(self) -> Scenario:
        """The scenario."""
        return self.rules.scenario

    @property
    def reports(self) -> tuple[Report, ...]:
        """What happened in each turn until now."""
        return tuple(turn.report for turn in self.turns)

    @property
    def turn(self) -> int:
        """The number of the turn."""
        return self.opening.turn

    @cached_property
    def standpoint(self) -> Standpoint:
        """What the seat can read of the scenario's formulas and texts."""
        return Standpoint(self.rules, self.opening, self.view)

    @cached_property
    def orders(self) -> tuple[tuple[Action, ActionRule], ...]:
        """The orders of the seat in the order of the file, each with its compiled form."""
        places = self.rules.index["action"]
        return tuple(
            (action, self.rules.actions[places[action.id]])
            for action in self.scenario.action
            if action.seat == self.seat
        )

    @cached_property
    def demands(self) -> tuple[tuple[Event, Demand], ...]:
        """What is asked of the seat: what must be answered first comes first."""
        events = {event.id: event for event in self.scenario.event}
        asked = [
            (events[self.rules.events[demand.event].id], demand)
            for demand in self.opening.demands
            if self.seat in demand.seats
        ]
        return tuple(
            sorted(asked, key=lambda pair: (self.last_turn_of(pair[1]), -pair[0].priority))
        )

    @cached_property
    def previews(self) -> Mapping[str, Preview]:
        """What each order and answer would do, by id and by `EVENT.OPTION`."""
        found: dict[str, Preview] = {}
        for action, rule in self.orders:
            ahead = preview(self.rules, self.opening, self.view, action, rule)
            argued = action.id in self.argued
            found[action.id] = _leave_open(ahead) if argued else ahead
        for event, demand in self.demands:
            for option, answer in self.options_of(event, demand):
                name = f"{event.id}.{option.id}"
                found[name] = preview(self.rules, self.opening, self.view, option, answer)
        return found

    @cached_property
    def records(self) -> Mapping[str, TrackRecord]:
        """How often each adviser was right, by its id."""
        return keep_records(self.standpoint, self.seat, self.turns)

    @cached_property
    def frames(self) -> tuple[list[float], ...]:
        """The values of each state of the history, laid out for formulas."""
        return tuple(build_frame(self.rules, state) for state in self.history)

    def options_of(self, event: Event, demand: Demand) -> tuple[tuple[Option, OptionRule], ...]:
        """Return the answers that the seat can give, in the order of the file."""
        rules = {rule.id: rule for rule in self.rules.events[demand.event].options_of(self.seat)}
        return tuple((option, rules[option.id]) for option in event.option if option.id in rules)

    def last_turn_of(self, demand: Demand) -> int:
        """Return the last turn in which a demand can be answered."""
        return demand.since + self.rules.events[demand.event].deadline - 1

    def is_last_chance(self, demand: Demand) -> bool:
        """Tell whether silence in this turn takes the default of a demand."""
        return self.turn >= self.last_turn_of(demand)

    def date_of(self, turn: int) -> str:
        """Return the date of a turn in words."""
        header = self.scenario.scenario
        return name_turn(header.start, header.step, turn)

    def say_when(self, turn: int) -> str:
        """Return when something arrives: `in Q2 2021`, or that the game will not see it."""
        return f"in {self.date_of(turn)}" if turn <= self.rules.last_turn else "after the end"

    def series_of(self, name: str) -> tuple[float, ...]:
        """Return a value after each turn, the start first; empty where the seat may not know it."""
        if not self.view[name].exact:
            return ()
        return tuple(read_value(self.rules, frame, name) for frame in self.frames)

    def change_of(self, name: str) -> float | None:
        """Return by how much a value changed in the last turn; none before one is played."""
        series = self.series_of(name)
        return series[-1] - series[-2] if len(series) > 1 else None


def _leave_open(ahead: Preview) -> Preview:
    """Return what is known of an order that people rule on: what it takes from the pool."""
    return replace(ahead, costs=(), effects=(), marks=collect_marks(()))

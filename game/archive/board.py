"""A game as it lies on the table: the rules, the turns that were played, the one that is open."""

from __future__ import annotations

from collections.abc import Mapping

from game.archive.record import Mode, Save
from game.archive.recording import record_ending
from game.archive.replay import PlayedTurn
from game.archive.standpoint import Standpoint
from game.engine import SILENCE, Opening, Plan, Report, Rules, State, open_turn
from game.engine.calendar import name_turn
from game.engine.view import View, view_opening
from game.scenario.models import Ending


class Board:
    """What can be seen of a game; everything that it offers is immutable."""

    def __init__(
        self, rules: Rules, start: State, head: Save, turns: tuple[PlayedTurn, ...]
    ) -> None:
        """Lay the parts of a game out.

        Args:
            rules: The compiled scenario, with the persons' seats marked as human.
            start: The state before turn 1.
            head: A save of this game with an empty journal.
            turns: The turns that have been played.
        """
        self.rules = rules
        """The compiled scenario."""
        self._head = head
        self._start = start
        self._turns = turns
        self._opening = open_turn(rules, self.state)

    @property
    def state(self) -> State:
        """The state in which the open turn begins, or in which the game ended."""
        return self._turns[-1].state if self._turns else self._start

    @property
    def opening(self) -> Opening:
        """What everyone sees of the open turn; after the end, the world as it is."""
        return self._opening

    @property
    def view(self) -> View:
        """What the person's seat sees of the opening."""
        return view_opening(self.rules, self._opening, self.seat)

    @property
    def standpoint(self) -> Standpoint:
        """What the person's seat can read of the scenario's formulas and texts."""
        return Standpoint(self.rules, self._opening, self.view)

    @property
    def seat(self) -> str:
        """The seat that a person plays."""
        return self._head.seat

    @property
    def seed(self) -> int:
        """The seed of its luck."""
        return self._start.seed

    @property
    def mode(self) -> Mode:
        """How freely turns can be taken back."""
        return self._head.mode

    @property
    def name(self) -> str:
        """The name of the game, with which the names of its saves begin."""
        return self._head.game

    @property
    def difficulty(self) -> str | None:
        """The difficulty, where it is not the usual one."""
        return self._head.difficulty

    @property
    def turn(self) -> int:
        """The number of the open turn; after the end, the one that would follow."""
        return self.state.turn

    @property
    def length(self) -> int:
        """The last turn that is played, if it does not end before."""
        return self.rules.turns

    @property
    def over(self) -> bool:
        """Whether the game has ended."""
        return self.state.end is not None

    @property
    def ending(self) -> Ending | None:
        """How it ended, if an ending was reached."""
        end = self.state.end
        endings = self.rules.scenario.ending
        return next((entry for entry in endings if end and entry.id == end.ending), None)

    @property
    def turns(self) -> tuple[PlayedTurn, ...]:
        """The turns that have been played."""
        return self._turns

    @property
    def reports(self) -> tuple[Report, ...]:
        """What happened in each turn."""
        return tuple(turn.report for turn in self._turns)

    @property
    def history(self) -> tuple[State, ...]:
        """The states: before turn 1, then after each turn."""
        return (self._start, *(turn.state for turn in self._turns))

    @property
    def plans(self) -> tuple[Plan, ...]:
        """What the person chose in each turn; silence in the epilogue."""
        return tuple(turn.plans.get(self.seat, SILENCE) for turn in self._turns)

    @property
    def opponents(self) -> Mapping[str, str]:
        """The names of the policies that play other seats, where they are not the weights."""
        return self._head.policies

    @property
    def argued(self) -> frozenset[str]:
        """The orders that people rule on and the rules do not play: none in a game alone."""
        return frozenset()

    @property
    def decisions(self) -> tuple[tuple[Opening, Plan], ...]:
        """What the person saw and chose in each turn, without the epilogue."""
        pairs = zip(self._turns, self.plans, strict=True)
        return tuple(
            (turn.opening, plan) for turn, plan in pairs if turn.opening.turn <= self.rules.turns
        )

    @property
    def label(self) -> str:
        """The open turn and its date in words, or the ending."""
        ending = record_ending(self.rules, self.state)
        if ending is not None:
            return f"Ended: {ending.label}"
        return f"Turn {self.turn}, {self.date_of(self.turn)}"

    def date_of(self, turn: int) -> str:
        """Return the date of a turn in words."""
        header = self.rules.scenario.scenario
        return name_turn(header.start, header.step, turn)

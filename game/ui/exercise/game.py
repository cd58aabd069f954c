"""A world's game as one of its seats has it: what the desk needs, nothing before its release."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from game.archive.game import Game
from game.archive.record import Mode
from game.archive.replay import PlayedTurn
from game.archive.standpoint import Standpoint
from game.engine import SILENCE, Opening, Plan, Report, State, open_turn
from game.engine.view import View
from game.exercise.exercise import Exercise
from game.exercise.seats import SeatView
from game.exercise.worlds import Turn, read_plan


class SeatGame(Game):
    """The game behind a seat's desk; it goes on when white releases a turn, not by a commit."""

    def __init__(self, view: SeatView, turns: tuple[Turn, ...], seed: int) -> None:
        """Take what a seat sees.

        Args:
            view: What the seat sees.
            turns: The turns that have been resolved; those that are not released are left out.
            seed: The seed of the world's luck.
        """
        self.rules = view.rules
        self.trouble = None
        self.draft = view.draft
        self.rewinds = ()
        self.branch, self.branches, self.saves = "", (), None
        self.seen = view
        """What the seat sees."""
        self._seed = seed
        self._released = turns[: len(view.reports)]

    @property
    def seat(self) -> str:
        """The seat."""
        return self.seen.seat

    @property
    def seed(self) -> int:
        """The seed of the world's luck."""
        return self._seed

    @property
    def mode(self) -> Mode:
        """What is done is done, for a seat."""
        return "ironman"

    @property
    def name(self) -> str:
        """The name of files that are made of it."""
        return f"{self.seen.world}-{self.seen.seat}"

    @property
    def difficulty(self) -> str | None:
        """White's business."""
        return None

    @property
    def opponents(self) -> Mapping[str, str]:
        """None that a seat could know: teams and bots look alike."""
        return {}

    @property
    def argued(self) -> frozenset[str]:
        """The orders that go to argument."""
        return self.seen.argued

    @property
    def opening(self) -> Opening:
        """What everyone sees of the open turn."""
        return self.seen.opening

    @property
    def view(self) -> View:
        """What the seat sees of it."""
        return self.seen.view

    @property
    def standpoint(self) -> Standpoint:
        """What the seat can read of the scenario's formulas and texts."""
        return self.seen.standpoint

    @property
    def state(self) -> State:
        """The state in which the open turn begins, or in which the game ended."""
        if self.seen.over and self._released:
            return self._released[-1].state
        return self.seen.opening.state

    @property
    def length(self) -> int:
        """The last turn that is played: of the exercise where it is shorter; one in a practice."""
        return 1 if self.seen.practising else self.seen.turns

    @property
    def over(self) -> bool:
        """Whether the game has ended."""
        return self.seen.over

    @cached_property
    def _played(self) -> tuple[PlayedTurn, ...]:
        return tuple(
            PlayedTurn(
                open_turn(self.rules, turn.before), {self.seat: plan}, turn.state, report, ""
            )
            for turn, plan, report in zip(self._released, self.plans, self.reports, strict=True)
        )

    @property
    def turns(self) -> tuple[PlayedTurn, ...]:
        """The turns that were released."""
        return self._played

    @property
    def reports(self) -> tuple[Report, ...]:
        """What the seat learned of each turn."""
        return self.seen.reports

    @property
    def history(self) -> tuple[State, ...]:
        """The states in which turns opened, changes by white included; the present one last."""
        return (*(turn.before for turn in self._released), self.state)

    @property
    def plans(self) -> tuple[Plan, ...]:
        """What counted as the seat's orders in each turn."""
        found = (turn.event.payload.plans.get(self.seat) for turn in self._released)
        return tuple(read_plan(entry) if entry else SILENCE for entry in found)

    def refuse_return(self, turn: int) -> str | None:
        """Return why a seat takes no turn back."""
        return "in an exercise only white takes turns back"

    def commit(self, plan: Plan) -> tuple[Report, ...]:
        """Play nothing: orders are handed in, and white resolves the turn."""
        return ()

    def keep(self, draft: Plan | None = None) -> Path | None:
        """Keep nothing: the log and the draft are kept by the exercise."""
        return None

    def _stamp(self) -> datetime:
        return datetime.now(UTC)


def take_seat(exercise: Exercise, look: Callable[[], SeatView]) -> SeatGame:
    """Return the game of a seat as it stands now."""
    view = look()
    turns = exercise.game(view.world).turns
    return SeatGame(view, turns, exercise.game(view.world).seed)

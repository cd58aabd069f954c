"""What happened on the desk, or is asked there, as messages from the regions to the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from game.engine import Plan
from game.lab.forecast import Forecast
from game.lab.retrospect import Retrospect
from game.ui.desk.movers import Mover
from game.ui.desk.outlook import Prospect
from game.ui.desk.position import Position

if TYPE_CHECKING:
    from game.lab.rivals import Rivals


@dataclass
class OrderToggled(Message):
    """An order was chosen, or taken back."""

    action: str
    """The action."""


@dataclass
class AnswerChosen(Message):
    """An answer was chosen, or taken back."""

    event: str
    """The event."""
    option: str
    """The option."""


@dataclass
class ShowCauses(Message):
    """It is asked why a value stands where it does."""

    name: str
    """The variable or derived value."""

    @property
    def rule(self) -> str:
        """What the atlas of rules may call it."""
        return self.name


@dataclass
class ShowEffects(Message):
    """It is asked what a choice would do."""

    choice: str
    """An action, or `EVENT.OPTION`."""

    @property
    def rule(self) -> str:
        """What the atlas of rules may call it."""
        return self.choice.partition(".")[0]


@dataclass
class PlaceChosen(Message):
    """The cursor rests on a place of the map."""

    key: str
    """The place; empty where the cursor has left the map."""


@dataclass
class CommandAsked(Message):
    """A command of the screen was clicked."""

    id: str
    """The command."""


@dataclass
class EdgePassed(Message):
    """The cursor went beyond the first or the last row of a region."""

    way: int
    """−1 upwards, 1 downwards."""


@dataclass
class RoomChanged(Message):
    """A region needs more or fewer rows than before."""


@dataclass
class Foreseen(Message):
    """Futures of the plan have been played."""

    position: Position
    """Where the plan was made."""
    plan: Plan
    """The plan."""
    prospect: Prospect
    """What may come of it."""


@dataclass
class Forecasted(Message):
    """More futures of two plans have been played."""

    forecast: Forecast
    """What the plan leads to."""
    rival: Forecast
    """What the other plan leads to."""


@dataclass
class MoversFound(Message):
    """Other plans have been tried."""

    movers: tuple[Mover, ...]
    """What would move the odds."""


@dataclass
class LookedBack(Message):
    """More has been found in a finished game."""

    retrospect: Retrospect
    """What has been found so far."""


@dataclass
class Compared(Message):
    """More games of the same scenario have been played, to compare the finished one with."""

    rivals: Rivals
    """Those that there are."""

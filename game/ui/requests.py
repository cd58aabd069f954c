"""What the screens ask of the application, as messages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from game.ui.widgets.key_row import Key

if TYPE_CHECKING:
    from game.archive.game import Game


@dataclass
class PlayGame(Message):
    """Sit down at a game; one that is over shows its end."""

    game: Game
    """The game, begun or taken up again."""
    fresh: bool = False
    """Whether it has just begun, so that the briefing comes first."""


@dataclass
class ShowTitle(Message):
    """Leave the game, which is kept, for the title."""


@dataclass
class ShowKeys(Message):
    """Show what keys do."""

    keys: tuple[Key, ...]
    """The keys, with what they do in a sentence each."""


@dataclass
class ShowSettings(Message):
    """Show what can be set."""

"""What many games amount to: whole numbers only, so that parts add up alike in any order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, fields

NO_ENDING = ""
"""What stands for an ending that no game reached."""

GRAIN = 1 << 20
"""Scores are summed in whole multiples of one part in so many."""

BINS = 40
"""Into how many parts the range of a gauge is divided for its spread."""


@dataclass(slots=True)
class Tally:
    """Counts over games; the counts of two sets of games add up to those of both."""

    games: int = 0
    """How many games were played."""
    turns: int = 0
    """How many turns they took together."""
    endings: Counter[str] = field(default_factory=Counter)
    """Games by ending; `NO_ENDING` where none was reached."""
    lengths: Counter[int] = field(default_factory=Counter)
    """Games by their last turn."""
    eligible: Counter[str] = field(default_factory=Counter)
    """Turns in which an event that need not be called could be drawn, room and chance aside."""
    waiting: Counter[str] = field(default_factory=Counter)
    """Turns in which only its `when` kept an event from being drawn."""
    failed: Counter[tuple[str, int]] = field(default_factory=Counter)
    """Of these, turns in which a part of `when` did not hold, by event and place of the part."""
    occurred: Counter[str] = field(default_factory=Counter)
    """How often events occurred."""
    met: Counter[str] = field(default_factory=Counter)
    """Games in which an event occurred, an action was ordered, an option chosen.

    Keys are those of `[balance]`: `event.ID`, `action.ID`, `answer.EVENT.OPTION`."""
    possible: Counter[str] = field(default_factory=Counter)
    """Turns in which an action could be ordered and paid, or an option chosen."""
    chosen: Counter[str] = field(default_factory=Counter)
    """How often an action was ordered, or an option chosen and not left to silence."""
    orders: Counter[str] = field(default_factory=Counter)
    """Orders by seat."""
    low: Counter[str] = field(default_factory=Counter)
    """Turns after which a variable stood at the lower end of its range."""
    high: Counter[str] = field(default_factory=Counter)
    """Turns after which a variable stood at the upper end of its range."""
    still: Counter[str] = field(default_factory=Counter)
    """Games in which a variable never moved."""
    scores: Counter[str] = field(default_factory=Counter)
    """Sums of final scores by seat, and by action for its seat in games with it; in grains."""
    squares: Counter[str] = field(default_factory=Counter)
    """Sums of the squares of these, in squared grains."""
    spread: Counter[tuple[str, int, int]] = field(default_factory=Counter)
    """Games by gauge, turn and part of its range, where a chart is wanted."""
    first: dict[str, int] = field(default_factory=dict)
    """The lowest seed in which something was met, by key; endings as `ending.ID`."""

    def add(self, other: Tally) -> None:
        """Add the counts of other games."""
        for each in fields(self):
            mine, others = getattr(self, each.name), getattr(other, each.name)
            if isinstance(mine, int):
                setattr(self, each.name, mine + others)
            elif isinstance(mine, Counter):
                mine.update(others)
        for key, seed in other.first.items():
            self.note(key, seed)

    def note(self, key: str, seed: int) -> None:
        """Remember the lowest seed in which something was met."""
        self.first[key] = min(seed, self.first.get(key, seed))

    def count_games(self, key: str) -> int:
        """Return in how many games an ending was reached or something was met."""
        kind, _, name = key.partition(".")
        return self.endings[name] if kind == "ending" else self.met[key]

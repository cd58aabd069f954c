"""What a plan leads to: where values may stand turn by turn, and how the game may end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from game.engine import Plan, Rules
from game.lab.futures import Futures

if TYPE_CHECKING:
    from numpy.typing import NDArray

SHARES = (0.10, 0.25, 0.50, 0.75, 0.90)
"""The shares of the futures that lie below the five lines of a fan."""

PER_CENT = 100.0


@dataclass(frozen=True, slots=True)
class Fan:
    """Where a value may stand after each turn, from the opening's turn to the last."""

    lowest: tuple[float, ...]
    """A tenth of the futures lies below."""
    low: tuple[float, ...]
    """A quarter lies below."""
    middle: tuple[float, ...]
    """Half lies below."""
    high: tuple[float, ...]
    """A quarter lies above."""
    highest: tuple[float, ...]
    """A tenth lies above."""


@dataclass(frozen=True, slots=True)
class Fate:
    """One way in which the game may end."""

    ending: str
    """The ending, by id; empty where none holds after the last turn."""
    odds: float
    """In how many of a hundred futures it is reached."""
    rank: float
    """How good it is for the player: good above 0, bad below."""
    turn: int
    """The turn in which half of these futures have ended; 0 where there are none."""
    now: float
    """In how many of a hundred futures it is reached in the turn that is planned."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is known of a plan after so many futures."""

    plan: Plan | None
    """The plan; without one, the seat chooses as it goes on in this turn too."""
    turn: int
    """The turn that is planned."""
    futures: int
    """How many futures have been played."""
    tried: int
    """How many worlds were imagined; in the others, what is hidden forbids the plan."""
    fans: Mapping[str, Fan]
    """The values by name; empty if no imagined world allowed the plan."""
    fates: tuple[Fate, ...]
    """All endings of the scenario, the best first, then in the order of the file."""
    played: tuple[Futures, ...] = field(repr=False, compare=False, default=())
    """What it was made from."""

    def share(self, sign: int) -> float:
        """Return the odds of all good (1), open (0) or bad (−1) endings, in per cent."""
        fates = (fate for fate in self.fates if (fate.rank > 0) - (fate.rank < 0) == sign)
        return sum(fate.odds for fate in fates)

    @property
    def good(self) -> float:
        """The odds of any good ending, in per cent."""
        return self.share(1)

    def odds_of(self, ending: str) -> float:
        """Return the odds of an ending, in per cent."""
        return next((fate.odds for fate in self.fates if fate.ending == ending), 0.0)

    def within(self, rules: Rules, tried: int) -> Forecast:
        """Return the forecast as it was after so many worlds, to compare with others like it."""
        if tried >= self.tried:
            return self
        played, left = [], tried
        for futures in self.played:
            if futures.tried > left:
                break
            played.append(futures)
            left -= futures.tried
        return sum_up(rules, self.turn, self.plan, tuple(played))


def sum_up(rules: Rules, turn: int, plan: Plan | None, played: tuple[Futures, ...]) -> Forecast:
    """Return what follows from all that has been played of a plan so far."""
    import numpy as np

    endings = np.concatenate([futures.endings for futures in played])
    turns = np.concatenate([futures.turns for futures in played])
    return Forecast(
        plan=plan,
        turn=turn,
        futures=len(endings),
        tried=sum(futures.tried for futures in played),
        fans=_spread(played) if len(endings) else {},
        fates=_weigh_endings(rules, turn, endings, turns),
        played=played,
    )


def _spread(played: Sequence[Futures]) -> dict[str, Fan]:
    """Return the lines below which the shares of the futures lie, turn by turn, by name."""
    import numpy as np

    fans = {}
    for name in played[0].values:
        values = np.sort(np.concatenate([futures.values[name] for futures in played], axis=1))
        last = values.shape[1] - 1
        lines = (values[:, round(share * last)].tolist() for share in SHARES)
        fans[name] = Fan(*map(tuple, lines))
    return fans


def _weigh_endings(
    rules: Rules, turn: int, endings: NDArray[Any], turns: NDArray[Any]
) -> tuple[Fate, ...]:
    """Return the odds of each ending, the best first."""
    import numpy as np

    places = {ending.id: place for place, ending in enumerate(rules.endings)} | {"": -1}
    ranks = {ending.id: ending.rank for ending in rules.scenario.ending} | {"": 0.0}
    whole = max(1, len(endings))
    fates = []
    for ending, rank in ranks.items():
        lasts = np.sort(turns[endings == places[ending]])
        fates.append(
            Fate(
                ending=ending,
                odds=PER_CENT * len(lasts) / whole,
                rank=rank,
                turn=int(lasts[len(lasts) // 2]) if len(lasts) else 0,
                now=PER_CENT * int(np.count_nonzero(lasts == turn)) / whole,
            )
        )
    return tuple(sorted(fates, key=lambda fate: -fate.rank))

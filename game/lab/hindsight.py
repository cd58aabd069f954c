"""What is found in a finished game when it is looked back on, worked out once and then kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from game.engine import Opening, Plan, Rules
from game.engine.state import Conclusion
from game.lab.futures import press_on
from game.lab.hindsight_record import read_retrospect, record_retrospect
from game.lab.retrospect import Retrospect, look_back
from game.lab.rivals import Rivals, choose_rival, play_rivals

Notes = dict[str, Any]
"""What is kept, as plain data."""


class Keeper(Protocol):
    """Keeps what was found of one game; what it returns may be anything."""

    def read(self) -> object:
        """Return what was kept, or none."""

    def write(self, notes: Notes) -> None:
        """Keep something in the place of what was kept before."""


class Hindsight:
    """Look back on a finished game."""

    def __init__(
        self,
        rules: Rules,
        seat: str,
        seed: int,
        played: Sequence[tuple[Opening, Plan]],
        end: Conclusion,
        opponents: Mapping[str, str],
        keeper: Keeper,
        breathe: Callable[[], None] = press_on,
    ) -> None:
        """Take a game that is over.

        Args:
            rules: The compiled scenario.
            seat: Whose game it was.
            seed: The seed of its luck.
            played: The opening of each turn with what the seat did; the epilogue is left out.
            end: How it ended.
            opponents: The names of the policies of other seats, where they are not the weights.
            keeper: Keeps what was found, from one look to the next.
            breathe: Called every few milliseconds of play; it returns when play may go on.
        """
        self.rules = rules
        self.seat = seat
        self.seed = seed
        self.played = played
        self.end = end
        self.opponents = opponents
        self.keeper = keeper
        self.breathe = breathe
        kept = keeper.read()
        self._notes: Notes = kept if isinstance(kept, dict) else {}

    def look_back(self) -> Iterator[Retrospect]:
        """Yield what is known of the turns that decided the game, more each time."""
        try:
            yield read_retrospect(self._notes["turns"], len(self.played))
            return
        except (KeyError, ValueError):
            pass  # never found, or not readable: it is found again
        asked = self.played, self.end, self.opponents, self.breathe
        for found in look_back(self.rules, self.seat, *asked):
            if found.complete:
                self._keep("turns", record_retrospect(found))
            yield found

    def compare(self) -> Iterator[Rivals]:
        """Yield the games of a policy beside this one, more from time to time.

        It yields after each of their turns, so that whoever looks can stop at any.
        """
        rivals = choose_rival(self.rules, self.seat)
        if rivals is None:
            return
        rivals = Rivals(rivals.policy, self._read_scores(rivals))
        yield rivals
        for more in play_rivals(self.rules, self.seat, self.seed, self.opponents, rivals):
            if len(more.scores) > len(rivals.scores):
                self._keep("rivals", {"policy": more.policy, "scores": list(more.scores)})
            rivals = more
            yield more

    def _read_scores(self, rivals: Rivals) -> tuple[int, ...]:
        """Return the scores that were kept of the same policy, as many as are wanted."""
        kept = self._notes.get("rivals")
        scores = kept.get("scores") if isinstance(kept, dict) else None
        if not isinstance(kept, dict) or kept.get("policy") != rivals.policy:
            return ()
        if not isinstance(scores, list) or not all(type(each) is int for each in scores):
            return ()
        return tuple(scores[: rivals.wanted])

    def _keep(self, name: str, found: object) -> None:
        self._notes = {**self._notes, name: found}
        self.keeper.write(self._notes)

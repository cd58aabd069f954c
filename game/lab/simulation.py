"""Simulate: many games of one line-up, or of several side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from game.engine import Rules
from game.engine.luck import SEED_LIMIT
from game.errors import BufferStateError
from game.lab.blocks import Block, Policies
from game.lab.executors import Crew
from game.lab.harvest import Row
from game.lab.interrupts import hold_interrupts
from game.lab.spreading import spread
from game.lab.tally import Tally

MOST_GAMES = 100_000_000
"""The most games of a simulation."""


@dataclass(frozen=True, slots=True)
class Run:
    """The games of one line-up."""

    name: str
    """What the line-up is called in tables."""
    policies: Policies
    """Who plays which seat."""
    block: Block
    """The games that were asked for."""
    tally: Tally
    """The counts of those that were played: the first ones by seed."""

    @property
    def complete(self) -> bool:
        """Whether all games were played."""
        return self.tally.games == self.block.games

    def tell_seeds(self) -> str:
        """Return the seeds that were played, in words."""
        last = self.block.seed + self.tally.games - 1
        return f"seed {last}" if self.tally.games == 1 else f"seeds {self.block.seed} to {last}"


@dataclass(slots=True)
class Watch:
    """What is told of a simulation while it runs."""

    advance: Callable[[int], None] = lambda games: None
    """Called with the number of games that have come in."""
    keep: Callable[[Iterable[Row]], None] = lambda rows: None
    """Called with the rows of games, by seed, if rows are wanted."""


def check_extent(games: int, seed: int) -> None:
    """Refuse numbers of games that cannot be played.

    Raises:
        BufferStateError: There are too few or too many, or seeds run out.
    """
    if not 1 <= games <= MOST_GAMES:
        raise BufferStateError(f"--games takes from 1 to {MOST_GAMES}, not {games}")
    if seed + games > SEED_LIMIT:
        raise BufferStateError(
            f"{games} games from seed {seed} would run beyond the last seed, {SEED_LIMIT - 1}"
        )


def simulate(crew: Crew, name: str, block: Block, watch: Watch) -> tuple[Run, bool]:
    """Play games and return what they came to, and whether they were interrupted.

    An interrupted run holds the games that were in by then, as if no more had been asked for.
    """
    run = Run(name, block.policies, block, Tally())
    try:
        for result in spread(crew, block):
            with hold_interrupts():
                run.tally.add(result.tally)
                watch.keep(result.rows)
                watch.advance(result.tally.games)
    except KeyboardInterrupt:
        return run, True
    return run, False


def line_up(rules: Rules, name: str) -> Policies:
    """Return the line-up in which a policy plays the human seats, the others by weights."""
    return tuple((seat, name if rule.human else "weights") for seat, rule in rules.seats.items())

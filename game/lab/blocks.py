"""A block of games: the unit of work that goes to a worker, and what comes back.

A block is a small value that can be pickled; what it gives depends on nothing else. So it can be
played anywhere, and again where a worker was lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from time import perf_counter

from game.engine import Rules, compile_rules, start_game
from game.lab.conditions import Conditions, split_conditions
from game.lab.harvest import Counting, Row
from game.lab.tally import Tally
from game.policy import SearchingPolicy
from game.policy.naming import find_policies
from game.policy.playthrough import play_abreast
from game.scenario.bundle import Bundle
from game.scenario.load import load

Policies = tuple[tuple[str, str], ...]
"""Each seat with the name of its policy."""


PLAIN = ("none", "weights", "practised", "random")
"""Policies that choose on the tape."""

ONE_ACTION = re.compile(r"constant:[^,.]+")
"""Routines that may do so too, if their step is an action."""

FEWEST_COLUMNS = 96
"""The fewest games that are worth laying out a batch for; fewer are played one by one."""

ABREAST = 32
"""How many games with policies that search are played turn by turn together."""


@dataclass(frozen=True, slots=True)
class Block:
    """Some games of one scenario with consecutive seeds."""

    bundle: Bundle
    """The scenario's files."""
    difficulty: str | None
    """A difficulty of the scenario, or the usual one."""
    policies: Policies
    """Who plays which seat."""
    seed: int
    """The seed of the first game."""
    games: int
    """How many games."""
    rows: bool = False
    """Whether a row for each game is wanted."""
    spread: bool = False
    """Whether the tally keeps where the gauges in front stood after each turn."""
    frozen: str | None = None
    """A variable or derived value that stands still, if one shall."""

    def cut(self, size: int) -> tuple[Block, Block]:
        """Return the first games and the rest, as two blocks."""
        size = min(size, self.games)
        rest = replace(self, seed=self.seed + size, games=self.games - size)
        return replace(self, games=size), rest


@dataclass(frozen=True, slots=True)
class Yield:
    """What a block came to."""

    tally: Tally
    """The counts."""
    rows: tuple[Row, ...]
    """A row for each game, by seed, if they were wanted."""
    seconds: float
    """How long it took."""


def play_block(block: Block) -> Yield:
    """Play the games of a block and count them."""
    began = perf_counter()
    tally = Tally()
    rows = tuple(_play(block, tally))
    return Yield(tally, rows if block.rows else (), perf_counter() - began)


def _play(block: Block, tally: Tally) -> Iterator[Row]:
    rules, conditions = prepare(block.bundle, block.difficulty, block.frozen)
    names = dict(block.policies)
    if block.games >= FEWEST_COLUMNS and is_plain(names.values()):
        from game.lab.columns import Columns, find_batch_policies

        on_tape = find_batch_policies(rules, names)
        if on_tape is not None:
            columns = Columns(rules, conditions, on_tape, block.spread)
            return columns.play(tally, range(block.seed, block.seed + block.games))
    return _play_singly(block, tally, rules, conditions)


def is_plain(policies: Iterable[str]) -> bool:
    """Tell whether policies may be played as columns of a batch, by their names."""
    return all(name in PLAIN or ONE_ACTION.fullmatch(name) for name in policies)


def _play_singly(block: Block, tally: Tally, rules: Rules, conditions: Conditions) -> Iterator[Row]:
    policies = find_policies(rules, dict(block.policies))
    counting = Counting(rules, conditions, block.spread)
    searching = any(isinstance(policy, SearchingPolicy) for policy in policies.values())
    if searching:
        from game.engine.batch.kernels import warm_up

        warm_up()
    abreast = ABREAST if searching else 1
    for first in range(block.seed, block.seed + block.games, abreast):
        seeds = range(first, min(first + abreast, block.seed + block.games))
        starts = [start_game(rules, seed) for seed in seeds]
        for start, turns in zip(starts, play_abreast(rules, starts, policies), strict=True):
            yield counting.count(tally, start, turns)


@lru_cache(maxsize=8)
def prepare(
    bundle: Bundle, difficulty: str | None = None, frozen: str | None = None
) -> tuple[Rules, Conditions]:
    """Return the compiled scenario and the parts of its conditions; a worker keeps them.

    Raises:
        ScenarioError: The scenario cannot be used.
    """
    from game.lab.freezing import freeze

    scenario = load(bundle, difficulty)
    rules = compile_rules(scenario if frozen is None else freeze(scenario, frozen))
    return rules, split_conditions(rules)

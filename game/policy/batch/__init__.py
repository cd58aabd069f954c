"""Who chooses in many games at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from game.engine.batch import Batch
from game.engine.plans import Plan
from game.engine.rules import Rules
from game.policy.leaning import list_courses

BatchPolicy = Callable[[Batch, str], None]
"""Fill the choices of a seat after the opening; the same games get the same choices."""


def stay_silent(batch: Batch, seat: str) -> None:
    """Order nothing and answer nothing: silence takes the defaults."""


def choose_as_practised(batch: Batch, seat: str) -> None:
    """Choose by the weights of the scenario as the course leans which the seat has practised."""
    batch.lean(np.array(list_courses(batch.rules, seat)[0])[:, None])
    batch.choose_leaning(seat)


BATCH_POLICIES: dict[str, BatchPolicy] = {
    "none": stay_silent,
    "random": Batch.choose_at_random,
    "weights": Batch.choose_by_weights,
    "practised": choose_as_practised,
}
"""The policies by the names under which commands know them."""


def let_lean(rules: Rules, seat: str) -> dict[str, BatchPolicy]:
    """Return the policies by which a seat leans as each game says, and no other."""
    return dict.fromkeys(rules.seats, BATCH_POLICIES["weights"]) | {seat: Batch.choose_leaning}


def make_constant(action: str) -> BatchPolicy:
    """Return the policy that orders an action whenever it is legal, and leaves the rest."""

    def choose(batch: Batch, seat: str) -> None:
        places = batch.actions_of(seat)
        wanted = np.array([batch.rules.actions[place].id == action for place in places])
        batch.order(seat, batch.legal_actions(seat) & wanted[:, None])

    return choose


def play_turn(
    batch: Batch, policies: Mapping[str, BatchPolicy], given: Mapping[str, Plan] | None = None
) -> None:
    """Play a turn: every seat by a given plan, else by its policy.

    After the last turn the human seats are silent.
    """
    batch.open()
    for seat in batch.rules.seats:
        if given and seat in given:
            batch.commit_plan(seat, given[seat])
        else:
            choose(batch, seat, policies)
    batch.resolve()


def choose(batch: Batch, seat: str, policies: Mapping[str, BatchPolicy]) -> None:
    """Let a seat choose by its policy, unless it is a human one after the last turn."""
    if not (batch.rules.seats[seat].human and batch.turn > batch.rules.turns):
        policies[seat](batch, seat)


def play_out(
    batch: Batch,
    policies: Mapping[str, BatchPolicy],
    watch: Callable[[Batch], None] | None = None,
) -> None:
    """Play until all games have ended; `watch` sees the batch after each turn."""
    while not batch.ended.all():
        play_turn(batch, policies)
        if watch is not None:
            watch(batch)

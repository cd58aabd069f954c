"""Play the same games with both engines and find where they part."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from game.engine import Rules, State, open_turn, resolve, start_game
from game.engine.batch import Batch, build_tape
from game.engine.batch.kernels import warm_up
from game.engine.opening import Opening
from game.policy.batch import BATCH_POLICIES, BatchPolicy, choose
from game.policy.playthrough import assign_policies, make_plans


def play_one(rules: Rules, state: State, policy: str) -> list[tuple[Opening, State]]:
    """Play a game of the single engine to its end."""
    policies = assign_policies(rules, [policy])
    played = []
    while state.end is None:
        opening = open_turn(rules, state)
        state, _ = resolve(rules, opening, make_plans(rules, opening, policies, {}))
        played.append((opening, state))
    return played


def wait_for_numba() -> None:
    """Wait for the compiled kernel, as nobody does who plays."""
    thread = warm_up()
    assert thread is not None
    thread.join()


def assert_agreement(rules: Rules, seeds: Sequence[int], policy: str) -> None:
    """Hold both engines together in every turn of some games, the batch engine with each kernel."""
    single = [play_one(rules, start_game(rules, seed), policy) for seed in seeds]
    for kernel in ("numpy", "numba"):
        assert_same_games(rules, seeds, policy, kernel, single)


def assert_same_games(
    rules: Rules,
    seeds: Sequence[int],
    policy: str,
    kernel: str,
    single: Sequence[Sequence[tuple[Opening, State]]],
) -> None:
    """Play some games with a kernel and hold them against those of the single engine."""
    batch = Batch.start(build_tape(rules), seeds)
    batch.columns.may_compile = kernel == "numba"
    assert batch.columns.kernel == kernel
    policies: dict[str, BatchPolicy] = dict.fromkeys(rules.seats, BATCH_POLICIES[policy])
    while not batch.ended.all():
        number = batch.turn - 1
        running = [game for game, turns in enumerate(single) if len(turns) > number]
        batch.open()
        for game in running:
            assert_same_opening(batch, game, single[game][number][0])
        for seat in rules.seats:
            choose(batch, seat, policies)
        batch.resolve()
        for game, turns in enumerate(single):
            assert_same_state(batch, game, turns[min(number, len(turns) - 1)][1])
    assert batch.turn == max(len(turns) for turns in single) + 1


def assert_same_opening(batch: Batch, game: int, opening: Opening) -> None:
    """Hold an opening of one game against a column."""
    assert tuple(np.flatnonzero(batch.occurred[:, game])) == opening.occurred
    assert tuple(np.flatnonzero(batch.exposed[:, game])) == opening.exposed
    for seat in batch.rules.seats:
        asked = [demand.event for demand in opening.demands if seat in demand.seats]
        assert list(np.flatnonzero(batch.demanded(seat)[:, game])) == asked


def assert_same_state(batch: Batch, game: int, state: State) -> None:
    """Hold a state of one game against a column: every bit of every variable, flag and end."""
    expected = np.array(state.values)
    assert batch.values[:, game].tobytes() == expected.tobytes()
    assert tuple(batch.flags[:, game].astype(float)) == state.flags
    assert batch.ended[game] == (state.end is not None)
    if state.end is not None:
        ids = [ending.id for ending in batch.rules.endings]
        place = -1 if state.end.ending is None else ids.index(state.end.ending)
        assert (batch.ending[game], batch.end_turn[game]) == (place, state.end.turn)

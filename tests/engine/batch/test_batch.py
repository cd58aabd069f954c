"""What a batch offers between opening and end of a turn, held against the single engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from game.engine import (
    Plan,
    Rules,
    State,
    check_plan,
    compile_rules,
    open_turn,
    resolve,
    start_game,
)
from game.engine.batch import Batch, Tape, build_tape
from game.engine.opening import Opening
from game.engine.view import read_value
from game.engine.weights import weigh
from game.errors import IllegalChoice
from game.policy import choose_by_weights
from game.policy.batch import BATCH_POLICIES, make_constant, play_out, play_turn
from game.policy.imagination import imagine
from game.scenario.load import load
from game.scenario.models import Scenario
from game.scenario.source import read_bundle
from tests.engine.batch.agreement import assert_same_state
from tests.engine.batch.rich import rich_scenarios
from tests.policy.imagined import imagine_one
from tests.strategies import scenarios

SEEDS = range(6)


@pytest.fixture(scope="module")
def rules() -> Rules:
    """Return the rules of the flagship."""
    return compile_rules(load(read_bundle("hesitant-alignment")))


@pytest.fixture(scope="module")
def tape(rules: Rules) -> Tape:
    """Return the tape of the flagship."""
    return build_tape(rules)


def step(rules: Rules, state: State) -> State:
    """Play a turn of bots."""
    opening = open_turn(rules, state)
    plans = {seat: choose_by_weights(rules, opening, seat) for seat in rules.seats}
    return resolve(rules, opening, plans)[0]


def reach(rules: Rules, seed: int, turns: int) -> State:
    """Return a game after some turns of bots."""
    state = start_game(rules, seed)
    for _ in range(turns):
        if state.end is None:
            state = step(rules, state)
    return state


def is_legal(rules: Rules, opening: Opening, seat: str, plan: Plan) -> bool:
    """Tell whether the single engine takes a plan."""
    try:
        check_plan(rules, opening, seat, plan)
    except IllegalChoice:
        return False
    return True


# What is drawn is large, so that drawing takes its time and shrinking has no end.
@pytest.mark.slow
@settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(rich_scenarios(), st.integers(0, 2**64 - 1), st.data())
def test_given_plans(scenario: Scenario, seed: int, data: st.DataObject) -> None:
    """A given plan is taken where it is legal, and refused whole where it is not."""
    rules = compile_rules(scenario)
    batch, state = Batch.start(build_tape(rules), [seed]), start_game(rules, seed)
    while state.end is None:
        batch.open()
        opening = open_turn(rules, state)
        plans = {}
        for seat in rules.seats:
            plan = draw_plan(data, rules, seat)
            legal = is_legal(rules, opening, seat, plan)
            assert batch.commit_plan(seat, plan)[0] == legal
            plans.update({seat: plan} if legal else {})
        batch.resolve()
        state = resolve(rules, opening, plans)[0]
        assert_same_state(batch, 0, state)


def draw_plan(data: st.DataObject, rules: Rules, seat: str) -> Plan:
    """Draw orders and answers of a seat, legal or not."""
    actions = [rules.actions[place].id for place in rules.seats[seat].actions]
    orders = data.draw(st.lists(st.sampled_from(actions), unique=True, max_size=3))
    choices = {}
    for event in rules.events:
        options = [option.id for option in event.options_of(seat)]
        answers: bool = data.draw(st.booleans())
        if options and answers:
            choices[event.id] = data.draw(st.sampled_from(options))
    return Plan(tuple(orders), choices)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(scenarios(), st.integers(1, 3))
def test_games_go_on_from_states(scenario: Scenario, turns: int) -> None:
    """A batch made of states plays on as they do, whatever they remember."""
    rules = compile_rules(scenario)
    states = [reach(rules, seed, turns) for seed in SEEDS]
    states = [state for state in states if state.end is None]
    if not states:
        return
    batch = Batch.resume(build_tape(rules), states)
    policies = dict.fromkeys(rules.seats, BATCH_POLICIES["weights"])
    for _ in range(2):
        play_turn(batch, policies)
        for game, state in enumerate(states):
            if state.end is None and state.turn <= rules.turns:
                states[game] = step(rules, state)
                assert_same_state(batch, game, states[game])


@pytest.mark.parametrize("make", [Batch.resume, None], ids=["of states", "imagined at once"])
def test_imagined_turns(
    rules: Rules, tape: Tape, make: Callable[[Tape, list[State]], Batch] | None
) -> None:
    """Imagined states with the opening that everyone saw go the same way as one by one."""
    opening = open_turn(rules, reach(rules, 5, 3))
    states = [imagine_one(rules, opening.state, "minsk", number) for number in range(8)]
    plan = choose_by_weights(rules, opening, "minsk")
    batch = make(tape, states) if make else imagine(tape, opening.state, "minsk", 0, 8)
    batch.open_as(opening)
    legal = batch.commit_plan("minsk", plan)
    others = [seat for seat in rules.seats if seat != "minsk"]
    for seat in others:
        batch.choose_by_weights(seat)
    batch.resolve()
    for game, state in enumerate(states):
        seen = {
            name: getattr(opening, name)
            for name in ("occurred", "injects", "demands", "recalled", "exposed")
        }
        imagined = replace(open_turn(rules, state), **seen)
        assert legal[game] == is_legal(rules, imagined, "minsk", plan)
        plans = {seat: choose_by_weights(rules, imagined, seat) for seat in others}
        plans |= {"minsk": plan} if legal[game] else {}
        assert_same_state(batch, game, resolve(rules, imagined, plans)[0])


def test_branches_share_a_state(rules: Rules, tape: Tape) -> None:
    """Copies of one game with other seeds are those games with other luck."""
    state = reach(rules, 2, 2)
    batch = Batch.branch(tape, state, [11, 12])
    play_turn(batch, dict.fromkeys(rules.seats, BATCH_POLICIES["weights"]))
    for game, seed in enumerate((11, 12)):
        assert_same_state(batch, game, step(rules, replace(state, seed=seed)))


def test_what_is_legal_and_what_it_weighs(rules: Rules, tape: Tape) -> None:
    """Masks and weights of choices are what the single engine finds one by one."""
    states = [reach(rules, seed, 4) for seed in SEEDS]
    batch = Batch.resume(tape, states)
    batch.open()
    for game, state in enumerate(states):
        opening = open_turn(rules, state)
        for seat in rules.seats:
            orders = [rules.actions[place] for place in batch.actions_of(seat)]
            legal = [is_legal(rules, opening, seat, Plan((order.id,))) for order in orders]
            assert list(batch.legal_actions(seat)[:, game]) == legal
            weights = [weigh(order, opening.frame) for order in orders]
            assert list(batch.weigh_actions(seat)[:, game]) == weights
            options = [tape.options[place] for place in batch.options_of(seat)]
            answers = [Plan((), {rules.events[e].id: option.id}) for e, option in options]
            legal = [is_legal(rules, opening, seat, answer) for answer in answers]
            assert list(batch.legal_options(seat)[:, game]) == legal
            passing = max(rules.seats[seat].pass_weight(opening.frame), 0.0)
            assert batch.weigh_passing(seat)[game] == passing


def test_orders_one_by_one_are_the_bot(rules: Rules, tape: Tape) -> None:
    """A policy in steps, with masks, weights, luck and picks, chooses as the bot on the tape."""
    batch = Batch.start(tape, range(40))
    batch.open()
    steps, bot = batch.fork(), batch.fork()
    bot.choose_by_weights("minsk")
    steps.answer("minsk", bot.answered[list(bot.options_of("minsk"))])
    for number in range(rules.seats["minsk"].orders):
        legal = steps.legal_actions("minsk")
        weights = np.vstack([steps.weigh_actions("minsk") * legal, steps.weigh_passing("minsk")])
        picked = steps.pick(weights, steps.draw(f"order/minsk.{number + 1}"))[:-1]
        if number:
            picked &= steps.ordered.any(axis=0)
        steps.order("minsk", picked)
    assert np.array_equal(steps.ordered, bot.ordered)
    assert not batch.ordered.any()


def answer_one_by_one(rules: Rules, steps: Batch, factors: NDArray[np.float64]) -> None:
    """Answer event by event as a seat that leans, with what the batch offers to policies."""
    options = [steps.tape.options[place] for place in steps.options_of("minsk")]
    for event in dict.fromkeys(event for event, _ in options):
        own = [place for place, (other, _) in enumerate(options) if other == event]
        weights = steps.weigh_options("minsk") * factors * steps.legal_options("minsk")
        rule = rules.events[event]
        key = f"option/{rule.id}" + (".minsk" if len(rule.seats) > 1 else "")
        chosen = np.zeros(weights.shape, dtype=np.bool_)
        chosen[own] = steps.pick(weights[own], steps.draw(key))
        steps.answer("minsk", chosen)


def test_leaning_choices_one_by_one(rules: Rules, tape: Tape) -> None:
    """A seat that leans multiplies the weight of each choice by its factor in each game."""
    batch = Batch.start(tape, range(40))
    policies = dict.fromkeys(rules.seats, BATCH_POLICIES["weights"])
    play_turn(batch, policies)
    batch.open()
    steps, leaning, bot = batch.fork(), batch.fork(), batch.fork()
    bot.choose_by_weights("minsk")
    options = len(batch.options_of("minsk"))
    count = options + len(batch.actions_of("minsk"))
    levels = np.array([1 / 16, 1 / 4, 1.0, 4.0, 16.0])
    factors = levels[(np.arange(count)[:, None] + np.arange(40)) % len(levels)]
    factors[:, 20:] = 1.0
    leaning.lean(factors)
    leaning.choose_leaning("minsk")
    answer_one_by_one(rules, steps, factors[:options])
    assert np.array_equal(steps.answered, leaning.answered)
    for number in range(rules.seats["minsk"].orders):
        weights = steps.weigh_actions("minsk") * factors[options:] * steps.legal_actions("minsk")
        edges = np.vstack([weights, steps.weigh_passing("minsk")])
        picked = steps.pick(edges, steps.draw(f"order/minsk.{number + 1}"))[:-1]
        if number:
            picked &= steps.ordered.any(axis=0)
        steps.order("minsk", picked)
    assert np.array_equal(steps.ordered, leaning.ordered)
    for kind in ("ordered", "answered"):
        mine, usual = getattr(leaning, kind), getattr(bot, kind)
        assert np.array_equal(mine[:, 20:], usual[:, 20:])
        assert not np.array_equal(mine, usual)


def test_released_columns_are_used_again(tape: Tape) -> None:
    """Games in the place of others begin anew: nothing is left of those before."""
    policies = dict.fromkeys(tape.rules.seats, BATCH_POLICIES["practised"])
    ends = []
    for _ in range(2):
        batch = Batch.start(tape, range(7))
        play_out(batch, policies)
        ends.append((batch.values.tobytes(), batch.ending.tobytes()))
        memory = batch.columns
        batch.release()
        batch = Batch.start(tape, range(50, 57))
        assert batch.columns is memory
        play_out(batch, policies)
        batch.release()
    assert ends[0] == ends[1]


def test_even_choices_are_legal(rules: Rules, tape: Tape) -> None:
    """The even bot gives only legal plans, and passes now and then."""
    batch = Batch.start(tape, range(60))
    batch.open()
    batch.choose_at_random("minsk")
    orders = batch.ordered.sum(axis=0)
    assert set(orders) == {0, 1, 2}
    for game in range(60):
        opening = open_turn(rules, start_game(rules, game))
        chosen = [rules.actions[place].id for place in np.flatnonzero(batch.ordered[:, game])]
        choices = {
            rules.events[event].id: option.id
            for (event, option), taken in zip(tape.options, batch.answered[:, game], strict=True)
            if taken
        }
        check_plan(rules, opening, "minsk", Plan(tuple(chosen), choices))


def test_a_finished_game_stands_still(rules: Rules, tape: Tape) -> None:
    """Nothing of a finished game changes while others go on."""
    batch = Batch.start(tape, range(200))
    policies = dict.fromkeys(rules.seats, BATCH_POLICIES["random"])
    ended: dict[int, bytes] = {}

    def watch(batch: Batch) -> None:
        for game in np.flatnonzero(batch.ended):
            now = batch.values[:, game].tobytes() + batch.flags[:, game].tobytes()
            assert ended.setdefault(int(game), now) == now

    play_out(batch, policies, watch)
    assert len(ended) == 200
    assert batch.end_turn.min() < batch.end_turn.max() == rules.last_turn


def test_some_of_the_games(rules: Rules, tape: Tape) -> None:
    """Games that are taken out go on as they would have, as often as they are taken."""
    batch = Batch.start(tape, range(10))
    policies = dict.fromkeys(rules.seats, BATCH_POLICIES["weights"])
    play_turn(batch, policies)
    some = batch.take(np.array([7, 3, 3]))
    play_turn(batch, policies)
    play_turn(some, policies)
    assert np.array_equal(some.values, batch.values[:, [7, 3, 3]])


def test_formulas_are_read(rules: Rules, tape: Tape) -> None:
    """Variables, derived values and formulas read as at the next opening."""
    states = [reach(rules, seed, 3) for seed in SEEDS]
    batch = Batch.resume(tape, states)
    for name in rules.scenario.derived:
        expected = [read_value(rules, open_turn(rules, state).frame, name) for state in states]
        assert list(batch.read(name)) == expected
    first, second = rules.variables[:2]
    assert list(batch.read(f"{first} + {second} > 60")) == list(
        (batch.values[0] + batch.values[1] > 60).astype(float)
    )
    with pytest.raises(KeyError):
        batch.read("no_such_name")


def test_constant(rules: Rules, tape: Tape) -> None:
    """The policy orders its action whenever it may."""
    action = rules.actions[rules.seats["minsk"].actions[0]]
    games = Batch.start(tape, range(20))
    games.open()
    legal = games.legal_actions("minsk")[0]
    make_constant(action.id)(games, "minsk")
    assert np.array_equal(games.ordered[rules.index["action"][action.id]], legal)
    assert games.ordered.sum() == legal.sum()


def test_states_of_several_turns_are_refused(rules: Rules, tape: Tape) -> None:
    """All games of a batch are in the same turn, and none of them has ended before."""
    with pytest.raises(ValueError, match="states of one turn that have not ended"):
        Batch.resume(tape, [start_game(rules, 1), reach(rules, 1, 1)])

"""Policies: what each prefers, that they are deterministic, and that they see nothing hidden."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
import tomli

from game.engine import Plan, Rules, State, compile_rules, open_turn, start_game
from game.errors import MalformedChoice
from game.lab.blocks import prepare
from game.policy import POLICIES
from game.policy.aim import find_aim
from game.policy.naming import find_policy, list_members
from game.policy.planner import Arm, halve, schedule
from game.policy.playthrough import assign_policies, play_abreast, play_through
from game.policy.search import Trial, pursue
from game.scenario.bundle import Bundle
from game.scenario.models import Scenario
from game.scenario.policies import PLAIN
from tests.lab.conftest import DUEL


@pytest.fixture
def rules() -> Rules:
    """Return the duel."""
    return prepare(Bundle.from_text(DUEL, "duel.toml"))[0]


def list_orders(rules: Rules, policy: str, seed: int = 1) -> list[str]:
    """Return what the home seat orders in a game, turn by turn."""
    policies = assign_policies(rules, [f"home={policy}"])
    turns = play_through(rules, start_game(rules, seed), (), policies)
    return [" ".join(played.plans["home"].orders) for played in turns]


def end(rules: Rules, policy: str, seed: int) -> State:
    """Return how a game ends when a policy plays the home seat."""
    policies = assign_policies(rules, [f"home={policy}"])
    return list(play_through(rules, start_game(rules, seed), (), policies))[-1].state


def test_constant_does_the_same_every_turn(rules: Rules) -> None:
    """`constant:earn` earns; what is impossible is left out."""
    assert list_orders(rules, "constant:earn") == ["earn"] * 5
    assert list_orders(rules, "constant:dream") == [""] * 5


def test_alternating_takes_turns_between_groups(rules: Rules) -> None:
    """A group stands for what was ordered least often in it."""
    assert list_orders(rules, "alternating:east,west")[:3] == ["earn", "burn", "earn"]


def test_a_bare_routine_is_dealt_by_the_seed(rules: Rules) -> None:
    """`constant` alone is each action of the seat in turn, one a game."""
    assert list_members(rules, "home", "constant") == [
        "constant:burn", "constant:dream", "constant:earn",
    ]  # fmt: skip
    assert [list_orders(rules, "constant", seed)[0] for seed in (3, 4, 5)] == ["burn", "", "earn"]
    assert list_members(rules, "home", "alternating") == ["alternating:east,west"]


def test_a_routine_may_answer(rules: Rules) -> None:
    """`EVENT.OPTION` is a step like another: all gifts are kept, though silence returns them."""
    seeds = range(1, 9)
    kept = [end(rules, "constant:gift.keep", seed).values[3] for seed in seeds]
    assert set(kept) == {5.0, 7.0}
    assert {end(rules, "none", seed).values[3] for seed in seeds} == {5.0}


def test_coverage_prefers_what_was_not_used(rules: Rules) -> None:
    """No action is repeated while another has been used less."""
    orders = list_orders(rules, "coverage")
    assert sorted(orders[:2]) == ["burn", "earn"]
    assert sorted(orders[2:4]) == ["burn", "earn"]


def test_random_may_pass(rules: Rules) -> None:
    """Passing is as likely as each order."""
    given = [order for seed in range(1, 41) for order in list_orders(rules, "random", seed)]
    assert set(given) == {"", "burn", "dream", "earn"}


def test_greedy_and_planner_raise_the_score(rules: Rules) -> None:
    """Both earn until they are as rich as can be, and the planner never burns."""
    for policy in ("greedy", "planner:16"):
        assert list_orders(rules, policy)[:3] == ["earn"] * 3
        assert {end(rules, policy, seed).values[3] for seed in range(1, 5)} == {10.0}


def test_searching_abreast_finds_what_searching_alone_finds(rules: Rules) -> None:
    """Games that are played together are those that are played one by one."""
    policies = assign_policies(rules, ["home=planner:16"])
    starts = [start_game(rules, seed) for seed in (1, 2, 3)]
    alone = [list(play_through(rules, start, (), policies)) for start in starts]
    abreast = play_abreast(rules, starts, policies)
    assert [[t.state for t in game] for game in abreast] == [[t.state for t in g] for g in alone]


@pytest.mark.parametrize("policy", ["greedy", "planner:16"])
def test_searching_sees_nothing_hidden(policy: str) -> None:
    """A plan does not depend on a value that the seat does not see, though its worth does."""
    tables = tomli.loads(DUEL)
    tables["action"][0]["add"] = {"money": "fear / 10 - 4"}
    rules = compile_rules(Scenario.model_validate(tables))
    state = start_game(rules, 1)
    place = rules.index["var"]["fear"]
    plans = []
    for fear in (20.0, 40.0, 60.0):
        values = tuple(fear if i == place else v for i, v in enumerate(state.values))
        opening = open_turn(rules, replace(state, values=values, before=values))
        plans.append(find_policy(rules, "home", policy)(rules, opening, "home"))
    assert plans[0] == plans[1] == plans[2]


def test_an_aim_puts_endings_before_the_score(rules: Rules) -> None:
    """A step in rank outweighs whatever the score can do; without an ending the score counts."""
    aim = find_aim(rules, "home")
    assert (aim.low, aim.width) == (0.0, 10.0)
    assert aim.judge(rules, start_game(rules, 1)) == 0.5
    assert aim.judge(rules, end(rules, "constant:earn", 1)) == 2.0 + 1.0
    assert aim.judge(rules, end(rules, "constant:burn", 1)) == -2.0 + 0.0


def test_halving_spends_its_budget_and_keeps_the_best() -> None:
    """Sixteen plans on sixty-four futures: four rounds of sixteen, the lower half dropped."""
    assert schedule(16, 64) == [1, 2, 4, 8]
    plans = [Plan((f"a{place}",)) for place in range(16)]
    arms = [Arm(plan, 0) for plan in plans]
    tried: list[int] = []

    def try_all(trials: Sequence[tuple[int, Trial]]) -> list[float | None]:
        tried.append(len(trials))
        return [float(plans.index(trial.plan) % 11) for _, trial in trials]

    assert pursue([halve(arms, schedule(16, 64))], try_all) == [plans[10]]
    assert tried == [16, 16, 16, 16]


def test_the_names_are_those_that_a_scenario_may_name() -> None:
    """`check` knows each policy that needs nothing but its name."""
    assert tuple(POLICIES) == PLAIN


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("clever", "no policy is called 'clever'; there are none, weights"),
        ("gredy", "did you mean 'greedy'?"),
        ("none:3", "'none:3' is no policy"),
        ("planner:", "'planner:' is no policy"),
        ("planner:many", "planner takes a number of futures"),
        ("planner:1", "planner takes from 8 to 65536 futures a turn, not 1"),
        ("constant:ern", "did you mean 'earn'?"),
        ("alternating:east,wst", "did you mean 'west'?"),
    ],
)
def test_a_name_that_is_none_says_what_is(rules: Rules, name: str, says: str) -> None:
    """A policy that cannot be meant is refused with what could be."""
    with pytest.raises(MalformedChoice) as refusal:
        find_policy(rules, "home", name)
    assert says in str(refusal.value)


def test_searching_needs_a_score(rules: Rules) -> None:
    """A seat without a score has nothing to raise."""
    with pytest.raises(MalformedChoice, match="the seat rival has no `score`"):
        find_policy(rules, "rival", "greedy")

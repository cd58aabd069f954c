"""The tutorial plays as it says: each lesson can be done in its turn, and the endings differ."""

from __future__ import annotations

from collections import Counter

import pytest

from game.engine import compile_rules, open_turn, start_game
from game.engine.plans import list_open_actions
from game.engine.rules import Rules
from game.policy.playthrough import assign_policies, play_through
from game.policy.script import read_script
from game.scenario.load import load_scenario

GUIDED = """
[[turn]]
[turn.minsk]
orders = ["host-delegation", "state-the-rule"]
choices = { next-price = "wait" }
[[turn]]
[turn.minsk]
orders = ["host-delegation", "sign-step"]
choices = { technical-file = "promise" }
[[turn]]
[turn.minsk]
orders = ["invite-observers", "draw-loan"]
choices = { roadmap = "refuse" }
[[turn]]
[turn.minsk]
orders = ["state-the-rule"]
"""
"""A game that does what the lessons ask for, and spends what they leave free."""


@pytest.fixture(scope="module")
def rules() -> Rules:
    """Return the rules of the tutorial."""
    return compile_rules(load_scenario("first-steps"))


def count_endings(rules: Rules, script: str, requests: list[str], games: int) -> Counter[str]:
    """Return how often each ending is reached."""
    endings: Counter[str] = Counter()
    for seed in range(games):
        state = start_game(rules, seed)
        turns = read_script(script, rules) if script else ()
        for played in play_through(rules, state, turns, assign_policies(rules, requests)):
            state = played.state
        assert state.end is not None
        endings[str(state.end.ending)] += 1
    return endings


def test_every_lesson_can_be_done_in_its_turn(rules: Rules) -> None:
    """A lesson waits for what the player can do: its order is open, its event has occurred."""
    lessons = rules.scenario.lesson
    for seed in range(40):
        state = start_game(rules, seed)
        policies = assign_policies(rules, ["minsk=none"])
        for played in play_through(rules, state, (), policies):
            orders = {action.id for action in list_open_actions(rules, played.opening, "minsk")}
            asked = {rules.events[demand.event].id for demand in played.opening.demands}
            for lesson in lessons:
                kind, _, name = lesson.wait.partition(".")
                if lesson.turn == played.opening.turn and kind in ("order", "answer"):
                    assert name in (orders if kind == "order" else asked), (seed, lesson.id)


def test_the_first_turn_is_small(rules: Rules) -> None:
    """One demand with two clear options, no more than five actions, six gauges."""
    opening = open_turn(rules, start_game(rules, 1))
    (demand,) = opening.demands
    event = rules.events[demand.event]
    assert (event.id, [option.id for option in event.options]) == ("next-price", ["take", "wait"])
    assert len(list_open_actions(rules, opening, "minsk")) == 4
    assert len(rules.scenario.desk.front) == 6


def test_doing_nothing_empties_the_till(rules: Rules) -> None:
    """The outlook of the first briefing is true: without orders, most games end insolvent."""
    endings = count_endings(rules, "", ["minsk=none"], 100)
    assert set(endings) == {"insolvent", "another-winter"}
    assert 40 <= endings["insolvent"] <= 80


def test_whoever_follows_the_lessons_mostly_ends_well(rules: Rules) -> None:
    """The guided game reaches the best ending in most games, never a bad one."""
    endings = count_endings(rules, GUIDED, [], 100)
    assert endings["room-to-move"] > 50
    assert set(endings) <= {"room-to-move", "another-winter"}


def test_four_endings_can_be_reached(rules: Rules) -> None:
    """Two endings or more: each that is written is reached by some game."""
    endings = count_endings(rules, "", [], 200) + count_endings(rules, "", ["minsk=none"], 20)
    assert set(endings) == {ending.id for ending in rules.scenario.ending}

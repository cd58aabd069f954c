"""The flagship's far ends are reached by courses that a person can hold, and can be missed."""

from __future__ import annotations

from collections import Counter

import pytest

from game.engine import Rules, compile_rules, start_game
from game.policy.playthrough import Played, assign_policies, play_through
from game.scenario.load import load
from game.scenario.source import read_bundle
from tests.golden.courses import NEUTRAL, WESTERN, Course

SIGNED, REFUSED = 5, 160
"""Seeds in which Moscow signs at once, and in which it stays away."""


@pytest.fixture(scope="module")
def rules() -> Rules:
    """Compile the flagship once."""
    return compile_rules(load(read_bundle("hesitant-alignment")))


def play(rules: Rules, course: Course, seed: int) -> tuple[list[Played], str]:
    """Play a game to its end, Minsk by the course and the others by their weights."""
    policies = assign_policies(rules, [])
    policies["minsk"] = course
    turns = list(play_through(rules, start_game(rules, seed), (), policies))
    end = turns[-1].state.end
    assert end is not None and end.ending is not None
    return turns, end.ending


def hear_moscow(turns: list[Played]) -> list[str]:
    """Return what was in Moscow's envelope at each conference that Minsk opened."""
    heard = []
    for played in turns:
        given = {answer.seat: answer.option for answer in played.report.answers
                 if answer.event == "conference"}  # fmt: skip
        if given.get("minsk") == "convene":
            heard.append(given["moscow"])
    return heard


def test_a_person_who_aims_at_neutrality_can_reach_it(rules: Rules) -> None:
    """System 10: five steps, the answer neither, and a signature of Moscow's."""
    turns, ending = play(rules, NEUTRAL, SIGNED)
    assert hear_moscow(turns) == ["give-assent"]
    assert ending == "finlandization"


def test_it_can_fail_at_the_last(rules: Rules) -> None:
    """System 10: all five steps are taken, and Moscow's chair is empty; limbo is still left."""
    turns, ending = play(rules, NEUTRAL, REFUSED)
    assert hear_moscow(turns) == ["decline"]
    assert ending == "managed-limbo"


def test_who_aims_at_neutrality_reaches_it_in_fewer_games_than_not(rules: Rules) -> None:
    """It is within reach and never sure: Moscow refuses more often than it signs."""
    games = [play(rules, NEUTRAL, seed) for seed in range(1, 61)]
    endings = Counter(ending for _, ending in games)
    assert 5 <= endings["finlandization"] <= 20
    assert endings["insolvency"] >= 6
    refusals = [turns for turns, _ in games if "decline" in hear_moscow(turns)]
    assert len(refusals) > endings["finlandization"]


def test_a_western_turn_can_hold_and_mostly_does_not(rules: Rules) -> None:
    """System 24: the files pay late, the answer of the east comes at once."""
    endings = Counter(play(rules, WESTERN, seed)[1] for seed in range(1, 61))
    assert 6 <= endings["western-turn-holds"] <= 24
    assert endings["western-turn-fails"] > endings["western-turn-holds"]

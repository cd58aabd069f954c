"""The flagship's far ends are reached by courses that a person can hold, and can be missed."""

from __future__ import annotations

from collections import Counter

import pytest

from game.engine import Rules, compile_rules, start_game
from game.policy.playthrough import Played, assign_policies, play_through
from game.scenario.load import load
from game.scenario.source import read_bundle
from tests.golden.courses import NEUTRAL, WESTERN, Course


@pytest.fixture(scope="module")
def rules() -> Rules:
    """Compile the flagship once."""
    return compile_rules(load(read_bundle("hesitant-alignment")))


def play(rules: Rules, course: Course, seed: int) -> tuple[list[Played], str]:
    """Play a game to its end, Minsk by the course and the others by their weights."""
    policies = {**assign_policies(rules, []), "minsk": course}
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


if __name__ == "__main__":
    _rules = compile_rules(load(read_bundle("hesitant-alignment")))
    for _course in (NEUTRAL, WESTERN):
        _all = {seed: play(_rules, _course, seed) for seed in range(1, 101)}
        print(Counter(e for _, e in _all.values()))
        print([(s, hear_moscow(t), e) for s, (t, e) in _all.items() if hear_moscow(t)][:40], [s for s,(t,e) in _all.items() if e=="western-turn-holds"])

"""The flagship: which doors the factions hold, and what a declared side closes."""

from __future__ import annotations

import pytest

from game.engine import Rules, compile_rules, open_turn, start_game
from game.engine.plans import list_open_actions
from game.scenario.load import load
from game.scenario.source import read_bundle


@pytest.fixture(scope="module")
def rules() -> Rules:
    """Compile the flagship once."""
    return compile_rules(load(read_bundle("hesitant-alignment")))


def list_open(rules: Rules, **given: float | bool) -> set[str]:
    """Return the orders that Minsk can give in the first turn of a game that starts like this."""
    opening = open_turn(rules, start_game(rules, 1, given))
    return {action.id for action in list_open_actions(rules, opening, "minsk")}


@pytest.mark.parametrize(
    ("rung", "conservatives", "is_open"), [(4, 70, True), (5, 70, False), (5, 55, True)]
)
def test_the_old_guard_holds_the_last_rungs(
    rules: Rules, rung: int, conservatives: int, is_open: bool
) -> None:
    """System 3: deep integration hurts the elites; from the fifth rung on they can refuse it."""
    orders = list_open(rules, rung=rung, conservatives=conservatives)
    assert ("sign-step" in orders) is is_open


@pytest.mark.parametrize(("reformers", "is_open"), [(33, False), (34, True)])
def test_a_round_table_needs_reformers(rules: Rules, reformers: int, is_open: bool) -> None:
    """System 23: factions open and close actions."""
    assert ("round-table" in list_open(rules, unrest=40, reformers=reformers)) is is_open


@pytest.mark.parametrize(
    ("talk", "finland", "is_open"), [(37, 0, False), (38, 0, True), (38, 2, False)]
)
def test_nato_is_asked_only_by_those_who_talk_already(
    rules: Rules, talk: int, finland: int, is_open: bool
) -> None:
    """System 24: the opening to NATO stands apart; a neutrality file excludes it."""
    orders = list_open(rules, security_talk=talk, finland=finland)
    assert ("nato-programme" in orders) is is_open

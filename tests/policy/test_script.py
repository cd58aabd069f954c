"""Choices from a file: their shape, and what is wrong with others."""

from __future__ import annotations

import pytest
import tomli

from game.engine import Plan, Rules, compile_rules
from game.errors import MalformedChoice
from game.policy.playthrough import assign_policies
from game.policy.script import read_script
from game.scenario.models import Scenario
from tests.engine.conftest import SMALL


@pytest.fixture
def rules() -> Rules:
    """Return the small scenario."""
    return compile_rules(Scenario.model_validate(tomli.loads(SMALL)))


def test_a_script_holds_plans_by_turn_and_seat(rules: Rules) -> None:
    """`[[turn]]`, the first entry is turn 1; a seat without an entry has no plan."""
    text = '[[turn]]\n[[turn]]\n[turn.home]\norders = ["probe"]\nchoices = { storm = "hide" }\n'
    assert read_script(text, rules) == ({}, {"home": Plan(("probe",), {"storm": "hide"})})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[turn", "no valid TOML"),
        ("[[tern]]", "unknown key 'tern'"),
        ("turn = 3", "no list of turns"),
        ("[[turn]]\n[turn.nobody]", "turn 1: no seat is called 'nobody'"),
        ("[[turn]]\n[turn.home]\norder = []", "turn 1, home"),
        ('[[turn]]\n[turn.home]\norders = "probe"', "orders must be a list"),
        ("[[turn]]\n[turn.home]\nchoices = { storm = 1 }", "choices must be a table"),
        ("[[turn]]\n" * 4, "4 turns, but the game has 3"),
    ],
)
def test_what_is_no_script_is_refused(rules: Rules, text: str, says: str) -> None:
    """`malformed`: another shape is refused with what was expected."""
    with pytest.raises(MalformedChoice, match=says):
        read_script(text, rules)


def test_policies_for_all_and_for_one(rules: Rules) -> None:
    """`--policy NAME for all, --policy SEAT=NAME for one`, in whichever order."""
    given = assign_policies(rules, ["rival=weights", "none"])
    assert {seat: policy.__name__ for seat, policy in given.items()} == {
        "home": "stay_silent",
        "rival": "choose_by_weights",
    }
    with pytest.raises(MalformedChoice, match="no policy is called 'clever'"):
        assign_policies(rules, ["clever"])
    with pytest.raises(MalformedChoice, match="no seat is called 'nobody'"):
        assign_policies(rules, ["nobody=none"])

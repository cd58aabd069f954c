"""The flagship: which doors the factions hold, and what a declared side closes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.archive.advice import pick_sayings
from game.archive.standpoint import Standpoint
from game.engine import Rules, State, compile_rules, open_turn, start_game
from game.engine.opening import build_frame
from game.engine.plans import list_open_actions
from game.engine.view import view_opening
from game.engine.weights import weigh
from game.formula import compile_formula
from game.policy.leaning import list_choices
from game.scenario.load import load
from game.scenario.scope import parse_formula
from game.scenario.source import read_bundle


@pytest.fixture(scope="module")
def rules() -> Rules:
    """Compile the flagship once."""
    return compile_rules(load(read_bundle("hesitant-alignment")))


def list_open(rules: Rules, turn: int = 1, **given: float | bool) -> set[str]:
    """Return the orders that Minsk can give in a turn of a game that stands like this."""
    opening = open_turn(rules, replace(start_game(rules, 1, given), turn=turn))
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
    ("talk", "finland", "is_open"), [(29, 0, False), (30, 3, True), (30, 4, False)]
)
def test_nato_is_asked_only_by_those_who_talk_already(
    rules: Rules, talk: int, finland: int, is_open: bool
) -> None:
    """System 24: the opening to NATO stands apart; once NATO has sent its letter, it is closed."""
    orders = list_open(rules, 3, security_talk=talk, finland=finland)
    assert ("nato-programme" in orders) is is_open


@pytest.mark.parametrize("refusal", [20, 62])
def test_each_question_is_answered_by_two_advisers_who_may_disagree(
    rules: Rules, refusal: float
) -> None:
    """System 23: factions are rivals; whatever is asked, two of them name different answers."""
    opening = open_turn(rules, start_game(rules, 1, {"refusal": refusal}))
    point = Standpoint(rules, opening, view_opening(rules, opening, "minsk"))
    for event in rules.events:
        options = {f"{event.id}.{each.id}": each.when for each in event.options_of("minsk")}
        open_ = {name for name, when in options.items() if when is None or when(opening.frame)}
        named = [
            {answer for line in adviser.advice for answer in line.answer if answer in options}
            for adviser in rules.scenario.adviser
        ]
        said = [
            pick_sayings(adviser.advice, frozenset(open_), point.holds)
            for adviser in rules.scenario.adviser
        ]
        if options:
            assert len(set().union(*named)) > 1 and sum(map(bool, named)) > 1, event.id
            assert any(saying.answers for each in said for saying in each), event.id


TRACKS = ("economic", "commercial", "financial", "technical")
STEPS: dict[str, dict[str, float]] = {
    "neutrality-law": {"neutrality": 72},
    "treaty-derogation": {"csto": 55},
    "union-statement": {f"track_{track}": 30 for track in TRACKS},
    "nato-letter": {"security_talk": 40},
}
"""The first four steps of the neutrality file, with what each asks for beyond the others."""


@pytest.mark.parametrize(("done", "step"), list(enumerate(STEPS)))
def test_each_step_of_the_neutrality_file_asks_for_something_else(
    rules: Rules, done: int, step: str
) -> None:
    """System 10: one step is open at a time, and only where its own ground is prepared."""
    assert list_open(rules, 3, finland=done, **STEPS[step]) & set(STEPS) == {step}
    assert not list_open(rules, 3, finland=done, csto=62) & set(STEPS)


@pytest.mark.parametrize(
    "against", [{"rung": 4}, {"troops_stay": True}, {"sided_west": True}, {"incoherence": 60}]
)
def test_a_country_that_has_moved_cannot_be_guaranteed(
    rules: Rules, against: dict[str, float | bool]
) -> None:
    """System 10: three rungs, no guests, no side taken, a straight line."""
    assert "neutrality-law" in list_open(rules, 3, neutrality=72)
    assert "neutrality-law" not in list_open(rules, 3, neutrality=72, **against)


@pytest.mark.parametrize(("kept", "is_open"), [(1, False), (2, True)])
def test_invitations_follow_from_promises_that_were_kept(
    rules: Rules, kept: int, is_open: bool
) -> None:
    """System 20: only of somebody who kept his word is it believed that he meant neither."""
    state = start_game(rules, 1, {"finland": 4, "sided_neither": True})
    ledger = list(state.kept)
    ledger[rules.index["promise"]["port-volume"]] = kept
    opening = open_turn(rules, replace(state, turn=11, kept=tuple(ledger)))
    actions = {action.id for action in list_open_actions(rules, opening, "minsk")}
    assert ("send-invitations" in actions) is is_open


@pytest.mark.parametrize(("belief", "refusal", "weight"), [(8, 40, 0.0), (90, 60, 14.0)])
def test_moscow_signs_only_for_one_who_could_still_leave(
    rules: Rules, belief: float, refusal: float, weight: float
) -> None:
    """System 10: a guarantee is sold like the rest, by leverage: from 14 on, and in full at 42."""
    given = {"finland": 5, "assent": 60, "us_posture": 50, "belief_west": belief}
    opening = open_turn(rules, start_game(rules, 1, {**given, "refusal": refusal}))
    signing = dict(list_choices(rules, "moscow"))["conference.give-assent"]
    assert weigh(signing, opening.frame) == weight


@pytest.mark.parametrize(("reserves", "is_open"), [(3.8, False), (1.5, True)])
def test_the_rouble_is_let_go_only_when_the_reserves_run_out(
    rules: Rules, reserves: float, is_open: bool
) -> None:
    """System 1: the last resort of a treasury, open before it is empty."""
    assert ("devalue" in list_open(rules, 3, reserves=reserves)) is is_open


def read(rules: Rules, state: State, formula: str | float) -> float:
    """Return what a formula comes to in a state."""
    layout = rules.layout
    reader = compile_formula(parse_formula(formula), layout, layout.curves, layout.bounds)
    return reader(build_frame(rules, state))


@pytest.mark.parametrize(
    ("against", "holds"),
    [
        ({}, True),
        ({"belief_west": 10}, False),
        ({"belief_east": 10}, False),
        ({"patience_brussels": 12}, False),
        ({"incoherence": 46}, False),
        ({"unrest": 50}, False),
        ({"refusal": 38}, False),
        ({"rung": 4}, False),
    ],
)
def test_a_place_between_is_kept_by_those_whom_both_sides_still_want(
    rules: Rules, against: dict[str, float | bool], holds: bool
) -> None:
    """System 9: who has sold the last of the doubt, the money or the patience is adrift."""
    state = start_game(rules, 1, {"sided_neither": True, **against})
    ledger = list(state.kept)
    ledger[rules.index["promise"]["port-volume"]] = 1
    limbo = next(each for each in rules.scenario.ending if each.id == "managed-limbo")
    assert read(rules, replace(state, kept=tuple(ledger)), limbo.when) == holds
    assert read(rules, state, limbo.when) == 0.0


@pytest.mark.parametrize(("explained", "weight"), [((), 50.2), ((4,), 50.2), ((5,), 80.2)])
def test_neither_is_believed_sooner_of_those_who_explained_themselves(
    rules: Rules, explained: tuple[int, ...], weight: float
) -> None:
    """System 20: the question of sides is prepared within three quarters of its answer."""
    state = start_game(rules, 1)
    tracks = list(state.tracks)
    tracks[rules.tracks["explain-line"]] = explained
    event = next(each for each in rules.scenario.event if each.id == "take-sides")
    neither = next(each for each in event.option if each.id == "neither")
    asked = replace(state, turn=8, tracks=tuple(tracks))
    assert read(rules, asked, neither.outcome[1].weight) == weight

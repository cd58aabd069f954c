"""Openings, intents, refusals and reports, beyond what the conformance cases prove."""

from __future__ import annotations

import pytest

from game.engine import Intent, Opening, Plan, Rules, open_turn, resolve
from game.engine.report import Order
from game.engine.weights import pick
from game.errors import IllegalChoice, LateChoice, MalformedChoice


def test_intents_are_the_odds_of_the_first_order(opening: tuple[Rules, Opening]) -> None:
    """`Published intents are the odds of the first order`: 12, 5 and 3 for passing, of 20."""
    rules, turn = opening
    places = rules.index["action"]
    assert turn.intents == (
        Intent("rival", places["press"], 60.0),
        Intent("rival", places["relent"], 25.0),
    )


def test_an_order_reports_the_reasons_that_held(opening: tuple[Rules, Opening]) -> None:
    """`says its main reasons afterwards`: the lines that held, with their words."""
    _, report = resolve(*opening, {"rival": Plan(("press",))})
    assert report.orders == (Order("rival", "press", ("always", "they waver")),)


def test_raising_and_clearing_what_was_not_raised(opening: tuple[Rules, Opening]) -> None:
    """`Flags: first all clear, then all raise`; the report names what is new."""
    _, report = resolve(*opening, {"rival": Plan(("relent",))})
    assert report.raised == ("secret",)
    assert report.cleared == ()


@pytest.mark.parametrize(
    ("seat", "plan", "kind", "says"),
    [
        ("nobody", Plan(), MalformedChoice, "no seat is called 'nobody'"),
        ("home", Plan(("fly",)), MalformedChoice, "no action is called 'fly'"),
        ("home", Plan(("press",)), IllegalChoice, "press is an order of rival, not of home"),
        ("home", Plan(("probe", "probe")), IllegalChoice, "probe is ordered twice"),
        ("home", Plan(("probe", "gamble")), IllegalChoice, "probe cannot be paid: not enough att"),
        ("home", Plan((), {"storm": "yes"}), MalformedChoice, "no event is called 'storm'"),
    ],
)
def test_refusals_say_what_and_why(
    opening: tuple[Rules, Opening],
    seat: str,
    plan: Plan,
    kind: type[Exception],
    says: str,
) -> None:
    """`the whole plan is refused with the reason, nothing is played`; kinds of errors differ."""
    with pytest.raises(kind, match=says):
        resolve(*opening, {seat: plan})


def test_a_finished_game_takes_no_plan(opening: tuple[Rules, Opening]) -> None:
    """A plan after the end comes too late."""
    rules, turn = opening
    while turn.state.end is None:
        turn = open_turn(rules, resolve(rules, turn, {})[0])
    with pytest.raises(LateChoice, match="the game ended in turn 3"):
        resolve(rules, turn, {"home": Plan()})


def test_pick_counts_the_edges_below_the_draw() -> None:
    """`the index is the count of cumulative weights <= the draw; all-zero means pass`."""
    assert pick([1.0, 0.0, 3.0], 0.0) == 0
    assert pick([1.0, 0.0, 3.0], 0.25) == 2
    assert pick([0.0, 2.0], 0.0) == 1
    assert pick([2.0, 0.0], 0.9999999) == 0
    assert pick([0.1, 0.2, 0.0], 1.0 - 2.0**-53) == 1
    assert pick([0.0, 0.0], 0.5) is None
    assert pick([], 0.5) is None

"""What a seat is told of a choice before the commit."""

from __future__ import annotations

from game.engine import Opening, Rules
from game.engine.preview import Effect, Preview, preview
from game.engine.view import view_opening


def look(opening: tuple[Rules, Opening], action: str) -> Preview:
    """Return the preview of an action for the home seat."""
    rules, turn = opening
    choice = next(entry for entry in rules.scenario.action if entry.id == action)
    rule = rules.actions[rules.index["action"][action]]
    return preview(rules, turn, view_opening(rules, turn, "home"), choice, rule)


def test_exact_effects_costs_and_what_comes_later(opening: tuple[Rules, Opening]) -> None:
    """`Direct effects of an order are shown exactly`: amounts as of the opening, then the delay."""
    seen = look(opening, "invest")
    assert seen.pool == (("attention", 1.0),)
    assert seen.costs == (("money", 2.0),)
    assert seen.effects == (
        Effect("money", -2.5, -2.5),
        Effect("trust", 6.0, 6.0),
        Effect("money", 3.0, 3.0, delay=2),
    )


def test_hidden_values_give_intervals(opening: tuple[Rules, Opening]) -> None:
    """`A preview shows the interval of an effect that depends on hidden values`.

    The part whose condition holds is certain, the part whose condition is hidden has odds from 0
    to 100, the part whose condition fails is left out.
    """
    seen = look(opening, "probe")
    assert seen.effects == (
        Effect("trust", -10.0, 0.0),
        Effect("money", -1.0, -1.0),
        Effect("trust", -2.0, -2.0, odds=(0.0, 100.0)),
    )
    assert seen.marks.reveals == ("resolve",)


def test_outcomes_bear_their_odds(opening: tuple[Rules, Opening]) -> None:
    """`with odds that the state shapes and the screen shows`: weights 30 and 70."""
    seen = look(opening, "gamble")
    assert seen.effects == (
        Effect("money", -3.0, -3.0, odds=(30.0, 30.0), outcome="lost"),
        Effect("money", 4.0, 4.0, odds=(70.0, 70.0), outcome="won"),
    )
    assert seen.marks.promises == ("vow",)
    assert seen.marks.raises == ("signed",)

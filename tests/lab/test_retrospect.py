"""The turns that decided a game, found by the odds."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from game.archive.game import Game
from game.engine import Plan
from game.lab.foresight import Foresight
from game.lab.retrospect import FUTURES, Retrospect, find_alternative, look_back
from game.lab.turning import describe_points
from tests.ui.stage import begin, finished, play


def look_back_on(game: Game) -> list[Retrospect]:
    """Return all that is found in a finished game, step by step."""
    assert game.state.end is not None
    return list(look_back(game.rules, game.seat, game.decisions, game.state.end))


@pytest.fixture(scope="module")
def game() -> Game:
    """A game that ended well in its fifth turn."""
    return finished()


@pytest.fixture(scope="module")
def found(game: Game) -> Retrospect:
    """All that is found in it."""
    *early, last = look_back_on(game)
    assert [step.done for step in early] == list(range(1, len(early) + 1))
    assert not any(step.complete or step.points for step in early)
    assert last.complete
    return last


def test_the_odds_go_from_turn_to_turn_to_certainty(found: Retrospect) -> None:
    """One value as each of the four turns opened, and 100 after a good ending."""
    assert len(found.odds) == 5
    assert found.odds[-1] == 100.0
    assert all(0.0 < odds < 100.0 for odds in found.odds[:-1])


def test_the_three_largest_moves_are_told_in_their_order(found: Retrospect) -> None:
    """Each with the odds before and after; no turn that is left out moved them more."""
    turns = [point.turn for point in found.points]
    steps = [abs(after - before) for before, after in pairwise(found.odds)]
    assert len(turns) == 3
    assert turns == sorted(sorted(range(1, 5), key=lambda turn: -steps[turn - 1])[:3])
    for point in found.points:
        assert (point.before, point.after) == found.odds[point.turn - 1 : point.turn + 1]
        assert point.moved >= abs(point.after - point.before) - 1e-9


def test_the_plan_is_what_was_done(game: Game, found: Retrospect) -> None:
    """Each point tells the plan of its turn, forecast from that turn's opening."""
    for point in found.points:
        assert point.plan == game.plans[point.turn - 1]
        opening = game.turns[point.turn - 1].opening
        assert point.chosen == Foresight(game.rules, opening, game.seat, ()).refine(
            point.plan, FUTURES
        )


def test_no_other_plan_is_better_than_the_best_alternative() -> None:
    """Where one order surely ends the game well, it is what could have been done."""
    game = begin(seed=3)
    sight = Foresight(game.rules, game.opening, game.seat, ())
    best = find_alternative(sight, Plan())
    assert best is not None
    others = {
        name: sight.refine(Plan((name,)), FUTURES).good
        for name in ("raise-toll", "feast", "build-wall")
    }
    assert best.forecast.good >= max(others.values())


def test_it_is_found_the_same_again(found: Retrospect) -> None:
    """Law: the same journal gives the same turning points, whatever was computed before."""
    assert look_back_on(finished())[-1] == found


def test_a_game_that_ended_early_is_looked_back_on_as_far_as_it_went() -> None:
    """Ruin in the third turn: three openings, and no good ending at the end."""
    over = play(begin(), ("build-wall",), (), ())
    last = look_back_on(over)[-1]
    assert len(last.odds) == 4 and last.odds[-1] == 0.0
    assert last.complete
    assert all(abs(point.after - point.before) >= 1.0 for point in last.points)


def test_two_plans_that_come_to_the_same_are_not_called_a_choice(
    game: Game, found: Retrospect
) -> None:
    """Neither is best; and where no future ends well, that is said."""
    point = found.points[0]
    assert point.alternative is not None
    lost = replace(point.chosen, fates=tuple(each for each in point.chosen.fates if each.rank <= 0))
    for chosen, words in (
        (point.chosen, f"With either {point.chosen.good:.0f} of 100 futures end well."),
        (lost, "None of 100 futures ends well, with the alternative neither."),
    ):
        even = replace(
            point, chosen=chosen, alternative=replace(point.alternative, forecast=chosen)
        )
        (view,) = describe_points(game.rules, (even,))
        assert view.text == words


def test_the_points_are_told_in_words(game: Game, found: Retrospect) -> None:
    """What was to be decided, what was done, what else was possible, what of both."""
    views = describe_points(game.rules, found.points)
    assert [view.letter for view in views] == ["A", "B", "C"]
    for view in views:
        assert view.title in {"An envoy at the gate", "What you ordered", "What you did"}
        assert "futures end well" in view.text
        assert view.chosen

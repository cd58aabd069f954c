"""Imagined games of the batch engine are those that the single engine plays, to the last bit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.archive.game import Game
from game.engine import Opening, Plan, Rules, State, open_turn, resolve
from game.engine.batch import find_tape
from game.engine.view import read_value
from game.lab.futures import play_futures
from game.policy import POLICIES
from game.policy.imagination import imagine
from game.policy.leaning import list_courses
from game.policy.playthrough import make_plans
from game.scenario.source import read_bundle
from tests.policy.imagined import imagine_one
from tests.ui.stage import begin, play

GAMES = 6


def play_one(
    rules: Rules, opening: Opening, seat: str, plan: Plan, number: int, names: tuple[str, ...]
) -> tuple[list[list[float]], State]:
    """Play one future with the single engine; return the named values after each turn."""
    state = imagine_one(rules, opening.state, seat, number)
    here = replace(
        open_turn(rules, state), occurred=opening.occurred, injects=opening.injects,
        demands=opening.demands, recalled=opening.recalled, exposed=opening.exposed,
    )  # fmt: skip
    policies = {**dict.fromkeys(rules.seats, POLICIES["weights"]), seat: POLICIES["practised"]}
    given, rows = {seat: plan}, []
    while state.end is None:
        state, _ = resolve(rules, here, make_plans(rules, here, policies, given))
        here, given = open_turn(rules, replace(state, end=None)), {}
        rows.append([read_value(rules, here.frame, name) for name in names])
    return rows + rows[-1:] * (rules.last_turn - state.end.turn), state


def flagship() -> Game:
    """Return the flagship in its third turn."""
    return play(Game.begin(read_bundle("hesitant-alignment"), 1), (), ())


@pytest.mark.parametrize(
    "game", [play(begin(seed=3), ("feast",)), flagship()], ids=["toll", "flag"]
)
def test_both_engines_imagine_the_same_futures(game: Game) -> None:
    """Law: every value after every turn, the ending and its turn, plan by plan, bit by bit."""
    rules, opening, seat = game.rules, game.opening, game.seat
    names = tuple(rules.scenario.desk.front)
    plans = [Plan(), Plan((opening.open_actions[seat][0].id,))]
    worlds = imagine(find_tape(rules), opening.state, seat, 0, GAMES, len(plans))
    courses = list_courses(rules, seat)[:1] * len(plans)
    chunks = play_futures(worlds, opening, seat, plans, courses, names, {})
    for plan, futures in zip(plans, chunks, strict=True):
        assert (futures.tried, len(futures.endings)) == (GAMES, GAMES)
        for number in range(GAMES):
            rows, last = play_one(rules, opening, seat, plan, number, names)
            drawn = [[*futures.values[name][:, number]] for name in names]
            assert [list(row) for row in zip(*drawn, strict=True)] == rows
            assert last.end is not None
            place = int(futures.endings[number])
            ending = rules.endings[place].id if place >= 0 else None
            assert (ending, int(futures.turns[number])) == (last.end.ending, last.end.turn)

"""What was found of a finished game is kept with it, and is found again where it does not hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from game.archive.game import Game
from game.archive.notes import GameNotes
from game.archive.seating import make_rules
from game.engine import start_game
from game.lab.hindsight import Hindsight
from game.lab.hindsight_record import read_retrospect, record_retrospect
from game.lab.retrospect import Retrospect
from game.lab.rivals import ABREAST, Rivals, choose_rival, measure_score, play_rivals
from game.policy.naming import find_policies
from game.policy.playthrough import play_through
from game.scenario.source import read_bundle
from tests.ui.stage import finished


def look(game: Game) -> Hindsight:
    """Return what looks back on a game."""
    assert game.state.end is not None
    return Hindsight(
        game.rules, game.seat, game.seed, game.decisions, game.state.end, game.opponents,
        GameNotes(game),
    )  # fmt: skip


@pytest.fixture(scope="module")
def game(tmp_path_factory: pytest.TempPathFactory) -> Game:
    """A finished game that is kept, and looked back on once."""
    game = finished(tmp_path_factory.mktemp("saves"))
    for _ in look(game).look_back():
        pass
    return game


def find_notes(game: Game) -> Path:
    """Return the file of its notes."""
    path = GameNotes(game).path
    assert path is not None
    return path


def test_the_second_look_finds_the_same_at_once(game: Game) -> None:
    """One step, and all of it equal to what was worked out."""
    (found,) = look(game).look_back()
    assert found.complete
    *_, again = look(finished()).look_back()
    assert (found.odds, found.points) == (again.odds, again.points)


def test_what_is_kept_goes_through_plain_data_unchanged(game: Game) -> None:
    """Law: plain data and back is the same, through JSON too."""
    (found,) = look(game).look_back()
    data = json.loads(json.dumps(record_retrospect(found)))
    assert read_retrospect(data, len(game.decisions)) == found


def harm(data: dict[str, Any], how: str) -> str:
    """Return notes that were harmed."""
    if how == "cut":
        return json.dumps(data)[:200]
    if how in data["stamp"]:
        data["stamp"][how] = "another"
    elif how == "odds":
        data["found"]["turns"]["odds"] = [50.0]
    elif how == "points":
        data["found"]["turns"]["points"][0]["turn"] = 99
    elif how == "text":
        data["found"]["turns"] = "three"
    elif how == "list":
        return "[1, 2]"
    return json.dumps(data)


@pytest.mark.parametrize(
    "how", ["cut", "list", "program", "scenario", "course", "odds", "points", "text"]
)
def test_notes_that_do_not_hold_are_found_again(game: Game, how: str) -> None:
    """Another version, scenario or course, and what is broken: ignored, and written anew."""
    path = find_notes(game)
    whole = path.read_text()
    path.write_text(harm(json.loads(whole), how))
    first = next(look(game).look_back())
    assert not first.complete
    path.write_text(whole)


def test_a_game_that_is_kept_nowhere_has_no_notes() -> None:
    """Nothing is read and nothing is written."""
    notes = GameNotes(finished())
    notes.write({"turns": 1})
    assert (notes.path, notes.read()) == (None, None)


def test_notes_are_no_saves_and_lie_beside_them(game: Game) -> None:
    """The list of saves leaves them out."""
    assert game.saves is not None
    assert find_notes(game).parent == game.saves.path
    assert all(entry.problem is None for entry in game.saves.entries())


def test_rivals_are_played_from_the_game_s_own_seed(game: Game) -> None:
    """The first has the luck of the game; scores are those of games played one by one."""
    rivals = Rivals("weights", wanted=3)
    *_, found = play_rivals(game.rules, game.seat, game.seed, {}, rivals)
    policies = find_policies(game.rules, dict.fromkeys(game.rules.seats, "weights"))
    scores = []
    for number in range(3):
        *_, last = play_through(
            game.rules, start_game(game.rules, game.seed + number), (), policies
        )
        scores.append(measure_score(game.rules, last.state))
    assert found.scores == tuple(scores)
    assert found.count_below(max(scores)) == sum(score < max(scores) for score in scores)


def test_the_games_are_kept_as_they_come_and_gone_on_with(game: Game) -> None:
    """Whoever stops early keeps what was played; the next look plays only what is missing."""
    for found in look(game).compare():
        if found.scores:
            break
    assert len(found.scores) == ABREAST and not found.complete
    assert next(look(game).compare()).scores == found.scores
    assert isinstance(next(look(game).look_back()), Retrospect)


def test_a_seat_with_a_score_is_played_by_the_planner() -> None:
    """Minsk has one in the flagship: its rivals are those of the page of the measured game."""
    rules = make_rules(read_bundle("hesitant-alignment"), None, None, None)
    assert choose_rival(rules, "minsk") == Rivals("planner:64")


def test_without_a_score_of_its_own_the_seat_is_played_by_the_bot(game: Game) -> None:
    """The town of Toll Bridge has none: its rivals are games of the scenario's bot."""
    assert choose_rival(game.rules, game.seat) == Rivals("weights")

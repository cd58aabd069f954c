"""A finished game turn by turn: its curves, and the three turns in which the player moved most."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.archive.standpoint import Standpoint
from game.engine import Opening
from game.engine.view import view_opening
from game.engine.words import gauge_of
from game.ui.desk.deeds import Deed, list_deeds, watched
from game.ui.desk.scale import frame_scale

if TYPE_CHECKING:
    from game.archive.game import Game

LETTERS = "ABC"
"""The letters of the turning points, in the order of the turns."""


@dataclass(frozen=True, slots=True)
class Course:
    """How one value went, a number per turn."""

    label: str
    """What it is."""
    unit: str
    """Its unit; may be empty."""
    values: tuple[float, ...]
    """The value after each turn, the first turn's first."""
    low: float
    """The foot of its scale."""
    high: float
    """The top of its scale."""


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """A turn in which the player's own orders and answers moved much."""

    letter: str
    """Its letter on the curve."""
    turn: int
    """The turn."""
    date: str
    """Its date."""
    moved: float
    """The shares of ranges that the player's own entries moved, added up."""
    score: tuple[int, int] | None
    """The score as the turn began and after it, where the scenario has one."""
    deeds: tuple[Deed, ...]
    """The player's own entries, the weightiest first."""


def openings_of(game: Game) -> tuple[Opening, ...]:
    """Return the openings of all turns, and the world as it is after the last."""
    return (*(turn.opening for turn in game.turns), game.opening)


def courses_of(game: Game) -> tuple[Course, ...]:
    """Return the score's course and those of the gauges in front that the seat saw throughout."""
    after = openings_of(game)[1:]
    if not after:
        return ()
    score = game.rules.scenario.score
    found = [_score_course(game, after)] if score else []
    views = [view_opening(game.rules, opening, game.seat) for opening in after]
    for name in game.rules.scenario.desk.front:
        readings = [view[name] for view in views]
        if all(reading.exact for reading in readings):
            values = tuple(reading.value for reading in readings)
            gauge = gauge_of(game.rules.scenario, name)
            found.append(
                Course(gauge.label or name, gauge.unit or "", values, *frame_scale(values))
            )
    return tuple(found)


def _score_course(game: Game, after: tuple[Opening, ...]) -> Course:
    values = tuple(float(score_at(game, opening)) for opening in after)
    score = game.rules.scenario.score
    label = f"Score, {score.label}" if score and score.label else "Score"
    return Course(label, "", values, *frame_scale(values))


def score_at(game: Game, opening: Opening) -> int:
    """Return what the score would have been at an opening, rounded half up; 0 without a score."""
    score = game.rules.scenario.score
    if score is None:
        return 0
    point = Standpoint(game.rules, opening, view_opening(game.rules, opening, game.seat))
    return math.floor(point.compute(score.value) + 0.5)


def turning_points(game: Game) -> tuple[TurningPoint, ...]:
    """Return the three turns in which the player's own entries moved the values in front most.

    A turn is weighed by the changes that causes of the player's own made, each as a share of the
    variable's range, added up over all variables in front; ties go to the earlier turn.
    """
    names, history = watched(game.rules), game.history
    weighed = []
    for place, report in enumerate(game.reports):
        deeds = list_deeds(game.rules, history[place], report, game.seat, names)
        own = tuple(deed for deed in deeds if deed.seat == game.seat and deed.effects)
        weighed.append((sum(deed.weight for deed in own), report.turn, own))
    ranked = sorted(weighed, key=lambda each: (-each[0], each[1]))[: len(LETTERS)]
    chosen = sorted((each for each in ranked if each[0] > 0.0), key=lambda each: each[1])
    return tuple(
        TurningPoint(
            letter=letter,
            turn=turn,
            date=game.date_of(turn),
            moved=moved,
            score=_scores(game, turn),
            deeds=own,
        )
        for letter, (moved, turn, own) in zip(LETTERS, chosen, strict=False)
    )


def _scores(game: Game, turn: int) -> tuple[int, int] | None:
    if game.rules.scenario.score is None:
        return None
    openings = openings_of(game)
    return score_at(game, openings[turn - 1]), score_at(game, openings[turn])

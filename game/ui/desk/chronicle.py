"""The curves of a finished game, turn by turn."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.archive.standpoint import Standpoint
from game.engine import Opening
from game.engine.view import view_opening
from game.engine.words import gauge_of
from game.ui.desk.scale import frame_scale

if TYPE_CHECKING:
    from game.archive.game import Game


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
    remark: str = "turn by turn"
    """How it was measured."""
    end: str = ""
    """What the last place is called; empty where it is a turn."""


def odds_course(odds: tuple[float, ...]) -> Course:
    """Return the odds of a good ending as each turn opened, and at the end, as a course."""
    label, remark = "Odds of a good ending", "found by the forecast, turn by turn"
    return Course(label, "", odds, 0.0, 100.0, remark, "end")


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

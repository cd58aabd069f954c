"""How a game ended and what each judge makes of it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.scenario.models import Verdict
from game.scenario.models.endings import Judgement
from game.ui.desk.seats import mark_seat
from game.ui.widgets.verdict_board import VerdictLine

if TYPE_CHECKING:
    from game.archive.game import Game

GOOD, OPEN, BAD = "a good ending", "neither good nor bad", "a bad ending"
"""How the rank of an ending is told."""


@dataclass(frozen=True, slots=True)
class Closing:
    """The end of a game."""

    name: str
    """The name of the ending."""
    text: str
    """What has come to pass."""
    rank: str
    """Whether it is a good one, in words."""
    date: str
    """The date of the last turn."""
    turn: int
    """The last turn."""
    score: int | None
    """The score, where the scenario has one."""
    measures: str
    """What the score measures."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one judge makes of the game."""

    by: str
    """The judge: a seat, or another."""
    judge: str
    """The judge's name."""
    word: str
    """The verdict in a word; empty where only a sentence is known."""
    share: float | None
    """Where the verdict stands on its scale, 0 to 1."""
    sentence: str
    """The verdict in a sentence."""


def closing_of(game: Game) -> Closing:
    """Return how a game ended."""
    ending, end = game.ending, game.state.end
    turn = end.turn if end else game.turn
    score = game.rules.scenario.score
    rank = 0.0 if ending is None else ending.rank
    return Closing(
        name=(ending.label or ending.id) if ending else "No ending",
        text=" ".join(game.standpoint.write(ending.text).split()) if ending else "",
        rank=GOOD if rank > 0.0 else BAD if rank < 0.0 else OPEN,
        date=game.date_of(turn),
        turn=turn,
        score=score_of(game),
        measures=(score.label or "") if score else "",
    )


def score_of(game: Game) -> int | None:
    """Return the score, rounded half up; none where the scenario has none."""
    score = game.rules.scenario.score
    return math.floor(game.standpoint.compute(score.value) + 0.5) if score else None


def opinions_of(game: Game) -> tuple[Opinion, ...]:
    """Return the verdicts: seats in the scenario's order, then the other judges.

    The word and the place on the scale come from the judge's `[[verdict]]`; the sentence is the
    ending's own where it has one for this judge.
    """
    ending, scenario = game.ending, game.rules.scenario
    own = ending.verdicts if ending else {}
    measured = {verdict.by: verdict for verdict in scenario.verdict}
    judges = dict.fromkeys((*scenario.seat, *measured, *own))
    return tuple(
        _opinion(game, by, measured.get(by), own.get(by))
        for by in judges
        if by in measured or by in own
    )


def _opinion(game: Game, by: str, verdict: Verdict | None, sentence: str | None) -> Opinion:
    seat = game.rules.scenario.seat.get(by)
    judge = seat.label if seat else verdict.label if verdict and verdict.label else _named(by)
    if verdict is None:
        return Opinion(by, judge, "", None, game.standpoint.write(sentence))
    value = game.standpoint.compute(verdict.value)
    level = _level(verdict, value)
    low, high = verdict.range
    share = min(1.0, max(0.0, (value - low) / (high - low))) if high > low else 0.0
    text = game.standpoint.write(sentence or level.text)
    return Opinion(by, judge, level.label or "", share, text)


def _level(verdict: Verdict, value: float) -> Judgement:
    """Return the part of a verdict's scale in which a value lies."""
    inside = (each for each in verdict.levels if each.upto is None or value <= each.upto)
    return next(inside, verdict.levels[-1])


def draw_lines(game: Game, opinions: tuple[Opinion, ...]) -> tuple[VerdictLine, ...]:
    """Return verdicts as they are drawn; judges that are no seats follow the seats' shapes."""
    scenario = game.rules.scenario
    others = [each.by for each in opinions if each.by not in scenario.seat]
    lines = []
    for each in opinions:
        mark = mark_seat(scenario, each.by)
        seated = mark.index >= 0
        lines.append(
            VerdictLine(
                judge=mark.label or each.judge,
                place=mark.index if seated else len(scenario.seat) + others.index(each.by),
                accent=mark.accent if seated else "bright",
                word=each.word,
                share=each.share,
                sentence=each.sentence,
            )
        )
    return tuple(lines)


def _named(by: str) -> str:
    """Return the name of a judge that has only an id."""
    return by.replace("-", " ").replace("_", " ").capitalize()

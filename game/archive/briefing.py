"""What a seat is told before its first turn: what it is about, and how it may end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.archive.game import Game


@dataclass(frozen=True, slots=True)
class Briefing:
    """What a seat is told."""

    title: str
    """The scenario."""
    side: str
    """Who the seat is."""
    paragraphs: tuple[str, ...]
    """Its briefing, with marks of emphasis; the summary of the scenario where none is written."""
    outlook: str
    """What comes if nothing is done; told to the seat for which the scenario is written."""
    good: tuple[str, ...]
    """The endings that are good, the best first."""
    open: tuple[str, ...]
    """The endings that are neither."""
    bad: tuple[str, ...]
    """The endings that are bad, the worst last."""


def brief(game: Game) -> Briefing:
    """Return what the seat of a game is told."""
    scenario = game.rules.scenario
    seat = scenario.seat[game.seat]
    endings = [
        (ending.rank, ending.label or ending.id)
        for ending in sorted(scenario.ending, key=lambda each: -each.rank)
    ]
    return Briefing(
        title=scenario.scenario.title,
        side=seat.label,
        paragraphs=tuple(
            " ".join(part.split())
            for part in re.split(r"\n\s*\n", seat.briefing or scenario.scenario.summary)
            if part.strip()
        ),
        outlook=game.standpoint.write(scenario.desk.outlook) if seat.human else "",
        good=tuple(label for rank, label in endings if rank > 0.0),
        open=tuple(label for rank, label in endings if rank == 0.0),
        bad=tuple(label for rank, label in endings if rank < 0.0),
    )

"""The top of the desk: when we are, and the turns as a line."""

from __future__ import annotations

from dataclasses import dataclass

from game.ui.desk.position import Position
from game.ui.widgets.thread import ThreadLine, TurnMark, TurnWindow

NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
"""How acts are numbered."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The first row of the desk."""

    title: str
    """The scenario's name."""
    date: str
    """The date of the turn."""
    turn: int
    """The number of the turn."""
    turns: int
    """How many turns there are."""
    act: str
    """The number of the act, such as `act II`; empty where there are no acts."""
    theme: str
    """What the act is about."""


def describe_heading(position: Position) -> Heading:
    """Return when we are."""
    begun = [act for act in position.scenario.desk.acts if act.from_ <= position.turn]
    number = NUMERALS[min(len(begun), len(NUMERALS)) - 1] if begun else ""
    return Heading(
        title=position.scenario.scenario.title,
        date=position.date_of(position.turn),
        turn=position.turn,
        turns=position.length,
        act=f"act {number}" if begun else "",
        theme=begun[-1].label if begun else "",
    )


def describe_thread(position: Position, marks: tuple[TurnMark, ...] = ()) -> ThreadLine:
    """Return the turns as a line, on which what is coming is marked."""
    desk, length = position.scenario.desk, position.length
    return ThreadLine(
        turns=length,
        now=position.turn,
        first=position.date_of(1),
        last=position.date_of(length),
        acts=tuple(act.from_ for act in desk.acts if 1 < act.from_ <= length),
        windows=tuple(
            TurnWindow(mark.from_, min(mark.to, length), mark.label)
            for mark in desk.marks
            if mark.from_ <= length
        ),
        marks=marks,
    )

"""The lessons as the desk shows them: what they say, what is to be pressed, where they point."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from game.archive.lessons import Course, read_wait
from game.ui.desk.asks import list_asks
from game.ui.desk.position import Position

_EMPHASIS = re.compile(r"\*+([^*]+)\*+")
"""What a text of the scenario marks as weighty."""


class Spot(NamedTuple):
    """A region of the desk that a lesson can point at."""

    shows: str
    """The widgets that are brightened, as a selector."""
    tab: str = ""
    """The tab in which it stands where regions are tabs; empty if it is always in sight."""
    takes: str = ""
    """The widget that gets the cursor, as a selector; empty if it has none."""


SPOTS = {
    "header": Spot("#heading, #thread"),
    "countdowns": Spot("#counts, FrontCountdown"),
    "ladder": Spot("#counts, FrontLadder"),
    "map": Spot("#theatre, #legend", "map", "#places"),
    "gauges": Spot("#gauges", "state", "#gauges"),
    "may": Spot("#may", "may", "#may"),
    "asks": Spot("#asks", "table", "#asks"),
    "orders": Spot("#orders", "table", "#orders"),
    "plan": Spot("#plan"),
    "commit": Spot("#plan"),
}
"""Every region by the name that scenarios use."""


@dataclass(frozen=True, slots=True)
class Slate:
    """A lesson, ready to be shown."""

    title: str
    """Its heading."""
    text: tuple[tuple[str, bool], ...]
    """Its text in pieces, each with whether it is weighty."""
    place: str
    """Which it is of how many."""
    keys: str
    """The keys that go on; those of deeds by their names, in braces."""
    wait: str
    """What they do, or what is waited for."""
    spot: Spot | None
    """Where it points."""
    leads: bool
    """Whether it waits for a deed at a region to which the cursor can be led."""


def describe_lesson(position: Position, course: Course) -> Slate | None:
    """Return the current lesson of a course; none if all of this turn have passed."""
    lesson = course.current
    if lesson is None:
        return None
    keys, wait = _tell_wait(position, course)
    spot = SPOTS[lesson.point] if lesson.point else None
    number, total = course.place
    return Slate(
        title=lesson.title or "",
        text=split_emphasis(" ".join(position.standpoint.write(lesson.text).split())),
        place=f"{number} of {total}",
        keys=keys,
        wait=wait,
        spot=spot,
        leads=not course.ready and spot is not None and bool(spot.takes),
    )


def split_emphasis(text: str) -> tuple[tuple[str, bool], ...]:
    """Split a text at its marks of emphasis; each piece tells whether it was marked."""
    pieces = _EMPHASIS.split(text)
    return tuple((piece, index % 2 == 1) for index, piece in enumerate(pieces) if piece)


def _tell_wait(position: Position, course: Course) -> tuple[str, str]:
    """Return the keys that go on, and what they do."""
    if course.current is None:
        return "", ""
    kind, name = read_wait(course.current)
    if course.ready:
        return "{desk.lesson}", "go on" if kind == "continue" else "go on: it is done already"
    if course.hindered:
        return "{desk.undo}", "take an order back first: the plan is full"
    match kind:
        case "order":
            labels = {action.id: action.label or action.id for action, _ in position.orders}
            return "{list.up}{list.down} {list.pick}", f"order {labels.get(name, name)}"
        case "answer":
            return _list_letters(position, course, name), "answer"
        case "causes":
            return "{list.up}{list.down} {desk.causes}", "ask for the causes of a number"
    return "{desk.commit}", "commit the turn"


def _list_letters(position: Position, course: Course, event: str) -> str:
    """Return the letters of the answers to an event that can be given."""
    for ask in list_asks(position, course.plan):
        if ask.event == event:
            return " ".join(answer.key for answer in ask.answers if answer.closed is None)
    return ""

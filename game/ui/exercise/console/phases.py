"""Phases and clocks: begin, go on, extend, pause, practise, end."""

from __future__ import annotations

from functools import partial

from game.errors import NotAllowed
from game.exercise import phases, practice
from game.exercise.white import WorldView
from game.ui.exercise.console.white import Deed, Deeds, Sight, White
from game.ui.exercise.words import PHASES, count_of
from game.ui.screens.form import Option


async def begin(white: White, at: Sight) -> None:
    """Ask whether a practice turn comes before the exercise."""
    answer = await white.choose(
        "WHAT BEGINS?",
        Option("practice", "t", "a practice turn, of which nothing counts"),
        Option("start", "s", "the exercise itself"),
    )
    if answer == "practice":
        await practise(white, at)
    elif answer == "start":
        await start(white, at)


async def start(white: White, at: Sight) -> None:
    """Start the exercise."""
    if await white.confirm("START THE EXERCISE?", "All worlds begin turn 1.", done="start"):
        white.act("The exercise runs.", phases.start, seen=at.shown)


async def end(white: White, at: Sight) -> None:
    """End the exercise."""
    known = "Nothing is taken any more but notes and, once it is open, the survey."
    if await white.confirm("END THE EXERCISE?", known, done="end"):
        white.act("The exercise has ended.", phases.end, seen=at.shown)


async def practise(white: White, at: Sight) -> None:
    """Begin a practice turn, or end it."""
    if at.view.practising:
        known = "All begins anew, with the seeds of the exercise. Nothing of it counts."
        if await white.confirm("END THE PRACTICE TURN?", known, done="end it"):
            told = "The practice is over; ctrl+t starts the exercise."
            white.act(told, practice.end_practice, seen=at.shown)
        return
    known = "One turn to try everything out, with another luck. Nothing of it counts."
    if await white.confirm("A PRACTICE TURN?", known, done="practise"):
        white.act("A practice turn begins.", practice.practise, seen=at.shown)


async def pause(white: White, at: Sight) -> None:
    """Pause, or go on."""
    if at.view.paused:
        white.act("The clocks run on.", phases.unpause, seen=at.shown)
    else:
        white.act("Everything stands.", phases.pause, seen=at.shown)


async def move_on(white: White, at: Sight) -> None:
    """Go on to the next phase in the world under the cursor."""
    move(white, at.world)


def move(white: White, *worlds: WorldView) -> None:
    """Go on to the next phase in worlds that stand at the same place."""
    place = worlds[0].phase, worlds[0].turn
    white.act("", phases.move_on, worlds=[each.id for each in worlds], expect=place)


async def move_all(white: White, at: Sight) -> None:
    """Go on in all worlds that are where the one under the cursor is."""
    here = at.world
    place = (here.phase, here.turn)
    same = [each for each in at.view.worlds if (each.phase, each.turn) == place]
    told = f"{count_of(len(same), 'world')} in {PHASES.get(here.phase, '')}, turn {here.turn}"
    if await white.confirm("NEXT PHASE IN ALL?", told, done="go on"):
        move(white, *same)


async def extend(white: White, worlds: list[str] | None, label: str) -> None:
    """Ask for how many more minutes a phase has in some worlds, or in all."""
    await white.ask_minutes(
        f"EXTEND IN {label}",
        "by how many minutes; fewer with a minus", "5",
        lambda minutes, seen: white.do(phases.extend, minutes, worlds=worlds, seen=seen),
        told="The deadline is moved.",
    )  # fmt: skip


async def extend_one(white: White, at: Sight) -> None:
    """Give the phase more minutes in the world under the cursor."""
    await extend(white, [at.world.id], at.world.label)


async def extend_all(white: White, at: Sight) -> None:
    """Give the phase more minutes everywhere."""
    await extend(white, None, "ALL WORLDS")


def check_practice(at: Sight) -> None:
    """Refuse a practice turn once the exercise has begun."""
    if at.view.progress == "ended":
        raise NotAllowed("the exercise has ended")
    if at.view.progress == "running" and not at.view.practising:
        raise NotAllowed("the exercise has begun")


def check_course(begun: bool, at: Sight) -> None:
    """Refuse to start what runs, to end what does not, and both while a turn is practised."""
    if at.view.progress == "ended":
        raise NotAllowed("the exercise has ended")
    if at.view.practising:
        raise NotAllowed("a practice turn is played; t ends it")
    if (at.view.progress == "running") != begun:
        raise NotAllowed(f"the exercise has {'not begun' if begun else 'begun'}")


DEEDS: Deeds = {
    "move_on": Deed(move_on),
    "move_all": Deed(move_all),
    "pause": Deed(pause),
    "extend": Deed(extend_one),
    "extend_all": Deed(extend_all),
    "practise": Deed(practise, check_practice),
    "start": Deed(start, partial(check_course, False)),
    "end": Deed(end, partial(check_course, True)),
}

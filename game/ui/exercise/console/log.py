"""The log: read in full what happened, star what the hot wash shall come back to."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from game.exercise.account import give_account, say_briefly
from game.exercise.events import Event
from game.exercise.exercise import Exercise
from game.exercise.names import Names
from game.exercise.notes import star as star_moment
from game.exercise.payloads import TurnResolved
from game.ui.exercise.console.white import Deed, Deeds, Sight, White
from game.ui.exercise.sheets import TextSheet
from game.ui.screens.form import Answers, Field


async def read(white: White, at: Sight) -> None:
    """Tell an entry in full: the one under the log's cursor, or the world's last resolution."""
    entry = at.entry or _find_resolution(white.exercise, at.world.id)
    lines = await asyncio.to_thread(_tell, white.exercise, entry) if entry else ()
    title = "IN FULL" if at.entry else f"THE LAST TURN OF {at.world.label}"
    white.console.app.push_screen(
        TextSheet(title, lines, "No turn of this world has been resolved yet.")
    )


def _find_resolution(exercise: Exercise, world: str) -> Event | None:
    journal = exercise.world(world).journal
    return next((e for e in reversed(journal) if isinstance(e.payload, TurnResolved)), None)


def _tell(exercise: Exercise, entry: Event) -> tuple[str, ...]:
    return tuple(give_account(entry, Names(exercise)))


async def star(white: White, at: Sight) -> None:
    """Star this moment, or the entry under the log's cursor, for the hot wash."""
    about = at.entry
    objectives = ", ".join(each.id for each in white.exercise.configuration.objectives)
    unnamed = white.reader.role == "analyst"

    def deed(written: Answers, seen: int) -> None:
        white.initials = written.get("initials", "")[:20]
        star_moment(
            white.exercise, replace(white.reader, name=white.initials or white.reader.name),
            written["text"] or "starred", objective=written["objective"] or None,
            about=about.seq if about else None, world=about.world if about else at.world.id,
        )  # fmt: skip

    await white.fill_in(
        "STAR THIS MOMENT",
        Field("text", "note", hint="what happened, or what to come back to", needed=False),
        Field("objective", f"objective (of {objectives or 'none'})", needed=False),
        *((Field("initials", "your initials", white.initials),) if unnamed else ()),
        deed=deed,
        told="The moment is starred.",
        known=(f"About: {say_briefly(about, Names(white.exercise))}",) if about else (),
        done="star",
    )


DEEDS: Deeds = {"read": Deed(read, analysts=True), "star": Deed(star, analysts=True)}
